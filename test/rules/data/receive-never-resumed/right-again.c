// A work item enables the event again.

#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI AgainRefuses(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    if (DataIndication == NULL) {
        return STATUS_SUCCESS;
    }
    return DataIndication->Next != NULL ? STATUS_DATA_NOT_ACCEPTED : STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH AgainRefusesTable = {AgainRefuses};

VOID AgainEnable(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    PWSK_SOCKET Socket = (PWSK_SOCKET)Context;
    WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM};

    ((const WSK_PROVIDER_DATAGRAM_DISPATCH *)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL,
                           NULL, NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PIO_WORKITEM Work = IoAllocateWorkItem(DriverObject->DeviceObject);

    IoQueueWorkItem(Work, AgainEnable, DelayedWorkQueue, NULL);
    return STATUS_SUCCESS;
}
