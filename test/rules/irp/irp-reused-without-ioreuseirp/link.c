#include "link.h"

static NTSTATUS LinkDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID Rearm(PLINK Link)
{
    KeClearEvent(&Link->Done);
    IoReuseIrp(Link->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Link->Irp, LinkDone, &Link->Done, TRUE, TRUE, TRUE);
}

// Sends with the IRP as the caller has made it ready, and waits.
NTSTATUS SendOnce(PLINK Link, PWSK_BUF Data)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Link->Socket->Dispatch;
    NTSTATUS status = dispatch->WskSend(Link->Socket, Data, 0, Link->Irp);

    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Link->Done, Executive, KernelMode, FALSE, NULL);
        status = Link->Irp->IoStatus.Status;
    }
    return status;
}
