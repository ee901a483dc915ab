// Waits for requests to WSK, and who calls the functions that wait.

#include <ntddk.h>
#include <wsk.h>

typedef struct _CONNECTION {
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Sent;
    KEVENT Wake;
    KSPIN_LOCK Lock;
    WSK_BUF Greeting;
    BOOLEAN Answered;
    PIO_WORKITEM Work;
} CONNECTION, *PCONNECTION;

static BOOLEAN Running;

static NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS FreeWhenDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// Right in itself: a worker thread sends by it, too.
static NTSTATUS SendAndWait(PCONNECTION Connection, PWSK_BUF Buffer)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Connection->Socket->Dispatch;
    KEVENT Sent;
    PIRP Irp;
    NTSTATUS status;

    if (!Running) {
        return STATUS_DEVICE_NOT_READY;
    }
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&Sent, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Signal, &Sent, TRUE, TRUE, TRUE);
    status = Dispatch->WskSend(Connection->Socket, Buffer, 0, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Sent, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    return status;
}

static VOID Worker(PDEVICE_OBJECT Device, PVOID Context)
{
    PCONNECTION Connection = (PCONNECTION)Context;

    UNREFERENCED_PARAMETER(Device);
    // Right: a work item runs at PASSIVE_LEVEL, in a thread that no request needs.
    (VOID)SendAndWait(Connection, &Connection->Greeting);
}

// ---------------------------------------------------------------- waits in the callback

static NTSTATUS WSKAPI ReceiveAndWait(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                      SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Connection->Socket->Dispatch;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);
    if (DataIndication == NULL) {
        return STATUS_SUCCESS;
    }
    KeClearEvent(&Connection->Sent);
    IoReuseIrp(Connection->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Connection->Irp, Signal, &Connection->Sent, TRUE, TRUE, TRUE);
    Dispatch->WskSend(Connection->Socket, &Connection->Greeting, 0, Connection->Irp);
    KeWaitForSingleObject(&Connection->Sent, Executive, KernelMode, FALSE, NULL);
//  ^^^^^^^^^^^^^^^^^^^^^ WSK902 'ReceiveAndWait', a WskReceiveEvent callback, waits for WskSend: leave that to a work item
    return STATUS_SUCCESS;
}

// The lower level does not help: the thread is still the one that completes the request.
static NTSTATUS WSKAPI DisconnectWhenPassive(PVOID SocketContext, ULONG Flags)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    if (KeGetCurrentIrql() == PASSIVE_LEVEL) {
        (VOID)SendAndWait(Connection, &Connection->Greeting);
//            ^^^^^^^^^^^ WSK902 'DisconnectWhenPassive', a WskDisconnectEvent callback, waits for WskSend in 'SendAndWait'
    }
    return STATUS_SUCCESS;
}

// ---------------------------------------------------------------- in a helper of callbacks only

static VOID Answer(PCONNECTION Connection)
{
    if (!Connection->Answered) {
        SendAndWait(Connection, &Connection->Greeting);
//      ^^^^^^^^^^^ WSK902 'Answer', called by the WskSendBacklogEvent callback 'BacklogEvent', waits for WskSend
        Connection->Answered = TRUE;
    }
}

static NTSTATUS WSKAPI BacklogEvent(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    UNREFERENCED_PARAMETER(IdealBacklogSize);
    Answer((PCONNECTION)SocketContext);
    return STATUS_SUCCESS;
}

// ---------------------------------------------------------------- in a completion routine

static NTSTATUS SendNext(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PCONNECTION Connection = (PCONNECTION)Context;

    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)SendAndWait(Connection, &Connection->Greeting);
//        ^^^^^^^^^^^ WSK902 'SendNext', an IoCompletion routine, waits for WskSend in 'SendAndWait': leave that to a work item
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SendFirst(PCONNECTION Connection, PWSK_BUF Buffer)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Connection->Socket->Dispatch;

    IoSetCompletionRoutine(Connection->Irp, SendNext, Connection, TRUE, TRUE, TRUE);
    return Dispatch->WskSend(Connection->Socket, Buffer, 0, Connection->Irp);
}

const WSK_CLIENT_CONNECTION_DISPATCH WaitingDispatch = {ReceiveAndWait, DisconnectWhenPassive, BacklogEvent};

// ---------------------------------------------------------------- right

// Queues a work item, and the work item waits.
static NTSTATUS WSKAPI ReceiveInWorker(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                       SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(DataIndication);
    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);
    IoQueueWorkItem(Connection->Work, Worker, DelayedWorkQueue, Connection);
    return STATUS_SUCCESS;
}

// Sends, and its completion routine does what comes after.
static NTSTATUS WSKAPI DisconnectAsync(PVOID SocketContext, ULONG Flags)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Connection->Socket->Dispatch;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    UNREFERENCED_PARAMETER(Flags);
    if (Irp != NULL) {
        IoSetCompletionRoutine(Irp, FreeWhenDone, NULL, TRUE, TRUE, TRUE);
        (VOID)Dispatch->WskSend(Connection->Socket, &Connection->Greeting, 0, Irp);
    }
    return STATUS_SUCCESS;
}

// Only looks whether the request is done: a timeout of zero does not wait.
static NTSTATUS WSKAPI BacklogPolled(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Connection->Socket->Dispatch;
    LARGE_INTEGER Now = {0};

    UNREFERENCED_PARAMETER(IdealBacklogSize);
    IoSetCompletionRoutine(Connection->Irp, Signal, &Connection->Sent, TRUE, TRUE, TRUE);
    (VOID)Dispatch->WskSend(Connection->Socket, &Connection->Greeting, 0, Connection->Irp);
    if (KeWaitForSingleObject(&Connection->Sent, Executive, KernelMode, FALSE, &Now) == STATUS_SUCCESS) {
        Connection->Answered = TRUE;
    }
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH RightDispatch = {ReceiveInWorker, DisconnectAsync, BacklogPolled};

// Spin locks and interlocked operations do not wait for requests.
static NTSTATUS WSKAPI ReceiveUnderLock(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                        SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;
    KIRQL OldIrql;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(DataIndication);
    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);
    KeAcquireSpinLock(&Connection->Lock, &OldIrql);
    Connection->Answered = TRUE;
    KeReleaseSpinLock(&Connection->Lock, OldIrql);
    KeSetEvent(&Connection->Wake, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}

// The caller says whether to wait, and callbacks say not to.
static NTSTATUS SendMaybeWait(PCONNECTION Connection, BOOLEAN Wait)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Connection->Socket->Dispatch;
    NTSTATUS status;

    IoSetCompletionRoutine(Connection->Irp, Signal, &Connection->Sent, TRUE, TRUE, TRUE);
    status = Dispatch->WskSend(Connection->Socket, &Connection->Greeting, 0, Connection->Irp);
    if (Wait) {
        KeWaitForSingleObject(&Connection->Sent, Executive, KernelMode, FALSE, NULL);
        status = Connection->Irp->IoStatus.Status;
    }
    return status;
}

static NTSTATUS WSKAPI DisconnectNoWait(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    return SendMaybeWait((PCONNECTION)SocketContext, FALSE);
}

const WSK_CLIENT_CONNECTION_DISPATCH MoreRightDispatch = {ReceiveUnderLock, DisconnectNoWait, NULL};

// A thread of the driver's own may wait.
static VOID SenderThread(PVOID Context)
{
    (VOID)SendMaybeWait((PCONNECTION)Context, TRUE);
    (VOID)SendAndWait((PCONNECTION)Context, &((PCONNECTION)Context)->Greeting);
}

NTSTATUS StartSender(PCONNECTION Connection, PHANDLE Thread)
{
    Running = TRUE;
    return PsCreateSystemThread(Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, SenderThread, Connection);
}

// ---------------------------------------------------------------- missed

// The engine does not follow which of several events stands in an array.
static NTSTATUS WSKAPI KnownMissWaitForSeveral(PVOID SocketContext, ULONG Flags)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;
    PVOID Events[2];

    UNREFERENCED_PARAMETER(Flags);
    Events[0] = &Connection->Sent;
    Events[1] = &Connection->Wake;
    (VOID)SendMaybeWait(Connection, FALSE);
    (VOID)KeWaitForMultipleObjects(2, Events, WaitAny, Executive, KernelMode, FALSE, NULL, NULL);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH MissedDispatch = {NULL, KnownMissWaitForSeveral, NULL};
