// How inspections end: what WskInspectEvent returns, and what WskInspectComplete is given.

#include <ntddk.h>
#include <wsk.h>

typedef struct _SERVER {
    PWSK_SOCKET Listener;
    KEVENT Dead;
    WSK_INSPECT_ID Pended;
    WSK_INSPECT_ACTION Default;
    ULONG Allowed;
    BOOLEAN Open;
} SERVER, *PSERVER;

extern WSK_INSPECT_ACTION DecideElsewhere(PSOCKADDR Remote);

#define ALLOW WskInspectAccept

static NTSTATUS Complete(PSERVER Server, WSK_INSPECT_ACTION Action, PIRP Irp)
{
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Server->Listener->Dispatch)
        ->WskInspectComplete(Server->Listener, &Server->Pended, Action, Irp);
}

// ---------------------------------------------------------------- no action

// A status: 0 is WskInspectReject.
WSK_INSPECT_ACTION WSKAPI InspectStatus(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                        PWSK_INSPECT_ID InspectID)
{
    if (InspectID == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    return STATUS_SUCCESS;
//         ^^^^^^^^^^^^^^ WSK605 'STATUS_SUCCESS' is no action here: use WskInspectAccept or WskInspectReject or WskInspectPend
}

// A truth value, through a variable.
WSK_INSPECT_ACTION WSKAPI InspectTruth(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                       PWSK_INSPECT_ID InspectID)
{
    BOOLEAN IsAllowed = FALSE;
//                      ^^^^^ WSK605 'FALSE' is no action here

    if (InspectID == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    if (RemoteAddress->sa_family == AF_INET) {
        IsAllowed = TRUE;
//                  ^^^^ WSK605 'TRUE' is no action here
    }
    return IsAllowed;
}

// The number of actions, in one arm.
WSK_INSPECT_ACTION WSKAPI InspectMax(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                     PWSK_INSPECT_ID InspectID)
{
    if (InspectID == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    return ((PSERVER)SocketContext)->Open ? WskInspectAccept : WskInspectMax;
//                                                             ^^^^^^^^^^^^^ WSK605 'WskInspectMax' is no action here
}

static WSK_INSPECT_ACTION Verdict(PSERVER Server)
{
    return Server->Open ? WskInspectAccept : (WSK_INSPECT_ACTION)STATUS_ACCESS_DENIED;
}

// In a helper.
WSK_INSPECT_ACTION WSKAPI InspectByHelper(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                          PWSK_INSPECT_ID InspectID)
{
    if (InspectID == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    return Verdict((PSERVER)SocketContext);
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK605 'STATUS_ACCESS_DENIED' is no action here
}

// To complete an inspection with "later".
NTSTATUS CompleteLater(PSERVER Server, PIRP Irp)
{
    return Complete(Server, WskInspectPend, Irp);
//         ^^^^^^^^ WSK605 'WskInspectPend' is no action here: use WskInspectAccept or WskInspectReject
}

// A truth value again.
NTSTATUS CompleteTrue(PSERVER Server, PIRP Irp)
{
    PWSK_PROVIDER_LISTEN_DISPATCH Dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Server->Listener->Dispatch;

    return Dispatch->WskInspectComplete(Server->Listener, &Server->Pended, FALSE, Irp);
//                                                                         ^^^^^ WSK605 'FALSE' is no action here: use WskInspectAccept or WskInspectReject
}

static const WSK_CLIENT_LISTEN_DISPATCH Tables[] = {
    {NULL, InspectStatus, NULL}, {NULL, InspectTruth, NULL},    {NULL, InspectMax, NULL},
    {NULL, InspectByHelper, NULL},
};

// ---------------------------------------------------------------- actions

// Right: all three, by a variable that only holds these.
WSK_INSPECT_ACTION WSKAPI InspectThree(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                       PWSK_INSPECT_ID InspectID)
{
    PSERVER Server = (PSERVER)SocketContext;
    WSK_INSPECT_ACTION Action = WskInspectReject;

    if (InspectID == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
    } else if (Server->Open) {
        Action = WskInspectAccept;
    } else {
        Server->Pended = *InspectID;
        Action = WskInspectPend;
    }
    return Action;
}

// Right: macros of the driver's own, and the setting of a user.
WSK_INSPECT_ACTION WSKAPI InspectMacro(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                       PWSK_INSPECT_ID InspectID)
{
    if (InspectID == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    return ((PSERVER)SocketContext)->Open ? ALLOW : ((PSERVER)SocketContext)->Default;
}

// Right, as far as anybody can see.
WSK_INSPECT_ACTION WSKAPI InspectElsewhere(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                           PWSK_INSPECT_ID InspectID)
{
    if (InspectID == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    return DecideElsewhere(RemoteAddress);
}

// Right: the variable is a status first, and no longer when it is returned.
WSK_INSPECT_ACTION WSKAPI InspectNumbers(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                         PWSK_INSPECT_ID InspectID)
{
    LONG Result = STATUS_UNSUCCESSFUL;

    if (InspectID == NULL) {
        KeSetEvent(&((PSERVER)SocketContext)->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    Result = RemoteAddress->sa_family == AF_INET ? 1 : 0;
    return (WSK_INSPECT_ACTION)Result;
}

// Right: completed with the one or the other.
NTSTATUS CompleteByCount(PSERVER Server, PIRP Irp)
{
    return Complete(Server, Server->Allowed > 0 ? WskInspectAccept : WskInspectReject, Irp);
}

// Right: what a caller has decided.
NTSTATUS CompleteAs(PSERVER Server, WSK_INSPECT_ACTION Action, PIRP Irp)
{
    return Action == WskInspectPend ? STATUS_PENDING : Complete(Server, Action, Irp);
}

// Right: a function of the driver's own returns a status.
static NTSTATUS InspectLocally(PSERVER Server)
{
    return Server->Open ? STATUS_SUCCESS : STATUS_ACCESS_DENIED;
}

static const WSK_CLIENT_LISTEN_DISPATCH GoodTables[] = {
    {NULL, InspectThree, NULL},
    {NULL, InspectMacro, NULL},
    {NULL, InspectElsewhere, NULL},
    {NULL, InspectNumbers, NULL},
};

// A comparison gives 1 or 0 without any name: that it is no action does not show.
WSK_INSPECT_ACTION WSKAPI KnownMissComparison(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                              PWSK_INSPECT_ID InspectID)
{
    return InspectID != NULL;
}

static const WSK_CLIENT_LISTEN_DISPATCH MissTable = {NULL, KnownMissComparison, NULL};
