// Which functions a socket has, by the category with which it was made.

#include <ntddk.h>
#include <wsk.h>

typedef struct _ENDPOINT {
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    PWSK_SOCKET Listener;
    PIRP Irp;
    KEVENT Done;
    ULONG Kind;
    BOOLEAN Closed;
    union {
        PVOID Dispatch;
        const WSK_PROVIDER_LISTEN_DISPATCH *Listening;
        const WSK_PROVIDER_CONNECTION_DISPATCH *Connection;
        const WSK_PROVIDER_DATAGRAM_DISPATCH *Datagram;
    };
} ENDPOINT, *PENDPOINT;

extern VOID Look(PWSK_SOCKET Socket);
extern PWSK_SOCKET SocketElsewhere(VOID);

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Prepare(PENDPOINT Endpoint)
{
    KeClearEvent(&Endpoint->Done);
    IoReuseIrp(Endpoint->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Endpoint->Irp, Done, &Endpoint->Done, TRUE, TRUE, TRUE);
}

static NTSTATUS Await(PENDPOINT Endpoint, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Endpoint->Done, Executive, KernelMode, FALSE, NULL);
        Status = Endpoint->Irp->IoStatus.Status;
    }
    return Status;
}

static NTSTATUS Create(PENDPOINT Endpoint, USHORT Type, ULONG Protocol, ULONG Flags, PWSK_SOCKET *Socket)
{
    NTSTATUS status;

    Prepare(Endpoint);
    status = Endpoint->Npi.Dispatch->WskSocket(Endpoint->Npi.Client, AF_INET, Type, Protocol, Flags, NULL, NULL, NULL, NULL, NULL, Endpoint->Irp);
    status = Await(Endpoint, status);
    if (NT_SUCCESS(status)) {
        *Socket = (PWSK_SOCKET)Endpoint->Irp->IoStatus.Information;
    }
    return status;
}

// ---------------------------------------------------------------- functions that the category does not have

NTSTATUS SendOnListener(PENDPOINT Endpoint, PWSK_BUF Data)
{
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Endpoint);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)socket->Dispatch)->WskSend(socket, Data, 0, Endpoint->Irp);
//                                                                  ^^^^^^^ WSK309 'socket': a listening socket has no WskSend
    return Await(Endpoint, status);
}

NTSTATUS BindBasic(PENDPOINT Endpoint, PSOCKADDR Address)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *dispatch;
    NTSTATUS status = Create(Endpoint, SOCK_DGRAM, IPPROTO_UDP, 0, &Endpoint->Socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    dispatch = Endpoint->Socket->Dispatch;
    Prepare(Endpoint);
    status = dispatch->WskBind(Endpoint->Socket, Address, 0, Endpoint->Irp);
//                     ^^^^^^^ WSK309 'Endpoint->Socket': a basic socket has no WskBind
    return Await(Endpoint, status);
}

NTSTATUS ConnectDatagrams(PENDPOINT Endpoint, PSOCKADDR Address)
{
    NTSTATUS status = Create(Endpoint, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, &Endpoint->Socket);

    if (NT_SUCCESS(status)) {
        Endpoint->Dispatch = (PVOID)Endpoint->Socket->Dispatch;
        Prepare(Endpoint);
        status = Endpoint->Connection->WskConnect(Endpoint->Socket, Address, 0, Endpoint->Irp);
//                                     ^^^^^^^^^^ WSK309 a datagram socket has no WskConnect
        status = Await(Endpoint, status);
    }
    return status;
}

// An accepted socket is connection-oriented, whatever it was accepted from.
NTSTATUS AcceptFromAccepted(PENDPOINT Endpoint)
{
    PWSK_SOCKET accepted;
    NTSTATUS status;

    Prepare(Endpoint);
    status = Endpoint->Listening->WskAccept(Endpoint->Listener, 0, NULL, NULL, NULL, NULL, Endpoint->Irp);
    status = Await(Endpoint, status);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    accepted = (PWSK_SOCKET)Endpoint->Irp->IoStatus.Information;
    Prepare(Endpoint);
    status = ((PWSK_PROVIDER_LISTEN_DISPATCH)accepted->Dispatch)->WskAccept(accepted, 0, NULL, NULL, NULL, NULL, Endpoint->Irp);
//                                                                ^^^^^^^^^ WSK309 'accepted': a connection-oriented socket has no WskAccept
    return Await(Endpoint, status);
}

static NTSTATUS SendTo(PENDPOINT Endpoint, PWSK_BUF Data, PSOCKADDR To)
{
    PWSK_SOCKET socket = Endpoint->Socket;

    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_DATAGRAM_DISPATCH)socket->Dispatch)->WskSendTo(socket, Data, 0, To, 0, NULL, Endpoint->Irp));
}

// The helper is right: other callers have a datagram socket.
NTSTATUS SendToOnConnection(PENDPOINT Endpoint, PWSK_BUF Data, PSOCKADDR To)
{
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, &Endpoint->Socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return SendTo(Endpoint, Data, To);
//         ^^^^^^ WSK309 'SendTo' is called for another socket: a connection-oriented socket has no WskSendTo
}

NTSTATUS SendToOnDatagrams(PENDPOINT Endpoint, PWSK_BUF Data, PSOCKADDR To)
{
    NTSTATUS status = Create(Endpoint, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, &Endpoint->Socket);

    return NT_SUCCESS(status) ? SendTo(Endpoint, Data, To) : status;
}

// ---------------------------------------------------------------- right

// All sockets can be closed and controlled, through whichever table.
NTSTATUS CloseThroughAnyTable(PENDPOINT Endpoint)
{
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_CONNECTION_DISPATCH)socket->Dispatch)->WskCloseSocket(socket, Endpoint->Irp));
}

// A stream socket listens, connects and sends.
NTSTATUS ListenWithStream(PENDPOINT Endpoint)
{
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_STREAM_DISPATCH)socket->Dispatch)->WskListen(socket, Endpoint->Irp));
}

// The category is that of the flag, which only the caller knows.
NTSTATUS SendOnWhatWasAskedFor(PENDPOINT Endpoint, ULONG Flags, PWSK_BUF Data)
{
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, Flags, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_CONNECTION_DISPATCH)socket->Dispatch)->WskSend(socket, Data, 0, Endpoint->Irp));
}

// The function goes with the category, which goes with one condition.
NTSTATUS OneOfTwo(PENDPOINT Endpoint, PSOCKADDR Address)
{
    NTSTATUS status;

    if (Endpoint->Kind == 0)
        status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, &Endpoint->Socket);
    else
        status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, &Endpoint->Socket);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Endpoint->Dispatch = (PVOID)Endpoint->Socket->Dispatch;
    Prepare(Endpoint);
    if (Endpoint->Kind == 0)
        status = Endpoint->Connection->WskConnect(Endpoint->Socket, Address, 0, Endpoint->Irp);
    else
        status = Endpoint->Listening->WskAccept(Endpoint->Socket, 0, NULL, NULL, NULL, NULL, Endpoint->Irp);
    return Await(Endpoint, status);
}

// A socket of which nobody has seen what it was made as.
NTSTATUS SendElsewhere(PENDPOINT Endpoint, PWSK_BUF Data)
{
    PWSK_SOCKET socket = SocketElsewhere();

    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_CONNECTION_DISPATCH)socket->Dispatch)->WskSend(socket, Data, 0, Endpoint->Irp));
}

// The pointer holds another socket by then.
NTSTATUS SendOnTheOther(PENDPOINT Endpoint, PWSK_BUF Data)
{
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Endpoint->Listener = socket;
    socket = Endpoint->Socket;
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_CONNECTION_DISPATCH)socket->Dispatch)->WskSend(socket, Data, 0, Endpoint->Irp));
}
