// A driver that enables some of its callbacks, and leaves the others where nobody calls them.

#include <ntddk.h>
#include <wsk.h>

static WSK_PROVIDER_NPI Provider;

NTSTATUS WSKAPI ReceiveEvent(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                             SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI DisconnectEvent(PVOID SocketContext, ULONG Flags)
{
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI BacklogEvent(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI AcceptEvent(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                            PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                            CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    return STATUS_REQUEST_NOT_ACCEPTED;
}

WSK_INSPECT_ACTION WSKAPI InspectEvent(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                       PWSK_INSPECT_ID InspectID)
{
    return WskInspectReject;
}

NTSTATUS WSKAPI AbortEvent(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI ReceiveFromEvent(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI ClientEvent(PVOID ClientContext, ULONG EventType, PVOID Information, SIZE_T InformationLength)
{
    return STATUS_NOT_IMPLEMENTED;
}

// ---------------------------------------------------------------- nobody enables these

// The disconnect is enabled below, the data is not.
static const WSK_CLIENT_CONNECTION_DISPATCH Connection = {ReceiveEvent, DisconnectEvent, NULL};
//                                                        ^^^^^^^^^^^^ WSK509 'ReceiveEvent' never runs: nothing in the driver enables WSK_EVENT_RECEIVE

// By the name of the member.
static const WSK_CLIENT_CONNECTION_DISPATCH Sender = {
    .WskDisconnectEvent = DisconnectEvent,
    .WskSendBacklogEvent = &BacklogEvent,
//                         ^^^^^^^^^^^^^ WSK509 'BacklogEvent' never runs: nothing in the driver enables WSK_EVENT_SEND_BACKLOG
};

// Conditional accept is a mode of its own, which has two callbacks.
static const WSK_CLIENT_LISTEN_DISPATCH Listener = {
    AcceptEvent,
//  ^^^^^^^^^^^ WSK509 'AcceptEvent' never runs: nothing in the driver enables WSK_EVENT_ACCEPT
    InspectEvent,
//  ^^^^^^^^^^^^ WSK509 'InspectEvent' never runs: nothing in the driver sets SO_CONDITIONAL_ACCEPT
    AbortEvent
};

// A table that is filled at run time.
static VOID FillTable(WSK_CLIENT_DATAGRAM_DISPATCH *Table)
{
    Table->WskReceiveFromEvent = ReceiveFromEvent;
//                               ^^^^^^^^^^^^^^^^ WSK509 'ReceiveFromEvent' never runs: nothing in the driver enables WSK_EVENT_RECEIVE_FROM
}

// ---------------------------------------------------------------- right

// No socket has it, and WSK defines no event of a client.
static const WSK_CLIENT_DISPATCH Client = {MAKE_WSK_VERSION(1, 0), 0, ClientEvent};

// An empty slot is no callback.
static const WSK_CLIENT_CONNECTION_DISPATCH Quiet = {NULL, DisconnectEvent, NULL};

// The mask comes from the caller, here as in the other calls.
static NTSTATUS Enable(PWSK_SOCKET Socket, ULONG Events)
{
    WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID, Events};

    return ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL,
                           NULL, NULL);
}

// To turn an event off enables nothing.
static VOID Silence(PWSK_SOCKET Socket)
{
    (VOID)Enable(Socket, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE);
}

// What is asked or set besides has nothing to do with events.
static NTSTATUS SetNoDelay(PWSK_SOCKET Socket)
{
    ULONG On = 1;

    return ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, TCP_NODELAY, IPPROTO_TCP, sizeof(On), &On, 0, NULL, NULL, NULL);
}

static NTSTATUS Watch(PWSK_SOCKET Socket)
{
    NTSTATUS Status = SetNoDelay(Socket);

    if (NT_SUCCESS(Status)) {
        Status = Enable(Socket, WSK_EVENT_DISCONNECT);
    }
    if (!NT_SUCCESS(Status)) {
        Silence(Socket);
    }
    return Status;
}

static NTSTATUS Connected(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        Watch((PWSK_SOCKET)Irp->IoStatus.Information);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    static WSK_CLIENT_DATAGRAM_DISPATCH Datagram;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    FillTable(&Datagram);
    if (Irp != NULL) {
        IoSetCompletionRoutine(Irp, Connected, NULL, TRUE, TRUE, TRUE);
    }
    return STATUS_SUCCESS;
}
