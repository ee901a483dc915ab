// Closes and deregistrations, in callbacks and elsewhere.

#include <ntddk.h>
#include <wsk.h>

typedef struct _CONNECTION {
    PWSK_SOCKET Socket;
    PIRP CloseIrp;
    KEVENT Closed;
    PIO_WORKITEM Work;
    BOOLEAN IsGone;
} CONNECTION, *PCONNECTION;

static WSK_REGISTRATION Registration;

static NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS CloseDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    ((PCONNECTION)Context)->IsGone = TRUE;
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// Right in itself: a thread of the driver's own closes by it, too.
static NTSTATUS CloseAndWait(PCONNECTION Connection)
{
    const WSK_PROVIDER_BASIC_DISPATCH *Dispatch = Connection->Socket->Dispatch;
    NTSTATUS status;

    KeInitializeEvent(&Connection->Closed, SynchronizationEvent, FALSE);
    IoReuseIrp(Connection->CloseIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Connection->CloseIrp, Signal, &Connection->Closed, TRUE, TRUE, TRUE);
    status = Dispatch->WskCloseSocket(Connection->Socket, Connection->CloseIrp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Connection->Closed, Executive, KernelMode, FALSE, NULL);
        status = Connection->CloseIrp->IoStatus.Status;
    }
    return status;
}

// ---------------------------------------------------------------- in the callback

static NTSTATUS WSKAPI DisconnectAndClose(PVOID SocketContext, ULONG Flags)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;
    const WSK_PROVIDER_BASIC_DISPATCH *Dispatch = Connection->Socket->Dispatch;

    UNREFERENCED_PARAMETER(Flags);
    KeInitializeEvent(&Connection->Closed, SynchronizationEvent, FALSE);
    IoReuseIrp(Connection->CloseIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Connection->CloseIrp, Signal, &Connection->Closed, TRUE, TRUE, TRUE);
    Dispatch->WskCloseSocket(Connection->Socket, Connection->CloseIrp);
    KeWaitForSingleObject(&Connection->Closed, Executive, KernelMode, FALSE, NULL);
//  ^^^^^^^^^^^^^^^^^^^^^ WSK903 'DisconnectAndClose', a WskDisconnectEvent callback, waits for WskCloseSocket, which waits for the callback to return
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI ReceiveAndDeregister(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                            SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);
    if (DataIndication == NULL) {
        WskDeregister(&Registration);
//      ^^^^^^^^^^^^^ WSK903 'ReceiveAndDeregister', a WskReceiveEvent callback, waits for WskDeregister, which waits for the callback to return
    }
    return STATUS_SUCCESS;
}

// ---------------------------------------------------------------- through helpers

static VOID Stop(VOID)
{
    WskDeregister(&Registration);
//  ^^^^^^^^^^^^^ WSK903 'Stop', called by the WskSendBacklogEvent callback 'BacklogAndStop', waits for WskDeregister
}

static NTSTATUS WSKAPI BacklogAndStop(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    if (IdealBacklogSize == 0) {
        ((PCONNECTION)SocketContext)->IsGone = TRUE;
        Stop();
    }
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH WrongDispatch = {ReceiveAndDeregister, DisconnectAndClose, BacklogAndStop};

static NTSTATUS WSKAPI DisconnectThroughHelper(PVOID SocketContext, ULONG Flags)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (Flags != 0 && Connection->Socket != NULL) {
        return CloseAndWait(Connection);
//             ^^^^^^^^^^^^ WSK903 'DisconnectThroughHelper', a WskDisconnectEvent callback, waits for WskCloseSocket in 'CloseAndWait'
    }
    return STATUS_SUCCESS;
}

static NTSTATUS DeregisterWhenSent(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    WskDeregister(&Registration);
//  ^^^^^^^^^^^^^ WSK903 'DeregisterWhenSent', an IoCompletion routine, waits for WskDeregister, which waits for the callback to return
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SendLast(PCONNECTION Connection, PWSK_BUF Buffer, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Connection->Socket->Dispatch;

    IoSetCompletionRoutine(Irp, DeregisterWhenSent, NULL, TRUE, TRUE, TRUE);
    return Dispatch->WskSend(Connection->Socket, Buffer, 0, Irp);
}

// ---------------------------------------------------------------- right

// Closes without a wait: the completion routine of the close does what comes after.
static NTSTATUS WSKAPI DisconnectAndCloseAsync(PVOID SocketContext, ULONG Flags)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;
    const WSK_PROVIDER_BASIC_DISPATCH *Dispatch = Connection->Socket->Dispatch;

    UNREFERENCED_PARAMETER(Flags);
    IoReuseIrp(Connection->CloseIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Connection->CloseIrp, CloseDone, Connection, TRUE, TRUE, TRUE);
    Dispatch->WskCloseSocket(Connection->Socket, Connection->CloseIrp);
    return STATUS_SUCCESS;
}

static VOID CloseInWorker(PDEVICE_OBJECT Device, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    // Right: no callback waits for this thread.
    (VOID)CloseAndWait((PCONNECTION)Context);
    WskDeregister(&Registration);
}

// The work item closes and waits, the callback returns at once.
static NTSTATUS WSKAPI BacklogThenWorker(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    UNREFERENCED_PARAMETER(IdealBacklogSize);
    IoQueueWorkItem(Connection->Work, CloseInWorker, DelayedWorkQueue, Connection);
    return STATUS_SUCCESS;
}

// Only looks whether the close is done.
static NTSTATUS WSKAPI ReceiveAndPoll(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                      SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;
    const WSK_PROVIDER_BASIC_DISPATCH *Dispatch = Connection->Socket->Dispatch;
    LARGE_INTEGER Now;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(DataIndication);
    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);
    IoSetCompletionRoutine(Connection->CloseIrp, Signal, &Connection->Closed, TRUE, TRUE, TRUE);
    Dispatch->WskCloseSocket(Connection->Socket, Connection->CloseIrp);
    Now.QuadPart = 0;
    if (KeWaitForSingleObject(&Connection->Closed, Executive, KernelMode, FALSE, &Now) == STATUS_TIMEOUT) {
        Connection->IsGone = FALSE;
    }
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH RightDispatch = {ReceiveAndPoll, DisconnectAndCloseAsync, BacklogThenWorker};
const WSK_CLIENT_CONNECTION_DISPATCH HelperDispatch = {NULL, DisconnectThroughHelper, NULL};

// The unload routine runs when no callback does.
VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}

// A thread of the driver's own may close and wait.
VOID CloseFromThread(PVOID Context)
{
    (VOID)CloseAndWait((PCONNECTION)Context);
}
