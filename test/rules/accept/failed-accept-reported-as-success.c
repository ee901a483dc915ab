// Callbacks that have no socket, inspect ID or place for a connection, and what they return then.

#include <ntddk.h>
#include <wsk.h>

typedef struct _CONNECTION {
    PWSK_SOCKET Socket;
    LIST_ENTRY Link;
} CONNECTION, *PCONNECTION;

typedef struct _SERVER {
    PWSK_SOCKET Listener;
    PWSK_SOCKET Accepted;
    LIST_ENTRY Connections;
    KSPIN_LOCK Lock;
    KEVENT Arrived;
    KEVENT Dead;
    ULONG Count;
    BOOLEAN Open;
} SERVER, *PSERVER;

extern const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch;
extern VOID FillElsewhere(PVOID *Context, CONST WSK_CLIENT_CONNECTION_DISPATCH **Dispatch);
extern VOID Log(PCSTR Text);

static PCONNECTION NewConnection(PWSK_SOCKET Socket)
{
    PCONNECTION Connection = (PCONNECTION)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(CONNECTION), 'nnoC');
    if (Connection != NULL) {
        Connection->Socket = Socket;
    }
    return Connection;
}

// ---------------------------------------------------------------- taken although it is not there

// The dead listening socket is reported, and the callback accepts.
NTSTATUS WSKAPI AcceptNull(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                           PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                           CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSERVER Server = (PSERVER)SocketContext;

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
//             ^^^^^^^^^^^^^^ WSK621 'AcceptNull' takes a connection although 'AcceptSocket' is NULL here: return STATUS_REQUEST_NOT_ACCEPTED
    }
    Server->Accepted = AcceptSocket;
    return STATUS_SUCCESS;
}

// Through a variable and the other arm of the condition.
NTSTATUS WSKAPI AcceptNullThroughVariable(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                          PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                          CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSERVER Server = (PSERVER)SocketContext;
    NTSTATUS Status;

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket) {
        Server->Accepted = AcceptSocket;
        Status = STATUS_SUCCESS;
    } else {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        Status = STATUS_SUCCESS;
    }
    return Status;
//         ^^^^^^ WSK621 'AcceptNullThroughVariable' takes a connection although 'AcceptSocket' is NULL
}

// A request without an inspect ID is accepted.
WSK_INSPECT_ACTION WSKAPI InspectNull(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                      PWSK_INSPECT_ID Request)
{
    if (Request == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectAccept;
//             ^^^^^^^^^^^^^^^^ WSK621 'InspectNull' takes a connection although 'Request' is NULL here: return WskInspectReject
    }
    return WskInspectAccept;
}

// Put off, in one arm.
WSK_INSPECT_ACTION WSKAPI InspectNullPended(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                            PWSK_INSPECT_ID InspectID)
{
    return InspectID != NULL ? WskInspectAccept : WskInspectPend;
//                                                ^^^^^^^^^^^^^^ WSK621 'InspectNullPended' takes a connection although 'InspectID' is NULL
}

// ---------------------------------------------------------------- taken, and kept nowhere

// No memory for the context: the socket is forgotten.
NTSTATUS WSKAPI AcceptWithoutMemory(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                    CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PCONNECTION Connection;

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Connection = (PCONNECTION)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(CONNECTION), 'nnoC');
    if (Connection == NULL) {
        return STATUS_SUCCESS;
//             ^^^^^^^^^^^^^^ WSK621 'AcceptWithoutMemory' accepts the connection, but 'AcceptSocket' is kept nowhere on this path, so nobody closes it
    }
    Connection->Socket = AcceptSocket;
    *AcceptSocketContext = Connection;
    *AcceptSocketDispatch = &ConnectionDispatch;
    return STATUS_SUCCESS;
}

// The server is closed: nothing is done with the socket.
NTSTATUS WSKAPI AcceptWhileClosed(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                  PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                  CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSERVER Server = (PSERVER)SocketContext;

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    if (!Server->Open) {
        Log("closed");
        return STATUS_SUCCESS;
//             ^^^^^^^^^^^^^^ WSK621 is kept nowhere
    }
    *AcceptSocketContext = NewConnection(AcceptSocket);
    return *AcceptSocketContext == NULL ? STATUS_REQUEST_NOT_ACCEPTED : STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH Tables[] = {
    {AcceptNull, InspectNull, NULL},
    {AcceptNullThroughVariable, InspectNullPended, NULL},
    {AcceptWithoutMemory, NULL, NULL},
    {AcceptWhileClosed, NULL, NULL},
};

// ---------------------------------------------------------------- right

// Right: without a socket, and without memory, nothing is accepted.
NTSTATUS WSKAPI AcceptRight(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                            PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                            CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PCONNECTION Connection;

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Connection = NewConnection(AcceptSocket);
    if (Connection == NULL) {
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    *AcceptSocketContext = Connection;
    return STATUS_SUCCESS;
}

// Right: the socket is closed by the driver itself where there is no memory, and so it had to be accepted.
NTSTATUS WSKAPI AcceptAndClose(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                               PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                               CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PCONNECTION Connection;

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Connection = NewConnection(NULL);
    if (Connection == NULL) {
        ((PSERVER)SocketContext)->Accepted = AcceptSocket;
        return STATUS_SUCCESS;
    }
    Connection->Socket = AcceptSocket;
    *AcceptSocketContext = Connection;
    return STATUS_SUCCESS;
}

// Right: the socket is kept in a variable, and stored behind the test of another allocation.
NTSTATUS WSKAPI AcceptThroughLocal(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                   PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                   CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PWSK_SOCKET Socket = AcceptSocket;
    PSERVER Server = (PSERVER)SocketContext;

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (Socket == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Server->Accepted = Socket;
    if (Server->Count == 0) {
        Log("the first one");
        return STATUS_SUCCESS;
    }
    Server->Count++;
    return STATUS_SUCCESS;
}

// Right: NULL and another reason lead to the refusal together.
NTSTATUS WSKAPI AcceptCombined(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                               PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                               CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSERVER Server = (PSERVER)SocketContext;
    NTSTATUS Status = STATUS_SUCCESS;

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL || !Server->Open) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        Status = STATUS_REQUEST_NOT_ACCEPTED;
    } else {
        Server->Accepted = AcceptSocket;
    }
    return Status;
}

// Right: the reject action without an inspect ID.
WSK_INSPECT_ACTION WSKAPI InspectRight(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                       PWSK_INSPECT_ID InspectID)
{
    if (InspectID == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    return RemoteAddress->sa_family == AF_INET ? WskInspectAccept : WskInspectReject;
}

// Right: a receive callback returns STATUS_SUCCESS where its data is NULL.
NTSTATUS WSKAPI ReceiveNull(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                            SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    if (DataIndication == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_SUCCESS;
}

// Right: the context was given when the listener was made and is never NULL, so nothing is accepted on that way.
NTSTATUS WSKAPI AcceptWithContextAsserted(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress,
                                          PSOCKADDR RemoteAddress, PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                          CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSERVER Server = (PSERVER)SocketContext;

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    NT_ASSERT(Server != NULL);
    if (Server == NULL) {
        Log("no context");
        return STATUS_SUCCESS;
    }
    if (AcceptSocket == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Server->Accepted = AcceptSocket;
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH ReceiveTable = {ReceiveNull, NULL, NULL};
static const WSK_CLIENT_LISTEN_DISPATCH GoodTables[] = {
    {AcceptRight, InspectRight, NULL},
    {AcceptAndClose, NULL, NULL},
    {AcceptThroughLocal, NULL, NULL},
    {AcceptCombined, NULL, NULL},
    {AcceptWithContextAsserted, NULL, NULL},
};

// The socket is named on the way, but only in a line of the log.
NTSTATUS WSKAPI KnownMissLogged(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSERVER Server = (PSERVER)SocketContext;

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    DbgPrint("accepted %p\n", AcceptSocket);
    if (!Server->Open) {
        return STATUS_SUCCESS;
    }
    Server->Accepted = AcceptSocket;
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH MissTable = {KnownMissLogged, NULL, NULL};
