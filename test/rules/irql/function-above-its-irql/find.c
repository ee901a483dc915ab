// Asks for the addresses of a name.

#include <ntddk.h>
#include <wsk.h>
#include "names.h"

NTSTATUS FindNames(PNAMES Names, PUNICODE_STRING Name, PIRP Irp)
{
    IoSetCompletionRoutine(Irp, NamesFound, Names, TRUE, TRUE, TRUE);
    return Names->Npi->Dispatch->WskGetAddressInfo(Names->Npi->Client, Name, NULL, 0, NULL, NULL, &Names->Found, NULL,
                                                   NULL, Irp);
}
