// Hands the callbacks of another file to WSK, and never releases anything.

#include <ntddk.h>
#include <wsk.h>

extern const WSK_CLIENT_CONNECTION_DISPATCH LostDispatch;
static const WSK_CLIENT_CONNECTION_DISPATCH *InUse;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    InUse = &LostDispatch;
    return STATUS_SUCCESS;
}
