// One of two ways through the stop routine leaves the deregistration out. What counts is that the driver may call it.

#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static PWSK_SOCKET Listener;

VOID KnownMissUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    if (Listener == NULL) {
        return;
    }
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI Client = {NULL, &Dispatch};
    NTSTATUS Status = WskRegister(&Client, &Registration);

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = KnownMissUnload;
    if (NT_SUCCESS(Status)) {
        Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    }
    return Status;
}
