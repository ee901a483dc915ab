// A receive of nothing is enough.

#include <ntddk.h>
#include <wsk.h>


extern const WSK_CLIENT_CONNECTION_DISPATCH ResumedTable;
const WSK_CLIENT_CONNECTION_DISPATCH *ResumedUsed;

NTSTATUS Resume(PWSK_SOCKET Socket, PIRP Irp)
{
    WSK_BUF Nothing = {NULL, 0, 0};

    return ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch)->WskReceive(Socket, &Nothing, 0, Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    ResumedUsed = &ResumedTable;
    return STATUS_SUCCESS;
}
