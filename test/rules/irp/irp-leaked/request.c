#include "request.h"

NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

PIRP NewRequest(VOID)
{
    return IoAllocateIrp(1, FALSE);
}

VOID DropRequest(PIRP Irp)
{
    IoFreeIrp(Irp);
}
