// Options, and the category of the socket that they are used on.

#include <ntddk.h>
#include <wsk.h>

typedef struct _SERVER {
    PWSK_PROVIDER_NPI Npi;
    PIRP Irp;
    KEVENT Done;
    PWSK_SOCKET Socket;
} SERVER, *PSERVER;

static ULONG On = 1;
static SOCKADDR_IN Peer;
extern const VOID *Events;

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Prepare(PSERVER Server)
{
    KeClearEvent(&Server->Done);
    IoReuseIrp(Server->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Server->Irp, Done, &Server->Done, TRUE, TRUE, TRUE);
}

static NTSTATUS Await(PSERVER Server, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Server->Done, Executive, KernelMode, FALSE, NULL);
        Status = Server->Irp->IoStatus.Status;
    }
    return Status;
}

static NTSTATUS Open(PSERVER Server, USHORT Type, ULONG Protocol, ULONG Flags)
{
    NTSTATUS status;

    Prepare(Server);
    status = Server->Npi->Dispatch->WskSocket(Server->Npi->Client, AF_INET, Type, Protocol, Flags, Server, Events, NULL, NULL, NULL, Server->Irp);
    status = Await(Server, status);
    if (NT_SUCCESS(status)) {
        Server->Socket = (PWSK_SOCKET)Server->Irp->IoStatus.Information;
    }
    return status;
}

static NTSTATUS TurnOn(PSERVER Server, ULONG Option)
{
    PWSK_PROVIDER_BASIC_DISPATCH dispatch = (PWSK_PROVIDER_BASIC_DISPATCH)Server->Socket->Dispatch;

    Prepare(Server);
    return Await(Server, dispatch->WskControlSocket(Server->Socket, WskSetOption, Option, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Server->Irp));
}

// ---------------------------------------------------------------- wrong

// A listening socket sends no datagrams.
NTSTATUS BroadcastOfListener(PSERVER Server)
{
    NTSTATUS status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Server);
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Server->Socket->Dispatch)
        ->WskControlSocket(Server->Socket, WskSetOption, SO_BROADCAST, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Server->Irp);
//                                                       ^^^^^^^^^^^^ WSK402 'SO_BROADCAST' is for datagram sockets, and 'Server->Socket' is a listening socket
}

// A datagram socket accepts nothing.
NTSTATUS ConditionalDatagrams(PSERVER Server)
{
    PWSK_SOCKET socket;
    NTSTATUS status;

    Prepare(Server);
    status = Await(Server, Server->Npi->Dispatch->WskSocket(Server->Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, Server->Irp));
    if (!NT_SUCCESS(status)) {
        return status;
    }
    socket = (PWSK_SOCKET)Server->Irp->IoStatus.Information;
    Prepare(Server);
    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)socket->Dispatch)
        ->WskControlSocket(socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Server->Irp);
//                                               ^^^^^^^^^^^^^^^^^^^^^ WSK402 'SO_CONDITIONAL_ACCEPT' is for listening sockets, and 'socket' is a datagram socket
}

// The helpers are right, and are called for a socket of another category.
NTSTATUS KeepAliveOfDatagrams(PSERVER Server)
{
    NTSTATUS status = Open(Server, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET);

    return NT_SUCCESS(status) ? TurnOn(Server, SO_KEEPALIVE) : status;
//                              ^^^^^^ WSK402 'SO_KEEPALIVE' is for listening and connection-oriented sockets
}

// A connection has its address from the connect.
NTSTATUS RemoteAddressOfConnection(PSERVER Server)
{
    NTSTATUS status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Server);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Server->Socket->Dispatch)
        ->WskControlSocket(Server->Socket, WskIoctl, SIO_WSK_SET_REMOTE_ADDRESS, 0, sizeof(Peer), &Peer, 0, NULL, NULL, Server->Irp);
//                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK402 'SIO_WSK_SET_REMOTE_ADDRESS' is for datagram sockets, and 'Server->Socket' is a connection-oriented socket
}

// Only an accepted connection was ever inspected.
NTSTATUS InspectIdOfOutgoing(PSERVER Server, PWSK_INSPECT_ID Id)
{
    SIZE_T returned;
    NTSTATUS status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Server->Socket->Dispatch)
        ->WskControlSocket(Server->Socket, WskIoctl, SIO_WSK_QUERY_INSPECT_ID, 0, 0, NULL, sizeof(*Id), Id, &returned, NULL);
//                                                   ^^^^^^^^^^^^^^^^^^^^^^^^ WSK402 'SIO_WSK_QUERY_INSPECT_ID' is for accepted sockets, and 'Server->Socket' is made by WskSocket
}

// ---------------------------------------------------------------- right

// Each on a socket that it is for.
NTSTATUS OnTheRightOnes(PSERVER Server, BOOLEAN IsDatagram)
{
    NTSTATUS status;

    if (IsDatagram) {
        status = Open(Server, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET);
        return NT_SUCCESS(status) ? TurnOn(Server, SO_BROADCAST) : status;
    }
    status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET);
    return NT_SUCCESS(status) ? TurnOn(Server, SO_CONDITIONAL_ACCEPT) : status;
}

// Nobody knows what was opened.
NTSTATUS FlagsOfCaller(PSERVER Server, ULONG Flags)
{
    NTSTATUS status = Open(Server, SOCK_STREAM, IPPROTO_TCP, Flags);

    return NT_SUCCESS(status) ? TurnOn(Server, SO_BROADCAST) : status;
}

// The socket was made elsewhere.
NTSTATUS SocketOfCaller(PWSK_SOCKET Socket, PIRP Irp)
{
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_BROADCAST, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Irp);
}

// The pages do not mention stream sockets.
NTSTATUS KeepAliveOfStream(PSERVER Server)
{
    NTSTATUS status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET);

    return NT_SUCCESS(status) ? TurnOn(Server, SO_KEEPALIVE) : status;
}

// The basic socket is the old one: the option is set on another.
NTSTATUS OpenedAgain(PSERVER Server)
{
    PWSK_SOCKET basic;
    NTSTATUS status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_BASIC_SOCKET);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    basic = Server->Socket;
    status = Open(Server, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET);
    if (NT_SUCCESS(status)) {
        status = TurnOn(Server, SO_BROADCAST);
    }
    Prepare(Server);
    Await(Server, ((PWSK_PROVIDER_BASIC_DISPATCH)basic->Dispatch)->WskCloseSocket(basic, Server->Irp));
    return status;
}

// The option goes with the category: the paths are kept apart.
NTSTATUS ChosenTogether(PSERVER Server, BOOLEAN IsDatagram)
{
    NTSTATUS status = IsDatagram ? Open(Server, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET)
                                 : Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return TurnOn(Server, IsDatagram ? SO_BROADCAST : SO_KEEPALIVE);
}
