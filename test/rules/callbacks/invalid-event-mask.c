// Event masks, and the sockets that they are for.

#include <ntddk.h>
#include <wsk.h>

typedef struct _SERVER {
    PWSK_PROVIDER_NPI Npi;
    PIRP Irp;
    KEVENT Done;
    PWSK_SOCKET Socket;
} SERVER, *PSERVER;

extern const WSK_CLIENT_LISTEN_DISPATCH Events;

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

static NTSTATUS Enable(PWSK_SOCKET Socket, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL control = { (PNPIID)&NPI_WSK_INTERFACE_ID, Mask };

    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
}

// ---------------------------------------------------------------- wrong

// Datagrams have an event of their own.
NTSTATUS ReceiveOfDatagrams(PSERVER Server)
{
    WSK_EVENT_CALLBACK_CONTROL control;
    NTSTATUS status = Open(Server, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_RECEIVE;
    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Server->Socket->Dispatch)
        ->WskControlSocket(Server->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
//                                                                                                           ^^^^^^^^ WSK504 '&control' has WSK_EVENT_RECEIVE, and 'Server->Socket' is a datagram socket
}

// A connection accepts nothing.
NTSTATUS AcceptOfConnection(PSERVER Server)
{
    PWSK_SOCKET socket;
    NTSTATUS status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    socket = Server->Socket;
    return Enable(socket, WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE);
//         ^^^^^^ WSK504 '&control' has WSK_EVENT_ACCEPT, and 'Socket' is a connection-oriented socket
}

// A basic socket has no events.
NTSTATUS EventsOfBasic(PSERVER Server)
{
    NTSTATUS status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_BASIC_SOCKET);

    return NT_SUCCESS(status) ? Enable(Server->Socket, WSK_EVENT_DISCONNECT) : status;
//                              ^^^^^^ WSK504 '&control' has WSK_EVENT_DISCONNECT, and 'Socket' is a basic socket
}

// What accepted sockets inherit stays.
NTSTATUS DisableInherited(PSERVER Server)
{
    NTSTATUS status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET);

    return NT_SUCCESS(status) ? Enable(Server->Socket, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE) : status;
//                              ^^^^^^ WSK504 '&control' disables WSK_EVENT_RECEIVE, which a listening socket such as 'Socket' never loses
}

// A static mask disables nothing.
NTSTATUS DisableStatically(PWSK_PROVIDER_NPI Npi)
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_RECEIVE;
    control.EventMask |= WSK_EVENT_DISABLE;
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(control), &control, 0, NULL, NULL, NULL);
//                                                                                                       ^^^^^^^^ WSK504 '&control' has WSK_EVENT_DISABLE, and what is enabled statically stays enabled
}

// Nothing to be enabled, on any socket.
NTSTATUS Nothing(PWSK_SOCKET Socket)
{
    return Enable(Socket, 0);
//         ^^^^^^ WSK504 '&control' enables no event: its EventMask is 0
}

// ---------------------------------------------------------------- right

// Each its own.
NTSTATUS OfTheirOwn(PSERVER Server, BOOLEAN IsDatagram)
{
    NTSTATUS status = Open(Server, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET);

    if (NT_SUCCESS(status) && IsDatagram) {
        return Enable(Server->Socket, WSK_EVENT_RECEIVE_FROM);
    }
    status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET);
    return NT_SUCCESS(status) ? Enable(Server->Socket, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_SEND_BACKLOG) : status;
}

// What a listening socket has is inherited by the sockets that it accepts.
NTSTATUS Inherited(PSERVER Server)
{
    NTSTATUS status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET);

    return NT_SUCCESS(status) ? Enable(Server->Socket, WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT) : status;
}

// WskAcceptEvent can be disabled.
NTSTATUS DisableAccept(PSERVER Server)
{
    NTSTATUS status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET);

    return NT_SUCCESS(status) ? Enable(Server->Socket, WSK_EVENT_ACCEPT | WSK_EVENT_DISABLE) : status;
}

// A static mask is for sockets of all categories together.
NTSTATUS AllStatically(PWSK_PROVIDER_NPI Npi)
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_RECEIVE_FROM;
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(control), &control, 0, NULL, NULL, NULL);
}

// Which events a stream socket takes is not written down.
NTSTATUS OfStream(PSERVER Server)
{
    NTSTATUS status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET);

    return NT_SUCCESS(status) ? Enable(Server->Socket, WSK_EVENT_ACCEPT) : status;
}

// Nobody knows what the socket is.
NTSTATUS OfCaller(PWSK_SOCKET Socket)
{
    return Enable(Socket, WSK_EVENT_RECEIVE_FROM);
}

// The masks of an extension are its own.
NTSTATUS OfExtension(PSERVER Server, PNPIID Extension)
{
    WSK_EVENT_CALLBACK_CONTROL control = { Extension, 0 };
    NTSTATUS status = Open(Server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_BASIC_SOCKET);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Server->Socket->Dispatch)
        ->WskControlSocket(Server->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
}

// The events are added one by one. That there may be none is how the table stands, and no mistake here.
NTSTATUS OfTable(PWSK_SOCKET Socket, const WSK_CLIENT_CONNECTION_DISPATCH *Table)
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    control.EventMask = 0;
    if (Table->WskReceiveEvent != NULL) {
        control.EventMask |= WSK_EVENT_RECEIVE;
    }
    if (Table->WskDisconnectEvent != NULL) {
        control.EventMask |= WSK_EVENT_DISCONNECT;
    }
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
}
