// Macros that check and call, flags behind macros, statuses that are looked at bit by bit, and objects that are reached in
// more than one way: through a parent, a link, a structure that begins with another one.

#include <ntddk.h>
#include <wsk.h>

#define MAL_CHECK(expression)                 \
    do {                                      \
        status = (expression);                \
        if (!NT_SUCCESS(status)) goto Finish; \
    } while (0)
#define MAL_LISTEN(endpoint) ((PWSK_PROVIDER_LISTEN_DISPATCH)(endpoint)->Socket->Dispatch)
#define MAL_BIND(endpoint) MAL_LISTEN(endpoint)->WskBind((endpoint)->Socket, (PSOCKADDR)&AnyAddress, 0, (endpoint)->Irp)
#define MAL_DEFER(endpoint)                                                                                            \
    MAL_LISTEN(endpoint)->WskControlSocket((endpoint)->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,        \
                                           sizeof((endpoint)->On), &(endpoint)->On, 0, NULL, NULL, (endpoint)->OptionIrp)
#define MAL_CURRENT (Endpoints[Index])
#define MAL_DEFERRED 0x01
#define MAL_BOUND 0x02

typedef struct _MAL_ENDPOINT {
    PWSK_SOCKET Socket;
    PIRP Irp;
    PIRP OptionIrp;
    ULONG On;
    ULONG Flags;
    LIST_ENTRY Link;
    struct _MAL_ENDPOINT *Next;
    struct _MAL_GROUP *Group;
} MAL_ENDPOINT, *PMAL_ENDPOINT;

typedef struct _MAL_GROUP {
    PMAL_ENDPOINT First;
    LIST_ENTRY Endpoints;
} MAL_GROUP, *PMAL_GROUP;

typedef struct _MAL_NAMED_ENDPOINT {
    MAL_ENDPOINT Endpoint;
    UNICODE_STRING Name;
} MAL_NAMED_ENDPOINT, *PMAL_NAMED_ENDPOINT;

typedef struct _MAL_INSPECTIONS {
    WSK_INSPECT_ID Slots[4];
    PWSK_INSPECT_ID Active;
} MAL_INSPECTIONS, *PMAL_INSPECTIONS;

extern SOCKADDR_IN6 AnyAddress;
static PMAL_ENDPOINT Endpoints[2];
static ULONG Index;
static IO_STATUS_BLOCK Last;
VOID MalRenewAll(PMAL_GROUP Group);
VOID MalRenewLinked(PLIST_ENTRY Link);

// The option comes first, each time behind a macro that leaves on failure.
NTSTATUS MalStart(PMAL_ENDPOINT Endpoint)
{
    NTSTATUS status;

    MAL_CHECK(MAL_DEFER(Endpoint));
    MAL_CHECK(MAL_BIND(Endpoint));
Finish:
    return status;
}

// Where the bind has failed the socket is not bound, and the option may be set for the next attempt.
NTSTATUS MalRetry(PMAL_ENDPOINT Endpoint)
{
    NTSTATUS status;

    MAL_CHECK(MAL_BIND(Endpoint));
    return status;
Finish:
    return MAL_DEFER(Endpoint);
}

// A flag for each step, so that each is taken once.
static VOID MalStep(PMAL_ENDPOINT Endpoint)
{
    if (!FlagOn(Endpoint->Flags, MAL_DEFERRED)) {
        MAL_DEFER(Endpoint);
        SetFlag(Endpoint->Flags, MAL_DEFERRED);
    }
    if (!BooleanFlagOn(Endpoint->Flags, MAL_BOUND)) {
        MAL_BIND(Endpoint);
        SetFlag(Endpoint->Flags, MAL_BOUND);
    }
}

VOID MalSteps(PMAL_ENDPOINT Endpoint)
{
    MalStep(Endpoint);
    MalStep(Endpoint);
}

// Another socket stands at each index.
VOID MalEach(VOID)
{
    MAL_BIND(MAL_CURRENT);
    Index++;
    MAL_DEFER(MAL_CURRENT);
}

// A failure by the bits of the status, and by its code.
VOID MalByBits(PMAL_ENDPOINT Endpoint)
{
    NTSTATUS status = MAL_BIND(Endpoint);

    if ((status & 0x80000000) != 0) {
        MAL_DEFER(Endpoint);
    } else if (((ULONG)status >> 30) == 3) {
        MAL_DEFER(Endpoint);
    }
}

VOID MalByCode(PMAL_ENDPOINT Endpoint)
{
    if (RtlNtStatusToDosError(MAL_BIND(Endpoint)) != ERROR_SUCCESS) {
        MAL_DEFER(Endpoint);
    }
}

// What the request has completed with, looked at in a copy.
VOID MalByCopy(PMAL_ENDPOINT Endpoint)
{
    MAL_BIND(Endpoint);
    Last = Endpoint->Irp->IoStatus;
    if (!NT_SUCCESS(Last.Status)) {
        MAL_DEFER(Endpoint);
    }
}

// A function out of sight makes the sockets anew, which it finds through the group or the link.
VOID MalThroughGroup(PMAL_ENDPOINT Endpoint)
{
    MAL_BIND(Endpoint);
    MalRenewAll(Endpoint->Group);
    MAL_DEFER(Endpoint);
}

VOID MalThroughLink(PMAL_ENDPOINT Endpoint)
{
    MAL_BIND(Endpoint);
    MalRenewLinked(&Endpoint->Link);
    MAL_DEFER(Endpoint);
}

// The first of the group may be this one.
VOID MalFirst(PMAL_ENDPOINT Endpoint, PWSK_SOCKET New)
{
    MAL_BIND(Endpoint);
    Endpoint->Group->First->Socket = New;
    MAL_DEFER(Endpoint);
}

// So may what is found from a link.
VOID MalLinked(PMAL_ENDPOINT Endpoint, PLIST_ENTRY Link, PWSK_SOCKET New)
{
    MAL_BIND(Endpoint);
    CONTAINING_RECORD(Link, MAL_ENDPOINT, Link)->Socket = New;
    MAL_DEFER(Endpoint);
}

// And what begins with it is this one.
VOID MalNamed(PMAL_NAMED_ENDPOINT Named, PWSK_SOCKET New)
{
    PMAL_ENDPOINT endpoint = (PMAL_ENDPOINT)Named;

    MAL_BIND(endpoint);
    Named->Endpoint.Socket = New;
    MAL_DEFER(endpoint);
}

// A routine that returns another status only where it cannot come to, or where nobody sees it.
static NTSTATUS MalSentToState(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    switch (((PMAL_ENDPOINT)Context)->Flags) {
    case MAL_BOUND:
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    default:
        __assume(0);
    }
    return STATUS_SUCCESS;
}

static NTSTATUS MalSentAtLast(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    __try {
        return Context == NULL ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
    } __finally {
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
}

VOID MalSend(PMAL_ENDPOINT Endpoint, PWSK_BUF Buffer)
{
    PIRP first = IoAllocateIrp(1, FALSE);
    PIRP second = IoAllocateIrp(1, FALSE);

    if (first == NULL || second == NULL) {
        if (first != NULL) {
            IoFreeIrp(first);
        }
        if (second != NULL) {
            IoFreeIrp(second);
        }
        return;
    }
    IoSetCompletionRoutine(first, MalSentToState, Endpoint, TRUE, TRUE, TRUE);
    IoSetCompletionRoutine(second, MalSentAtLast, Endpoint, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)Endpoint->Socket->Dispatch)->WskSend(Endpoint->Socket, Buffer, 0, first);
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)Endpoint->Socket->Dispatch)->WskSend(Endpoint->Socket, Buffer, 0, second);
}

// The pointers only save a look at what the IDs hold.
static BOOLEAN MalSame(const WSK_INSPECT_ID *Left, const WSK_INSPECT_ID *Right)
{
    if (Left == Right) {
        return TRUE;
    }
    return Left->Key == Right->Key && Left->SerialNumber == Right->SerialNumber;
}

// A slot of one's own is compared with a pointer to one of one's own.
static VOID MalFinish(PMAL_INSPECTIONS Inspections, PWSK_INSPECT_ID Slot)
{
    if (Inspections->Active == Slot) {
        Inspections->Active = NULL;
    }
}

NTSTATUS WSKAPI MalAbort(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PMAL_INSPECTIONS inspections = (PMAL_INSPECTIONS)SocketContext;
    ULONG i;

    for (i = 0; i < 4; i++) {
        if (MalSame(&inspections->Slots[i], InspectID)) {
            MalFinish(inspections, &inspections->Slots[i]);
        }
    }
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH MalDispatch = {NULL, NULL, MalAbort};
