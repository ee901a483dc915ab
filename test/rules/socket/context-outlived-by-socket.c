// What becomes of the context of a socket. Each routine stands before the code that installs it.

#include <ntddk.h>
#include <wsk.h>

#define CONNECTION_TAG 'noCW'

typedef struct _CONNECTION {
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Closed;
    ULONG Events;
} CONNECTION, *PCONNECTION;

typedef struct _REPORT {
    PWSK_SOCKET Socket;
    ULONG Length;
} REPORT, *PREPORT;

static WSK_PROVIDER_NPI Provider;

NTSTATUS WSKAPI DisconnectEvent(PVOID SocketContext, ULONG Flags)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    Connection->Events |= Flags;
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH Callbacks = {NULL, DisconnectEvent, NULL};

static NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS FreeIrp(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS FreeBoth(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    IoFreeIrp(Irp);
    ExFreePoolWithTag(Context, CONNECTION_TAG);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Await(NTSTATUS Status, PIRP Irp, PKEVENT Done)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    return Status;
}

static NTSTATUS Create(PVOID Context, const WSK_CLIENT_CONNECTION_DISPATCH *Table, PIRP Irp, PKEVENT Done, PWSK_SOCKET *Socket)
{
    NTSTATUS Status;

    KeClearEvent(Done);
    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
    Status = Provider.Dispatch->WskSocket(Provider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, Context, Table, NULL, NULL, NULL, Irp);
    Status = Await(Status, Irp, Done);
    if (NT_SUCCESS(Status)) {
        *Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    }
    return Status;
}

// ---------------------------------------------------------------- gone too early

NTSTATUS MakesWithLocal(PIRP Irp, PKEVENT Done, PWSK_SOCKET *Socket)
{
    CONNECTION Connection = {0};
    NTSTATUS Status;

    IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
    Status = Provider.Dispatch->WskSocket(Provider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, &Connection, &Callbacks, NULL, NULL, NULL, Irp);
//                                                                                                                        ^^^^^^^^^^^ WSK333 'Connection' is a local, and the context of a socket that outlives it
    Status = Await(Status, Irp, Done);
    if (NT_SUCCESS(Status)) {
        *Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    }
    return Status;
}

// The address of the pointer, where the pointer was meant.
NTSTATUS AcceptsWithPointer(PWSK_SOCKET Listener, PCONNECTION Connection, PIRP Irp, PKEVENT Done)
{
    NTSTATUS Status;

    IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
    Status = ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskAccept(Listener, 0, &Connection, &Callbacks, NULL, NULL, Irp);
//                                                                                       ^^^^^^^^^^^ WSK333 'Connection' is a local
    Status = Await(Status, Irp, Done);
    if (NT_SUCCESS(Status)) {
        Connection->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    }
    return Status;
}

// A helper makes the socket.
NTSTATUS MakesByHelper(PIRP Irp, PKEVENT Done, PWSK_SOCKET *Socket)
{
    CONNECTION Connection = {0};

    return Create(&Connection, &Callbacks, Irp, Done, Socket);
//         ^^^^^^ WSK333 'Connection' is a local
}

VOID FreesWhileClosing(PCONNECTION Connection)
{
    IoSetCompletionRoutine(Connection->Irp, FreeIrp, NULL, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)Connection->Socket->Dispatch)->WskCloseSocket(Connection->Socket, Connection->Irp);
    ExFreePoolWithTag(Connection, CONNECTION_TAG);
//                    ^^^^^^^^^^ WSK333 'Connection' is freed although nothing shows that its socket is closed
}

VOID FreesBeforeClose(PCONNECTION Connection, PIRP Irp, PKEVENT Done)
{
    PWSK_SOCKET Socket = Connection->Socket;

    ExFreePoolWithTag(Connection, CONNECTION_TAG);
//                    ^^^^^^^^^^ WSK333 'Connection' is freed before its socket is closed
    IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
    Await(((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp), Irp, Done);
}

// ---------------------------------------------------------------- right

// It lives as long as the driver.
NTSTATUS MakesWithStatic(PIRP Irp, PKEVENT Done, PWSK_SOCKET *Socket)
{
    static CONNECTION Only;

    return Create(&Only, &Callbacks, Irp, Done, Socket);
}

// Without callbacks nobody is handed the context.
NTSTATUS MakesWithoutTable(PIRP Irp, PKEVENT Done, PWSK_SOCKET *Socket)
{
    CONNECTION Connection = {0};

    return Create(&Connection, NULL, Irp, Done, Socket);
}

// The socket is closed before the function returns.
NTSTATUS MakesForOneCall(PIRP Irp, PKEVENT Done)
{
    CONNECTION Connection = {0};
    NTSTATUS Status = Create(&Connection, &Callbacks, Irp, Done, &Connection.Socket);

    if (NT_SUCCESS(Status)) {
        KeClearEvent(Done);
        IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
        Status = Await(((PWSK_PROVIDER_BASIC_DISPATCH)Connection.Socket->Dispatch)->WskCloseSocket(Connection.Socket, Irp), Irp, Done);
    }
    return Status;
}

// Who calls this keeps it as long as the socket.
NTSTATUS MakesWithGiven(PCONNECTION Connection, PIRP Irp, PKEVENT Done)
{
    return Create(Connection, &Callbacks, Irp, Done, &Connection->Socket);
}

// The close is waited for.
VOID FreesAfterClose(PCONNECTION Connection)
{
    NTSTATUS Status;

    KeClearEvent(&Connection->Closed);
    IoReuseIrp(Connection->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Connection->Irp, Signal, &Connection->Closed, TRUE, TRUE, TRUE);
    Status = ((PWSK_PROVIDER_BASIC_DISPATCH)Connection->Socket->Dispatch)->WskCloseSocket(Connection->Socket, Connection->Irp);
    (VOID)Await(Status, Connection->Irp, &Connection->Closed);
    IoFreeIrp(Connection->Irp);
    ExFreePoolWithTag(Connection, CONNECTION_TAG);
}

// The routine of the close frees it.
VOID FreedByTheRoutine(PCONNECTION Connection)
{
    IoSetCompletionRoutine(Connection->Irp, FreeBoth, Connection, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)Connection->Socket->Dispatch)->WskCloseSocket(Connection->Socket, Connection->Irp);
}

// What is freed names the socket, and is no context of any.
VOID FreesReport(PREPORT Report, PIRP Irp)
{
    IoSetCompletionRoutine(Irp, FreeIrp, NULL, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)Report->Socket->Dispatch)->WskCloseSocket(Report->Socket, Irp);
    ExFreePoolWithTag(Report, CONNECTION_TAG);
}

// Freed on a way on which there is no socket to be closed.
VOID FreesOrCloses(PCONNECTION Connection, BOOLEAN IsOpen)
{
    if (!IsOpen) {
        ExFreePoolWithTag(Connection, CONNECTION_TAG);
        return;
    }
    IoSetCompletionRoutine(Connection->Irp, FreeBoth, Connection, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)Connection->Socket->Dispatch)->WskCloseSocket(Connection->Socket, Connection->Irp);
}

// A helper frees it: of memory that a called function frees nothing is known here.
static VOID Release(PCONNECTION Connection)
{
    ExFreePoolWithTag(Connection, CONNECTION_TAG);
}

VOID KnownMissFreesByHelper(PCONNECTION Connection)
{
    IoSetCompletionRoutine(Connection->Irp, FreeIrp, NULL, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)Connection->Socket->Dispatch)->WskCloseSocket(Connection->Socket, Connection->Irp);
    Release(Connection);
}
