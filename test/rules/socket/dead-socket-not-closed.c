// Callbacks that are told of a dead socket, and what they do about it.

#include <ntddk.h>
#include <wsk.h>

typedef struct _SERVER {
    PWSK_SOCKET Listener;
    PWSK_SOCKET Accepted;
    PIRP CloseIrp;
    PIO_WORKITEM CloseItem;
    KEVENT Dead;
    SIZE_T Received;
    BOOLEAN Closing;
    BOOLEAN Ready;
} SERVER, *PSERVER;

extern VOID Trace(PCSTR Text);
extern IO_WORKITEM_ROUTINE CloseLater;

static NTSTATUS Closed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID CloseWithoutWait(PSERVER Server)
{
    IoSetCompletionRoutine(Server->CloseIrp, Closed, NULL, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)Server->Listener->Dispatch)->WskCloseSocket(Server->Listener, Server->CloseIrp);
}

// ---------------------------------------------------------------- nothing is started

// The refusal is right, but all there is.
NTSTATUS WSKAPI AcceptRefused(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                              PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                              CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL) {
        return STATUS_REQUEST_NOT_ACCEPTED;
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK332 'AcceptRefused' returns without starting to close the socket that WSK reports dead by 'AcceptSocket' being NULL
    }
    ((PSERVER)SocketContext)->Accepted = AcceptSocket;
    return STATUS_SUCCESS;
}

// A line in the log closes nothing; the test stands with others.
NTSTATUS WSKAPI ReceiveFromTraced(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (!Server->Ready || DataIndication == NULL) {
        Trace("no data");
        return STATUS_SUCCESS;
//             ^^^^^^^^^^^^^^ WSK332 'ReceiveFromTraced' returns without starting to close the socket
    }
    Server->Received += DataIndication->Buffer.Length;
    return STATUS_SUCCESS;
}

// The socket that the callback was given goes into a variable only.
NTSTATUS WSKAPI ReceiveLocal(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                             SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PSERVER Server = (PSERVER)SocketContext;
    SIZE_T Taken = 0;

    if (NULL == DataIndication) {
        Taken = Server->Received;
        *BytesAccepted = Taken;
        return STATUS_SUCCESS;
//             ^^^^^^^^^^^^^^ WSK332 'ReceiveLocal' returns without starting to close the socket
    }
    Server->Received += BytesIndicated;
    return STATUS_SUCCESS;
}

// In the other arm, behind an assertion.
WSK_INSPECT_ACTION WSKAPI InspectOtherArm(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                          PWSK_INSPECT_ID InspectID)
{
    if (InspectID) {
        return WskInspectAccept;
    } else {
        NT_ASSERT(FALSE);
        return WskInspectReject;
//             ^^^^^^^^^^^^^^^^ WSK332 reports dead by 'InspectID' being NULL
    }
}

static const WSK_CLIENT_LISTEN_DISPATCH FirstListeners = {AcceptRefused, InspectOtherArm, NULL};
static const WSK_CLIENT_CONNECTION_DISPATCH FirstConnections = {ReceiveLocal, NULL, NULL};
static const WSK_CLIENT_DATAGRAM_DISPATCH FirstDatagrams = {ReceiveFromTraced};

// ---------------------------------------------------------------- something is started

// Right: a work item closes it.
NTSTATUS WSKAPI AcceptQueues(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                             PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                             CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSERVER Server = (PSERVER)SocketContext;

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL) {
        IoQueueWorkItem(Server->CloseItem, CloseLater, DelayedWorkQueue, Server);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Server->Accepted = AcceptSocket;
    return STATUS_SUCCESS;
}

// Right: a thread waits for the event.
NTSTATUS WSKAPI ReceiveSignals(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                               SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    if (DataIndication == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    ((PSERVER)SocketContext)->Received += BytesIndicated;
    return STATUS_SUCCESS;
}

// Right: a flag that a thread polls.
NTSTATUS WSKAPI ReceiveFromMarks(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (DataIndication == NULL) {
        Server->Closing = TRUE;
        return STATUS_SUCCESS;
    }
    Server->Received += DataIndication->Buffer.Length;
    return STATUS_SUCCESS;
}

// Right: the close is started at once, in a helper, and nobody waits for it here.
WSK_INSPECT_ACTION WSKAPI InspectCloses(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                        PWSK_INSPECT_ID InspectID)
{
    if (InspectID == NULL) {
        CloseWithoutWait((PSERVER)SocketContext);
        return WskInspectReject;
    }
    return WskInspectAccept;
}

// Right: what has to be done at every end is done here, too.
NTSTATUS WSKAPI ReceiveAtTheEnd(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (DataIndication != NULL) {
        Server->Received += BytesIndicated;
    } else {
        Trace("dead");
    }
    KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}

// Not this rule's business: it never looks, and that is another mistake where it uses the data.
NTSTATUS WSKAPI ReceiveIgnores(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                               SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    return STATUS_SUCCESS;
}

// Right: an abort tells of no dead socket.
NTSTATUS WSKAPI AbortIgnores(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    if (SocketContext == NULL) {
        return STATUS_SUCCESS;
    }
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH SecondListeners = {AcceptQueues, InspectCloses, AbortIgnores};
static const WSK_CLIENT_CONNECTION_DISPATCH SecondConnections[] = {
    {ReceiveSignals, NULL, NULL}, {ReceiveAtTheEnd, NULL, NULL}, {ReceiveIgnores, NULL, NULL}};
static const WSK_CLIENT_DATAGRAM_DISPATCH SecondDatagrams = {ReceiveFromMarks};

// The lock and the count have nothing to do with a close.
NTSTATUS WSKAPI KnownMissCounted(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PSERVER Server = (PSERVER)SocketContext;

    Server->Received++;
    if (DataIndication == NULL) {
        return STATUS_SUCCESS;
    }
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH MissedDatagrams = {KnownMissCounted};

// The test stands in an expression.
WSK_INSPECT_ACTION WSKAPI KnownMissArm(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                       PWSK_INSPECT_ID InspectID)
{
    return InspectID != NULL ? WskInspectAccept : WskInspectReject;
}

static const WSK_CLIENT_LISTEN_DISPATCH MissedListeners = {NULL, KnownMissArm, NULL};

// The end of the loop is that of the callback.
NTSTATUS WSKAPI KnownMissLoop(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                              SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PSERVER Server = (PSERVER)SocketContext;

    while (DataIndication != NULL) {
        Server->Received += DataIndication->Buffer.Length;
        DataIndication = DataIndication->Next;
    }
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH MissedConnections = {KnownMissLoop, NULL, NULL};
