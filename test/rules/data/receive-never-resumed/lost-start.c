// Sends, and closes, but never receives.

#include <ntddk.h>
#include <wsk.h>


extern const WSK_CLIENT_CONNECTION_DISPATCH LostTable;
const WSK_CLIENT_CONNECTION_DISPATCH *LostUsed;

NTSTATUS LostSend(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
{
    return ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    LostUsed = &LostTable;
    return STATUS_SUCCESS;
}
