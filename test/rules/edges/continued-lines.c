#include <ntddk.h>
#include <wsk.h>

NTSTATUS Cl\
ose(PWSK_SOCKET Socket, PIRP Irp)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->\
WskCloseSocket(Socket, \
    Irp);
}

#define LONG_MACRO(a, b) \
    do { \
        if ((a) == (b)) { \
            return STATUS_SUCCESS; \
        } \
    } while (0)
