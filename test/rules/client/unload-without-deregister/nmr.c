// Leaves while the Network Module Registrar may still be about to call it.

#include <ntddk.h>
#include <wsk.h>
#include <netioddk.h>

static HANDLE RegistrarHandle;
extern const NPI_CLIENT_CHARACTERISTICS HastyCharacteristics;

VOID HastyUnload(PDRIVER_OBJECT DriverObject)
//   ^^^^^^^^^^^ WSK106 the deregistration may still be under way after 'HastyUnload': nothing in the driver calls NmrWaitForClientDeregisterComplete
{
    UNREFERENCED_PARAMETER(DriverObject);
    // Ends what was begun with NPI_WSK_INTERFACE_ID.
    NmrDeregisterClient(RegistrarHandle);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = HastyUnload;
    return NmrRegisterClient(&HastyCharacteristics, NULL, &RegistrarHandle);
}
