// A thread makes the socket, and enables the event after each turn.

#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI TurnRefuses(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    if (DataIndication == NULL) {
        return STATUS_SUCCESS;
    }
    return DataIndication->Next != NULL ? STATUS_DATA_NOT_ACCEPTED : STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH TurnRefusesTable = {TurnRefuses};

static WSK_PROVIDER_NPI Turning;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM};
    PIRP Irp = IoAllocateIrp(1, FALSE);
    NTSTATUS Status = Turning.Dispatch->WskSocket(Turning.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                                                  WSK_FLAG_DATAGRAM_SOCKET, &Turning, &TurnRefusesTable, NULL, NULL,
                                                  NULL, Irp);
    PWSK_SOCKET Socket = (PWSK_SOCKET)Irp->IoStatus.Information;

    while (NT_SUCCESS(Status)) {
        Status = ((const WSK_PROVIDER_DATAGRAM_DISPATCH *)Socket->Dispatch)
                     ->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
                                        &Control, 0, NULL, NULL, NULL);
    }
    return Status;
}
