// Deregisters where its start fails, and nowhere else.

#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

VOID ForgetfulUnload(PDRIVER_OBJECT DriverObject)
//   ^^^^^^^^^^^^^^^ WSK106 the driver is still registered with WSK after 'ForgetfulUnload': WskDeregister is only called in DriverEntry
{
    WskReleaseProviderNPI(&Registration);
    IoDeleteDevice(DriverObject->DeviceObject);
}

static VOID ForgetfulGiveUp(VOID)
{
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI Client = {NULL, &Dispatch};
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
    Status = WskRegister(&Client, &Registration);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (!NT_SUCCESS(Status)) {
        ForgetfulGiveUp();
        return Status;
    }
    DriverObject->DriverUnload = ForgetfulUnload;
    return STATUS_SUCCESS;
}
