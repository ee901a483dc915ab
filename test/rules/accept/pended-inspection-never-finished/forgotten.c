// Hands the callbacks of another file to WSK, and forgets about them.

#include <ntddk.h>
#include <wsk.h>

extern const WSK_CLIENT_LISTEN_DISPATCH ForgottenDispatch;
static const WSK_CLIENT_LISTEN_DISPATCH *InUse;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    InUse = &ForgottenDispatch;
    return STATUS_SUCCESS;
}
