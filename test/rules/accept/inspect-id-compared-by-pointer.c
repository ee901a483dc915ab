// How two inspect IDs are compared: by what they hold, or by where they lie.

#include <ntddk.h>
#include <wsk.h>

#define SAME_POINTER(a, b) ((a) == (b))
#define SLOTS 8

typedef struct _PENDING {
    LIST_ENTRY Link;
    WSK_INSPECT_ID Id;
    PWSK_INSPECT_ID Kept;
    BOOLEAN Aborted;
} PENDING, *PPENDING;

typedef struct _LISTENER {
    LIST_ENTRY Inspections;
    KSPIN_LOCK Lock;
    PWSK_INSPECT_ID Last;
    WSK_INSPECT_ID Slots[SLOTS];
    PENDING Pending;
    ULONG Count;
} LISTENER, *PLISTENER;

// A key of the driver's own that only looks like an inspect ID.
typedef struct _SESSION_KEY {
    ULONG_PTR Key;
    ULONG SerialNumber;
} SESSION_KEY, *PSESSION_KEY;

static LISTENER Listener;
static PWSK_INSPECT_ID LastInspectId;
extern BOOLEAN IsSameRequest(const WSK_INSPECT_ID *Left, const WSK_INSPECT_ID *Right);
extern VOID Forget(PPENDING Pending);

static NTSTATUS WSKAPI Accept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                              PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                              CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    return STATUS_REQUEST_NOT_ACCEPTED;
}

// ---------------------------------------------------------------- the pointers

// With a member of pointer type, in a callback that a table names.
NTSTATUS WSKAPI AbortByMember(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PLISTENER listener = (PLISTENER)SocketContext;

    if (listener->Last == InspectID) {
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK602 inspect IDs are compared as pointers
        listener->Last = NULL;
    }
    return STATUS_SUCCESS;
}

// With a global variable, the other way round, and with !=.
WSK_INSPECT_ACTION WSKAPI InspectByGlobal(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                          PWSK_INSPECT_ID Request)
{
    if (Request == NULL) {
        return WskInspectReject;
    }
    return Request != LastInspectId ? WskInspectAccept : WskInspectReject;
//         ^^^^^^^^^^^^^^^^^^^^^^^^ WSK602 inspect IDs are compared as pointers
}

static const WSK_CLIENT_LISTEN_DISPATCH MemberDispatch = {Accept, InspectByGlobal, AbortByMember};

// With the address of a copy.
NTSTATUS WSKAPI AbortByAddress(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PLISTENER listener = (PLISTENER)SocketContext;

    if (InspectID == &listener->Pending.Id) {
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK602 inspect IDs are compared as pointers
        listener->Pending.Aborted = TRUE;
    }
    return STATUS_SUCCESS;
}

// While a list is walked.
NTSTATUS WSKAPI AbortInList(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PLISTENER listener = (PLISTENER)SocketContext;
    PLIST_ENTRY entry;
    KIRQL irql;

    KeAcquireSpinLock(&listener->Lock, &irql);
    for (entry = listener->Inspections.Flink; entry != &listener->Inspections; entry = entry->Flink) {
        PPENDING pending = CONTAINING_RECORD(entry, PENDING, Link);

        if (!pending->Aborted && &pending->Id == InspectID) {
//                               ^^^^^^^^^^^^^^^^^^^^^^^^^ WSK602 inspect IDs are compared as pointers
            pending->Aborted = TRUE;
            break;
        }
    }
    KeReleaseSpinLock(&listener->Lock, irql);
    return STATUS_SUCCESS;
}

// In an array, and in the condition of a loop.
NTSTATUS WSKAPI AbortInArray(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PLISTENER listener = (PLISTENER)SocketContext;
    ULONG i = 0;

    while (i < listener->Count && &listener->Slots[i] != InspectID) {
//                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK602 inspect IDs are compared as pointers
        i++;
    }
    if (i < listener->Count) {
        listener->Slots[i].Key = 0;
    }
    return STATUS_SUCCESS;
}

// Through casts.
NTSTATUS WSKAPI AbortByCast(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PPENDING pending = (PPENDING)SocketContext;

    if ((PVOID)pending->Kept == (PVOID)InspectID) {
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK602 inspect IDs are compared as pointers
        Forget(pending);
    } else if ((ULONG_PTR)InspectID == (ULONG_PTR)&pending->Id) {
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK602 inspect IDs are compared as pointers
        pending->Aborted = TRUE;
    }
    return STATUS_SUCCESS;
}

// Through copies of the pointers.
NTSTATUS WSKAPI AbortByCopies(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PWSK_INSPECT_ID mine = ((PPENDING)SocketContext)->Kept;
    PWSK_INSPECT_ID theirs = InspectID;
    BOOLEAN same;

    same = (mine == theirs);
//          ^^^^^^^^^^^^^^ WSK602 inspect IDs are compared as pointers
    ((PPENDING)SocketContext)->Aborted = same;
    return STATUS_SUCCESS;
}

// In order: to sort by address, or to search.
static PPENDING FindSorted(PPENDING *Sorted, ULONG Count, PWSK_INSPECT_ID Wanted)
{
    ULONG low = 0;
    ULONG high = Count;

    while (low < high) {
        ULONG middle = (low + high) / 2;

        if (Sorted[middle]->Kept < Wanted) {
//          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK602 inspect IDs are compared as pointers
            low = middle + 1;
        } else if (Sorted[middle]->Kept > Wanted) {
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK602 inspect IDs are compared as pointers
            high = middle;
        } else {
            return Sorted[middle];
        }
    }
    return NULL;
}

// In a helper, whose parameters are inspect IDs.
static BOOLEAN IsSamePointer(PWSK_INSPECT_ID Left, const WSK_INSPECT_ID *Right)
{
    return Left == Right;
//         ^^^^^^^^^^^^^ WSK602 inspect IDs are compared as pointers
}

NTSTATUS WSKAPI AbortByHelper(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PPENDING pending = (PPENDING)SocketContext;

    pending->Aborted = IsSamePointer(&pending->Id, InspectID);
    return STATUS_SUCCESS;
}

// In a return, a negation, and a do loop.
static BOOLEAN IsOther(PWSK_INSPECT_ID Left, struct _WSK_INSPECT_ID *Right)
{
    BOOLEAN other = FALSE;

    do {
        if (!(Left == Right)) {
//            ^^^^^^^^^^^^^ WSK602 inspect IDs are compared as pointers
            other = TRUE;
        }
    } while (FALSE);
    return other;
}

// The variables that hold the pointers, compared as memory.
NTSTATUS WSKAPI AbortByStorage(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PPENDING pending = (PPENDING)SocketContext;

    if (RtlCompareMemory(&pending->Kept, &InspectID, sizeof(PWSK_INSPECT_ID)) == sizeof(PWSK_INSPECT_ID)) {
//      ^^^^^^^^^^^^^^^^ WSK602 inspect IDs are compared as pointers
        pending->Aborted = TRUE;
    }
    return STATUS_SUCCESS;
}

// With memcmp the same.
NTSTATUS WSKAPI AbortByMemcmp(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PPENDING pending = (PPENDING)SocketContext;

    pending->Aborted = memcmp(&InspectID, &pending->Kept, sizeof(InspectID)) == 0;
//                     ^^^^^^ WSK602 inspect IDs are compared as pointers
    return STATUS_SUCCESS;
}

// As a case of a selection.
NTSTATUS WSKAPI AbortByTernary(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PLISTENER listener = (PLISTENER)SocketContext;
    PWSK_INSPECT_ID found = InspectID == &listener->Slots[0] ? InspectID : NULL;
//                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK602 inspect IDs are compared as pointers

    if (found == NULL) {
        goto Exit;
    }
    listener->Count--;

Exit:
    return STATUS_SUCCESS;
}

// ================================================================ all that follows is right, or not known to be wrong

// The contents, as it should be.
NTSTATUS WSKAPI AbortByContents(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PPENDING pending = (PPENDING)SocketContext;

    if (pending->Id.Key == InspectID->Key && pending->Id.SerialNumber == InspectID->SerialNumber) {
        pending->Aborted = TRUE;
    }
    return STATUS_SUCCESS;
}

// The contents of two structures of which only pointers are at hand.
static BOOLEAN HoldSame(const WSK_INSPECT_ID *Left, PWSK_INSPECT_ID Right)
{
    return (*Left).Key == (*Right).Key && Left->SerialNumber == Right->SerialNumber;
}

NTSTATUS WSKAPI AbortByContentsHelper(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PPENDING pending = (PPENDING)SocketContext;

    pending->Aborted = HoldSame(&pending->Id, InspectID) || IsSameRequest(pending->Kept, InspectID);
    return STATUS_SUCCESS;
}

// The structures as memory: what they hold. (Padding may differ, but that is another matter.)
NTSTATUS WSKAPI AbortByMemory(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PPENDING pending = (PPENDING)SocketContext;

    if (RtlCompareMemory(&pending->Id, InspectID, sizeof(WSK_INSPECT_ID)) == sizeof(WSK_INSPECT_ID)) {
        pending->Aborted = TRUE;
    }
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI AbortByEqualMemory(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PPENDING pending = (PPENDING)SocketContext;

    pending->Aborted = RtlEqualMemory(&pending->Id, InspectID, sizeof(*InspectID));
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI AbortByMemcmpOfContents(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PPENDING pending = (PPENDING)SocketContext;

    pending->Aborted = memcmp(InspectID, &pending->Id, sizeof(pending->Id)) == 0;
    return STATUS_SUCCESS;
}

// With NULL: the listening socket has failed, or nothing was kept.
WSK_INSPECT_ACTION WSKAPI InspectOrFail(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                        PWSK_INSPECT_ID InspectID)
{
    PPENDING pending = (PPENDING)SocketContext;

    if (InspectID == NULL || NULL == pending->Kept) {
        return WskInspectReject;
    }
    if (pending->Kept != 0 && LastInspectId != (PWSK_INSPECT_ID)NULL && (PVOID)InspectID != NULL) {
        return WskInspectAccept;
    }
    return !InspectID ? WskInspectReject : WskInspectAccept;
}

// Pointers to the driver's own records, that happen to hold inspect IDs.
NTSTATUS WSKAPI AbortWhileWalking(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PLISTENER listener = (PLISTENER)SocketContext;
    PPENDING pending = CONTAINING_RECORD(listener->Inspections.Flink, PENDING, Link);

    while (&pending->Link != &listener->Inspections) {
        if (pending != &listener->Pending && HoldSame(&pending->Id, InspectID)) {
            pending->Aborted = TRUE;
        }
        pending = CONTAINING_RECORD(pending->Link.Flink, PENDING, Link);
    }
    return STATUS_SUCCESS;
}

// A walk over an own array up to its end: two pointers into one array, no two requests.
NTSTATUS WSKAPI AbortInOwnArray(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PLISTENER listener = (PLISTENER)SocketContext;
    PWSK_INSPECT_ID slot;
    PWSK_INSPECT_ID end = listener->Slots + SLOTS;

    for (slot = listener->Slots; slot != end; slot++) {
        if (HoldSame(slot, InspectID)) {
            slot->Key = 0;
        }
    }
    return STATUS_SUCCESS;
}

static ULONG CountUsedSlots(PLISTENER Owner)
{
    PWSK_INSPECT_ID slot = &Owner->Slots[0];
    ULONG used = 0;

    while (slot < &Owner->Slots[SLOTS]) {
        used += slot->Key != 0;
        ++slot;
    }
    return used;
}

static VOID ClearSlots(PWSK_INSPECT_ID First, ULONG Count)
{
    PWSK_INSPECT_ID slot;

    for (slot = First; slot < First + Count; slot++) {
        slot->Key = 0;
        slot->SerialNumber = 0;
    }
}

// Keys of the driver's own: their addresses mean what the driver wants them to mean.
static BOOLEAN IsSameSession(PSESSION_KEY Left, PSESSION_KEY Right)
{
    return Left == Right || (Left->Key == Right->Key && Left->SerialNumber == Right->SerialNumber);
}

// Contexts and sockets have an identity; comparing their addresses is right.
NTSTATUS WSKAPI AbortOfListener(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    if (SocketContext == &Listener && InspectID->Key != 0) {
        Listener.Count++;
    }
    return STATUS_SUCCESS;
}

// Single members, and an order of serial numbers.
static BOOLEAN IsOlder(PWSK_INSPECT_ID Left, PWSK_INSPECT_ID Right)
{
    return Left->Key == Right->Key && Left->SerialNumber < Right->SerialNumber;
}

// Addresses of members, not of inspect IDs.
static BOOLEAN IsFirstKey(PLISTENER Owner, PULONG_PTR Key)
{
    return Key == &Owner->Slots[0].Key;
}

// The pointers are copied, not compared.
WSK_INSPECT_ACTION WSKAPI InspectAndCopy(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                         PWSK_INSPECT_ID InspectID)
{
    PPENDING pending = (PPENDING)SocketContext;

    if (InspectID != NULL) {
        pending->Id = *InspectID;
        RtlCopyMemory(&pending->Id, InspectID, sizeof(pending->Id));
        return WskInspectPend;
    }
    return WskInspectReject;
}

// Switched off, in a comment (InspectID == LastInspectId), and in a string.
NTSTATUS WSKAPI AbortSwitchedOff(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
#if 0
    if (InspectID == LastInspectId) {
        return STATUS_SUCCESS;
    }
#endif
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "InspectID == LastInspectId: %p\n", InspectID);
    return STATUS_SUCCESS;
}

// A variable of the same name that is something else in its own block.
static BOOLEAN ShadowedName(PWSK_INSPECT_ID InspectID, ULONG Left, ULONG Right)
{
    BOOLEAN same = InspectID->Key == Left;
    {
        ULONG InspectID = Right;
        ULONG LastInspectId = Left;

        same = same && InspectID == LastInspectId;
    }
    return same;
}

// A table of functions compared with another.
static BOOLEAN IsMemberDispatch(const WSK_CLIENT_LISTEN_DISPATCH *Dispatch)
{
    return Dispatch == &MemberDispatch;
}

// What a macro compares, the text of the call does not show.
NTSTATUS WSKAPI KnownMissInMacro(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    if (SAME_POINTER(((PPENDING)SocketContext)->Kept, InspectID)) {
        ((PPENDING)SocketContext)->Aborted = TRUE;
    }
    return STATUS_SUCCESS;
}
