#include "echo.h"

static IO_COMPLETION_ROUTINE EchoRequestComplete;

static NTSTATUS EchoRequestComplete(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PKEVENT done = (PKEVENT)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS EchoOpenRequest(_Out_ PECHO_REQUEST Request)
{
    KeInitializeEvent(&Request->Done, NotificationEvent, FALSE);
    Request->Irp = IoAllocateIrp(1, FALSE);
    return Request->Irp != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

static VOID EchoPrepareRequest(PECHO_REQUEST Request)
{
    IoReuseIrp(Request->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Request->Done);
    IoSetCompletionRoutine(Request->Irp, EchoRequestComplete, &Request->Done, TRUE, TRUE, TRUE);
}

static NTSTATUS EchoAwaitRequest(PECHO_REQUEST Request, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Request->Done, Executive, KernelMode, FALSE, NULL);
        Status = Request->Irp->IoStatus.Status;
    }
    return Status;
}

static NTSTATUS EchoCreateListener(PECHO_SERVER Server, PWSK_SOCKET *Listener)
{
    PECHO_REQUEST request = &Server->Request;
    NTSTATUS status;

    EchoPrepareRequest(request);
    status = Server->Provider.Dispatch->WskSocket(Server->Provider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                                  WSK_FLAG_LISTEN_SOCKET, Server, &EchoListenDispatch, NULL, NULL,
                                                  NULL, request->Irp);
    status = EchoAwaitRequest(request, status);
    if (NT_SUCCESS(status)) {
        *Listener = (PWSK_SOCKET)request->Irp->IoStatus.Information;
    }
    return status;
}

static NTSTATUS EchoBindListener(PWSK_SOCKET Listener, PECHO_REQUEST Request)
{
    PWSK_PROVIDER_LISTEN_DISPATCH dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch;
    SOCKADDR_IN address = {0};
    NTSTATUS status;

    address.sin_family = AF_INET;
    address.sin_port = RtlUshortByteSwap(ECHO_PORT);
    EchoPrepareRequest(Request);
    status = dispatch->WskBind(Listener, (PSOCKADDR)&address, 0, Request->Irp);
    return EchoAwaitRequest(Request, status);
}

// Every socket of this server wants the same events, so they are enabled once for the client.
static NTSTATUS EchoEnableCallbacks(const WSK_PROVIDER_NPI *Provider)
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
    return Provider->Dispatch->WskControlClient(Provider->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(control),
                                                &control, 0, NULL, NULL, NULL);
}

NTSTATUS EchoStartListener(_Inout_ PECHO_SERVER Server)
{
    PECHO_REQUEST request = &Server->Request;
    PWSK_SOCKET listener;
    ULONG conditional = 1;
    NTSTATUS status;

    status = EchoEnableCallbacks(&Server->Provider);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = EchoCreateListener(Server, &listener);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Server->Listener = listener;

    EchoPrepareRequest(request);
    status = ((PWSK_PROVIDER_LISTEN_DISPATCH)listener->Dispatch)
                 ->WskControlSocket(listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(conditional),
                                    &conditional, 0, NULL, NULL, request->Irp);
    status = EchoAwaitRequest(request, status);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    return EchoBindListener(listener, request);
}

VOID EchoCompleteInspection(_In_ PECHO_SERVER Server, _In_ PECHO_INSPECTION Inspection, _In_ WSK_INSPECT_ACTION Action)
{
    PWSK_PROVIDER_LISTEN_DISPATCH dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Server->Listener->Dispatch;
    NTSTATUS status;

    EchoPrepareRequest(&Server->Request);
    status = dispatch->WskInspectComplete(Server->Listener, &Inspection->Id, Action, Server->Request.Irp);
    status = EchoAwaitRequest(&Server->Request, status);
    if (!NT_SUCCESS(status)) {
        DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "echo: the request has gone, 0x%08x\n", status);
    }
}

VOID EchoCloseSocket(_In_ PECHO_SERVER Server, _In_ PWSK_SOCKET Socket)
{
    PWSK_PROVIDER_BASIC_DISPATCH dispatch = (PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch;
    NTSTATUS status;

    EchoPrepareRequest(&Server->Request);
    status = dispatch->WskCloseSocket(Socket, Server->Request.Irp);
    status = EchoAwaitRequest(&Server->Request, status);
    if (!NT_SUCCESS(status)) {
        DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "echo: closed with 0x%08x\n", status);
    }
}
