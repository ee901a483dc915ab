// What callbacks do with data, sockets and inspect IDs that may be NULL, before and after they have looked.

#include <ntddk.h>
#include <wsk.h>

typedef struct _SERVER {
    PWSK_SOCKET Accepted;
    KEVENT Dead;
    SIZE_T Received;
    ULONG_PTR LastKey;
    ULONG Family;
    BOOLEAN Failed;
} SERVER, *PSERVER;

extern const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch;
extern BOOLEAN HasData(PWSK_DATA_INDICATION Data);
extern VOID Take(PSERVER Server, PWSK_DATA_INDICATION Data);

// ---------------------------------------------------------------- used before

// In an initialiser: the test comes after it.
NTSTATUS WSKAPI ReceiveInInitialiser(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                     SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PSERVER Server = (PSERVER)SocketContext;
    SIZE_T Length = DataIndication->Buffer.Length;
//                  ^^^^^^^^^^^^^^^^^^^^^^ WSK523 'DataIndication' is read through without a test, but WSK calls a WskReceiveEvent callback with NULL when the socket is dead

    if (DataIndication == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    Server->Received += Length;
    return STATUS_SUCCESS;
}

// Never tested, in a loop that asks only at its end.
NTSTATUS WSKAPI ReceiveFromInLoop(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    do {
        ((PSERVER)SocketContext)->Received += DataIndication->Buffer.Length;
//                                            ^^^^^^^^^^^^^^^^^^^^^^ WSK523 'DataIndication' is read through without a test
        DataIndication = DataIndication->Next;
    } while (DataIndication != NULL);
    return STATUS_SUCCESS;
}

// The socket is kept although only an assertion asks whether there is one.
NTSTATUS WSKAPI AcceptAsserted(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                               PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                               CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSERVER Server = (PSERVER)SocketContext;

    *AcceptSocketContext = Server;
    *AcceptSocketDispatch = &ConnectionDispatch;
    NT_ASSERT(AcceptSocket != NULL);
    Server->Accepted = AcceptSocket;
//                     ^^^^^^^^^^^^ WSK523 'AcceptSocket' is kept without a test, but WSK calls a WskAcceptEvent callback with NULL
    return STATUS_SUCCESS;
}

// On one of two paths.
WSK_INSPECT_ACTION WSKAPI InspectOnePath(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                         PWSK_INSPECT_ID InspectID)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (Server->Family == AF_INET) {
        Server->LastKey = InspectID->Key;
//                        ^^^^^^^^^^^^^^ WSK523 'InspectID' is read through without a test
        return WskInspectAccept;
    }
    if (InspectID == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
    }
    return WskInspectReject;
}

// The test is the wrong way round.
NTSTATUS WSKAPI ReceiveFromReversed(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    if (DataIndication != NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    ((PSERVER)SocketContext)->Received += (*DataIndication).Buffer.Length;
//                                         ^^^^^^^^^^^^^^^ WSK523 'DataIndication' is read through without a test
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH FirstConnections = {ReceiveInInitialiser, NULL, NULL};
static const WSK_CLIENT_LISTEN_DISPATCH FirstListeners = {AcceptAsserted, InspectOnePath, NULL};
static const WSK_CLIENT_DATAGRAM_DISPATCH FirstDatagrams[] = {{ReceiveFromInLoop}, {ReceiveFromReversed}};

// ---------------------------------------------------------------- looked at first

// Right: the test stands together with other conditions.
NTSTATUS WSKAPI ReceiveCombined(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (Server == NULL || Server->Failed || DataIndication == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    Server->Received += DataIndication->Buffer.Length;
    return STATUS_SUCCESS;
}

// Right: a loop that ends where there is nothing.
NTSTATUS WSKAPI ReceiveFromWhile(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    while (DataIndication) {
        ((PSERVER)SocketContext)->Received += DataIndication->Buffer.Length;
        DataIndication = DataIndication->Next;
    }
    return STATUS_SUCCESS;
}

// Right: tested in the same expression.
NTSTATUS WSKAPI ReceiveFromShort(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PSERVER Server = (PSERVER)SocketContext;

    Server->Failed = DataIndication == NULL;
    if (DataIndication != NULL && DataIndication->Buffer.Length > 0) {
        Server->Received += DataIndication->Buffer.Length;
    }
    return STATUS_SUCCESS;
}

// Right: what the comparison found is kept in a variable.
NTSTATUS WSKAPI ReceiveRemembered(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                  SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    BOOLEAN HasAny = DataIndication != NULL;

    if (!HasAny) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    ((PSERVER)SocketContext)->Received += DataIndication->Buffer.Length;
    return STATUS_SUCCESS;
}

// Right: a function is asked.
NTSTATUS WSKAPI ReceiveAsked(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                             SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    if (!HasData(DataIndication)) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    ((PSERVER)SocketContext)->Received += DataIndication->Buffer.Length;
    return STATUS_SUCCESS;
}

// Right: where no bytes are indicated, there is no indication.
NTSTATUS WSKAPI ReceiveCounted(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                               SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    if (BytesIndicated == 0) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    ((PSERVER)SocketContext)->Received += DataIndication->Buffer.Length;
    return STATUS_SUCCESS;
}

// Right: the copy is tested.
NTSTATUS WSKAPI AcceptCopy(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                           PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                           CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PWSK_SOCKET Socket = AcceptSocket;
    PSERVER Server = (PSERVER)SocketContext;

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (Socket == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Server->Accepted = AcceptSocket;
    return STATUS_SUCCESS;
}

// Right: stored first, and tested then.
NTSTATUS WSKAPI AcceptStoredFirst(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                  PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                  CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSERVER Server = (PSERVER)SocketContext;

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    Server->Accepted = AcceptSocket;
    if (Server->Accepted == NULL || AcceptSocket == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    return STATUS_SUCCESS;
}

// Right: an abort always names a request.
NTSTATUS WSKAPI AbortAlways(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    ((PSERVER)SocketContext)->LastKey = InspectID->Key;
    return STATUS_SUCCESS;
}

// Right: the size of what it leads to is not read.
NTSTATUS WSKAPI ReceiveFromSize(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    ((PSERVER)SocketContext)->Received += sizeof(*DataIndication);
    if (DataIndication == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH SecondConnections[] = {
    {ReceiveCombined, NULL, NULL},
    {ReceiveRemembered, NULL, NULL},
    {ReceiveAsked, NULL, NULL},
    {ReceiveCounted, NULL, NULL},
};
static const WSK_CLIENT_LISTEN_DISPATCH SecondListeners[] = {{AcceptCopy, NULL, AbortAlways}, {AcceptStoredFirst, NULL, NULL}};
static const WSK_CLIENT_DATAGRAM_DISPATCH SecondDatagrams[] = {{ReceiveFromWhile}, {ReceiveFromShort}, {ReceiveFromSize}};

static SIZE_T LengthOf(PWSK_DATA_INDICATION Data)
{
    return Data->Buffer.Length;
}

// A helper reads through the pointer.
NTSTATUS WSKAPI KnownMissInHelper(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                  SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    ((PSERVER)SocketContext)->Received += LengthOf(DataIndication);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH MissedConnections = {KnownMissInHelper, NULL, NULL};

// The test stands in the same expression as what it guards.
static NTSTATUS WSKAPI ReceiveAsksWhereItReads(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                               SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PMDL First = DataIndication != NULL ? DataIndication->Buffer.Mdl : NULL;
    BOOLEAN IsList = DataIndication && DataIndication->Next != NULL;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesAccepted);
    if (First == NULL) {
        KeSetEvent((PKEVENT)SocketContext, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    return IsList && BytesIndicated > MmGetMdlByteCount(First) ? STATUS_DATA_NOT_ACCEPTED : STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH AsksWhereItReadsDispatch = {ReceiveAsksWhereItReads, NULL, NULL};
