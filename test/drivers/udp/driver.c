#include "whoami.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD WhoUnload;
static KDEFERRED_ROUTINE WhoAnnounce;

WHO_GLOBALS Who;

static const WSK_CLIENT_DISPATCH WhoClientDispatch = {
    MAKE_WSK_VERSION(1, 0),
    0,
    NULL
};

//
// At DISPATCH_LEVEL, every ten seconds.
//
static
VOID
WhoAnnounce(
    _In_ PKDPC Dpc,
    _In_opt_ PVOID DeferredContext,
    _In_opt_ PVOID SystemArgument1,
    _In_opt_ PVOID SystemArgument2
    )
{
    SOCKADDR_IN everybody = { 0 };
    WHO_ANSWER announcement = { 0 };

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(DeferredContext);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);

    if (Who.IsServiceOver) {
        return;
    }
    announcement.Magic = WHO_MAGIC;
    announcement.Port = WHO_SERVICE_PORT;
    everybody.sin_family = AF_INET;
    everybody.sin_port = WHO_ANNOUNCE_PORT;
    everybody.sin_addr.s_addr = INADDR_BROADCAST;
    WhoSend(&Who.Announcer, &everybody, &announcement, sizeof(announcement));
}

static
VOID
WhoDeleteDevice(
    VOID
    )
{
    IoFreeWorkItem(Who.CloseWork);
    IoDeleteDevice(Who.Device);
}

NTSTATUS
DriverEntry(
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PUNICODE_STRING RegistryPath
    )
{
    WSK_CLIENT_NPI clientNpi;
    LARGE_INTEGER due;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    ExInitializeRundownProtection(&Who.Sends);
    KeInitializeEvent(&Who.ServiceClosed, NotificationEvent, FALSE);
    KeInitializeTimer(&Who.Timer);
    KeInitializeDpc(&Who.Dpc, WhoAnnounce, NULL);

    status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_NETWORK, 0, FALSE, &Who.Device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Who.CloseWork = IoAllocateWorkItem(Who.Device);
    if (Who.CloseWork == NULL) {
        IoDeleteDevice(Who.Device);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    clientNpi.ClientContext = NULL;
    clientNpi.Dispatch = &WhoClientDispatch;
    status = WskRegister(&clientNpi, &Who.Registration);
    if (!NT_SUCCESS(status)) {
        WhoDeleteDevice();
        return status;
    }

    // If the network is not up yet, the service control manager starts the driver again later.
    status = WskCaptureProviderNPI(&Who.Registration, WSK_NO_WAIT, &Who.Npi);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Who.Registration);
        WhoDeleteDevice();
        return status;
    }

    status = WhoOpenEndpoints();
    if (!NT_SUCCESS(status)) {
        WskReleaseProviderNPI(&Who.Registration);
        WskDeregister(&Who.Registration);
        WhoDeleteDevice();
        return status;
    }

    due.QuadPart = -10 * 1000;
    KeSetTimerEx(&Who.Timer, due, WHO_PERIOD_MS, &Who.Dpc);
    DriverObject->DriverUnload = WhoUnload;
    return STATUS_SUCCESS;
}

VOID
WhoUnload(
    _In_ PDRIVER_OBJECT DriverObject
    )
{
    UNREFERENCED_PARAMETER(DriverObject);

    KeCancelTimer(&Who.Timer);
    KeFlushQueuedDpcs();
    WhoCloseEndpoints();
    WskReleaseProviderNPI(&Who.Registration);
    WskDeregister(&Who.Registration);
    WhoDeleteDevice();
}
