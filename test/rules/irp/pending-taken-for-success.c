// STATUS_PENDING passes NT_SUCCESS, and says nothing of how a request will end.

#include <ntddk.h>
#include <wsk.h>

typedef struct _LINK {
    PIRP Irp;
    KEVENT Done;
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
} LINK, *PLINK;

static NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Prepare(PLINK Link)
{
    KeInitializeEvent(&Link->Done, SynchronizationEvent, FALSE);
    IoReuseIrp(Link->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Link->Irp, Signal, &Link->Done, TRUE, TRUE, TRUE);
}

// ---------------------------------------------------------------- read too early

NTSTATUS SocketOfPending(PLINK Link, const WSK_PROVIDER_DISPATCH *Provider, PWSK_CLIENT Client)
{
    NTSTATUS Status;

    Prepare(Link);
    Status = Provider->WskSocket(Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL,
                                 NULL, NULL, NULL, Link->Irp);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Link->Socket = (PWSK_SOCKET)Link->Irp->IoStatus.Information;
//                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK220 'Link->Irp->IoStatus.Information' is read although WskSocket may have returned STATUS_PENDING and still be under way
    return STATUS_SUCCESS;
}

SIZE_T CountOfPending(PLINK Link, PWSK_BUF Buffer)
{
    SIZE_T Received = 0;

    Prepare(Link);
    if (NT_SUCCESS(Link->Dispatch->WskReceive(Link->Socket, Buffer, 0, Link->Irp)))
        Received = Link->Irp->IoStatus.Information;
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK220 is read although WskReceive may have returned STATUS_PENDING
    return Received;
}

NTSTATUS StatusOfPending(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch, PIRP Irp, PKEVENT Done)
{
    IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
    Dispatch->WskDisconnect(Socket, NULL, 0, Irp);
    return Irp->IoStatus.Status;
//         ^^^^^^^^^^^^^^^^^^^^ WSK220 'Irp->IoStatus.Status' is read although WskDisconnect may have returned STATUS_PENDING
}

static NTSTATUS Begin(PLINK Link, PWSK_BUF Buffer)
{
    Prepare(Link);
    return Link->Dispatch->WskSend(Link->Socket, Buffer, 0, Link->Irp);
}

SIZE_T BegunByHelper(PLINK Link, PWSK_BUF Buffer)
{
    NTSTATUS Status = Begin(Link, Buffer);

    return NT_SUCCESS(Status) ? Link->Irp->IoStatus.Information : 0;
//                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK220 is read although WskSend may have returned STATUS_PENDING
}

// ---------------------------------------------------------------- silent

NTSTATUS HandedToCaller(PLINK Link, PWSK_BUF Buffer)
{
    Prepare(Link);
    // The caller knows STATUS_PENDING.
    return Link->Dispatch->WskSend(Link->Socket, Buffer, 0, Link->Irp);
}

SIZE_T Waited(PLINK Link, PWSK_BUF Buffer)
{
    NTSTATUS Status;

    Prepare(Link);
    Status = Link->Dispatch->WskReceive(Link->Socket, Buffer, 0, Link->Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Link->Done, Executive, KernelMode, FALSE, NULL);
        Status = Link->Irp->IoStatus.Status;
    }
    // The request is over on both ways.
    return NT_SUCCESS(Status) ? Link->Irp->IoStatus.Information : 0;
}

SIZE_T DoneAtOnce(PLINK Link, PWSK_BUF Buffer)
{
    NTSTATUS Status;

    Prepare(Link);
    Status = Link->Dispatch->WskReceive(Link->Socket, Buffer, 0, Link->Irp);
    // Only STATUS_SUCCESS gets here, and the rest is left to the routine.
    if (Status == STATUS_SUCCESS) {
        return Link->Irp->IoStatus.Information;
    }
    return 0;
}

SIZE_T PendingExcluded(PLINK Link, PWSK_BUF Buffer)
{
    NTSTATUS Status;

    Prepare(Link);
    Status = Link->Dispatch->WskReceive(Link->Socket, Buffer, 0, Link->Irp);
    // What pends is somebody else's.
    if (Status == STATUS_PENDING || !NT_SUCCESS(Status)) {
        return 0;
    }
    return Link->Irp->IoStatus.Information;
}

static VOID AwaitEnd(PLINK Link)
{
    KeWaitForSingleObject(&Link->Done, Executive, KernelMode, FALSE, NULL);
}

NTSTATUS WaitedByHelper(PLINK Link, PWSK_BUF Buffer)
{
    Prepare(Link);
    Link->Dispatch->WskSend(Link->Socket, Buffer, 0, Link->Irp);
    // The helper waits for what the routine sets.
    AwaitEnd(Link);
    return Link->Irp->IoStatus.Status;
}

VOID Counted(PLINK Link, PWSK_BUF Buffer, PLONG Sent)
{
    Prepare(Link);
    // A statistic of what was begun says nothing of how it ended.
    if (NT_SUCCESS(Link->Dispatch->WskSend(Link->Socket, Buffer, 0, Link->Irp)))
        InterlockedIncrement(Sent);
}

static NTSTATUS ReadByRoutine(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    // When the routine runs, the request is over.
    *(PNTSTATUS)Context = Irp->IoStatus.Status;
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS BeginClose(PLINK Link, PNTSTATUS Ended)
{
    IoReuseIrp(Link->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Link->Irp, ReadByRoutine, Ended, TRUE, TRUE, TRUE);
    return Link->Dispatch->WskCloseSocket(Link->Socket, Link->Irp);
}
