// Whose table a function is taken from, and which object it is given.

#include <ntddk.h>
#include <wsk.h>

typedef struct _PEER {
    PWSK_SOCKET Listener;
    PWSK_SOCKET Socket;
    PIRP Irp;
} PEER, *PPEER;

typedef struct _WRAPPER {
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
} WRAPPER, *PWRAPPER;

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

extern VOID Forget(PPEER Peer);

// ---------------------------------------------------------------- another socket

NTSTATUS CloseOther(PWSK_SOCKET Listener, PWSK_SOCKET Connection, PIRP Irp)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Connection->Dispatch)->WskCloseSocket(Listener, Irp);
//                                                                              ^^^^^^^^ WSK308 'Listener' is passed to WskCloseSocket from the dispatch table of 'Connection'
}

NTSTATUS CloseFirst(PWSK_SOCKET First, PWSK_SOCKET Second, PPEER Peer)
{
    PWSK_SOCKET old = First;

    return ((PWSK_PROVIDER_BASIC_DISPATCH)Second->Dispatch)->WskCloseSocket(old, Peer->Irp);
//                                                                          ^^^ WSK308 'old' is passed to WskCloseSocket from the dispatch table of 'Second'
}

// ---------------------------------------------------------------- no client

NTSTATUS SocketOfRegistration(PIRP Irp)
{
    return Npi.Dispatch->WskSocket((PWSK_CLIENT)&Registration, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK308 '(PWSK_CLIENT)&Registration' is no client: the Client of the captured NPI is
}

NTSTATUS SocketOfNpi(PWSK_PROVIDER_NPI Provider, PIRP Irp)
{
    return Provider->Dispatch->WskSocket((PWSK_CLIENT)Provider, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
//                                       ^^^^^^^^^^^^^^^^^^^^^ WSK308 is no client: the Client of the captured NPI is
}

NTSTATUS SocketOfNobody(PIRP Irp)
{
    return Npi.Dispatch->WskSocket(NULL, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
//                                 ^^^^ WSK308 'NULL' is given to WskSocket in the place of the client
}

static NTSTATUS Create(PVOID Client, PIRP Irp)
{
    return Npi.Dispatch->WskSocket((PWSK_CLIENT)Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
}

NTSTATUS CreateOfRegistration(PIRP Irp)
{
    return Create(&Registration, Irp);
//         ^^^^^^ WSK308 in 'Create' '(PWSK_CLIENT)Client' is no client
}

// ---------------------------------------------------------------- right

// Two members may stand in one place, or hold one socket.
NTSTATUS SendToOtherMember(PPEER Peer, PWSK_BUF Data)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Peer->Listener->Dispatch)->WskSend(Peer->Socket, Data, 0, Peer->Irp);
}

// The table is the wrapper's own, and fits.
NTSTATUS SendThroughWrapper(PWRAPPER Wrapper, PWSK_BUF Data, PIRP Irp)
{
    return Wrapper->Dispatch->WskSend(Wrapper->Socket, Data, 0, Irp);
}

// The socket whose table it is.
NTSTATUS CloseIts(PWSK_SOCKET Connection, PIRP Irp)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Connection->Dispatch)->WskCloseSocket(Connection, Irp);
}

// Another name for the same socket.
NTSTATUS CloseByAnotherName(PPEER Peer)
{
    PWSK_SOCKET socket = Peer->Socket;

    return ((PWSK_PROVIDER_BASIC_DISPATCH)Peer->Socket->Dispatch)->WskCloseSocket(socket, Peer->Irp);
}

// The member may hold the socket that is passed, too.
NTSTATUS CloseWhatTheMemberHolds(PPEER Peer, PWSK_SOCKET Socket)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Peer->Socket->Dispatch)->WskCloseSocket(Socket, Peer->Irp);
}

// What was read before may be what stands there now.
NTSTATUS CloseAfterForgetting(PPEER Peer)
{
    PWSK_SOCKET socket = Peer->Socket;

    Forget(Peer);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Peer->Socket->Dispatch)->WskCloseSocket(socket, Peer->Irp);
}

// A table that was kept for all sockets of the category.
NTSTATUS SendWithKeptTable(const WSK_PROVIDER_CONNECTION_DISPATCH *Table, PPEER Peer, PWSK_BUF Data)
{
    return Table->WskSend(Peer->Socket, Data, 0, Peer->Irp);
}

// The client of the NPI, and one that was copied into a context.
NTSTATUS SocketOfClient(PWSK_PROVIDER_NPI Provider, PWSK_CLIENT Client, PIRP Irp)
{
    if (Client == NULL) {
        Client = Provider->Client;
    }
    return Provider->Dispatch->WskSocket(Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
}

// The wrapper takes a pointer to anything; this caller passes the client.
NTSTATUS CreateOfClient(PIRP Irp)
{
    return Create(Npi.Client, Irp);
}
