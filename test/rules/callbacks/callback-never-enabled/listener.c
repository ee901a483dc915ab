// Enables the events of connections on the listening socket, and accepts with WskAccept, which hands nothing on.

#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI AcceptedReceives(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                             SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH AcceptedDispatch = {AcceptedReceives, NULL, NULL};
//                                                              ^^^^^^^^^^^^^^^^ WSK509 'AcceptedReceives' never runs: only a listening socket has WSK_EVENT_RECEIVE, and sockets of WskAccept do not inherit it

static WSK_PROVIDER_NPI AcceptingProvider;

static NTSTATUS OpenAccepting(PIRP Irp, PWSK_SOCKET *Socket)
{
    NTSTATUS Status = AcceptingProvider.Dispatch->WskSocket(AcceptingProvider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                                            WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);

    if (NT_SUCCESS(Status)) {
        *Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    }
    return Status;
}

static NTSTATUS AcceptOne(PWSK_SOCKET Socket, PIRP Irp)
{
    return ((const WSK_PROVIDER_LISTEN_DISPATCH *)Socket->Dispatch)
        ->WskAccept(Socket, 0, &AcceptingProvider, &AcceptedDispatch, NULL, NULL, Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE};
    PWSK_SOCKET Socket;
    NTSTATUS Status = OpenAccepting(IoAllocateIrp(1, FALSE), &Socket);

    if (NT_SUCCESS(Status)) {
        Status = ((const WSK_PROVIDER_LISTEN_DISPATCH *)Socket->Dispatch)
                     ->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
                                        &Control, 0, NULL, NULL, NULL);
    }
    return NT_SUCCESS(Status) ? AcceptOne(Socket, IoAllocateIrp(1, FALSE)) : Status;
}
