// A driver that never calls WskInspectComplete, and what its inspect callbacks return.

#include <ntddk.h>
#include <wsk.h>

typedef struct _SERVER {
    WSK_INSPECT_ID Asking;
    PWSK_SOCKET Listener;
    KEVENT Asked;
    KEVENT Dead;
    BOOLEAN Full;
} SERVER, *PSERVER;

static VOID Note(PSERVER Server, PWSK_INSPECT_ID InspectID)
{
    Server->Asking = *InspectID;
    KeSetEvent(&Server->Asked, IO_NO_INCREMENT, FALSE);
}

// ---------------------------------------------------------------- put off for ever

WSK_INSPECT_ACTION WSKAPI InspectLater(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                       PWSK_INSPECT_ID InspectID)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (InspectID == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    Server->Asking = *InspectID;
    // WskInspectComplete(Server->Listener, ...) comes later.
    return WskInspectPend;
//         ^^^^^^^^^^^^^^ WSK608 'InspectLater' puts the decision off, but nothing in the driver calls WskInspectComplete
}

// Through a variable, and noted by a helper.
WSK_INSPECT_ACTION WSKAPI InspectByVariable(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                            PWSK_INSPECT_ID InspectID)
{
    PSERVER Server = (PSERVER)SocketContext;
    WSK_INSPECT_ACTION Action = WskInspectReject;

    if (InspectID == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    if (!Server->Full) {
        Note(Server, InspectID);
        Action = WskInspectPend;
//               ^^^^^^^^^^^^^^ WSK608 'InspectByVariable' puts the decision off
    }
    return Action;
}

// Only sometimes.
WSK_INSPECT_ACTION WSKAPI InspectSometimes(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                           PWSK_INSPECT_ID InspectID)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (InspectID == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    Note(Server, InspectID);
    return Server->Full ? WskInspectReject : WskInspectPend;
//                                           ^^^^^^^^^^^^^^ WSK608 'InspectSometimes' puts the decision off
}

// By its number.
WSK_INSPECT_ACTION WSKAPI InspectWithCast(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                          PWSK_INSPECT_ID InspectID)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (InspectID == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    Note(Server, InspectID);
    return (WSK_INSPECT_ACTION)WskInspectPend;
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK608 'InspectWithCast' puts the decision off
}

// ---------------------------------------------------------------- right

// Right: decided at once.
WSK_INSPECT_ACTION WSKAPI InspectAtOnce(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                        PWSK_INSPECT_ID InspectID)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (InspectID == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    return Server->Full ? WskInspectReject : WskInspectAccept;
}

// Right: nobody is let in.
WSK_INSPECT_ACTION WSKAPI InspectNobody(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                        PWSK_INSPECT_ID InspectID)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (InspectID == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    return WskInspectReject;
}

// Right: the listening socket is dead, and nothing was asked.
WSK_INSPECT_ACTION WSKAPI InspectDead(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                      PWSK_INSPECT_ID InspectID)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (InspectID == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    return WskInspectAccept;
}

// Right: no callback, but a table that says what the actions are called.
static PCSTR NameOf(WSK_INSPECT_ACTION Action)
{
    return Action == WskInspectPend ? "later" : "now";
}

// Right: no callback of WSK, and its caller decides at once.
static WSK_INSPECT_ACTION Suggest(PSERVER Server)
{
    DbgPrint("%s\n", NameOf(WskInspectPend));
    return Server->Full ? WskInspectPend : WskInspectAccept;
}

WSK_INSPECT_ACTION WSKAPI InspectBySuggestion(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                              PWSK_INSPECT_ID InspectID)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (InspectID == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    return Suggest(Server) == WskInspectAccept ? WskInspectAccept : WskInspectReject;
}

static NTSTATUS WSKAPI Aborted(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(InspectID);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH Dispatches[] = {
    {NULL, InspectLater, Aborted},
    {NULL, InspectByVariable, Aborted},
    {NULL, InspectSometimes, Aborted},
    {NULL, InspectWithCast, Aborted},
    {NULL, InspectAtOnce, Aborted},
    {NULL, InspectNobody, Aborted},
    {NULL, InspectDead, Aborted},
    {NULL, InspectBySuggestion, Aborted},
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return STATUS_SUCCESS;
}
