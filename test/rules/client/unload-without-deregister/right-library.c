// Right, as far as anybody can see: what the library does that stops it, does not show.

#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

extern VOID LibraryStop(PWSK_REGISTRATION Client);

VOID LibraryUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    LibraryStop(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI Client = {NULL, &Dispatch};

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = LibraryUnload;
    return WskRegister(&Client, &Registration);
}
