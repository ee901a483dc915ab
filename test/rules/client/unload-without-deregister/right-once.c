// Right: all is over when DriverEntry is.

#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

VOID OnceUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI Client = {NULL, &Dispatch};
    NTSTATUS Status = WskRegister(&Client, &Registration);

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = OnceUnload;
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (NT_SUCCESS(Status)) {
        DbgPrint("WSK %x is there\n", Provider.Dispatch->Version);
        WskReleaseProviderNPI(&Registration);
    }
    WskDeregister(&Registration);
    return STATUS_SUCCESS;
}
