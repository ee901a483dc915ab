// The WSK client is in another file.

#include <ntddk.h>
#include <wsk.h>

extern NTSTATUS SplitStart(VOID);

VOID SplitUnload(PDRIVER_OBJECT DriverObject)
//   ^^^^^^^^^^^ WSK106 the driver is still registered with WSK after 'SplitUnload'
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = SplitUnload;
    return SplitStart();
}
