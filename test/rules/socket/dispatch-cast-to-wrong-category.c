// Through which table a function is called, and which table the socket has.

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

// ---------------------------------------------------------------- through the table of another category

NTSTATUS ConnectStream(PENDPOINT Endpoint, PSOCKADDR Local, PSOCKADDR Remote)
{
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Endpoint);
    status = Await(Endpoint, ((PWSK_PROVIDER_STREAM_DISPATCH)socket->Dispatch)->WskBind(socket, Local, 0, Endpoint->Irp));
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Endpoint);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)socket->Dispatch)->WskConnect(socket, Remote, 0, Endpoint->Irp);
//                                                                  ^^^^^^^^^^ WSK307 'socket': a stream socket has WskConnect in another place than WSK_PROVIDER_CONNECTION_DISPATCH
    return Await(Endpoint, status);
}

NTSTATUS LocalAddressOfDatagrams(PENDPOINT Endpoint, PSOCKADDR Address)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch;
    NTSTATUS status = Create(Endpoint, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, &Endpoint->Socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    dispatch = (const WSK_PROVIDER_CONNECTION_DISPATCH *)Endpoint->Socket->Dispatch;
    Look(Endpoint->Socket);
    Prepare(Endpoint);
    status = dispatch->WskGetLocalAddress(Endpoint->Socket, Address, Endpoint->Irp);
//                     ^^^^^^^^^^^^^^^^^^ WSK307 'Endpoint->Socket': a datagram socket has WskGetLocalAddress in another place than WSK_PROVIDER_CONNECTION_DISPATCH
    return Await(Endpoint, status);
}

NTSTATUS AddressThroughUnion(PENDPOINT Endpoint, PSOCKADDR Address)
{
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, &Endpoint->Listener);

    if (NT_SUCCESS(status)) {
        Endpoint->Dispatch = (PVOID)Endpoint->Listener->Dispatch;
        Look(Endpoint->Listener);
        Prepare(Endpoint);
        status = Await(Endpoint, Endpoint->Datagram->WskGetLocalAddress(Endpoint->Listener, Address, Endpoint->Irp));
//                                                   ^^^^^^^^^^^^^^^^^^ WSK307 a listening socket has WskGetLocalAddress in another place than WSK_PROVIDER_DATAGRAM_DISPATCH
    }
    return status;
}

static NTSTATUS LocalAddress(PENDPOINT Endpoint, PWSK_SOCKET Socket, PSOCKADDR Address)
{
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskGetLocalAddress(Socket, Address, Endpoint->Irp));
}

NTSTATUS AddressOfStream(PENDPOINT Endpoint, PSOCKADDR Address)
{
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET, &Endpoint->Socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Look(Endpoint->Socket);
    return LocalAddress(Endpoint, Endpoint->Socket, Address);
//         ^^^^^^^^^^^^ WSK307 'LocalAddress' is called for another socket: a stream socket has WskGetLocalAddress in another place
}

NTSTATUS AddressOfConnection(PENDPOINT Endpoint, PSOCKADDR Address)
{
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, &Endpoint->Socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Look(Endpoint->Socket);
    return LocalAddress(Endpoint, Endpoint->Socket, Address);
}

// ---------------------------------------------------------------- right

// The basic functions stand in the same place in all tables.
NTSTATUS CloseThroughListenTable(PENDPOINT Endpoint)
{
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_LISTEN_DISPATCH)socket->Dispatch)->WskCloseSocket(socket, Endpoint->Irp));
}

// So do they in the table that has no others.
NTSTATUS CloseThroughBasicTable(PENDPOINT Endpoint)
{
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_BASIC_DISPATCH)socket->Dispatch)->WskCloseSocket(socket, Endpoint->Irp));
}

// WskBind follows them in all tables that have it.
NTSTATUS BindThroughListenTable(PENDPOINT Endpoint, PSOCKADDR Address)
{
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_LISTEN_DISPATCH)socket->Dispatch)->WskBind(socket, Address, 0, Endpoint->Irp));
}

// WskAccept follows that, for streams as for listening sockets.
NTSTATUS AcceptThroughListenTable(PENDPOINT Endpoint)
{
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Look(socket);
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_LISTEN_DISPATCH)socket->Dispatch)->WskAccept(socket, 0, NULL, NULL, NULL, NULL, Endpoint->Irp));
}

// WskSend stands in the same place for streams and for connections.
NTSTATUS SendOnStream(PENDPOINT Endpoint, PWSK_BUF Data)
{
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_CONNECTION_DISPATCH)socket->Dispatch)->WskSend(socket, Data, 0, Endpoint->Irp));
}

// A generic wrapper does not say what its socket was made as.
NTSTATUS SendOnAny(PENDPOINT Endpoint, PWSK_BUF Data)
{
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_STREAM_DISPATCH)Endpoint->Socket->Dispatch)->WskSend(Endpoint->Socket, Data, 0, Endpoint->Irp));
}

// A pointer to the function, taken from the table that fits.
NTSTATUS BindByPointer(PENDPOINT Endpoint, PSOCKADDR Address)
{
    PFN_WSK_BIND bind;
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    bind = ((PWSK_PROVIDER_LISTEN_DISPATCH)socket->Dispatch)->WskBind;
    Prepare(Endpoint);
    return Await(Endpoint, bind(socket, Address, 0, Endpoint->Irp));
}
