// A completion routine, which another file installs.

#include <ntddk.h>
#include <wsk.h>
#include "names.h"

NTSTATUS NamesFound(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    FreeNames((PNAMES)Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
