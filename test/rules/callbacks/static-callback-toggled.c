// What is enabled for all sockets, and what is asked for one.

#include <ntddk.h>
#include <wsk.h>

typedef struct _CONNECTION {
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;
} CONNECTION, *PCONNECTION;

NTSTATUS Start(PWSK_PROVIDER_NPI Npi)
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(control), &control, 0, NULL, NULL, NULL);
}

static NTSTATUS SetEvents(PCONNECTION Connection, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL control = { (PNPIID)&NPI_WSK_INTERFACE_ID, Mask };

    return Connection->Dispatch->WskControlSocket(Connection->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
}

// ---------------------------------------------------------------- wrong

// Disabled.
NTSTATUS DisableReceive(PCONNECTION Connection)
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE;
    return Connection->Dispatch->WskControlSocket(Connection->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
//                                                                                                                                      ^^^^^^^^ WSK502 'WSK_EVENT_RECEIVE' is disabled, and is enabled statically, for good
}

// Enabled once more, in a member.
NTSTATUS EnableAccept(PCONNECTION Connection)
{
    Connection->Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    Connection->Control.EventMask = WSK_EVENT_ACCEPT;
    return Connection->Dispatch->WskControlSocket(Connection->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Connection->Control), &Connection->Control, 0, NULL, NULL, NULL);
//                                                                                                                                                  ^^^^^^^^^^^^^^^^^^^^ WSK502 'WSK_EVENT_ACCEPT' is enabled once more, and is enabled statically
}

// By a helper.
NTSTATUS DisableByHelper(PCONNECTION Connection)
{
    return SetEvents(Connection, WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE);
//         ^^^^^^^^^ WSK502 in SetEvents, 'WSK_EVENT_DISCONNECT' is disabled
}

// ---------------------------------------------------------------- right

// What is not enabled statically is a matter of each socket.
NTSTATUS ToggleBacklog(PCONNECTION Connection, BOOLEAN IsOn)
{
    return IsOn ? SetEvents(Connection, WSK_EVENT_SEND_BACKLOG) : SetEvents(Connection, WSK_EVENT_SEND_BACKLOG | WSK_EVENT_DISABLE);
}

// The callback has refused data, and is to be called again.
NTSTATUS Resume(PCONNECTION Connection)
{
    return SetEvents(Connection, WSK_EVENT_RECEIVE);
}

// Datagram sockets have their own event.
NTSTATUS EnableDatagrams(PCONNECTION Connection)
{
    return SetEvents(Connection, WSK_EVENT_RECEIVE_FROM);
}

// Nobody knows the mask.
NTSTATUS MaskOfCaller(PCONNECTION Connection, ULONG Mask)
{
    return SetEvents(Connection, Mask | WSK_EVENT_DISABLE);
}

// The events of an extension.
NTSTATUS OfExtension(PCONNECTION Connection, PNPIID Extension)
{
    WSK_EVENT_CALLBACK_CONTROL control = { Extension, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };

    return Connection->Dispatch->WskControlSocket(Connection->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
}

// The option is read.
NTSTATUS OtherOption(PCONNECTION Connection, PULONG Value, PIRP Irp)
{
    return Connection->Dispatch->WskControlSocket(Connection->Socket, WskGetOption, SO_KEEPALIVE, SOL_SOCKET, 0, NULL, sizeof(*Value), Value, NULL, Irp);
}
