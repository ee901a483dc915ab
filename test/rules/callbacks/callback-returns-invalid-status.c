// What event callbacks return: the values that WSK takes from each of them, and others.

#include <ntddk.h>
#include <wsk.h>

#define FAILED_EARLY STATUS_DEVICE_NOT_READY

typedef struct _CONNECTION {
    PWSK_SOCKET Socket;
    LIST_ENTRY Link;
    KSPIN_LOCK Lock;
    KEVENT Gone;
    PWSK_DATA_INDICATION Held;
    SIZE_T Backlog;
    BOOLEAN Closing;
    BOOLEAN Full;
} CONNECTION, *PCONNECTION;

typedef struct _LISTENER {
    PWSK_SOCKET Socket;
    LIST_ENTRY Connections;
    KSPIN_LOCK Lock;
    ULONG Count;
    ULONG Limit;
} LISTENER, *PLISTENER;

extern const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch;
extern NTSTATUS Consume(PCONNECTION Connection, PWSK_DATA_INDICATION Data);
extern NTSTATUS DecideElsewhere(PLISTENER Listener);
extern VOID CloseLater(PVOID Object);

static PCONNECTION NewConnection(PLISTENER Listener, PWSK_SOCKET Socket)
{
    PCONNECTION Connection = (PCONNECTION)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(CONNECTION), 'nnoC');
    if (Connection != NULL) {
        RtlZeroMemory(Connection, sizeof(CONNECTION));
        Connection->Socket = Socket;
        Listener->Count++;
    }
    return Connection;
}

// ---------------------------------------------------------------- values that WSK does not accept

// The guard against a missing context returns an error of its own.
NTSTATUS WSKAPI GuardedDisconnect(PVOID SocketContext, ULONG Flags)
{
    if (SocketContext == NULL) {
        return STATUS_INVALID_PARAMETER;
//             ^^^^^^^^^^^^^^^^^^^^^^^^ WSK521 'GuardedDisconnect' can return STATUS_INVALID_PARAMETER, but a WskDisconnectEvent callback only STATUS_SUCCESS
    }
    ((PCONNECTION)SocketContext)->Closing = TRUE;
    return STATUS_SUCCESS;
}

// Through a variable and a label.
NTSTATUS WSKAPI AcceptThroughVariable(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                      PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                      CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PLISTENER Listener = (PLISTENER)SocketContext;
    PCONNECTION Connection;
    NTSTATUS Status = STATUS_REQUEST_NOT_ACCEPTED;

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL) {
        CloseLater(Listener);
        goto Exit;
    }
    if (Listener->Count >= Listener->Limit) {
        Status = STATUS_TOO_MANY_SESSIONS;
//               ^^^^^^^^^^^^^^^^^^^^^^^^ WSK521 'AcceptThroughVariable' can return STATUS_TOO_MANY_SESSIONS, but a WskAcceptEvent callback only STATUS_SUCCESS or STATUS_REQUEST_NOT_ACCEPTED
        goto Exit;
    }
    Connection = NewConnection(Listener, AcceptSocket);
    if (Connection == NULL) {
        Status = STATUS_INSUFFICIENT_RESOURCES;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK521 STATUS_INSUFFICIENT_RESOURCES
        goto Exit;
    }
    *AcceptSocketContext = Connection;
    *AcceptSocketDispatch = &ConnectionDispatch;
    Status = STATUS_SUCCESS;
Exit:
    return Status;
}

// In one arm of a condition, and a receive that is not the caller's business.
NTSTATUS WSKAPI ReceiveOrFail(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                              SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        CloseLater(Connection);
        return STATUS_SUCCESS;
    }
    return Connection->Full ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
//                            ^^^^^^^^^^^^^^^^^^^^^^ WSK521 'ReceiveOrFail' can return STATUS_BUFFER_OVERFLOW, but a WskReceiveEvent callback only
}

static NTSTATUS Refuse(PCONNECTION Connection)
{
    Connection->Full = TRUE;
    return FAILED_EARLY;
}

// In a helper: what it returns is handed on. The set-up of the table is in a function.
static NTSTATUS WSKAPI ReceiveFromByHelper(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        CloseLater(Connection);
        return STATUS_SUCCESS;
    }
    return Refuse(Connection);
//         ^^^^^^^^^^^^^^^^^^ WSK521 'ReceiveFromByHelper' can return FAILED_EARLY, but a WskReceiveFromEvent callback only
}

// The status of a call of WSK may be any failure.
NTSTATUS WSKAPI AcceptAndEnable(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE};
    NTSTATUS Status;

    if (AcceptSocket == NULL) {
        CloseLater(SocketContext);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    *AcceptSocketContext = SocketContext;
    *AcceptSocketDispatch = &ConnectionDispatch;
    Status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)AcceptSocket->Dispatch)
                 ->WskControlSocket(AcceptSocket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
                                    &Control, 0, NULL, NULL, NULL);
    return Status;
//         ^^^^^^ WSK521 'AcceptAndEnable' can return the status of WskControlSocket
}

// STATUS_PENDING is for receive callbacks.
NTSTATUS WSKAPI AbortPending(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    return STATUS_PENDING;
//         ^^^^^^^^^^^^^^ WSK521 'AbortPending' can return STATUS_PENDING, but a WskAbortEvent callback only STATUS_SUCCESS
}

NTSTATUS WSKAPI BacklogRefused(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    return STATUS_NOT_SUPPORTED;
//         ^^^^^^^^^^^^^^^^^^^^ WSK521 'BacklogRefused'
}

NTSTATUS WSKAPI ClientEventFails(PVOID ClientContext, ULONG EventType, PVOID Information, SIZE_T InformationLength)
{
    return STATUS_INVALID_DEVICE_REQUEST;
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK521 'ClientEventFails' can return STATUS_INVALID_DEVICE_REQUEST, but a WskClientEvent callback only STATUS_NOT_IMPLEMENTED or STATUS_SUCCESS
}

static const WSK_CLIENT_CONNECTION_DISPATCH FirstDispatch = {ReceiveOrFail, GuardedDisconnect, BacklogRefused};
static const WSK_CLIENT_LISTEN_DISPATCH FirstListenDispatch = {AcceptThroughVariable, NULL, AbortPending};
static const WSK_CLIENT_LISTEN_DISPATCH SecondListenDispatch = {AcceptAndEnable, NULL, NULL};
static const WSK_CLIENT_DISPATCH ClientDispatch = {MAKE_WSK_VERSION(1, 0), 0, ClientEventFails};
static WSK_CLIENT_DATAGRAM_DISPATCH DatagramDispatch;

VOID SetUp(VOID)
{
    DatagramDispatch.WskReceiveFromEvent = ReceiveFromByHelper;
}

// ---------------------------------------------------------------- values that WSK accepts

// Right: a variable that only ever holds the two values.
NTSTATUS WSKAPI AcceptByVariable(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                 PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                 CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PLISTENER Listener = (PLISTENER)SocketContext;
    NTSTATUS Status = STATUS_REQUEST_NOT_ACCEPTED;

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL) {
        CloseLater(Listener);
    } else if (Listener->Count < Listener->Limit) {
        *AcceptSocketContext = NewConnection(Listener, AcceptSocket);
        *AcceptSocketDispatch = &ConnectionDispatch;
        if (*AcceptSocketContext != NULL) {
            Status = STATUS_SUCCESS;
        }
    }
    return Status;
}

// Right: the failure is turned into the refusal before it is returned.
NTSTATUS WSKAPI AcceptTranslated(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                 PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                 CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PCONNECTION Connection;
    NTSTATUS Status = STATUS_SUCCESS;

    if (AcceptSocket == NULL) {
        CloseLater(SocketContext);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Connection = NewConnection((PLISTENER)SocketContext, AcceptSocket);
    *AcceptSocketContext = Connection;
    *AcceptSocketDispatch = &ConnectionDispatch;
    if (Connection == NULL) {
        Status = STATUS_INSUFFICIENT_RESOURCES;
    }
    if (!NT_SUCCESS(Status)) {
        Status = STATUS_REQUEST_NOT_ACCEPTED;
    }
    return Status;
}

// Right: all three values of a receive callback, each where it belongs.
NTSTATUS WSKAPI ReceiveThreeWays(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                 SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        CloseLater(Connection);
        return STATUS_SUCCESS;
    }
    if (Connection->Full) {
        return STATUS_DATA_NOT_ACCEPTED;
    }
    Connection->Held = DataIndication;
    return STATUS_PENDING;
}

// Right, as far as anybody can see: the function elsewhere may return nothing but what is allowed.
NTSTATUS WSKAPI ReceiveElsewhere(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                 SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    NTSTATUS Status;

    if (DataIndication == NULL) {
        CloseLater(SocketContext);
        return STATUS_SUCCESS;
    }
    Status = Consume((PCONNECTION)SocketContext, DataIndication);
    return Status;
}

// Right: the status of WskDisconnect is not what the callback returns.
NTSTATUS WSKAPI DisconnectNow(PVOID SocketContext, ULONG Flags)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;
    NTSTATUS Status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Connection->Socket->Dispatch)
                          ->WskControlSocket(Connection->Socket, WskIoctl, SIO_WSK_QUERY_RECEIVE_BACKLOG, 0, 0, NULL,
                                             sizeof(SIZE_T), &Connection->Backlog, NULL, NULL);

    if (!NT_SUCCESS(Status)) {
        Connection->Closing = TRUE;
    }
    return STATUS_SUCCESS;
}

// Right: the page asks for STATUS_NOT_IMPLEMENTED, wsk.h for STATUS_SUCCESS.
NTSTATUS WSKAPI ClientEvent(PVOID ClientContext, ULONG EventType, PVOID Information, SIZE_T InformationLength)
{
    if (InformationLength == 0) {
        return STATUS_SUCCESS;
    }
    return STATUS_NOT_IMPLEMENTED;
}

static const WSK_CLIENT_CONNECTION_DISPATCH SecondDispatch = {ReceiveThreeWays, DisconnectNow, NULL};
static const WSK_CLIENT_CONNECTION_DISPATCH ThirdDispatch = {ReceiveElsewhere, NULL, NULL};
static const WSK_CLIENT_LISTEN_DISPATCH ThirdListenDispatch = {AcceptByVariable, NULL, NULL};
static const WSK_CLIENT_LISTEN_DISPATCH FourthListenDispatch = {AcceptTranslated, NULL, NULL};
static const WSK_CLIENT_DISPATCH SecondClientDispatch = {MAKE_WSK_VERSION(1, 0), 0, ClientEvent};

// Right: it has the shape of a callback, but stands in no table.
NTSTATUS WSKAPI NoCallback(PVOID SocketContext, ULONG Flags)
{
    return STATUS_UNSUCCESSFUL;
}

// Right: a table of the driver's own, whose member only has the name of WSK's.
typedef struct _PROTOCOL_TABLE {
    NTSTATUS (*WskDisconnectEvent)(PVOID Context, ULONG Flags);
} PROTOCOL_TABLE;

static NTSTATUS ProtocolGone(PVOID Context, ULONG Flags)
{
    return STATUS_CONNECTION_DISCONNECTED;
}

static const PROTOCOL_TABLE ProtocolTable = {ProtocolGone};

// What a callback returns depends on a function that is called through a pointer.
NTSTATUS WSKAPI KnownMissThroughPointer(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    NTSTATUS (*Decide)(PLISTENER) = DecideElsewhere;

    return Decide((PLISTENER)SocketContext);
}

static const WSK_CLIENT_LISTEN_DISPATCH FifthListenDispatch = {NULL, NULL, KnownMissThroughPointer};
