// Which events are enabled stands in the registry.

#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI ConfiguredReceives(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                             SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    return STATUS_SUCCESS;
}

typedef struct _CONFIGURATION {
    ULONG Events;
} CONFIGURATION, *PCONFIGURATION;

static const WSK_CLIENT_CONNECTION_DISPATCH ConfiguredDispatch = {ConfiguredReceives, NULL, NULL};
static WSK_PROVIDER_NPI ConfiguredProvider;
static CONFIGURATION Configuration;

static NTSTATUS EnableAsConfigured(PCONFIGURATION Wanted)
{
    WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID, Wanted->Events};

    return ConfiguredProvider.Dispatch->WskControlClient(ConfiguredProvider.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                         sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    RtlQueryRegistryValues(RTL_REGISTRY_ABSOLUTE, RegistryPath->Buffer, NULL, &Configuration, NULL);
    return EnableAsConfigured(&Configuration);
}
