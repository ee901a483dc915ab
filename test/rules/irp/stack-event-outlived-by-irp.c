// Whether a function can return while a request uses its event, its IRP or its context.

#include <ntddk.h>
#include <wsk.h>

typedef struct _OPERATION {
    KEVENT Done;
    PIRP Irp;
    NTSTATUS Status;
    SIZE_T Bytes;
    LONG References;
} OPERATION, *POPERATION;

extern VOID WaitSomewhere(PKEVENT Event);

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS OperationDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    POPERATION Operation = (POPERATION)Context;

    UNREFERENCED_PARAMETER(Device);
    Operation->Status = Irp->IoStatus.Status;
    Operation->Bytes = Irp->IoStatus.Information;
    KeSetEvent(&Operation->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS FreeWhenDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// ---------------------------------------------------------------- the function can return too early

// The wait has an end, and its end is taken for that of the request.
NTSTATUS DisconnectWithLimit(PWSK_SOCKET Socket, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Socket->Dispatch;
    LARGE_INTEGER limit;
    KEVENT event;
    NTSTATUS status;

    limit.QuadPart = -10000000;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Done, &event, TRUE, TRUE, TRUE);
    status = dispatch->WskDisconnect(Socket, NULL, 0, Irp);
    if (status == STATUS_PENDING) {
        status = KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &limit);
//               ^^^^^^^^^^^^^^^^^^^^^ WSK222 'DisconnectWithLimit' can return after KeWaitForSingleObject while WskDisconnect is pending and uses its local 'event'
    }
    return status;
}

// A signal to the thread's process ends the wait.
NTSTATUS DisconnectAlertable(PWSK_SOCKET Socket, PIRP Irp)
{
    OPERATION operation = {0};
    NTSTATUS status;

    KeInitializeEvent(&operation.Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, OperationDone, &operation, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskDisconnect(Socket, NULL, 0, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&operation.Done, UserRequest, UserMode, TRUE, NULL);
//      ^^^^^^^^^^^^^^^^^^^^^ WSK222 'DisconnectAlertable' can return after KeWaitForSingleObject while WskDisconnect is pending and uses its local 'operation'
        status = operation.Status;
    }
    return status;
}

// It was cancelled, and nobody waits for that.
NTSTATUS SendOrCancel(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp, PLARGE_INTEGER Limit)
{
    KEVENT event;
    NTSTATUS status;

    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Done, &event, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
    if (status == STATUS_PENDING) {
        status = KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, Limit);
        if (status == STATUS_TIMEOUT) {
            IoCancelIrp(Irp);
//          ^^^^^^^^^^^ WSK222 'SendOrCancel' can return after IoCancelIrp while WskSend is pending and uses its local 'event'
        }
    }
    return status;
}

// Nothing waits at all.
NTSTATUS CloseAtOnce(PWSK_SOCKET Socket, PIRP Irp)
{
    KEVENT event;

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Done, &event, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
//                                                           ^^^^^^^^^^^^^^ WSK222 'CloseAtOnce' can return while WskCloseSocket is pending and uses its local 'event'
}

static NTSTATUS SendThrough(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp, PKEVENT Event)
{
    KeClearEvent(Event);
    IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

// A helper makes the request, and the event is this function's.
NTSTATUS SendByHelper(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp, BOOLEAN IsLast)
{
    KEVENT event;
    NTSTATUS status;

    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    status = SendThrough(Socket, Buffer, Irp, &event);
//           ^^^^^^^^^^^ WSK222 'SendByHelper' can return while WskSend is pending and uses its local 'event'
    if (status == STATUS_PENDING && IsLast) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    return status;
}

// ---------------------------------------------------------------- it cannot

// The wait under STATUS_PENDING has no end.
NTSTATUS DisconnectAndWait(PWSK_SOCKET Socket, PIRP Irp)
{
    KEVENT event;
    NTSTATUS status;

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Done, &event, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskDisconnect(Socket, NULL, 0, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    return status;
}

// After the time-out the request is cancelled, and waited for to its end.
NTSTATUS SendOrCancelAndWait(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp, PLARGE_INTEGER Limit)
{
    KEVENT event;
    NTSTATUS status;

    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Done, &event, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
    if (status == STATUS_PENDING) {
        status = KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, Limit);
        if (status == STATUS_TIMEOUT) {
            IoCancelIrp(Irp);
            KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        }
        status = Irp->IoStatus.Status;
    }
    return status;
}

// The routine sets the event on every way, and every way waits.
NTSTATUS CloseAndWait(PWSK_SOCKET Socket, PIRP Irp)
{
    OPERATION operation = {0};

    KeInitializeEvent(&operation.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, OperationDone, &operation, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
    KeWaitForSingleObject(&operation.Done, Executive, KernelMode, FALSE, NULL);
    return operation.Status;
}

// The event is the operation's, which lives on.
NTSTATUS StartSend(PWSK_SOCKET Socket, PWSK_BUF Buffer, POPERATION Operation)
{
    IoSetCompletionRoutine(Operation->Irp, OperationDone, Operation, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Operation->Irp);
}

// The routine frees the IRP, and uses nothing else. The WSK_BUF is copied by the call.
NTSTATUS SendAndForget(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length, PIRP Irp)
{
    WSK_BUF buffer = {Mdl, 0, Length};

    IoSetCompletionRoutine(Irp, FreeWhenDone, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, &buffer, 0, Irp);
}

// A function of another file waits, which is not shown.
NTSTATUS CloseAndWaitElsewhere(PWSK_SOCKET Socket, PIRP Irp)
{
    KEVENT event;
    NTSTATUS status;

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Done, &event, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
    if (status == STATUS_PENDING) {
        WaitSomewhere(&event);
        status = Irp->IoStatus.Status;
    }
    return status;
}

// The event is the caller's, who waits.
static NTSTATUS BeginClose(PWSK_SOCKET Socket, PIRP Irp, PKEVENT Event)
{
    IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
}

NTSTATUS CloseInTwoSteps(PWSK_SOCKET Socket, PIRP Irp)
{
    KEVENT event;
    NTSTATUS status;

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    status = BeginClose(Socket, Irp, &event);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    return status;
}

// The helper may give another operation: its event stands where that is, and not in the local that points to it.
extern VOID TakeNext(POPERATION *Operation);

NTSTATUS CloseWithNextOperation(PWSK_SOCKET Socket, POPERATION Operation)
{
    TakeNext(&Operation);
    IoSetCompletionRoutine(Operation->Irp, Done, &Operation->Done, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Operation->Irp);
}
