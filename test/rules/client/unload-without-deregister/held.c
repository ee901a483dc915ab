// Deregisters, but never releases what it has captured; the deregistration waits for that for ever.

#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

VOID HoldingUnload(PDRIVER_OBJECT DriverObject)
//   ^^^^^^^^^^^^^ WSK106 the driver still holds the provider NPI after 'HoldingUnload': nothing in the driver calls WskReleaseProviderNPI
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI Client = {NULL, &Dispatch};
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = HoldingUnload;
    Status = WskRegister(&Client, &Registration);
    if (NT_SUCCESS(Status)) {
        Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
        if (!NT_SUCCESS(Status)) {
            WskDeregister(&Registration);
        }
    }
    return Status;
}
