// Enables all of them once, for every socket of the client.

#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI StaticReceives(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                             SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH StaticDispatch = {StaticReceives, NULL, NULL};
static WSK_PROVIDER_NPI StaticProvider;

#define STATIC_EVENTS (WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT)

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    Control.EventMask = STATIC_EVENTS;
    return StaticProvider.Dispatch->WskControlClient(StaticProvider.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                     sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
