#include "link.h"

static NTSTATUS LinkDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Prepare(PLINK Link)
{
    KeClearEvent(&Link->Done);
    IoReuseIrp(Link->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Link->Irp, LinkDone, &Link->Done, TRUE, TRUE, TRUE);
}

NTSTATUS Await(PLINK Link, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Link->Done, Executive, KernelMode, FALSE, NULL);
        Status = Link->Irp->IoStatus.Status;
    }
    return Status;
}

// Hands the IRP to WSK, and does not wait.
NTSTATUS StartSend(PLINK Link, PWSK_BUF Data)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Link->Socket->Dispatch;

    Prepare(Link);
    return dispatch->WskSend(Link->Socket, Data, 0, Link->Irp);
}
