#include <ntddk.h>
#include <wsk.h>

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    return ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((STATUS_MORE_PROCESSING_REQUIRED))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))));
}

VOID Deep(ULONG Value)
{
    if (Value > 0) {
    if (Value > 1) {
    if (Value > 2) {
    if (Value > 3) {
    if (Value > 4) {
    if (Value > 5) {
    if (Value > 6) {
    if (Value > 7) {
    if (Value > 8) {
    if (Value > 9) {
    if (Value > 10) {
    if (Value > 11) {
    if (Value > 12) {
    if (Value > 13) {
    if (Value > 14) {
    if (Value > 15) {
    if (Value > 16) {
    if (Value > 17) {
    if (Value > 18) {
    if (Value > 19) {
    if (Value > 20) {
    if (Value > 21) {
    if (Value > 22) {
    if (Value > 23) {
    if (Value > 24) {
    if (Value > 25) {
    if (Value > 26) {
    if (Value > 27) {
    if (Value > 28) {
    if (Value > 29) {
    if (Value > 30) {
    if (Value > 31) {
    if (Value > 32) {
    if (Value > 33) {
    if (Value > 34) {
    if (Value > 35) {
    if (Value > 36) {
    if (Value > 37) {
    if (Value > 38) {
    if (Value > 39) {
    if (Value > 40) {
    if (Value > 41) {
    if (Value > 42) {
    if (Value > 43) {
    if (Value > 44) {
    if (Value > 45) {
    if (Value > 46) {
    if (Value > 47) {
    if (Value > 48) {
    if (Value > 49) {
    if (Value > 50) {
    if (Value > 51) {
    if (Value > 52) {
    if (Value > 53) {
    if (Value > 54) {
    if (Value > 55) {
    if (Value > 56) {
    if (Value > 57) {
    if (Value > 58) {
    if (Value > 59) {
    if (Value > 60) {
    if (Value > 61) {
    if (Value > 62) {
    if (Value > 63) {
    if (Value > 64) {
    if (Value > 65) {
    if (Value > 66) {
    if (Value > 67) {
    if (Value > 68) {
    if (Value > 69) {
    if (Value > 70) {
    if (Value > 71) {
    if (Value > 72) {
    if (Value > 73) {
    if (Value > 74) {
    if (Value > 75) {
    if (Value > 76) {
    if (Value > 77) {
    if (Value > 78) {
    if (Value > 79) {
    if (Value > 80) {
    if (Value > 81) {
    if (Value > 82) {
    if (Value > 83) {
    if (Value > 84) {
    if (Value > 85) {
    if (Value > 86) {
    if (Value > 87) {
    if (Value > 88) {
    if (Value > 89) {
    if (Value > 90) {
    if (Value > 91) {
    if (Value > 92) {
    if (Value > 93) {
    if (Value > 94) {
    if (Value > 95) {
    if (Value > 96) {
    if (Value > 97) {
    if (Value > 98) {
    if (Value > 99) {
    if (Value > 100) {
    if (Value > 101) {
    if (Value > 102) {
    if (Value > 103) {
    if (Value > 104) {
    if (Value > 105) {
    if (Value > 106) {
    if (Value > 107) {
    if (Value > 108) {
    if (Value > 109) {
    if (Value > 110) {
    if (Value > 111) {
    if (Value > 112) {
    if (Value > 113) {
    if (Value > 114) {
    if (Value > 115) {
    if (Value > 116) {
    if (Value > 117) {
    if (Value > 118) {
    if (Value > 119) {
    if (Value > 120) {
    if (Value > 121) {
    if (Value > 122) {
    if (Value > 123) {
    if (Value > 124) {
    if (Value > 125) {
    if (Value > 126) {
    if (Value > 127) {
    if (Value > 128) {
    if (Value > 129) {
    if (Value > 130) {
    if (Value > 131) {
    if (Value > 132) {
    if (Value > 133) {
    if (Value > 134) {
    if (Value > 135) {
    if (Value > 136) {
    if (Value > 137) {
    if (Value > 138) {
    if (Value > 139) {
    if (Value > 140) {
    if (Value > 141) {
    if (Value > 142) {
    if (Value > 143) {
    if (Value > 144) {
    if (Value > 145) {
    if (Value > 146) {
    if (Value > 147) {
    if (Value > 148) {
    if (Value > 149) {
    if (Value > 150) {
    if (Value > 151) {
    if (Value > 152) {
    if (Value > 153) {
    if (Value > 154) {
    if (Value > 155) {
    if (Value > 156) {
    if (Value > 157) {
    if (Value > 158) {
    if (Value > 159) {
    if (Value > 160) {
    if (Value > 161) {
    if (Value > 162) {
    if (Value > 163) {
    if (Value > 164) {
    if (Value > 165) {
    if (Value > 166) {
    if (Value > 167) {
    if (Value > 168) {
    if (Value > 169) {
    if (Value > 170) {
    if (Value > 171) {
    if (Value > 172) {
    if (Value > 173) {
    if (Value > 174) {
    if (Value > 175) {
    if (Value > 176) {
    if (Value > 177) {
    if (Value > 178) {
    if (Value > 179) {
    if (Value > 180) {
    if (Value > 181) {
    if (Value > 182) {
    if (Value > 183) {
    if (Value > 184) {
    if (Value > 185) {
    if (Value > 186) {
    if (Value > 187) {
    if (Value > 188) {
    if (Value > 189) {
    if (Value > 190) {
    if (Value > 191) {
    if (Value > 192) {
    if (Value > 193) {
    if (Value > 194) {
    if (Value > 195) {
    if (Value > 196) {
    if (Value > 197) {
    if (Value > 198) {
    if (Value > 199) {
    Value = 0;
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
    }
}
