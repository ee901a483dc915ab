// What is done once, what is tried again, and what is made anew: set-ups behind guards of all kinds, a bind that is
// repeated until it succeeds, sockets that are closed and created again, and tables of sockets that are set up in turn.

#include <ntddk.h>
#include <wsk.h>

#define SOCKETS 4
#define ATTEMPTS 5
#define NEEDS(bits, bit) (((bits) & (bit)) == 0)
#define OPTION_SET 0x01
#define BOUND 0x02
#define RETURN_IF_FAILED(status)      \
    do {                              \
        if (!NT_SUCCESS(status)) {    \
            return (status);          \
        }                             \
    } while (0)

typedef struct _OA_SOCKET {
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Done;
    ULONG On;
    ULONG Bits;
    ULONG State;
    struct _OA_SOCKET *Next;
} OA_SOCKET, *POA_SOCKET;

static WSK_PROVIDER_NPI Npi;
static LONG CallbacksClaimed;
static BOOLEAN CallbacksSet;
static FAST_MUTEX CallbacksMutex;
static RTL_RUN_ONCE CallbacksOnce;
static WSK_EVENT_CALLBACK_CONTROL Callbacks;
static OA_SOCKET Sockets[SOCKETS];
extern SOCKADDR_IN6 AnyAddress;
extern const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch;

static NTSTATUS OaDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID OaArm(POA_SOCKET Owner)
{
    IoReuseIrp(Owner->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Owner->Done);
    IoSetCompletionRoutine(Owner->Irp, OaDone, &Owner->Done, TRUE, TRUE, TRUE);
}

static NTSTATUS OaFinish(POA_SOCKET Owner, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Owner->Done, Executive, KernelMode, FALSE, NULL);
        Status = Owner->Irp->IoStatus.Status;
    }
    return Status;
}

static NTSTATUS OaSetCallbacks(VOID)
{
    Callbacks.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    Callbacks.EventMask = WSK_EVENT_ACCEPT;
    return Npi.Dispatch->WskControlClient(Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Callbacks), &Callbacks, 0,
                                          NULL, NULL, NULL);
}

static NTSTATUS OaCreate(POA_SOCKET Owner)
{
    NTSTATUS status;

    OaArm(Owner);
    status = Npi.Dispatch->WskSocket(Npi.Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Owner,
                                     &ListenDispatch, NULL, NULL, NULL, Owner->Irp);
    status = OaFinish(Owner, status);
    Owner->Socket = NT_SUCCESS(status) ? (PWSK_SOCKET)Owner->Irp->IoStatus.Information : NULL;
    return status;
}

static NTSTATUS OaSetOption(POA_SOCKET Owner)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *dispatch = Owner->Socket->Dispatch;

    Owner->On = 1;
    OaArm(Owner);
    return OaFinish(Owner, dispatch->WskControlSocket(Owner->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,
                                                      sizeof(Owner->On), &Owner->On, 0, NULL, NULL, Owner->Irp));
}

static NTSTATUS OaBind(POA_SOCKET Owner)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *dispatch = Owner->Socket->Dispatch;

    OaArm(Owner);
    return OaFinish(Owner, dispatch->WskBind(Owner->Socket, (PSOCKADDR)&AnyAddress, 0, Owner->Irp));
}

static VOID OaClose(POA_SOCKET Owner)
{
    const WSK_PROVIDER_BASIC_DISPATCH *dispatch = Owner->Socket->Dispatch;

    OaArm(Owner);
    OaFinish(Owner, dispatch->WskCloseSocket(Owner->Socket, Owner->Irp));
    Owner->Socket = NULL;
}

// ---------------------------------------------------------------- once

NTSTATUS OaOpenBehindFlag(POA_SOCKET Owner)
{
    if (!CallbacksSet) {
        RETURN_IF_FAILED(OaSetCallbacks());
        CallbacksSet = TRUE;
    }
    return OaCreate(Owner);
}

NTSTATUS OaOpenBehindClaim(POA_SOCKET Owner)
{
    if (InterlockedCompareExchange(&CallbacksClaimed, 1, 0) == 0) {
        OaSetCallbacks();
    }
    return OaCreate(Owner);
}

NTSTATUS OaOpenUnderMutex(POA_SOCKET Owner)
{
    NTSTATUS status = STATUS_SUCCESS;

    ExAcquireFastMutex(&CallbacksMutex);
    if (!CallbacksSet) {
        status = OaSetCallbacks();
        CallbacksSet = NT_SUCCESS(status);
    }
    ExReleaseFastMutex(&CallbacksMutex);
    RETURN_IF_FAILED(status);
    return OaCreate(Owner);
}

static ULONG NTAPI OaRunOnce(PRTL_RUN_ONCE Once, PVOID Parameter, PVOID *Context)
{
    return NT_SUCCESS(OaSetCallbacks());
}

NTSTATUS OaOpenByRunOnce(POA_SOCKET Owner)
{
    RETURN_IF_FAILED(RtlRunOnceExecuteOnce(&CallbacksOnce, OaRunOnce, NULL, NULL));
    return OaCreate(Owner);
}

NTSTATUS OaOpenAll(VOID)
{
    ULONG i;

    for (i = 0; i < SOCKETS; i++) {
        NTSTATUS status = OaOpenBehindFlag(&Sockets[i]);

        if (NT_SUCCESS(status)) {
            status = OaOpenBehindClaim(&Sockets[i]);
        }
        if (NT_SUCCESS(status)) {
            status = OaOpenUnderMutex(&Sockets[i]);
        }
        if (NT_SUCCESS(status)) {
            status = OaOpenByRunOnce(&Sockets[i]);
        }
        RETURN_IF_FAILED(status);
    }
    return STATUS_SUCCESS;
}

NTSTATUS OaOpenFirstThenOthers(POA_SOCKET First)
{
    BOOLEAN isFirst = TRUE;
    POA_SOCKET owner;

    for (owner = First; owner != NULL; owner = owner->Next) {
        if (isFirst) {
            OaSetCallbacks();
            isFirst = FALSE;
        }
        OaCreate(owner);
    }
    return STATUS_SUCCESS;
}

// What was done is kept in bits, so that the set-up may be entered again where it stopped.
static NTSTATUS OaContinue(POA_SOCKET Owner)
{
    NTSTATUS status = STATUS_SUCCESS;

    if (NEEDS(Owner->Bits, OPTION_SET)) {
        status = OaSetOption(Owner);
        Owner->Bits |= OPTION_SET;
    }
    if (NT_SUCCESS(status) && NEEDS(Owner->Bits, BOUND)) {
        status = OaBind(Owner);
        Owner->Bits |= BOUND;
    }
    return status;
}

NTSTATUS OaContinueTwice(POA_SOCKET Owner)
{
    OaContinue(Owner);
    return OaContinue(Owner);
}

// ---------------------------------------------------------------- again

NTSTATUS OaBindUntilBound(POA_SOCKET Owner)
{
    NTSTATUS status;
    ULONG attempt = 0;

    do {
        status = OaSetOption(Owner);
        RETURN_IF_FAILED(status);
        status = OaBind(Owner);
    } while (!NT_SUCCESS(status) && ++attempt < ATTEMPTS);
    return status;
}

NTSTATUS OaBindElsewhere(POA_SOCKET Owner)
{
    NTSTATUS status;

Again:
    status = OaSetOption(Owner);
    RETURN_IF_FAILED(status);
    status = OaBind(Owner);
    if (status == STATUS_ADDRESS_ALREADY_EXISTS) {
        AnyAddress.sin6_port++;
        goto Again;
    }
    return status;
}

NTSTATUS OaCreateUntilBound(POA_SOCKET Owner)
{
    for (;;) {
        NTSTATUS status = OaCreate(Owner);

        RETURN_IF_FAILED(status);
        status = OaSetOption(Owner);
        if (NT_SUCCESS(status)) {
            status = OaBind(Owner);
            if (NT_SUCCESS(status)) {
                return status;
            }
        }
        OaClose(Owner);
    }
}

// ---------------------------------------------------------------- anew

NTSTATUS OaReplace(POA_SOCKET Owner)
{
    RETURN_IF_FAILED(OaBind(Owner));
    OaClose(Owner);
    RETURN_IF_FAILED(OaCreate(Owner));
    RETURN_IF_FAILED(OaSetOption(Owner));
    return OaBind(Owner);
}

NTSTATUS OaBindTable(VOID)
{
    ULONG i;

    for (i = 0; i < SOCKETS; i++) {
        RETURN_IF_FAILED(OaSetOption(&Sockets[i]));
        RETURN_IF_FAILED(OaBind(&Sockets[i]));
    }
    return STATUS_SUCCESS;
}

NTSTATUS OaBindList(POA_SOCKET First)
{
    POA_SOCKET owner = First;

    while (owner != NULL) {
        OaSetOption(owner);
        OaBind(owner);
        owner = owner->Next;
    }
    return STATUS_SUCCESS;
}

NTSTATUS OaBindOtherFirst(POA_SOCKET One, PWSK_SOCKET Other)
{
    PWSK_SOCKET kept;

    RETURN_IF_FAILED(OaBind(One));
    kept = InterlockedExchangePointer((PVOID *)&One->Socket, Other);
    RETURN_IF_FAILED(OaSetOption(One));
    One->Socket = kept;
    return STATUS_SUCCESS;
}
