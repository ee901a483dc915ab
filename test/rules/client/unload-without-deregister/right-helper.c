// Right: the deregistration is in a function that the unload routine calls, in this file.

#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static VOID TidyStop(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

VOID TidyUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    TidyStop();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI Client = {NULL, &Dispatch};
    NTSTATUS Status = WskRegister(&Client, &Registration);

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = TidyUnload;
    if (NT_SUCCESS(Status)) {
        Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    }
    return Status;
}
