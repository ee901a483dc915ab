// What completion routines of requests to WSK do before they return.

#include <ntddk.h>
#include <wsk.h>

typedef struct _CHANNEL {
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    WSK_BUF Buffer;
    PIRP Irp;
    KEVENT Done;
    PIO_WORKITEM Work;
    WSK_EVENT_CALLBACK_CONTROL Events;
    LIST_ENTRY Link;
} CHANNEL, *PCHANNEL;

static LIST_ENTRY Finished;
static KSPIN_LOCK FinishedLock;

static NTSTATUS FreeOwn(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// ---------------------------------------------------------------- wrong

// The next receive, with the IRP of the last one.
static NTSTATUS ReceiveNext(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PCHANNEL channel = (PCHANNEL)Context;

    UNREFERENCED_PARAMETER(Device);
    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    IoReuseIrp(Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Irp, ReceiveNext, channel, TRUE, TRUE, TRUE);
    (VOID)channel->Dispatch->WskReceive(channel->Socket, &channel->Buffer, 0, Irp);
//                           ^^^^^^^^^^ WSK225 'ReceiveNext' completes a request and starts WskReceive, which may complete within it
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID StartReceiving(PCHANNEL Channel)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp != NULL) {
        IoSetCompletionRoutine(irp, ReceiveNext, Channel, TRUE, TRUE, TRUE);
        (VOID)Channel->Dispatch->WskReceive(Channel->Socket, &Channel->Buffer, 0, irp);
    }
}

// Another request, with an IRP of its own, on some of its ways.
static NTSTATUS CloseOnFailure(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PCHANNEL channel = (PCHANNEL)Context;

    UNREFERENCED_PARAMETER(Device);
    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        IoReuseIrp(channel->Irp, STATUS_SUCCESS);
        IoSetCompletionRoutine(channel->Irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
        (VOID)((PWSK_PROVIDER_BASIC_DISPATCH)channel->Socket->Dispatch)->WskCloseSocket(channel->Socket, channel->Irp);
//                                                                       ^^^^^^^^^^^^^^ WSK225 'CloseOnFailure' completes a request and starts WskCloseSocket, which may complete within it
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// The helper is right for a thread that sends.
static VOID SendNow(PCHANNEL Channel, PIO_COMPLETION_ROUTINE Routine)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp != NULL) {
        IoSetCompletionRoutine(irp, Routine, Channel, TRUE, TRUE, TRUE);
        (VOID)Channel->Dispatch->WskSend(Channel->Socket, &Channel->Buffer, 0, irp);
    }
}

static NTSTATUS SendOnConnect(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        SendNow((PCHANNEL)Context, CloseOnFailure);
//      ^^^^^^^ WSK225 'SendOnConnect' completes a request and starts WskSend by SendNow, which may complete within it
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS Connect(PCHANNEL Channel, PSOCKADDR Address)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, SendOnConnect, Channel, TRUE, TRUE, TRUE);
    return Channel->Dispatch->WskConnect(Channel->Socket, Address, 0, irp);
}

VOID SendFromThread(PCHANNEL Channel)
{
    SendNow(Channel, FreeOwn);
}

// The routine and the function that it is set in call each other.
static NTSTATUS ReceiveAgain(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context);

static VOID ReceiveOnce(PCHANNEL Channel)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp != NULL) {
        IoSetCompletionRoutine(irp, ReceiveAgain, Channel, TRUE, TRUE, TRUE);
        (VOID)Channel->Dispatch->WskReceive(Channel->Socket, &Channel->Buffer, 0, irp);
    }
}

static NTSTATUS ReceiveAgain(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    BOOLEAN isOver = !NT_SUCCESS(Irp->IoStatus.Status) || Irp->IoStatus.Information == 0;

    UNREFERENCED_PARAMETER(Device);
    IoFreeIrp(Irp);
    if (!isOver) {
        ReceiveOnce((PCHANNEL)Context);
//      ^^^^^^^^^^^ WSK225 'ReceiveAgain' completes a request and starts WskReceive by ReceiveOnce, which may complete within it
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// Callbacks are enabled without an IRP: that completes nothing, but Microsoft advises against any new call.
static NTSTATUS EnableOnConnect(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PCHANNEL channel = (PCHANNEL)Context;

    UNREFERENCED_PARAMETER(Device);
    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        channel->Events.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
        channel->Events.EventMask = WSK_EVENT_RECEIVE;
        (VOID)channel->Dispatch->WskControlSocket(channel->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
//                               ^^^^^^^^^^^^^^^^ WSK225 (info) 'EnableOnConnect' completes a request and calls WskControlSocket without an IRP, which ends at once but is better done elsewhere
                                                  sizeof(channel->Events), &channel->Events, 0, NULL, NULL, NULL);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// ---------------------------------------------------------------- right

// A work item makes the next request.
static VOID ReceiveInWorker(PDEVICE_OBJECT Device, PVOID Context)
{
    PCHANNEL channel = (PCHANNEL)Context;

    UNREFERENCED_PARAMETER(Device);
    IoReuseIrp(channel->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(channel->Irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    (VOID)channel->Dispatch->WskReceive(channel->Socket, &channel->Buffer, 0, channel->Irp);
}

static NTSTATUS QueueNext(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PCHANNEL channel = (PCHANNEL)Context;

    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    IoQueueWorkItem(channel->Work, ReceiveInWorker, DelayedWorkQueue, channel);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// An event is set, a list is filled: a thread goes on.
static NTSTATUS WakeThread(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PCHANNEL channel = (PCHANNEL)Context;

    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    ExInterlockedInsertTailList(&Finished, &channel->Link, &FinishedLock);
    KeSetEvent(&channel->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// Data that was kept is given back: WskRelease takes no IRP.
static NTSTATUS ReleaseOnSent(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PWSK_DATA_INDICATION indication = (PWSK_DATA_INDICATION)Context;
    PWSK_SOCKET socket = (PWSK_SOCKET)Irp->Tail.Overlay.DriverContext[0];

    UNREFERENCED_PARAMETER(Device);
    (VOID)((PWSK_PROVIDER_CONNECTION_DISPATCH)socket->Dispatch)->WskRelease(socket, indication);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS UseRightRoutines(PCHANNEL Channel, ULONG Kind, PWSK_DATA_INDICATION Indication)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    switch (Kind) {
    case 0:
        IoSetCompletionRoutine(irp, QueueNext, Channel, TRUE, TRUE, TRUE);
        break;
    case 1:
        IoSetCompletionRoutine(irp, WakeThread, Channel, TRUE, TRUE, TRUE);
        break;
    case 2:
        IoSetCompletionRoutine(irp, EnableOnConnect, Channel, TRUE, TRUE, TRUE);
        break;
    default:
        irp->Tail.Overlay.DriverContext[0] = Channel->Socket;
        IoSetCompletionRoutine(irp, ReleaseOnSent, Indication, TRUE, TRUE, TRUE);
        break;
    }
    return Channel->Dispatch->WskSend(Channel->Socket, &Channel->Buffer, 0, irp);
}

// It has the shape of a completion routine, and only a thread calls it.
NTSTATUS CalledByThread(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PCHANNEL channel = (PCHANNEL)Context;

    UNREFERENCED_PARAMETER(Device);
    return channel->Dispatch->WskSend(channel->Socket, &channel->Buffer, 0, Irp);
}

// The IRP that completes here went to another driver: what WSK is asked now is a first request.
static NTSTATUS SendWhatWasRead(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    IoFreeIrp(Irp);
    SendNow((PCHANNEL)Context, FreeOwn);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ReadFromDisk(PDEVICE_OBJECT Disk, PCHANNEL Channel)
{
    PIRP irp = IoAllocateIrp(Disk->StackSize, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, SendWhatWasRead, Channel, TRUE, TRUE, TRUE);
    return IoCallDriver(Disk, irp);
}
