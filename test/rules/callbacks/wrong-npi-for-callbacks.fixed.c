// The NPI that stands beside an event mask.

#include <ntddk.h>
#include <wsk.h>

typedef struct _LISTENER {
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;
} LISTENER, *PLISTENER;

static const NPIID OwnNpi = { 0x7c1d6a3e, 0x41f0, 0x4b7e, { 1, 2, 3, 4, 5, 6, 7, 8 } };

extern VOID FillControl(PWSK_EVENT_CALLBACK_CONTROL Control);

static NTSTATUS Control(PWSK_SOCKET Socket, PWSK_EVENT_CALLBACK_CONTROL Events)
{
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(*Events), Events, 0, NULL, NULL, NULL);
}

// ---------------------------------------------------------------- wrong

// Never set.
NTSTATUS NeverSet(PLISTENER Listener)
{
    WSK_EVENT_CALLBACK_CONTROL control;
    NTSTATUS status;

    control.EventMask = WSK_EVENT_ACCEPT;
    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    status = Listener->Dispatch->WskControlSocket(Listener->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
    return status;
}

// Zeroed, as a whole.
NTSTATUS Zeroed(PWSK_PROVIDER_NPI Npi)
{
    WSK_EVENT_CALLBACK_CONTROL control;

    RtlZeroMemory(&control, sizeof(control));
    control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(control), &control, 0, NULL, NULL, NULL);
}

// By an initialiser without it.
NTSTATUS ByInitialiser(PLISTENER Listener)
{
    WSK_EVENT_CALLBACK_CONTROL control = { .EventMask = WSK_EVENT_ACCEPT };
    PWSK_EVENT_CALLBACK_CONTROL given = &control;

    given->NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    return Listener->Dispatch->WskControlSocket(Listener->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(*given), given, 0, NULL, NULL, NULL);
}

// The identifier of something else, in a member.
NTSTATUS OfOther(PLISTENER Listener)
{
    Listener->Control.NpiId = (PNPIID)&OwnNpi;
    Listener->Control.EventMask = WSK_EVENT_ACCEPT;
    if (Listener->Socket == NULL)
        return STATUS_INVALID_PARAMETER;
    Listener->Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    return Listener->Dispatch->WskControlSocket(Listener->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Listener->Control), (PVOID)&Listener->Control, 0, NULL, NULL, NULL);
}

// Only the way without the event fills it in.
NTSTATUS OnOneWay(PLISTENER Listener, BOOLEAN IsOn)
{
    WSK_EVENT_CALLBACK_CONTROL control;
    NTSTATUS status = STATUS_SUCCESS;

    if (IsOn) {
        control.EventMask = WSK_EVENT_ACCEPT;
    } else {
        control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
        control.EventMask = WSK_EVENT_ACCEPT | WSK_EVENT_DISABLE;
    }
    if (IsOn) {
        control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
        status = Listener->Dispatch->WskControlSocket(Listener->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
    }
    return status;
}

// The helper hands over what it is given.
NTSTATUS ByHelper(PLISTENER Listener)
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = NULL;
    control.EventMask = WSK_EVENT_ACCEPT;
    return Control(Listener->Socket, &control);
}

// ---------------------------------------------------------------- right

// With the cast that takes the const away, and without.
NTSTATUS WithCast(PLISTENER Listener)
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_ACCEPT;
    return Control(Listener->Socket, &control);
}

NTSTATUS WithInitialiser(PLISTENER Listener)
{
    WSK_EVENT_CALLBACK_CONTROL control = { (PNPIID)(&NPI_WSK_INTERFACE_ID), WSK_EVENT_ACCEPT | WSK_EVENT_DISABLE };

    return Listener->Dispatch->WskControlSocket(Listener->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
}

// The identifier is kept in a variable.
NTSTATUS ByVariable(PWSK_PROVIDER_NPI Npi)
{
    PNPIID id = (PNPIID)&NPI_WSK_INTERFACE_ID;
    WSK_EVENT_CALLBACK_CONTROL control;

    control.EventMask = WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE;
    control.NpiId = id;
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(control), &control, 0, NULL, NULL, NULL);
}

// Filled in by a function out of sight.
NTSTATUS FilledElsewhere(PLISTENER Listener)
{
    WSK_EVENT_CALLBACK_CONTROL control;

    FillControl(&control);
    control.EventMask = WSK_EVENT_ACCEPT;
    return Listener->Dispatch->WskControlSocket(Listener->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
}

// An extension has an NPI and events of its own.
NTSTATUS OfExtension(PLISTENER Listener)
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = (PNPIID)&OwnNpi;
    control.EventMask = 0x2001;
    return Listener->Dispatch->WskControlSocket(Listener->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
}

// Set up once, in another function.
NTSTATUS SetUpBefore(PLISTENER Listener)
{
    return Control(Listener->Socket, &Listener->Control);
}
