// Getting an IRP ready and waiting for it.

#include "listener.h"

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID PrepareListener(PLISTENER Listener)
{
    IoReuseIrp(Listener->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Listener->Done);
    IoSetCompletionRoutine(Listener->Irp, Done, &Listener->Done, TRUE, TRUE, TRUE);
}

NTSTATUS AwaitListener(PLISTENER Listener, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Listener->Done, Executive, KernelMode, FALSE, NULL);
        Status = Listener->Irp->IoStatus.Status;
    }
    return Status;
}
