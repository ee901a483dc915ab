// Functions that stand in dispatch tables and complete IRPs, with the prototypes of their roles and with others.

#include <ntddk.h>
#include <wsk.h>

typedef struct _PEER {
    PWSK_SOCKET Socket;
    KEVENT Gone;
    SIZE_T Received;
} PEER, *PPEER;

#define PEER_CALL __stdcall

typedef NTSTATUS(WSKAPI *PEER_CALLBACK)(PPEER Peer, ULONG Flags);

// ---------------------------------------------------------------- another prototype

// A parameter is missing; a cast hides that.
NTSTATUS WSKAPI GoneShort(PVOID SocketContext)
//              ^^^^^^^^^ WSK520 'GoneShort' takes 1 parameters, but WSK passes 2 to a WskDisconnectEvent callback
{
    KeSetEvent(&((PPEER)SocketContext)->Gone, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}

// It returns nothing.
VOID WSKAPI BacklogNothing(PVOID SocketContext, SIZE_T IdealBacklogSize)
//          ^^^^^^^^^^^^^^ WSK520 'BacklogNothing' returns VOID, but a WskSendBacklogEvent callback NTSTATUS
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(IdealBacklogSize);
}

// A status, where an action is wanted.
NTSTATUS WSKAPI InspectStatus(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
//              ^^^^^^^^^^^^^ WSK520 'InspectStatus' returns NTSTATUS, but a WskInspectEvent callback WSK_INSPECT_ACTION
                              PWSK_INSPECT_ID InspectID)
{
    if (InspectID == NULL) {
        KeSetEvent(&((PPEER)SocketContext)->Gone, IO_NO_INCREMENT, FALSE);
    }
    return (NTSTATUS)WskInspectReject;
}

// The list of a datagram socket in the table of a connection.
NTSTATUS WSKAPI ReceiveWrongList(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication,
//              ^^^^^^^^^^^^^^^^ WSK520 'ReceiveWrongList' takes another structure where WSK passes a PWSK_DATA_INDICATION
                                 SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    if (DataIndication == NULL) {
        KeSetEvent(&((PPEER)SocketContext)->Gone, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_SUCCESS;
}

// A routine without the device.
NTSTATUS DoneShort(PIRP Irp, PVOID Context)
//       ^^^^^^^^^ WSK520 'DoneShort' takes 2 parameters, but an IoCompletion routine takes 3
{
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID Prepare(PIRP Irp, PPEER Peer)
{
    IoSetCompletionRoutine(Irp, (PIO_COMPLETION_ROUTINE)DoneShort, &Peer->Gone, TRUE, TRUE, TRUE);
}

// A function of the kernel.
VOID PrepareKernel(PIRP Irp, PPEER Peer)
{
    IoSetCompletionRoutine(Irp, (PIO_COMPLETION_ROUTINE)KeSetEvent, &Peer->Gone, TRUE, TRUE, TRUE);
//                                                      ^^^^^^^^^^ WSK520 'KeSetEvent' is a function of the kernel, and no IoCompletion routine
}

static const WSK_CLIENT_CONNECTION_DISPATCH First = {(PFN_WSK_RECEIVE_EVENT)ReceiveWrongList,
                                                     (PFN_WSK_DISCONNECT_EVENT)GoneShort,
                                                     (PFN_WSK_SEND_BACKLOG_EVENT)BacklogNothing};
static const WSK_CLIENT_LISTEN_DISPATCH FirstListeners = {NULL, (PFN_WSK_INSPECT_EVENT)InspectStatus, NULL};

// ---------------------------------------------------------------- only WSKAPI is missing

// It is the same on x64 and ARM64.
static NTSTATUS BacklogPlain(PVOID SocketContext, SIZE_T IdealBacklogSize)
//              ^^^^^^^^^^^^ WSK520 (info) 'BacklogPlain' is declared without WSKAPI, which a WskSendBacklogEvent callback has on x86
{
    ((PPEER)SocketContext)->Received = IdealBacklogSize;
    return STATUS_SUCCESS;
}

// Its prototype has no convention, either.
_IRQL_requires_max_(DISPATCH_LEVEL) NTSTATUS GonePlain(_In_opt_ PVOID SocketContext, _In_ ULONG Flags);

_Use_decl_annotations_
NTSTATUS GonePlain(
//       ^^^^^^^^^ WSK520 (info) 'GonePlain' is declared without WSKAPI
    PVOID SocketContext,
    ULONG Flags
    )
{
    UNREFERENCED_PARAMETER(Flags);
    KeSetEvent(&((PPEER)SocketContext)->Gone, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH Plain = {NULL, GonePlain, BacklogPlain};

// Right: the prototype has it.
static NTSTATUS WSKAPI BacklogDeclared(PVOID SocketContext, SIZE_T IdealBacklogSize);

static NTSTATUS BacklogDeclared(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    ((PPEER)SocketContext)->Received = IdealBacklogSize;
    return STATUS_SUCCESS;
}

// Right: the driver has a word of its own for it.
static NTSTATUS PEER_CALL GoneByMacro(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    KeSetEvent(&((PPEER)SocketContext)->Gone, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH ByOtherWords = {NULL, GoneByMacro, BacklogDeclared};

// Right: it stands before the type.
WSKAPI NTSTATUS GoneBefore(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    KeSetEvent(&((PPEER)SocketContext)->Gone, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}

// Right: the type that declares it has it.
typedef NTSTATUS WSKAPI PEER_BACKLOG(PVOID SocketContext, SIZE_T IdealBacklogSize);
static PEER_BACKLOG BacklogByType;

static NTSTATUS BacklogByType(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    ((PPEER)SocketContext)->Received = IdealBacklogSize;
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH ByTypes = {NULL, GoneBefore, BacklogByType};

// ---------------------------------------------------------------- that of the role

// Right: the context has the driver's own type.
static NTSTATUS WSKAPI GoneTyped(PPEER Peer, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    KeSetEvent(&Peer->Gone, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}

// Right: NTAPI is what WSKAPI stands for, and pointers may be spelt otherwise.
static NTSTATUS NTAPI ReceiveSpelt(void *SocketContext, ULONG Flags, WSK_DATA_INDICATION *Data, SIZE_T BytesIndicated,
                                   SIZE_T *BytesAccepted)
{
    if (Data == NULL) {
        KeSetEvent(&((PPEER)SocketContext)->Gone, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    ((PPEER)SocketContext)->Received += BytesIndicated;
    return STATUS_SUCCESS;
}

// Right: the context is the event that the caller waits for.
static NTSTATUS DoneEvent(PDEVICE_OBJECT Device, PIRP Irp, PKEVENT Event)
{
    UNREFERENCED_PARAMETER(Device);
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID PrepareEvent(PIRP Irp, PPEER Peer)
{
    IoSetCompletionRoutine(Irp, (PIO_COMPLETION_ROUTINE)DoneEvent, &Peer->Gone, TRUE, TRUE, TRUE);
}

static const WSK_CLIENT_CONNECTION_DISPATCH Second = {ReceiveSpelt, (PFN_WSK_DISCONNECT_EVENT)GoneTyped, NULL};

// Right: a slot of the driver's own takes what it likes.
typedef struct _OWN_TABLE {
    NTSTATUS (*WskDisconnectEvent)(PPEER Peer);
} OWN_TABLE;

static NTSTATUS OwnGone(PPEER Peer)
{
    KeSetEvent(&Peer->Gone, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}

static const OWN_TABLE Own = {OwnGone};

// Right: it is declared as what it is handed on as.
IO_COMPLETION_ROUTINE DoneDeclared;

VOID PrepareDeclared(PIRP Irp, PPEER Peer)
{
    IoSetCompletionRoutine(Irp, DoneDeclared, &Peer->Gone, TRUE, TRUE, TRUE);
}

// The number of bytes is taken for what points at it: integers are not compared with pointers.
static NTSTATUS WSKAPI KnownMissByValue(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                        SIZE_T BytesIndicated, SIZE_T BytesAccepted)
{
    if (DataIndication == NULL) {
        KeSetEvent(&((PPEER)SocketContext)->Gone, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH Missed = {(PFN_WSK_RECEIVE_EVENT)KnownMissByValue, NULL, NULL};
