#include "echo.h"

static IO_COMPLETION_ROUTINE EchoListenerMade;

_Use_decl_annotations_
static NTSTATUS EchoListenerMade(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PECHO_SERVER server = (PECHO_SERVER)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    server->Listener = (PWSK_SOCKET)Irp->IoStatus.Information;
    KeSetEvent(&server->Wake, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS EchoMakeListener(_Inout_ PECHO_SERVER Server, _In_ PIRP Irp)
{
    IoSetCompletionRoutine(Irp, EchoListenerMade, Server, TRUE, TRUE, TRUE);
    return Server->Provider.Dispatch->WskSocket(
        Server->Provider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
        Server, &EchoListenDispatch, NULL, NULL,
        NULL, Irp);
}
