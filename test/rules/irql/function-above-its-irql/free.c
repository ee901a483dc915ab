// Called by a completion routine in another file, and by nobody else.

#include <ntddk.h>
#include <wsk.h>
#include "names.h"

VOID FreeNames(PNAMES Names)
{
    if (Names->Found != NULL) {
        Names->Npi->Dispatch->WskFreeAddressInfo(Names->Npi->Client, Names->Found);
//                            ^^^^^^^^^^^^^^^^^^ WSK901 'FreeNames', called by the IoCompletion routine 'NamesFound', can reach WskFreeAddressInfo
        Names->Found = NULL;
    }
}
