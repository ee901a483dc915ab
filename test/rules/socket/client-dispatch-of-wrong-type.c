// Which client dispatch table goes with which category of socket.

#include <ntddk.h>
#include <wsk.h>

static NTSTATUS WSKAPI AcceptEvent(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Socket, PVOID *SocketContext, CONST WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Local);
    UNREFERENCED_PARAMETER(Remote);
    UNREFERENCED_PARAMETER(Socket);
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Dispatch);
    return STATUS_REQUEST_NOT_ACCEPTED;
}

static NTSTATUS WSKAPI ReceiveEvent(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Length, SIZE_T *Accepted)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(Length);
    UNREFERENCED_PARAMETER(Accepted);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH ListenTable = {AcceptEvent, NULL, NULL};
static const WSK_CLIENT_CONNECTION_DISPATCH ConnectionTable = {ReceiveEvent, NULL, NULL};
static const WSK_CLIENT_STREAM_DISPATCH StreamTable = {&ListenTable, &ConnectionTable};
static const WSK_CLIENT_LISTEN_DISPATCH *Current = &ListenTable;

// A table with something of the driver's own behind it.
typedef struct _OWN_TABLE {
    WSK_CLIENT_LISTEN_DISPATCH Listen;
    ULONG Version;
} OWN_TABLE;

static const OWN_TABLE OwnTable = {{AcceptEvent, NULL, NULL}, 1};

typedef struct _SERVER {
    WSK_PROVIDER_NPI Npi;
    PIRP Irp;
    const WSK_CLIENT_CONNECTION_DISPATCH *Table;
    WSK_CLIENT_DATAGRAM_DISPATCH DatagramTable;
    BOOLEAN IsListening;
} SERVER, *PSERVER;

// ---------------------------------------------------------------- of another category

NTSTATUS ListenWithConnectionTable(PSERVER Server)
{
    return Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Server, &ConnectionTable, NULL, NULL, NULL, Server->Irp);
//                                                                                                                                ^^^^^^^^^^^^^^^^ WSK305 '&ConnectionTable' is a WSK_CLIENT_CONNECTION_DISPATCH, and a listening socket takes a WSK_CLIENT_LISTEN_DISPATCH
}

NTSTATUS ConnectWithListenTable(PSERVER Server, PSOCKADDR Local, PSOCKADDR Remote)
{
    const VOID *table = &ListenTable;

    return Server->Npi.Dispatch->WskSocketConnect(Server->Npi.Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Server, (const WSK_CLIENT_CONNECTION_DISPATCH *)table, NULL, NULL, NULL, Server->Irp);
//                                                                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK305 is a WSK_CLIENT_LISTEN_DISPATCH, and a connection-oriented socket takes a WSK_CLIENT_CONNECTION_DISPATCH
}

NTSTATUS StreamWithMember(PSERVER Server)
{
    return Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET, Server, Server->Table, NULL, NULL, NULL, Server->Irp);
//                                                                                                                                ^^^^^^^^^^^^^ WSK305 'Server->Table' is a WSK_CLIENT_CONNECTION_DISPATCH, and a stream socket takes a WSK_CLIENT_STREAM_DISPATCH
}

NTSTATUS AcceptWithListenTable(PSERVER Server, PWSK_SOCKET Listener)
{
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskAccept(Listener, 0, Server, (PWSK_CLIENT_CONNECTION_DISPATCH)&ListenTable, NULL, NULL, Server->Irp);
//                                                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK305 is a WSK_CLIENT_LISTEN_DISPATCH
}

NTSTATUS ListenWithAddressOfPointer(PSERVER Server)
{
    return Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Server, &Current, NULL, NULL, NULL, Server->Irp);
//                                                                                                                                ^^^^^^^^ WSK305 '&Current' is the address of a pointer and not of a WSK_CLIENT_LISTEN_DISPATCH
}

static NTSTATUS Create(PSERVER Server, ULONG Flags, const VOID *Table)
{
    return Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, Flags, Server, Table, NULL, NULL, NULL, Server->Irp);
}

NTSTATUS CreateWithOtherTable(PSERVER Server)
{
    return Create(Server, WSK_FLAG_CONNECTION_SOCKET, &ListenTable);
//         ^^^^^^ WSK305 in 'Create' 'Table' is a WSK_CLIENT_LISTEN_DISPATCH
}

// ---------------------------------------------------------------- right

// The wrapper takes a pointer to anything; this caller passes the table that fits.
NTSTATUS CreateWithItsTable(PSERVER Server)
{
    return Create(Server, WSK_FLAG_LISTEN_SOCKET, &ListenTable);
}

// A stream socket has two tables behind one.
NTSTATUS StreamWithItsTable(PSERVER Server)
{
    return Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET, Server, &StreamTable, NULL, NULL, NULL, Server->Irp);
}

// No callbacks at all.
NTSTATUS ListenWithoutTable(PSERVER Server)
{
    return Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, Server->Irp);
}

// The table stands at the beginning of a structure of the driver's own.
NTSTATUS ListenWithOwnTable(PSERVER Server)
{
    return Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Server, &OwnTable, NULL, NULL, NULL, Server->Irp);
}

// The flag is the caller's, and so is the table.
NTSTATUS CreateAsAsked(PSERVER Server, ULONG Flags)
{
    return Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, Flags, Server, &ConnectionTable, NULL, NULL, NULL, Server->Irp);
}

// Flag and table are chosen by one condition.
NTSTATUS CreateEither(PSERVER Server)
{
    ULONG flags = WSK_FLAG_CONNECTION_SOCKET;
    const VOID *table = &ConnectionTable;

    if (Server->IsListening) {
        flags = WSK_FLAG_LISTEN_SOCKET;
        table = &ListenTable;
    }
    return Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, flags, Server, table, NULL, NULL, NULL, Server->Irp);
}

// The wrapper's parameter has the type of one table, and is NULL for all other sockets.
static NTSTATUS CreateWithListenTable(PSERVER Server, ULONG Flags, PWSK_CLIENT_LISTEN_DISPATCH Table)
{
    return Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, Flags, NULL, Table, NULL, NULL, NULL, Server->Irp);
}

NTSTATUS CreateWithoutListenTable(PSERVER Server)
{
    return CreateWithListenTable(Server, WSK_FLAG_CONNECTION_SOCKET, NULL);
}

// The pointer itself.
NTSTATUS ListenWithPointer(PSERVER Server)
{
    return Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Server, Current, NULL, NULL, NULL, Server->Irp);
}
