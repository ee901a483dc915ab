// Inspect IDs that callbacks note for later: as copies, and as pointers.

#include <ntddk.h>
#include <wsk.h>

typedef struct _PENDING {
    LIST_ENTRY Link;
    WSK_INSPECT_ID Id;
    PWSK_INSPECT_ID Pointer;
} PENDING, *PPENDING;

typedef struct _GATE {
    PWSK_INSPECT_ID Waiting;
    PWSK_INSPECT_ID Other;
    PWSK_INSPECT_ID Aborted;
    WSK_INSPECT_ID Copy;
    PPENDING Pending;
    LIST_ENTRY List;
    KEVENT Asked;
    BOOLEAN Dead;
} GATE, *PGATE;

static PWSK_INSPECT_ID LastId;

static VOID Note(PGATE Gate, PWSK_INSPECT_ID Id)
{
    Gate->Other = Id;
}

static VOID NoteCopy(PGATE Gate, const WSK_INSPECT_ID *Id)
{
    Gate->Copy = *Id;
}

// ---------------------------------------------------------------- pointers

// In the context.
WSK_INSPECT_ACTION WSKAPI InspectKeeps(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                       PWSK_INSPECT_ID InspectID)
{
    PGATE Gate = (PGATE)SocketContext;

    if (InspectID == NULL) {
        Gate->Dead = TRUE;
        return WskInspectReject;
    }
    Gate->Waiting = InspectID;
//                  ^^^^^^^^^ WSK606 'InspectKeeps' keeps the pointer 'InspectID', which is good for this call only, instead of a copy
    KeSetEvent(&Gate->Asked, IO_NO_INCREMENT, FALSE);
    return WskInspectPend;
}

// In a global variable.
WSK_INSPECT_ACTION WSKAPI InspectKeepsGlobal(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                             PWSK_INSPECT_ID InspectID)
{
    if (InspectID == NULL) {
        ((PGATE)SocketContext)->Dead = TRUE;
        return WskInspectReject;
    }
    LastId = InspectID;
//           ^^^^^^^^^ WSK606 'InspectKeepsGlobal' keeps the pointer 'InspectID'
    return WskInspectPend;
}

// By a helper.
WSK_INSPECT_ACTION WSKAPI InspectKeptByHelper(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                              PWSK_INSPECT_ID InspectID)
{
    if (InspectID == NULL) {
        ((PGATE)SocketContext)->Dead = TRUE;
        return WskInspectReject;
    }
    Note((PGATE)SocketContext, InspectID);
    return WskInspectPend;
//         ^^^^^^^^^^^^^^ WSK606 'InspectKeptByHelper' keeps the pointer 'InspectID'
}

// In a new record that the context leads to.
WSK_INSPECT_ACTION WSKAPI InspectKeepsInRecord(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                               PWSK_INSPECT_ID InspectID)
{
    PGATE Gate = (PGATE)SocketContext;
    PPENDING Pending;

    if (InspectID == NULL) {
        Gate->Dead = TRUE;
        return WskInspectReject;
    }
    Pending = (PPENDING)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(PENDING), 'dneP');
    if (Pending == NULL) {
        return WskInspectReject;
    }
    Pending->Pointer = InspectID;
//                     ^^^^^^^^^ WSK606 'InspectKeepsInRecord' keeps the pointer 'InspectID'
    Gate->Pending = Pending;
    return WskInspectPend;
}

// Of an abort.
NTSTATUS WSKAPI AbortKeeps(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    ((PGATE)SocketContext)->Aborted = InspectID;
//                                    ^^^^^^^^^ WSK606 'AbortKeeps' keeps the pointer 'InspectID'
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH First[] = {
    {NULL, InspectKeeps, AbortKeeps},
    {NULL, InspectKeepsGlobal, NULL},
    {NULL, InspectKeptByHelper, NULL},
    {NULL, InspectKeepsInRecord, NULL},
};

// ---------------------------------------------------------------- copies

// Right: the structure is assigned.
WSK_INSPECT_ACTION WSKAPI InspectCopies(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                        PWSK_INSPECT_ID InspectID)
{
    PGATE Gate = (PGATE)SocketContext;

    if (InspectID == NULL) {
        Gate->Dead = TRUE;
        return WskInspectReject;
    }
    Gate->Copy = *InspectID;
    return WskInspectPend;
}

// Right: its bytes are copied.
WSK_INSPECT_ACTION WSKAPI InspectCopiesBytes(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                             PWSK_INSPECT_ID InspectID)
{
    PGATE Gate = (PGATE)SocketContext;

    if (InspectID == NULL) {
        Gate->Dead = TRUE;
        return WskInspectReject;
    }
    RtlCopyMemory(&Gate->Copy, InspectID, sizeof(WSK_INSPECT_ID));
    return WskInspectPend;
}

// Right: a helper copies it.
WSK_INSPECT_ACTION WSKAPI InspectCopiedByHelper(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                                PWSK_INSPECT_ID InspectID)
{
    if (InspectID == NULL) {
        ((PGATE)SocketContext)->Dead = TRUE;
        return WskInspectReject;
    }
    NoteCopy((PGATE)SocketContext, InspectID);
    return WskInspectPend;
}

// Right: the pointer is used during the call only.
WSK_INSPECT_ACTION WSKAPI InspectUsesNow(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                         PWSK_INSPECT_ID InspectID)
{
    PGATE Gate = (PGATE)SocketContext;
    PWSK_INSPECT_ID Id = InspectID;

    if (Id == NULL) {
        Gate->Dead = TRUE;
        return WskInspectReject;
    }
    Gate->Waiting = Id;
    NoteCopy(Gate, Gate->Waiting);
    Gate->Waiting = NULL;
    return WskInspectPend;
}

// Right: a pointer to the copy is kept.
WSK_INSPECT_ACTION WSKAPI InspectPointsAtCopy(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                              PWSK_INSPECT_ID InspectID)
{
    PGATE Gate = (PGATE)SocketContext;

    if (InspectID == NULL) {
        Gate->Dead = TRUE;
        return WskInspectReject;
    }
    Gate->Copy = *InspectID;
    Gate->Waiting = &Gate->Copy;
    return WskInspectPend;
}

// Right: members are noted.
NTSTATUS WSKAPI AbortNotes(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PGATE Gate = (PGATE)SocketContext;

    if (InspectID->Key == Gate->Copy.Key && InspectID->SerialNumber == Gate->Copy.SerialNumber) {
        Gate->Copy.Key = 0;
    }
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH Second[] = {
    {NULL, InspectCopies, AbortNotes},   {NULL, InspectCopiesBytes, NULL},  {NULL, InspectCopiedByHelper, NULL},
    {NULL, InspectUsesNow, NULL},        {NULL, InspectPointsAtCopy, NULL},
};

extern VOID Enlist(PLIST_ENTRY List, PPENDING Pending);

// The record goes into a list elsewhere: that it outlives the call does not show.
WSK_INSPECT_ACTION WSKAPI KnownMissEnlisted(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                            PWSK_INSPECT_ID InspectID)
{
    PGATE Gate = (PGATE)SocketContext;
    PPENDING Pending = (PPENDING)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(PENDING), 'dneP');

    if (InspectID == NULL || Pending == NULL) {
        Gate->Dead = TRUE;
        return WskInspectReject;
    }
    Pending->Pointer = InspectID;
    Enlist(&Gate->List, Pending);
    return WskInspectPend;
}

static const WSK_CLIENT_LISTEN_DISPATCH Missed = {NULL, KnownMissEnlisted, NULL};
