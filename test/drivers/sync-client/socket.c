#include "tunnel.h"

static IO_COMPLETION_ROUTINE TunnelCallDone;

static const WSK_CLIENT_DISPATCH TunnelClientDispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static WSK_REGISTRATION TunnelRegistration;
static WSK_PROVIDER_NPI TunnelProvider;

_Use_decl_annotations_
NTSTATUS TunnelStartClient(VOID)
{
    WSK_CLIENT_NPI client = {NULL, &TunnelClientDispatch};
    NTSTATUS status = WskRegister(&client, &TunnelRegistration);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskCaptureProviderNPI(&TunnelRegistration, TUNNEL_CAPTURE_TIMEOUT, &TunnelProvider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&TunnelRegistration);
    }
    return status;
}

_Use_decl_annotations_
VOID TunnelStopClient(VOID)
{
    WskReleaseProviderNPI(&TunnelRegistration);
    WskDeregister(&TunnelRegistration);
}

static NTSTATUS TunnelCallDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PTUNNEL_CALL call = (PTUNNEL_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    // Where the call returned its result at once, nobody waits.
    if (Irp->PendingReturned) {
        KeSetEvent(&call->Done, IO_NETWORK_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_Must_inspect_result_
static NTSTATUS TunnelBeginCall(_Out_ PTUNNEL_CALL Call)
{
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&Call->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Call->Irp, TunnelCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

// Waits for the end of a request and makes the IRP ready for the next one of the same caller.
static VOID TunnelNextCall(_Inout_ PTUNNEL_CALL Call)
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, TunnelCallDone, Call, TRUE, TRUE, TRUE);
}

static NTSTATUS TunnelAwait(_Inout_ PTUNNEL_CALL Call, _In_ NTSTATUS Returned)
{
    if (Returned == STATUS_PENDING) {
        KeWaitForSingleObject(&Call->Done, Executive, KernelMode, FALSE, NULL);
    }
    return Call->Irp->IoStatus.Status;
}

static VOID TunnelEndCall(_In_ PTUNNEL_CALL Call)
{
    IoFreeIrp(Call->Irp);
}

_Use_decl_annotations_
NTSTATUS TunnelConnect(const SOCKADDR_IN *Server, PTUNNEL_SOCKET *Connected)
{
    SOCKADDR_IN local = {0};
    SOCKADDR_IN remote = *Server;
    PTUNNEL_SOCKET tunnel;
    TUNNEL_CALL call;
    NTSTATUS status;

    *Connected = NULL;
    tunnel = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*tunnel), TUNNEL_TAG);
    if (tunnel == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = TunnelBeginCall(&call);
    if (!NT_SUCCESS(status)) {
        goto FreeTunnel;
    }
    status = TunnelProvider.Dispatch->WskSocket(TunnelProvider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                                WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, PsGetCurrentProcess(), NULL,
                                                NULL, call.Irp);
    status = TunnelAwait(&call, status);
    if (!NT_SUCCESS(status)) {
        goto EndCall;
    }
    tunnel->Socket = (PWSK_SOCKET)call.Irp->IoStatus.Information;
    tunnel->Dispatch = (PVOID)tunnel->Socket->Dispatch;

    local.sin_family = AF_INET;
    TunnelNextCall(&call);
    status = tunnel->Connection->WskBind(tunnel->Socket, (PSOCKADDR)&local, 0, call.Irp);
    status = TunnelAwait(&call, status);
    if (!NT_SUCCESS(status)) {
        goto CloseSocket;
    }
    TunnelNextCall(&call);
    status = tunnel->Connection->WskConnect(tunnel->Socket, (PSOCKADDR)&remote, 0, call.Irp);
    status = TunnelAwait(&call, status);
    if (!NT_SUCCESS(status)) {
        goto CloseSocket;
    }
    TunnelEndCall(&call);
    *Connected = tunnel;
    return STATUS_SUCCESS;

CloseSocket:
    TunnelNextCall(&call);
    (VOID)TunnelAwait(&call, tunnel->Connection->WskCloseSocket(tunnel->Socket, call.Irp));
EndCall:
    TunnelEndCall(&call);
FreeTunnel:
    ExFreePoolWithTag(tunnel, TUNNEL_TAG);
    return status;
}

// The pages behind the MDL are locked by the I/O manager, and stay so until the program's request is completed.
_Use_decl_annotations_
NTSTATUS TunnelTransfer(PTUNNEL_SOCKET Socket, PMDL Mdl, SIZE_T Length, TUNNEL_DIRECTION Direction,
                        PULONG_PTR Transferred)
{
    WSK_BUF buffer;
    TUNNEL_CALL call;
    NTSTATUS status;

    *Transferred = 0;
    if (Direction == TunnelSend && Socket->Finished) {
        return STATUS_PIPE_CLOSING;
    }
    status = TunnelBeginCall(&call);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    buffer.Mdl = Mdl;
    buffer.Offset = 0;
    buffer.Length = Length;
    if (Direction == TunnelSend) {
        status = Socket->Connection->WskSend(Socket->Socket, &buffer, WSK_FLAG_NODELAY, call.Irp);
    } else {
        status = Socket->Connection->WskReceive(Socket->Socket, &buffer, 0, call.Irp);
    }
    status = TunnelAwait(&call, status);
    if (NT_SUCCESS(status)) {
        *Transferred = call.Irp->IoStatus.Information;
    }
    TunnelEndCall(&call);
    return status;
}

_Use_decl_annotations_
NTSTATUS TunnelFinish(PTUNNEL_SOCKET Socket)
{
    TUNNEL_CALL call;
    NTSTATUS status = TunnelBeginCall(&call);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Socket->Finished = TRUE;
    status = Socket->Connection->WskDisconnect(Socket->Socket, NULL, 0, call.Irp);
    status = TunnelAwait(&call, status);
    TunnelEndCall(&call);
    return status;
}

// The last handle is gone, so that nothing is under way for this socket.
_Use_decl_annotations_
VOID TunnelClose(PTUNNEL_SOCKET Socket)
{
    PWSK_PROVIDER_BASIC_DISPATCH basic = (PWSK_PROVIDER_BASIC_DISPATCH)Socket->Socket->Dispatch;
    LARGE_INTEGER delay;
    TUNNEL_CALL call;

    // A socket that is not closed keeps the driver loaded for ever: try until there is memory.
    delay.QuadPart = -10 * 1000 * 100;
    while (!NT_SUCCESS(TunnelBeginCall(&call))) {
        KeDelayExecutionThread(KernelMode, FALSE, &delay);
    }
    (VOID)TunnelAwait(&call, basic->WskCloseSocket(Socket->Socket, call.Irp));
    TunnelEndCall(&call);
    ExFreePoolWithTag(Socket, TUNNEL_TAG);
}
