// A driver that nothing deregisters, with the routines that it may be unloaded with.

#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

// ---------------------------------------------------------------- the driver can go, the registration stays

VOID Unload(PDRIVER_OBJECT DriverObject)
//   ^^^^^^ WSK106 the driver is still registered with WSK after 'Unload': nothing in the driver calls WskDeregister
{
    IoDeleteDevice(DriverObject->DeviceObject);
}

static VOID StopSomething(VOID)
{
    DbgPrint("stopped\n");
}

// What it calls does not deregister, either.
static VOID UnloadByHelper(PDRIVER_OBJECT DriverObject)
//          ^^^^^^^^^^^^^^ WSK106 the driver is still registered with WSK after 'UnloadByHelper'
{
    UNREFERENCED_PARAMETER(DriverObject);
    StopSomething();
}

// To release the NPI is not to deregister.
static VOID UnloadAfterRelease(PDRIVER_OBJECT DriverObject)
//          ^^^^^^^^^^^^^^^^^^ WSK106 the driver is still registered with WSK after 'UnloadAfterRelease'
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskReleaseProviderNPI(&Registration);
    // WskDeregister(&Registration);
}

// ---------------------------------------------------------------- right

// No unload routine: it is one of the driver's own functions, which happens to have such a name.
VOID UnloadPlugin(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    StopSomething();
}

static NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI Client = {NULL, &Dispatch};
    NTSTATUS Status = WskRegister(&Client, &Registration);

    if (NT_SUCCESS(Status)) {
        Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    }
    return Status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    DriverObject->DriverUnload = Unload;
    if (RegistryPath->Length == 0) {
        DriverObject->DriverUnload = UnloadByHelper;
    } else if (RegistryPath->Length > 1000) {
        DriverObject->DriverUnload = &UnloadAfterRelease;
    }
    return Start();
}
