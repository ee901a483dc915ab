// What needs a bound socket, and whether it was bound.

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

static NTSTATUS Bind(PENDPOINT Endpoint, PWSK_SOCKET Socket, PSOCKADDR Address)
{
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->WskBind(Socket, Address, 0, Endpoint->Irp));
}

static NTSTATUS Connect(PENDPOINT Endpoint, PWSK_SOCKET Socket, PSOCKADDR Address)
{
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskConnect(Socket, Address, 0, Endpoint->Irp));
}

// ---------------------------------------------------------------- never bound

NTSTATUS SendToUnbound(PENDPOINT Endpoint, PWSK_BUF Data, PSOCKADDR To)
{
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_DATAGRAM_DISPATCH)socket->Dispatch)->WskSendTo(socket, Data, 0, To, 0, NULL, Endpoint->Irp));
//                                                                                        ^^^^^^ WSK320 'socket' was never bound, and WskSendTo needs a local address
}

NTSTATUS ConnectUnbound(PENDPOINT Endpoint, PSOCKADDR Remote)
{
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, &Endpoint->Socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return Connect(Endpoint, Endpoint->Socket, Remote);
//         ^^^^^^^ WSK320 'Connect' is called for a socket that was never bound, and WskConnect needs a local address
}

NTSTATUS ConnectBound(PENDPOINT Endpoint, PSOCKADDR Local, PSOCKADDR Remote)
{
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, &Endpoint->Socket);

    if (NT_SUCCESS(status)) {
        status = Bind(Endpoint, Endpoint->Socket, Local);
    }
    return NT_SUCCESS(status) ? Connect(Endpoint, Endpoint->Socket, Remote) : status;
}

NTSTATUS AcceptUnbound(PENDPOINT Endpoint)
{
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, &Endpoint->Listener);

    if (NT_SUCCESS(status)) {
        Endpoint->Dispatch = (PVOID)Endpoint->Listener->Dispatch;
        Prepare(Endpoint);
        status = Endpoint->Listening->WskAccept(Endpoint->Listener, 0, NULL, NULL, NULL, NULL, Endpoint->Irp);
//                                              ^^^^^^^^^^^^^^^^^^ WSK320 'Endpoint->Listener' was never bound, and WskAccept needs a local address
        status = Await(Endpoint, status);
    }
    return status;
}

NTSTATUS FixRemoteAddressUnbound(PENDPOINT Endpoint, PSOCKADDR Remote)
{
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Endpoint);
    status = ((PWSK_PROVIDER_DATAGRAM_DISPATCH)socket->Dispatch)->WskControlSocket(socket, WskIoctl, SIO_WSK_SET_REMOTE_ADDRESS, 0, sizeof(SOCKADDR_IN), Remote, 0, NULL, NULL, Endpoint->Irp);
//                                                                                 ^^^^^^ WSK320 'socket' was never bound, and SIO_WSK_SET_REMOTE_ADDRESS needs a local address
    return Await(Endpoint, status);
}

// ---------------------------------------------------------------- right

// Bound in a helper.
NTSTATUS SendToBound(PENDPOINT Endpoint, PWSK_BUF Data, PSOCKADDR Local, PSOCKADDR To)
{
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, &socket);

    if (NT_SUCCESS(status)) {
        status = Bind(Endpoint, socket, Local);
    }
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_DATAGRAM_DISPATCH)socket->Dispatch)->WskSendTo(socket, Data, 0, To, 0, NULL, Endpoint->Irp));
}

// Bound somewhere else, before.
NTSTATUS SendToElsewhere(PENDPOINT Endpoint, PWSK_BUF Data, PSOCKADDR To)
{
    PWSK_SOCKET socket = Endpoint->Socket;

    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_DATAGRAM_DISPATCH)socket->Dispatch)->WskSendTo(socket, Data, 0, To, 0, NULL, Endpoint->Irp));
}

// What cannot be seen may have bound it.
NTSTATUS SendToAfterLook(PENDPOINT Endpoint, PWSK_BUF Data, PSOCKADDR To)
{
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Look(socket);
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_DATAGRAM_DISPATCH)socket->Dispatch)->WskSendTo(socket, Data, 0, To, 0, NULL, Endpoint->Irp));
}

// WskSocketConnect binds the socket itself.
NTSTATUS AddressOfConnected(PENDPOINT Endpoint, PSOCKADDR Local, PSOCKADDR Remote, PSOCKADDR Address)
{
    PWSK_SOCKET socket;
    NTSTATUS status;

    Prepare(Endpoint);
    status = Endpoint->Npi.Dispatch->WskSocketConnect(Endpoint->Npi.Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, NULL, NULL, NULL, NULL, NULL, Endpoint->Irp);
    status = Await(Endpoint, status);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    socket = (PWSK_SOCKET)Endpoint->Irp->IoStatus.Information;
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_CONNECTION_DISPATCH)socket->Dispatch)->WskGetLocalAddress(socket, Address, Endpoint->Irp));
}

// An option may be set before the bind.
NTSTATUS OptionBeforeBind(PENDPOINT Endpoint)
{
    ULONG on = 1;
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_LISTEN_DISPATCH)socket->Dispatch)->WskControlSocket(socket, WskSetOption, SO_EXCLUSIVEADDRUSE, SOL_SOCKET, sizeof(on), &on, 0, NULL, NULL, Endpoint->Irp));
}

// Who passes no local address passes no remote one either: only the callers know.
NTSTATUS OpenAsAsked(PENDPOINT Endpoint, PSOCKADDR Local, PSOCKADDR Remote)
{
    NTSTATUS status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, &Endpoint->Socket);

    if (NT_SUCCESS(status) && Local != NULL) {
        status = Bind(Endpoint, Endpoint->Socket, Local);
    }
    if (NT_SUCCESS(status) && Remote != NULL) {
        status = Connect(Endpoint, Endpoint->Socket, Remote);
    }
    return status;
}
