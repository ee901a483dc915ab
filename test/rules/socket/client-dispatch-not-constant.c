// Where a client dispatch table stands, and whether it outlives the socket.

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

typedef struct _SERVER {
    WSK_PROVIDER_NPI Npi;
    PIRP Irp;
    KEVENT Done;
    WSK_CLIENT_CONNECTION_DISPATCH Table;
} SERVER, *PSERVER;

extern NTSTATUS Serve(PWSK_SOCKET Socket);

static NTSTATUS Finished(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Await(PSERVER Server, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Server->Done, Executive, KernelMode, FALSE, NULL);
        Status = Server->Irp->IoStatus.Status;
    }
    return Status;
}

// ---------------------------------------------------------------- gone before the socket

NTSTATUS ListenWithLocal(PSERVER Server)
{
    const WSK_CLIENT_LISTEN_DISPATCH table = {AcceptEvent, NULL, NULL};

    return Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Server, &table, NULL, NULL, NULL, Server->Irp);
//                                                                                                                                ^^^^^^ WSK306 'table' is a local variable, and WskSocket keeps a pointer to it
}

// That the request is waited for says nothing of the socket's life.
NTSTATUS ListenAndWait(PSERVER Server, PWSK_SOCKET *Socket)
{
    WSK_CLIENT_LISTEN_DISPATCH table;
    const VOID *pointer;
    NTSTATUS status;

    RtlZeroMemory(&table, sizeof(table));
    table.WskAcceptEvent = AcceptEvent;
    pointer = &table;
    IoReuseIrp(Server->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Server->Irp, Finished, &Server->Done, TRUE, TRUE, TRUE);
    status = Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Server, pointer, NULL, NULL, NULL, Server->Irp);
//                                                                                                                                  ^^^^^^^ WSK306 'table' is a local variable
    status = Await(Server, status);
    if (NT_SUCCESS(status)) {
        *Socket = (PWSK_SOCKET)Server->Irp->IoStatus.Information;
    }
    return status;
}

NTSTATUS AcceptWithLocal(PSERVER Server, PWSK_SOCKET Listener)
{
    WSK_CLIENT_CONNECTION_DISPATCH tables[1] = {{ReceiveEvent, NULL, NULL}};

    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskAccept(Listener, 0, Server, tables, NULL, NULL, Server->Irp);
//                                                                                             ^^^^^^ WSK306 'tables' is a local variable, and WskAccept keeps a pointer to it
}

static NTSTATUS Create(PSERVER Server, ULONG Flags, const VOID *Table)
{
    return Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, Flags, Server, Table, NULL, NULL, NULL, Server->Irp);
}

NTSTATUS CreateWithLocal(PSERVER Server)
{
    WSK_CLIENT_CONNECTION_DISPATCH table = {ReceiveEvent, NULL, NULL};

    return Create(Server, WSK_FLAG_CONNECTION_SOCKET, &table);
//         ^^^^^^ WSK306 in 'Create' 'table' is a local variable
}

// ---------------------------------------------------------------- right

// A static table outlives the function that it stands in.
NTSTATUS ListenWithStatic(PSERVER Server)
{
    static const WSK_CLIENT_LISTEN_DISPATCH table = {AcceptEvent, NULL, NULL};

    return Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Server, &table, NULL, NULL, NULL, Server->Irp);
}

// So does one of the file.
NTSTATUS ListenWithGlobal(PSERVER Server)
{
    return Create(Server, WSK_FLAG_LISTEN_SOCKET, &ListenTable);
}

// The table lives in the context, which outlives the socket.
NTSTATUS ConnectWithContext(PSERVER Server)
{
    Server->Table.WskReceiveEvent = ReceiveEvent;
    return Create(Server, WSK_FLAG_CONNECTION_SOCKET, &Server->Table);
}

// The local holds a pointer, and the table stands elsewhere.
NTSTATUS ListenWithLocalPointer(PSERVER Server)
{
    const WSK_CLIENT_LISTEN_DISPATCH *table = &ListenTable;

    return Create(Server, WSK_FLAG_LISTEN_SOCKET, table);
}

// No table.
NTSTATUS ListenWithoutTable(PSERVER Server)
{
    return Create(Server, WSK_FLAG_LISTEN_SOCKET, NULL);
}

// The socket is closed before the function returns, and the table with it.
NTSTATUS ServeOnce(PSERVER Server)
{
    const WSK_CLIENT_LISTEN_DISPATCH table = {AcceptEvent, NULL, NULL};
    PWSK_SOCKET socket;
    NTSTATUS status;

    IoReuseIrp(Server->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Server->Irp, Finished, &Server->Done, TRUE, TRUE, TRUE);
    status = Await(Server, Create(Server, WSK_FLAG_LISTEN_SOCKET, &table));
    if (!NT_SUCCESS(status)) {
        return status;
    }
    socket = (PWSK_SOCKET)Server->Irp->IoStatus.Information;
    Serve(socket);
    IoReuseIrp(Server->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Server->Irp, Finished, &Server->Done, TRUE, TRUE, TRUE);
    return Await(Server, ((PWSK_PROVIDER_BASIC_DISPATCH)socket->Dispatch)->WskCloseSocket(socket, Server->Irp));
}

// What is changed while the socket uses it is not looked for yet.
VOID KnownMissChangedTable(PSERVER Server)
{
    Create(Server, WSK_FLAG_CONNECTION_SOCKET, &Server->Table);
    Server->Table.WskReceiveEvent = NULL;
}
