// WskAcceptEvent callbacks: what they put out for the socket that they accept, and when.

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

static NTSTATUS EnableReceive(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT};

    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL,
                           NULL, NULL);
}

// ---------------------------------------------------------------- not set

// Neither is touched but to call it unused.
NTSTATUS WSKAPI AcceptUnreferenced(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                   PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                   CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSERVER Server = (PSERVER)SocketContext;

    UNREFERENCED_PARAMETER(AcceptSocketContext);
    UNREFERENCED_PARAMETER(AcceptSocketDispatch);
    if (AcceptSocket == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Server->Accepted = AcceptSocket;
    KeSetEvent(&Server->Arrived, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
//         ^^^^^^^^^^^^^^ WSK620 'AcceptUnreferenced' accepts the connection without setting '*AcceptSocketContext' and '*AcceptSocketDispatch'
}

// Only the context, and through a variable that is returned.
NTSTATUS WSKAPI AcceptContextOnly(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                  PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                  CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSERVER Server = (PSERVER)SocketContext;
    NTSTATUS Status = STATUS_REQUEST_NOT_ACCEPTED;

    if (AcceptSocket != NULL) {
        Server->Accepted = AcceptSocket;
        *AcceptSocketContext = Server;
        Status = STATUS_SUCCESS;
    } else {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
    }
    return Status;
//         ^^^^^^ WSK620 without setting '*AcceptSocketDispatch'
}

// On one of two paths.
NTSTATUS WSKAPI AcceptSometimes(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (AcceptSocket == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Server->Accepted = AcceptSocket;
    if (Server->Count == 0) {
        return STATUS_SUCCESS;
//             ^^^^^^^^^^^^^^ WSK620 'AcceptSometimes' accepts the connection without setting
    }
    *AcceptSocketContext = Server;
    *AcceptSocketDispatch = &ConnectionDispatch;
    return STATUS_SUCCESS;
}

static VOID PutContext(PVOID *Place, PVOID Context)
{
    *Place = Context;
}

// A helper sets the one, nobody the other.
NTSTATUS WSKAPI AcceptByHelper(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                               PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                               CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (AcceptSocket == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Server->Accepted = AcceptSocket;
    PutContext(AcceptSocketContext, Server);
    return STATUS_SUCCESS;
//         ^^^^^^^^^^^^^^ WSK620 without setting '*AcceptSocketDispatch'
}

// ---------------------------------------------------------------- set too late

// The callbacks are enabled first.
NTSTATUS WSKAPI AcceptEnabledFirst(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                   PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                   CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE};

    if (AcceptSocket == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)AcceptSocket->Dispatch)
        ->WskControlSocket(AcceptSocket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0,
//        ^^^^^^^^^^^^^^^^ WSK620 callbacks of the accepted socket are enabled before '*AcceptSocketContext' and '*AcceptSocketDispatch' are set
                           NULL, NULL, NULL);
    *AcceptSocketContext = SocketContext;
    *AcceptSocketDispatch = &ConnectionDispatch;
    return STATUS_SUCCESS;
}

// By a helper, and only the table is late.
NTSTATUS WSKAPI AcceptEnabledByHelper(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                      PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                      CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    if (AcceptSocket == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    *AcceptSocketContext = SocketContext;
    if (!NT_SUCCESS(EnableReceive(AcceptSocket))) {
//                  ^^^^^^^^^^^^^ WSK620 callbacks of the accepted socket are enabled before '*AcceptSocketDispatch' is set
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    *AcceptSocketDispatch = &ConnectionDispatch;
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH Tables[] = {
    {AcceptUnreferenced, NULL, NULL}, {AcceptContextOnly, NULL, NULL},  {AcceptSometimes, NULL, NULL},
    {AcceptByHelper, NULL, NULL},     {AcceptEnabledFirst, NULL, NULL}, {AcceptEnabledByHelper, NULL, NULL},
};

// ---------------------------------------------------------------- set

// Right: both are set on entry, as the pages advise.
NTSTATUS WSKAPI AcceptNullOnEntry(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
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
    Server->Accepted = AcceptSocket;
    return STATUS_SUCCESS;
}

static BOOLEAN PutOut(PCONNECTION Connection, PVOID *Context, CONST WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
{
    if (Connection == NULL) {
        return FALSE;
    }
    *Context = Connection;
    *Dispatch = &ConnectionDispatch;
    return TRUE;
}

// Right: a helper that takes the same pointers sets both where it says so.
NTSTATUS WSKAPI AcceptPutOut(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                             PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                             CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    if (AcceptSocket == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    if (!PutOut(NewConnection(AcceptSocket), AcceptSocketContext, AcceptSocketDispatch)) {
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    return STATUS_SUCCESS;
}

// Right: a function that nobody sees may set both.
NTSTATUS WSKAPI AcceptElsewhere(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    if (AcceptSocket == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    ((PSERVER)SocketContext)->Accepted = AcceptSocket;
    FillElsewhere(AcceptSocketContext, AcceptSocketDispatch);
    return STATUS_SUCCESS;
}

// Right: no connection is accepted where nothing is set.
NTSTATUS WSKAPI AcceptRefuses(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                              PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                              CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (AcceptSocket == NULL || !Server->Open) {
        Log("refused");
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Server->Accepted = AcceptSocket;
    *AcceptSocketContext = Server;
    *AcceptSocketDispatch = NULL;
    return STATUS_SUCCESS;
}

// Right: set before the callbacks are enabled.
NTSTATUS WSKAPI AcceptThenEnable(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                 PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                 CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    if (AcceptSocket == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    *AcceptSocketContext = NewConnection(AcceptSocket);
    *AcceptSocketDispatch = &ConnectionDispatch;
    if (*AcceptSocketContext == NULL || !NT_SUCCESS(EnableReceive(AcceptSocket))) {
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    return STATUS_SUCCESS;
}

// Right: the listening socket is another one; what is enabled there does not concern the accepted one.
NTSTATUS WSKAPI AcceptListener(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                               PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                               CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (AcceptSocket == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    EnableReceive(Server->Listener);
    Server->Accepted = AcceptSocket;
    *AcceptSocketContext = Server;
    *AcceptSocketDispatch = &ConnectionDispatch;
    return STATUS_SUCCESS;
}

// Right: it has the parameters of the callback, but stands in no table; its caller sets them.
static NTSTATUS WSKAPI TakeOver(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    ((PSERVER)SocketContext)->Accepted = AcceptSocket;
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI AcceptAround(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                             PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                             CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    return TakeOver(SocketContext, Flags, LocalAddress, RemoteAddress, AcceptSocket, AcceptSocketContext,
                    AcceptSocketDispatch);
}

static const WSK_CLIENT_LISTEN_DISPATCH GoodTables[] = {
    {AcceptNullOnEntry, NULL, NULL}, {AcceptPutOut, NULL, NULL},     {AcceptElsewhere, NULL, NULL},
    {AcceptRefuses, NULL, NULL},     {AcceptThenEnable, NULL, NULL}, {AcceptListener, NULL, NULL},
    {AcceptAround, NULL, NULL},
};

// Before the callbacks are enabled, the output is only named in a line of the log.
NTSTATUS WSKAPI KnownMissLogged(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    if (AcceptSocket == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    DbgPrint("accepting for %p and %p\n", AcceptSocketContext, AcceptSocketDispatch);
    EnableReceive(AcceptSocket);
    *AcceptSocketContext = SocketContext;
    *AcceptSocketDispatch = &ConnectionDispatch;
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH MissTable = {KnownMissLogged, NULL, NULL};
