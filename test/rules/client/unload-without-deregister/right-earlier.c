// Right: the sub-component is stopped earlier, by a request, and guarded by a flag.

#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static BOOLEAN IsRegistered;

static NTSTATUS EarlyControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (IsRegistered) {
        IsRegistered = FALSE;
        WskReleaseProviderNPI(&Registration);
        WskDeregister(&Registration);
    }
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

VOID EarlyUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI Client = {NULL, &Dispatch};
    NTSTATUS Status = WskRegister(&Client, &Registration);

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = EarlyUnload;
    DriverObject->MajorFunction[IRP_MJ_SHUTDOWN] = EarlyControl;
    if (NT_SUCCESS(Status)) {
        IsRegistered = TRUE;
        Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    }
    return Status;
}
