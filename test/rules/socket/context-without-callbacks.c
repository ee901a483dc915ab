// Contexts and tables of sockets that have no callbacks.

#include <ntddk.h>
#include <wsk.h>

typedef struct _PEER {
    PWSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    PIRP Irp;
    ULONG Count;
} PEER, *PPEER;

extern const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch;
extern const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch;

static PEER TheOne;

static NTSTATUS Open(PPEER Peer, USHORT Type, ULONG Protocol, ULONG Flags, PVOID Context, const VOID *Table)
{
    return Peer->Npi->Dispatch->WskSocket(Peer->Npi->Client, AF_INET, Type, Protocol, Flags, Context, Table, NULL, NULL, NULL, Peer->Irp);
}

// ---------------------------------------------------------------- wrong

// A basic socket, with the structure that it belongs to.
NTSTATUS BasicWithContext(PPEER Peer)
{
    return Peer->Npi->Dispatch->WskSocket(Peer->Npi->Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_BASIC_SOCKET, (PVOID)Peer, NULL, NULL, NULL, NULL, Peer->Irp);
//                                                                                                                      ^^^^^^^^^^^ WSK304 a basic socket has no event callbacks to which '(PVOID)Peer' could go: pass NULL
}

// With both.
NTSTATUS BasicWithTable(PPEER Peer)
{
    return Peer->Npi->Dispatch->WskSocket(Peer->Npi->Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP, 0, &TheOne, &ConnectionDispatch, NULL, NULL, NULL, Peer->Irp);
//                                                                                                           ^^^^^^^^^^^^^^^^^^^ WSK304 a basic socket has no event callbacks for which '&ConnectionDispatch' could be: pass NULL
}

// By a helper, and by its flag.
NTSTATUS BasicByHelper(PPEER Peer)
{
    ULONG flags = WSK_FLAG_BASIC_SOCKET;

    return Open(Peer, SOCK_STREAM, IPPROTO_TCP, flags, &TheOne, NULL);
//         ^^^^ WSK304 in Open, a basic socket has no event callbacks to which 'Context' could go: pass NULL
}

// A connection without a table.
NTSTATUS ConnectWithContext(PPEER Peer, PSOCKADDR Local, PSOCKADDR Remote)
{
    return Peer->Npi->Dispatch->WskSocketConnect(Peer->Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Peer, NULL, NULL, NULL, NULL, Peer->Irp);
//                                                                                                              ^^^^ WSK304 without a dispatch table the socket has no callback to which 'Peer' could go: pass NULL
}

// An accepted one.
NTSTATUS AcceptWithContext(PPEER Peer)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *dispatch = Peer->Socket->Dispatch;

    return dispatch->WskAccept(Peer->Socket, 0, &TheOne, NULL, NULL, NULL, Peer->Irp);
//                                              ^^^^^^^ WSK304 without a dispatch table the socket has no callback to which '&TheOne' could go: pass NULL
}

// ---------------------------------------------------------------- right

// Neither.
NTSTATUS Basic(PPEER Peer)
{
    return Peer->Npi->Dispatch->WskSocket(Peer->Npi->Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_BASIC_SOCKET, NULL, NULL, NULL, NULL, NULL, Peer->Irp);
}

// Both, for a socket that may have callbacks: they may be enabled in another file.
NTSTATUS Listener(PPEER Peer)
{
    return Peer->Npi->Dispatch->WskSocket(Peer->Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Peer, &ListenDispatch, NULL, NULL, NULL, Peer->Irp);
}

// A table, and callbacks that need no context.
NTSTATUS TableOnly(PPEER Peer)
{
    return Open(Peer, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, NULL, &ConnectionDispatch);
}

// The helper hands on what it is given, whether there are callbacks or not.
NTSTATUS HandedOn(PPEER Peer)
{
    return Open(Peer, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, &TheOne, NULL);
}

// Nobody knows the category, nor the table.
NTSTATUS OfCaller(PPEER Peer, ULONG Flags, const VOID *Table)
{
    return Open(Peer, SOCK_STREAM, IPPROTO_TCP, Flags, Peer, Table);
}

// The context may be NULL.
NTSTATUS ContextOfCaller(PPEER Peer, PVOID Context)
{
    return Peer->Npi->Dispatch->WskSocket(Peer->Npi->Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_BASIC_SOCKET, Context, NULL, NULL, NULL, NULL, Peer->Irp);
}

// ---------------------------------------------------------------- known misses

// Whether some file enables events of this socket does not show here.
NTSTATUS KnownMissNeverEnabled(PPEER Peer)
{
    return Peer->Npi->Dispatch->WskSocket(Peer->Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, Peer, &ConnectionDispatch, NULL, NULL, NULL, Peer->Irp);
}
