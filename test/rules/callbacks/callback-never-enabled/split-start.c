// Enables one of the two events that the other file has callbacks for.

#include <ntddk.h>
#include <wsk.h>


extern const WSK_CLIENT_CONNECTION_DISPATCH SplitDispatch;
static WSK_PROVIDER_NPI SplitProvider;

static NTSTATUS SplitConnected(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT};
    PWSK_SOCKET Socket = (PWSK_SOCKET)Irp->IoStatus.Information;

    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch)
            ->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0,
                               NULL, NULL, NULL);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    SOCKADDR_IN Address = {AF_INET};
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, SplitConnected, NULL, TRUE, TRUE, TRUE);
    return SplitProvider.Dispatch->WskSocketConnect(SplitProvider.Client, SOCK_STREAM, IPPROTO_TCP, (PSOCKADDR)&Address,
                                                    (PSOCKADDR)&Address, 0, &SplitProvider, &SplitDispatch, NULL, NULL,
                                                    NULL, Irp);
}
