// This file does not mention the network at all.

#include <ntddk.h>

PIRP MakeIrp(PVOID Queue)
{
    return IoCsqRemoveNextIrp((PIO_CSQ)Queue, NULL);
}

NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_SUCCESS;
}
