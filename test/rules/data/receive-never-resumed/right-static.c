// What is enabled for all sockets of the client stays enabled.

#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI StaticRefuses(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    if (DataIndication == NULL) {
        return STATUS_SUCCESS;
    }
    return DataIndication->Next != NULL ? STATUS_DATA_NOT_ACCEPTED : STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH StaticRefusesTable = {StaticRefuses};

static WSK_PROVIDER_NPI StaticRefusing;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM};

    return StaticRefusing.Dispatch->WskControlClient(StaticRefusing.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                     sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
