// A part of the driver is in a library of its own, which has the sockets.

#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI PartReceives(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                             SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    return STATUS_SUCCESS;
}

NTSTATUS ServerLibraryStart(const WSK_CLIENT_CONNECTION_DISPATCH *Dispatch);

static const WSK_CLIENT_CONNECTION_DISPATCH PartDispatch = {PartReceives, NULL, NULL};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    return ServerLibraryStart(&PartDispatch);
}
