// How many events are disabled in one request.

#include <ntddk.h>
#include <wsk.h>

#define ALL_EVENTS (WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_SEND_BACKLOG)

typedef struct _CONNECTION {
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;
    PIRP Irp;
} CONNECTION, *PCONNECTION;

static NTSTATUS SetEvents(PCONNECTION Connection, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    control.EventMask = Mask;
    return Connection->Dispatch->WskControlSocket(Connection->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
}

// ---------------------------------------------------------------- wrong

// Two at once.
NTSTATUS TwoAtOnce(PCONNECTION Connection)
{
    WSK_EVENT_CALLBACK_CONTROL control;
    NTSTATUS status;

    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
    status = Connection->Dispatch->WskControlSocket(Connection->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
//                                                                                                                                        ^^^^^^^^ WSK505 '&control' disables WSK_EVENT_RECEIVE and WSK_EVENT_DISCONNECT at once
    return status;
}

// By a macro of the driver, put together in two steps, in a member.
NTSTATUS InTwoSteps(PCONNECTION Connection)
{
    Connection->Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    Connection->Control.EventMask = ALL_EVENTS;
    Connection->Control.EventMask |= WSK_EVENT_DISABLE;
    return Connection->Dispatch->WskControlSocket(Connection->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Connection->Control), &Connection->Control, 0, NULL, NULL, Connection->Irp);
//                                                                                                                                                  ^^^^^^^^^^^^^^^^^^^^ WSK505 '&Connection->Control' disables WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT and WSK_EVENT_SEND_BACKLOG at once
}

// None.
NTSTATUS NoneAtAll(PCONNECTION Connection)
{
    WSK_EVENT_CALLBACK_CONTROL control = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_DISABLE };

    return Connection->Dispatch->WskControlSocket(Connection->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
//                                                                                                                                      ^^^^^^^^ WSK505 '&control' has WSK_EVENT_DISABLE without the event that is to be disabled
}

// On one of two ways.
NTSTATUS OnOneWay(PCONNECTION Connection, BOOLEAN IsClosing)
{
    WSK_EVENT_CALLBACK_CONTROL control = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT };

    if (IsClosing) {
        control.EventMask |= WSK_EVENT_DISABLE;
    }
    return Connection->Dispatch->WskControlSocket(Connection->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
//                                                                                                                                      ^^^^^^^^ WSK505 '&control' disables WSK_EVENT_RECEIVE and WSK_EVENT_DISCONNECT at once
}

// The helper takes any mask; this caller gives it two events to disable.
NTSTATUS ByHelper(PCONNECTION Connection)
{
    return SetEvents(Connection, WSK_EVENT_RECEIVE | WSK_EVENT_SEND_BACKLOG | WSK_EVENT_DISABLE);
//         ^^^^^^^^^ WSK505 '&control' disables WSK_EVENT_RECEIVE and WSK_EVENT_SEND_BACKLOG at once
}

// ---------------------------------------------------------------- right

// One.
NTSTATUS JustOne(PCONNECTION Connection)
{
    return SetEvents(Connection, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE);
}

// Any number may be enabled at once.
NTSTATUS EnableAll(PCONNECTION Connection)
{
    return SetEvents(Connection, ALL_EVENTS);
}

// One after the other.
NTSTATUS OneAfterTheOther(PCONNECTION Connection)
{
    static const ULONG events[] = { WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT };
    WSK_EVENT_CALLBACK_CONTROL control;
    NTSTATUS status = STATUS_SUCCESS;
    ULONG index;

    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    for (index = 0; index < ARRAYSIZE(events) && status == STATUS_SUCCESS; index++) {
        control.EventMask = events[index] | WSK_EVENT_DISABLE;
        status = Connection->Dispatch->WskControlSocket(Connection->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
    }
    return status;
}

// The mask is put together at run time.
NTSTATUS MaskOfCaller(PCONNECTION Connection, ULONG Events)
{
    return SetEvents(Connection, Events | WSK_EVENT_DISABLE);
}

// The flag is taken out again.
NTSTATUS TakenOut(PCONNECTION Connection)
{
    WSK_EVENT_CALLBACK_CONTROL control = { (PNPIID)&NPI_WSK_INTERFACE_ID, ALL_EVENTS | WSK_EVENT_DISABLE };

    control.EventMask &= ~(ULONG)WSK_EVENT_DISABLE;
    return Connection->Dispatch->WskControlSocket(Connection->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
}

// The masks of an extension are its own.
NTSTATUS OfExtension(PCONNECTION Connection, PNPIID Extension)
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = Extension;
    control.EventMask = WSK_EVENT_DISABLE;
    return Connection->Dispatch->WskControlSocket(Connection->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
}
