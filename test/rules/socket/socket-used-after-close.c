// What is still done with a socket after it was closed.

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

static NTSTATUS Close(PENDPOINT Endpoint, PWSK_SOCKET Socket)
{
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Endpoint->Irp));
}

// ---------------------------------------------------------------- after the close

NTSTATUS CloseThenDisconnect(PENDPOINT Endpoint, PWSK_SOCKET Socket)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;

    Prepare(Endpoint);
    Await(Endpoint, dispatch->WskCloseSocket(Socket, Endpoint->Irp));
    Prepare(Endpoint);
    return Await(Endpoint, dispatch->WskDisconnect(Socket, NULL, 0, Endpoint->Irp));
//                                                 ^^^^^^ WSK330 'Socket' is used by WskDisconnect after it was closed
}

NTSTATUS CloseTwice(PENDPOINT Endpoint)
{
    NTSTATUS status = Close(Endpoint, Endpoint->Socket);

    if (NT_SUCCESS(status)) {
        status = Close(Endpoint, Endpoint->Socket);
//               ^^^^^ WSK330 the socket that 'Close' is for is closed again
    }
    return status;
}

NTSTATUS CloseOnFailureAndAtTheEnd(PENDPOINT Endpoint, PWSK_SOCKET Socket, PWSK_BUF Data)
{
    NTSTATUS status;

    Prepare(Endpoint);
    status = Await(Endpoint, ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Data, 0, Endpoint->Irp));
    if (!NT_SUCCESS(status)) {
        Close(Endpoint, Socket);
    }
    Prepare(Endpoint);
    Await(Endpoint, ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Endpoint->Irp));
//                                                                                   ^^^^^^ WSK330 'Socket' is closed again
    return status;
}

VOID DisconnectsTooLate(PWSK_SOCKET Socket, PIRP CloseIrp, PIRP DisconnectIrp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Socket->Dispatch;

    dispatch->WskCloseSocket(Socket, CloseIrp);
    dispatch->WskDisconnect(Socket, NULL, 0, DisconnectIrp);
//                          ^^^^^^ WSK330 'Socket' is used by WskDisconnect after it was closed
}

NTSTATUS AcceptAfterClose(PENDPOINT Endpoint)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *dispatch = Endpoint->Listener->Dispatch;

    Close(Endpoint, Endpoint->Listener);
    Prepare(Endpoint);
    return Await(Endpoint, dispatch->WskAccept(Endpoint->Listener, 0, NULL, NULL, NULL, NULL, Endpoint->Irp));
//                                             ^^^^^^^^^^^^^^^^^^ WSK330 'Endpoint->Listener' is used by WskAccept after it was closed
}

// ---------------------------------------------------------------- right

// The close comes last.
NTSTATUS DisconnectThenClose(PENDPOINT Endpoint, PWSK_SOCKET Socket)
{
    Prepare(Endpoint);
    Await(Endpoint, ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskDisconnect(Socket, NULL, 0, Endpoint->Irp));
    return Close(Endpoint, Socket);
}

// The member holds a socket that was made anew.
NTSTATUS Reopen(PENDPOINT Endpoint)
{
    NTSTATUS status = Close(Endpoint, Endpoint->Socket);

    if (NT_SUCCESS(status)) {
        status = Create(Endpoint, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, &Endpoint->Socket);
    }
    return NT_SUCCESS(status) ? Close(Endpoint, Endpoint->Socket) : status;
}

// Whoever takes the pointer out closes it, and nobody else.
VOID CloseOnce(PENDPOINT Endpoint)
{
    PWSK_SOCKET socket = (PWSK_SOCKET)InterlockedExchangePointer((PVOID *)&Endpoint->Socket, NULL);

    if (socket != NULL) {
        Close(Endpoint, socket);
    }
}

VOID CloseOnceTwice(PENDPOINT Endpoint)
{
    CloseOnce(Endpoint);
    CloseOnce(Endpoint);
}

// A flag says that it is closed.
VOID CloseWithFlag(PENDPOINT Endpoint)
{
    if (Endpoint->Kind == 1) {
        Close(Endpoint, Endpoint->Socket);
        Endpoint->Closed = TRUE;
    }
    if (!Endpoint->Closed) {
        Close(Endpoint, Endpoint->Socket);
        Endpoint->Closed = TRUE;
    }
}

// NULL says so.
VOID CloseAndForget(PENDPOINT Endpoint)
{
    if (Endpoint->Socket != NULL) {
        Close(Endpoint, Endpoint->Socket);
        Endpoint->Socket = NULL;
    }
    if (Endpoint->Socket != NULL) {
        Close(Endpoint, Endpoint->Socket);
    }
}

// Two sockets.
VOID CloseBoth(PENDPOINT Endpoint)
{
    Close(Endpoint, Endpoint->Socket);
    Close(Endpoint, Endpoint->Listener);
}

// Each turn closes another socket.
VOID CloseAll(PENDPOINT Endpoint, PWSK_SOCKET *Sockets, ULONG Count)
{
    ULONG index;

    for (index = 0; index < Count; index++) {
        Close(Endpoint, Sockets[index]);
    }
}
