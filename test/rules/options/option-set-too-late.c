// Options, and what has already happened to the socket or the client.

#include <ntddk.h>
#include <wsk.h>

// Older headers do not have it.
#ifndef TCP_FASTOPEN
#define TCP_FASTOPEN 15
#endif

typedef struct _SERVER {
    PWSK_PROVIDER_NPI Npi;
    PIRP Irp;
    KEVENT Done;
    PWSK_SOCKET Socket;
} SERVER, *PSERVER;

static ULONG On = 1;
static SOCKADDR_IN Local;
static PSECURITY_DESCRIPTOR CachedDescriptor;

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
    status = Server->Npi->Dispatch->WskSocket(Server->Npi->Client, AF_INET, Type, Protocol, Flags, NULL, NULL, NULL, NULL, NULL, Server->Irp);
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

static NTSTATUS Bind(PSERVER Server)
{
    Prepare(Server);
    return Await(Server, ((PWSK_PROVIDER_LISTEN_DISPATCH)Server->Socket->Dispatch)->WskBind(Server->Socket, (PSOCKADDR)&Local, 0, Server->Irp));
}

// ---------------------------------------------------------------- wrong

// The address is bound, and may be shared already.
NTSTATUS ExclusiveAfterBind(PWSK_SOCKET Socket, PIRP Irp, PIRP OptionIrp)
{
    PWSK_PROVIDER_DATAGRAM_DISPATCH dispatch = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch;
    NTSTATUS status = dispatch->WskBind(Socket, (PSOCKADDR)&Local, 0, Irp);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return dispatch->WskControlSocket(Socket, WskSetOption, SO_EXCLUSIVEADDRUSE, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, OptionIrp);
//                                                          ^^^^^^^^^^^^^^^^^^^ WSK407 'SO_EXCLUSIVEADDRUSE' must be set before WskBind, and 'Socket' is already bound
}

// By helpers that are right, in the wrong order.
NTSTATUS ReuseAfterBind(PSERVER Server)
{
    NTSTATUS status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET);

    if (NT_SUCCESS(status)) {
        status = Bind(Server);
    }
    return NT_SUCCESS(status) ? TurnOn(Server, SO_REUSEADDR) : status;
//                              ^^^^^^ WSK407 in TurnOn, 'SO_REUSEADDR' must be set before WskBind
}

// WskSocketConnect binds and connects.
NTSTATUS SecurityAfterConnect(PSERVER Server, PSOCKADDR Remote)
{
    PWSK_SOCKET socket;
    NTSTATUS status;

    Prepare(Server);
    status = Await(Server, Server->Npi->Dispatch->WskSocketConnect(Server->Npi->Client, SOCK_STREAM, IPPROTO_TCP, (PSOCKADDR)&Local, Remote, 0, NULL, NULL, NULL, NULL, NULL, Server->Irp));
    if (!NT_SUCCESS(status)) {
        return status;
    }
    socket = (PWSK_SOCKET)Server->Irp->IoStatus.Information;
    Prepare(Server);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)socket->Dispatch)
        ->WskControlSocket(socket, WskSetOption, SO_WSK_SECURITY, SOL_SOCKET, sizeof(CachedDescriptor), &CachedDescriptor, 0, NULL, NULL, Server->Irp);
//                                               ^^^^^^^^^^^^^^^ WSK407 'SO_WSK_SECURITY' must be set before WskBind, and 'socket' is already bound
}

// A socket that is bound to IPv6 alone stays so.
NTSTATUS DualModeAfterBind(PWSK_SOCKET Socket, PSOCKADDR_IN6 Address, PIRP Irp, PIRP OptionIrp)
{
    static ULONG off = 0;
    PWSK_PROVIDER_LISTEN_DISPATCH dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch;
    NTSTATUS status = dispatch->WskBind(Socket, (PSOCKADDR)Address, 0, Irp);

    if (status == STATUS_SUCCESS) {
        status = dispatch->WskControlSocket(Socket, WskSetOption, IPV6_V6ONLY, IPPROTO_IPV6, sizeof(off), &off, 0, NULL, NULL, OptionIrp);
//                                                                ^^^^^^^^^^^ WSK407 (warning) 'IPV6_V6ONLY' should be set before WskBind, and 'Socket' is already bound
    }
    return status;
}

// The connection is there.
NTSTATUS FastPathAfterConnect(PWSK_SOCKET Socket, PSOCKADDR Remote, PIRP Irp, PIRP OptionIrp)
{
    static BOOLEAN on = TRUE;
    PWSK_PROVIDER_CONNECTION_DISPATCH dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    NTSTATUS status = dispatch->WskConnect(Socket, Remote, 0, Irp);

    if (!NT_SUCCESS(status))
        return status;
    return dispatch->WskControlSocket(Socket, WskIoctl, SIO_LOOPBACK_FAST_PATH, 0, sizeof(on), &on, 0, NULL, NULL, OptionIrp);
//                                                      ^^^^^^^^^^^^^^^^^^^^^^ WSK407 'SIO_LOOPBACK_FAST_PATH' must be set before the connection is made, and 'Socket' is already connected
}

// What is sent with the connect is not sent so any more.
NTSTATUS FastOpenAfterConnect(PWSK_SOCKET Socket, PSOCKADDR Remote, PWSK_BUF First, PIRP Irp, PIRP OptionIrp)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    NTSTATUS status = dispatch->WskConnectEx(Socket, Remote, First, 0, Irp);

    if (status == STATUS_SUCCESS) {
        status = dispatch->WskControlSocket(Socket, WskSetOption, TCP_FASTOPEN, IPPROTO_TCP, sizeof(On), &On, 0, NULL, NULL, OptionIrp);
//                                                                ^^^^^^^^^^^^ WSK407 (info) 'TCP_FASTOPEN' should be set before the connection is made
    }
    return status;
}

// The client has a socket.
NTSTATUS BehaviorAfterSocket(PSERVER Server)
{
    static ULONG behavior = WSK_TDI_BEHAVIOR_BYPASS_TDI;
    NTSTATUS status = Open(Server, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return Server->Npi->Dispatch->WskControlClient(Server->Npi->Client, WSK_TDI_BEHAVIOR, sizeof(behavior), &behavior, 0, NULL, NULL, NULL);
//                                                                      ^^^^^^^^^^^^^^^^ WSK407 'WSK_TDI_BEHAVIOR' must be set before the first socket, and 'Server->Npi->Client' has one already
}

// ---------------------------------------------------------------- right

// Before the bind.
NTSTATUS ReuseBeforeBind(PSERVER Server)
{
    NTSTATUS status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET);

    if (NT_SUCCESS(status)) {
        status = TurnOn(Server, SO_REUSEADDR);
    }
    return NT_SUCCESS(status) ? Bind(Server) : status;
}

// To read an option is right at any time.
NTSTATUS ReadAfterBind(PWSK_SOCKET Socket, PULONG Value, PIRP Irp, PIRP OptionIrp)
{
    PWSK_PROVIDER_DATAGRAM_DISPATCH dispatch = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch;
    NTSTATUS status = dispatch->WskBind(Socket, (PSOCKADDR)&Local, 0, Irp);

    if (NT_SUCCESS(status)) {
        status = dispatch->WskControlSocket(Socket, WskGetOption, SO_REUSEADDR, SOL_SOCKET, 0, NULL, sizeof(*Value), Value, NULL, OptionIrp);
    }
    return status;
}

// These may be set at any time.
NTSTATUS AnyTime(PSERVER Server)
{
    NTSTATUS status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET);

    if (NT_SUCCESS(status)) {
        status = Bind(Server);
    }
    if (NT_SUCCESS(status)) {
        status = TurnOn(Server, SO_KEEPALIVE);
    }
    return NT_SUCCESS(status) ? TurnOn(Server, SO_RCVBUF) : status;
}

// The bind has failed: the address was in use.
NTSTATUS AfterFailedBind(PSERVER Server)
{
    NTSTATUS status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = Bind(Server);
    if (status != STATUS_ADDRESS_ALREADY_EXISTS) {
        return status;
    }
    status = TurnOn(Server, SO_REUSEADDR);
    return NT_SUCCESS(status) ? Bind(Server) : status;
}

// The socket that is bound is another one.
NTSTATUS OtherSocket(PWSK_SOCKET Bound, PWSK_SOCKET Socket, PIRP Irp, PIRP OptionIrp)
{
    PWSK_PROVIDER_DATAGRAM_DISPATCH dispatch = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch;
    NTSTATUS status = dispatch->WskBind(Bound, (PSOCKADDR)&Local, 0, Irp);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return dispatch->WskControlSocket(Socket, WskSetOption, SO_REUSEADDR, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, OptionIrp);
}

// One of two sockets that a loop opens: each is bound after its option was set.
NTSTATUS InLoop(PSERVER Servers, ULONG Count)
{
    NTSTATUS status = STATUS_SUCCESS;
    ULONG index;

    for (index = 0; index < Count && NT_SUCCESS(status); index++) {
        status = Open(&Servers[index], SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET);
        if (NT_SUCCESS(status)) {
            status = TurnOn(&Servers[index], SO_EXCLUSIVEADDRUSE);
        }
        if (NT_SUCCESS(status)) {
            status = Bind(&Servers[index]);
        }
    }
    return status;
}

// The client has no socket yet.
NTSTATUS BehaviorBeforeSocket(PSERVER Server)
{
    static ULONG behavior = WSK_TDI_BEHAVIOR_BYPASS_TDI;
    NTSTATUS status = Server->Npi->Dispatch->WskControlClient(Server->Npi->Client, WSK_TDI_BEHAVIOR, sizeof(behavior), &behavior, 0, NULL, NULL, NULL);

    return NT_SUCCESS(status) ? Open(Server, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET) : status;
}
