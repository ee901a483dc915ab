// A tunnel whose callbacks do their work at once where the IRQL allows it, and leave it to a work item elsewhere. How they
// find out differs: here are the ways that drivers have.

#include <ntddk.h>
#include <wsk.h>

#define RAISED() (KeGetCurrentIrql() >= DISPATCH_LEVEL)
#define AT_PASSIVE (KeGetCurrentIrql() == PASSIVE_LEVEL)
#define LOCK(peer) KeAcquireSpinLock(&(peer)->Lock, &(peer)->LockIrql)
#define UNLOCK(peer) KeReleaseSpinLock(&(peer)->Lock, (peer)->LockIrql)

typedef struct _PEER {
    PWSK_SOCKET Socket;
    PIO_WORKITEM Item;
    FAST_MUTEX Keys;
    KSPIN_LOCK Lock;
    KIRQL LockIrql;
    PVOID Handshake;
    BOOLEAN IsRaised;
    BOOLEAN Gone;
} PEER, *PPEER;

FORCEINLINE BOOLEAN MayBlock(VOID)
{
    return (BOOLEAN)(KeGetCurrentIrql() <= APC_LEVEL);
}

static BOOLEAN MustNotBlock(VOID)
{
    KIRQL Irql = KeGetCurrentIrql();

    if (Irql >= DISPATCH_LEVEL) {
        return TRUE;
    }
    return FALSE;
}

static BOOLEAN MayBlockIn(ULONG Flags)
{
    if (Flags & WSK_FLAG_AT_DISPATCH_LEVEL) {
        return FALSE;
    }
    return AT_PASSIVE ? TRUE : FALSE;
}

static NTSTATUS CheckIrql(VOID)
{
    if (KeGetCurrentIrql() > APC_LEVEL) {
        return STATUS_INVALID_DEVICE_STATE;
    }
    return STATUS_SUCCESS;
}

static VOID Rekey(PPEER Peer)
{
    PAGED_CODE();
    ExAcquireFastMutex(&Peer->Keys);
    Peer->Handshake = ExAllocatePoolWithTag(PagedPool, 32, 'reeP');
    ExReleaseFastMutex(&Peer->Keys);
}

static VOID RekeyInWorker(PDEVICE_OBJECT Device, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    Rekey((PPEER)Context);
}

static VOID RekeyLater(PPEER Peer)
{
    IoQueueWorkItem(Peer->Item, RekeyInWorker, DelayedWorkQueue, Peer);
}

static VOID RekeyByHelper(PPEER Peer)
{
    if (MayBlock()) {
        Rekey(Peer);
    } else {
        RekeyLater(Peer);
    }
}

static VOID RekeyByRefusal(PPEER Peer)
{
    if (MustNotBlock()) {
        RekeyLater(Peer);
        return;
    }
    Rekey(Peer);
}

static VOID RekeyByMacro(PPEER Peer)
{
    if (RAISED()) {
        RekeyLater(Peer);
    } else {
        Rekey(Peer);
    }
}

static VOID RekeyByMember(PPEER Peer)
{
    Peer->IsRaised = RAISED();
    if (Peer->IsRaised) {
        RekeyLater(Peer);
    } else {
        Rekey(Peer);
    }
}

static VOID RekeyByNumber(PPEER Peer)
{
    ULONG Way = AT_PASSIVE ? 1 : 2;

    switch (Way) {
    case 1:
        Rekey(Peer);
        break;
    default:
        RekeyLater(Peer);
        break;
    }
}

static VOID RekeyByApcs(PPEER Peer)
{
    if (!AT_PASSIVE || KeAreAllApcsDisabled()) {
        RekeyLater(Peer);
        return;
    }
    Rekey(Peer);
}

static NTSTATUS RekeyByStatus(PPEER Peer)
{
    NTSTATUS status = CheckIrql();

    if (!NT_SUCCESS(status)) {
        RekeyLater(Peer);
        return STATUS_PENDING;
    }
    Rekey(Peer);
    return status;
}

static VOID RekeyIf(PPEER Peer, BOOLEAN Now)
{
    if (Now) {
        Rekey(Peer);
    } else {
        RekeyLater(Peer);
    }
}

static NTSTATUS WSKAPI PeerReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                   SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PPEER Peer = (PPEER)SocketContext;

    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);
    if (DataIndication == NULL) {
        LOCK(Peer);
        Peer->Gone = TRUE;
        UNLOCK(Peer);
        RekeyLater(Peer);
        return STATUS_SUCCESS;
    }
    RekeyByHelper(Peer);
    RekeyByRefusal(Peer);
    RekeyByMacro(Peer);
    if (MayBlockIn(Flags)) {
        Rekey(Peer);
    }
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI PeerDisconnect(PVOID SocketContext, ULONG Flags)
{
    PPEER Peer = (PPEER)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    RekeyByMember(Peer);
    RekeyByNumber(Peer);
    RekeyIf(Peer, AT_PASSIVE);
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI PeerBacklog(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    PPEER Peer = (PPEER)SocketContext;

    UNREFERENCED_PARAMETER(IdealBacklogSize);
    RekeyByApcs(Peer);
    (VOID)RekeyByStatus(Peer);
    RekeyIf(Peer, MayBlock());
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH PeerDispatch = {PeerReceive, PeerDisconnect, PeerBacklog};
