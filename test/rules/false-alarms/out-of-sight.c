// Part of the work is done elsewhere: by a library that makes requests ready and waits for them, and by the driver itself,
// which calls its IoCompletion routine without an IRP.

#include <ntddk.h>
#include <wsk.h>

typedef struct _LINK {
    PWSK_SOCKET Socket;
    PVOID Request;
    PIRP Irp;
    FAST_MUTEX Lock;
    PVOID Pending;
    PIO_WORKITEM Item;
} LINK, *PLINK;

extern PIRP LibArm(PVOID Request);
extern NTSTATUS LibFinish(PVOID Request, NTSTATUS Status);

// LibFinish knows the IRP that LibArm gave: it waits for it.
NTSTATUS ReadText(PLINK Link, PVOID Text, ULONG Length)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Link->Socket->Dispatch;
    WSK_BUF buffer;
    NTSTATUS status;
    PIRP irp;

    buffer.Offset = 0;
    buffer.Length = Length;
    buffer.Mdl = IoAllocateMdl(Text, Length, FALSE, FALSE, NULL);
    if (buffer.Mdl == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    MmBuildMdlForNonPagedPool(buffer.Mdl);
    irp = LibArm(Link->Request);
    status = dispatch->WskReceive(Link->Socket, &buffer, 0, irp);
    status = LibFinish(Link->Request, status);
    IoFreeMdl(buffer.Mdl);
    return status;
}

static VOID Finish(PLINK Link)
{
    PAGED_CODE();
    ExAcquireFastMutex(&Link->Lock);
    Link->Pending = NULL;
    ExReleaseFastMutex(&Link->Lock);
}

static VOID FinishLater(PDEVICE_OBJECT Device, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    Finish((PLINK)Context);
}

// The system always passes the IRP: without one it is the driver's own thread that calls.
static NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PLINK link = (PLINK)Context;

    UNREFERENCED_PARAMETER(Device);
    if (Irp == NULL) {
        Finish(link);
        return STATUS_SUCCESS;
    }
    IoQueueWorkItem(link->Item, FinishLater, DelayedWorkQueue, link);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SendOrSkip(PLINK Link, PWSK_BUF Buffer)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Link->Socket->Dispatch;

    PAGED_CODE();
    if (Buffer->Length == 0) {
        return SendDone(NULL, NULL, Link);
    }
    IoReuseIrp(Link->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Link->Irp, SendDone, Link, TRUE, TRUE, TRUE);
    return dispatch->WskSend(Link->Socket, Buffer, 0, Link->Irp);
}
