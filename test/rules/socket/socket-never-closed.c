// Who has a socket when a function returns. Each routine stands before the code that installs it.

#include <ntddk.h>
#include <wsk.h>

#define CONNECTION_TAG 'noCW'

typedef struct _CONNECTION {
    LIST_ENTRY Link;
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Done;
    PIO_WORKITEM WorkItem;
} CONNECTION, *PCONNECTION;

static WSK_PROVIDER_NPI Provider;
static PWSK_SOCKET Listening;
static LIST_ENTRY Connections;
static KSPIN_LOCK ConnectionsLock;
extern VOID AcceptElsewhere(PWSK_SOCKET Accepted);

typedef struct _WORKER {
    BOOLEAN CanBeStopped;
    KEVENT Stop;
} WORKER, *PWORKER;

extern PWORKER CurrentWorker(VOID);

static NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS TakeSocket(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PCONNECTION Connection = (PCONNECTION)Context;

    UNREFERENCED_PARAMETER(Device);
    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        Connection->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    }
    KeSetEvent(&Connection->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Reset(PIRP Irp, PKEVENT Done)
{
    KeClearEvent(Done);
    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
}

static NTSTATUS Await(NTSTATUS Status, PIRP Irp, PKEVENT Done)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    return Status;
}

static VOID Close(PWSK_SOCKET Socket, PIRP Irp, PKEVENT Done)
{
    Reset(Irp, Done);
    (VOID)Await(((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp), Irp, Done);
}

// ---------------------------------------------------------------- a failure behind the accept

NTSTATUS DropsAccepted(PWSK_SOCKET Listener, PIRP Irp, PKEVENT Done, PCONNECTION *Made)
{
    NTSTATUS Status;
    PCONNECTION Connection;

    Reset(Irp, Done);
    Status = ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
    Status = Await(Status, Irp, Done);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Connection = (PCONNECTION)ExAllocatePoolWithTag(NonPagedPool, sizeof(CONNECTION), CONNECTION_TAG);
    if (Connection == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK331 the socket that WskAccept may have brought is dropped when this returns
    }
    Connection->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    *Made = Connection;
    return STATUS_SUCCESS;
}

// ---------------------------------------------------------------- a variable, and a failed bind

PWSK_SOCKET CreateBound(PSOCKADDR Address, PIRP Irp, PKEVENT Done)
{
    PWSK_SOCKET Socket;
    NTSTATUS Status;

    Reset(Irp, Done);
    Status = Provider.Dispatch->WskSocket(Provider.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
    Status = Await(Status, Irp, Done);
    if (!NT_SUCCESS(Status)) {
        return NULL;
    }
    Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    Reset(Irp, Done);
    Status = ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskBind(Socket, Address, 0, Irp);
    if (!NT_SUCCESS(Await(Status, Irp, Done))) {
        return NULL;
//      ^^^^^^^^^^^^ WSK331 'Socket' is neither closed nor kept when this returns
    }
    return Socket;
}

// ---------------------------------------------------------------- cancelled, and won all the same

PWSK_SOCKET ConnectInTime(PSOCKADDR Local, PSOCKADDR Remote, PLARGE_INTEGER Timeout)
{
    KEVENT Done;
    NTSTATUS Status;
    PWSK_SOCKET Socket = NULL;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return NULL;
    }
    KeInitializeEvent(&Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Signal, &Done, TRUE, TRUE, TRUE);
    Status = Provider.Dispatch->WskSocketConnect(Provider.Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, NULL, NULL, NULL, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        Status = KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, Timeout);
        if (Status == STATUS_TIMEOUT) {
            IoCancelIrp(Irp);
            KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
        } else {
            Status = Irp->IoStatus.Status;
        }
    }
    if (Status == STATUS_SUCCESS) {
        Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    }
    IoFreeIrp(Irp);
    return Socket;
//  ^^^^^^^^^^^^^^ WSK331 the socket that WskSocketConnect may have brought is dropped when this returns
}

// How many events are waited for stands in a variable. A request that was cancelled may have been won.
PWSK_SOCKET AcceptUnlessStopped(PWSK_SOCKET Listener, PLARGE_INTEGER Timeout)
{
    KEVENT Done;
    NTSTATUS Status;
    PVOID Objects[2];
    ULONG Count = 1;
    PWORKER Worker = CurrentWorker();
    PWSK_SOCKET Socket = NULL;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return NULL;
    }
    KeInitializeEvent(&Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Signal, &Done, TRUE, TRUE, TRUE);
    Status = ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        Objects[0] = &Done;
        if (Worker->CanBeStopped) {
            Objects[1] = &Worker->Stop;
            Count = 2;
        }
        Status = KeWaitForMultipleObjects(Count, &Objects[0], WaitAny, Executive, KernelMode, FALSE, Timeout, NULL);
        switch (Status) {
        case STATUS_WAIT_0:
            break;
        case STATUS_WAIT_1:
            IoCancelIrp(Irp);
            KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
            break;
        case STATUS_TIMEOUT:
            DbgPrint("nobody has come\n");
            IoCancelIrp(Irp);
            KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
            break;
        default:
            break;
        }
    }
    Socket = Status == STATUS_SUCCESS ? (PWSK_SOCKET)Irp->IoStatus.Information : NULL;
    IoFreeIrp(Irp);
    return Socket;
//  ^^^^^^^^^^^^^^ WSK331 the socket that WskAccept may have brought is dropped when this returns
}

// ---------------------------------------------------------------- a helper makes it

static NTSTATUS Create(PIRP Irp, PKEVENT Done, PWSK_SOCKET *Made)
{
    NTSTATUS Status;

    *Made = NULL;
    Reset(Irp, Done);
    Status = Provider.Dispatch->WskSocket(Provider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
    Status = Await(Status, Irp, Done);
    if (NT_SUCCESS(Status)) {
        *Made = (PWSK_SOCKET)Irp->IoStatus.Information;
    }
    return Status;
}

NTSTATUS StartListening(PIRP Irp, PKEVENT Done, PCONNECTION Connection, BOOLEAN IsPaused)
{
    PWSK_SOCKET Socket;
    NTSTATUS Status = Create(Irp, Done, &Socket);

    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    if (IsPaused) {
        return STATUS_INVALID_DEVICE_STATE;
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK331 'Socket' is neither closed nor kept when this returns
    }
    Connection->Socket = Socket;
    return STATUS_SUCCESS;
}

// ---------------------------------------------------------------- a loop that goes on

static NTSTATUS AddConnection(PWSK_SOCKET Socket)
{
    PCONNECTION Connection = (PCONNECTION)ExAllocatePoolWithTag(NonPagedPool, sizeof(CONNECTION), CONNECTION_TAG);

    if (Connection == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Connection->Socket = Socket;
    ExInterlockedInsertTailList(&Connections, &Connection->Link, &ConnectionsLock);
    return STATUS_SUCCESS;
}

VOID AcceptsInLoop(PWSK_SOCKET Listener, PIRP Irp, PKEVENT Done)
{
    NTSTATUS Status;
    PWSK_SOCKET Accepted;

    for (;;) {
        Reset(Irp, Done);
        Status = ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
//                                                                    ^^^^^^^^^ WSK331 'Accepted' is neither closed nor kept when the loop calls WskAccept again
        if (!NT_SUCCESS(Await(Status, Irp, Done))) {
            break;
        }
        Accepted = (PWSK_SOCKET)Irp->IoStatus.Information;
        Status = AddConnection(Accepted);
        if (!NT_SUCCESS(Status)) {
            DbgPrint("no memory for a connection\n");
        }
    }
}

static PWSK_SOCKET AcceptOne(PWSK_SOCKET Listener, PIRP Irp, PKEVENT Done)
{
    NTSTATUS Status;

    Reset(Irp, Done);
    Status = ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
    return NT_SUCCESS(Await(Status, Irp, Done)) ? (PWSK_SOCKET)Irp->IoStatus.Information : NULL;
}

VOID AcceptsToRefuse(PWSK_SOCKET Listener, PIRP Irp, PKEVENT Done, BOOLEAN Refuses)
{
    PWSK_SOCKET Accepted;

    for (;;) {
        Accepted = AcceptOne(Listener, Irp, Done);
//                 ^^^^^^^^^ WSK331 'Accepted' is neither closed nor kept when the loop calls AcceptOne again
        if (Accepted == NULL) {
            return;
        }
        if (Refuses) {
            continue;
        }
        Close(Accepted, Irp, Done);
    }
}

// ---------------------------------------------------------------- right

// The socket is the caller's.
PWSK_SOCKET ReturnsIt(PWSK_SOCKET Listener, PIRP Irp, PKEVENT Done)
{
    NTSTATUS Status;

    Reset(Irp, Done);
    Status = ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
    return NT_SUCCESS(Await(Status, Irp, Done)) ? (PWSK_SOCKET)Irp->IoStatus.Information : NULL;
}

// The caller finds it in the IRP.
NTSTATUS LeavesItInTheIrp(PWSK_SOCKET Listener, PIRP Irp, PKEVENT Done)
{
    Reset(Irp, Done);
    return Await(((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp), Irp, Done);
}

// A failed bind closes the socket.
PWSK_SOCKET ClosesAfterFailure(PSOCKADDR Address, PIRP Irp, PKEVENT Done)
{
    PWSK_SOCKET Socket;
    NTSTATUS Status = Create(Irp, Done, &Socket);

    if (!NT_SUCCESS(Status)) {
        return NULL;
    }
    Reset(Irp, Done);
    Status = ((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->WskBind(Socket, Address, 0, Irp);
    if (!NT_SUCCESS(Await(Status, Irp, Done))) {
        Close(Socket, Irp, Done);
        return NULL;
    }
    return Socket;
}

// A variable of the file holds it.
NTSTATUS KeepsItForTheFile(PIRP Irp, PKEVENT Done)
{
    PWSK_SOCKET Socket;
    NTSTATUS Status = Create(Irp, Done, &Socket);

    if (NT_SUCCESS(Status)) {
        Listening = Socket;
    }
    return Status;
}

// A list holds what it stands in.
NTSTATUS KeepsItInAList(PIRP Irp, PKEVENT Done)
{
    NTSTATUS Status;
    PCONNECTION Connection = (PCONNECTION)ExAllocatePoolWithTag(NonPagedPool, sizeof(CONNECTION), CONNECTION_TAG);

    if (Connection == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Status = Create(Irp, Done, &Connection->Socket);
    if (!NT_SUCCESS(Status)) {
        ExFreePoolWithTag(Connection, CONNECTION_TAG);
        return Status;
    }
    ExInterlockedInsertTailList(&Connections, &Connection->Link, &ConnectionsLock);
    return STATUS_SUCCESS;
}

// Code that is not in sight has it.
NTSTATUS HandsItOn(PIRP Irp, PKEVENT Done)
{
    PWSK_SOCKET Socket;
    NTSTATUS Status = Create(Irp, Done, &Socket);

    if (NT_SUCCESS(Status)) {
        AcceptElsewhere(Socket);
    }
    return Status;
}

// The IoCompletion routine takes it.
NTSTATUS TakenByTheRoutine(PWSK_SOCKET Listener, PCONNECTION Connection)
{
    NTSTATUS Status;

    KeClearEvent(&Connection->Done);
    IoReuseIrp(Connection->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Connection->Irp, TakeSocket, Connection, TRUE, TRUE, TRUE);
    Status = ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Connection->Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Connection->Done, Executive, KernelMode, FALSE, NULL);
    }
    return Connection->Socket == NULL ? STATUS_UNSUCCESSFUL : STATUS_SUCCESS;
}

// A cancelled request is asked what came of it.
PWSK_SOCKET ConnectInTimeRightly(PSOCKADDR Local, PSOCKADDR Remote, PLARGE_INTEGER Timeout)
{
    KEVENT Done;
    NTSTATUS Status;
    PWSK_SOCKET Socket = NULL;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return NULL;
    }
    KeInitializeEvent(&Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Signal, &Done, TRUE, TRUE, TRUE);
    Status = Provider.Dispatch->WskSocketConnect(Provider.Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, NULL, NULL, NULL, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        if (KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, Timeout) == STATUS_TIMEOUT) {
            IoCancelIrp(Irp);
            KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
        }
        Status = Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(Status)) {
        Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    }
    IoFreeIrp(Irp);
    return Socket;
}

// The same where the thread can be stopped while it waits, if it can be.
PWSK_SOCKET AcceptUnlessStoppedRightly(PWSK_SOCKET Listener)
{
    KEVENT Done;
    NTSTATUS Status;
    PVOID Objects[2];
    ULONG Count = 1;
    PWORKER Worker = CurrentWorker();
    PWSK_SOCKET Socket = NULL;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return NULL;
    }
    KeInitializeEvent(&Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Signal, &Done, TRUE, TRUE, TRUE);
    Status = ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        Objects[0] = &Done;
        if (Worker->CanBeStopped) {
            Objects[1] = &Worker->Stop;
            Count = 2;
        }
        if (KeWaitForMultipleObjects(Count, &Objects[0], WaitAny, Executive, KernelMode, FALSE, NULL, NULL) != STATUS_WAIT_0) {
            IoCancelIrp(Irp);
            KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
        }
        Status = Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(Status)) {
        Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    }
    IoFreeIrp(Irp);
    return Socket;
}

// Those of earlier turns stand in a list of the function's own.
VOID ClosesAllAtTheEnd(PWSK_SOCKET Listener, PIRP Irp, PKEVENT Done)
{
    LIST_ENTRY Own;
    PWSK_SOCKET Accepted;

    InitializeListHead(&Own);
    while ((Accepted = AcceptOne(Listener, Irp, Done)) != NULL) {
        PCONNECTION Connection = (PCONNECTION)ExAllocatePoolWithTag(NonPagedPool, sizeof(CONNECTION), CONNECTION_TAG);

        if (Connection == NULL) {
            Close(Accepted, Irp, Done);
            break;
        }
        Connection->Socket = Accepted;
        InsertTailList(&Own, &Connection->Link);
    }
    while (!IsListEmpty(&Own)) {
        PCONNECTION Connection = CONTAINING_RECORD(RemoveHeadList(&Own), CONNECTION, Link);

        Close(Connection->Socket, Irp, Done);
        ExFreePoolWithTag(Connection, CONNECTION_TAG);
    }
}

// The one of the turn before is closed once the next is there.
VOID ClosesTheLast(PWSK_SOCKET Listener, PIRP Irp, PKEVENT Done)
{
    PWSK_SOCKET Last = NULL;
    PWSK_SOCKET Accepted;

    while ((Accepted = AcceptOne(Listener, Irp, Done)) != NULL) {
        if (Last != NULL) {
            Close(Last, Irp, Done);
        }
        Last = Accepted;
    }
    if (Last != NULL) {
        Close(Last, Irp, Done);
    }
}

// A variable of the file holds it until the next turn.
VOID ClosesFirstInTurn(PIRP Irp, PKEVENT Done, ULONG Tries)
{
    NTSTATUS Status;

    while (Tries-- > 0) {
        if (Listening != NULL) {
            Close(Listening, Irp, Done);
            Listening = NULL;
        }
        Reset(Irp, Done);
        Status = Provider.Dispatch->WskSocket(Provider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
        if (NT_SUCCESS(Await(Status, Irp, Done))) {
            Listening = (PWSK_SOCKET)Irp->IoStatus.Information;
        }
    }
}

// The caller gets the structure, and the socket in it.
typedef struct _ENDPOINT {
    PWSK_SOCKET Socket;
    USHORT Port;
} ENDPOINT;

extern VOID KeepEndpoint(ENDPOINT Endpoint);

ENDPOINT GivesByValue(PWSK_SOCKET Listener, PIRP Irp, PKEVENT Done)
{
    ENDPOINT Endpoint = {NULL, 0};
    NTSTATUS Status;

    Reset(Irp, Done);
    Status = ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
    if (NT_SUCCESS(Await(Status, Irp, Done))) {
        Endpoint.Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    }
    return Endpoint;
}

NTSTATUS HandsOnByValue(PWSK_SOCKET Listener, PIRP Irp, PKEVENT Done)
{
    ENDPOINT Endpoint = {NULL, 0};
    NTSTATUS Status;

    Reset(Irp, Done);
    Status = ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
    Status = Await(Status, Irp, Done);
    if (NT_SUCCESS(Status)) {
        Endpoint.Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        KeepEndpoint(Endpoint);
    }
    return Status;
}

// Of a request that another function has made nobody knows here that it brings a socket.
VOID KnownMissCancelsOnly(PCONNECTION Connection)
{
    IoCancelIrp(Connection->Irp);
    KeWaitForSingleObject(&Connection->Done, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(Connection->Irp);
    ExFreePoolWithTag(Connection, CONNECTION_TAG);
}
