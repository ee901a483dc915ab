// Enables the same with WskAcceptEvent beside it: the sockets that this one brings inherit what is enabled here.

#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI InheritedReceives(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                             SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH InheritedDispatch = {InheritedReceives, NULL, NULL};

NTSTATUS WSKAPI InheritingAccepts(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                  PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                  CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    *AcceptSocketContext = AcceptSocket;
    *AcceptSocketDispatch = &InheritedDispatch;
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH InheritingDispatch = {InheritingAccepts, NULL, NULL};
static WSK_PROVIDER_NPI InheritingProvider;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE};
    PIRP Irp = IoAllocateIrp(1, FALSE);
    PWSK_SOCKET Socket;
    NTSTATUS Status = InheritingProvider.Dispatch->WskSocket(
        InheritingProvider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, &InheritingProvider,
        &InheritingDispatch, NULL, NULL, NULL, Irp);

    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    return ((const WSK_PROVIDER_LISTEN_DISPATCH *)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL,
                           NULL, NULL);
}
