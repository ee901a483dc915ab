#include "whoami.h"

static IO_COMPLETION_ROUTINE WhoSignal;
static IO_WORKITEM_ROUTINE WhoCloseService;

static
NTSTATUS
WSKAPI
WhoReceiveFromEvent(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags,
    _In_opt_ PWSK_DATAGRAM_INDICATION DataIndication
    );

static const WSK_CLIENT_DATAGRAM_DISPATCH WhoServiceDispatch = { WhoReceiveFromEvent };

//
// Log host; all zero if there is none.
//
static SOCKADDR_IN WhoLogHost = { AF_INET, WHO_LOG_PORT, { .S_un.S_un_b = { 192, 0, 2, 53 } }, { 0 } };

//
// A request at PASSIVE_LEVEL that is waited for. The IRP serves many.
//
typedef struct _WHO_REQUEST {
    PIRP Irp;
    KEVENT Completed;
} WHO_REQUEST, *PWHO_REQUEST;

static
NTSTATUS
WhoSignal(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_reads_opt_(_Inexpressible_("varies")) PVOID Context
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PWHO_REQUEST)Context)->Completed, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static
VOID
WhoPrepare(
    _Inout_ PWHO_REQUEST Request
    )
{
    IoReuseIrp(Request->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Request->Completed);
    IoSetCompletionRoutine(Request->Irp, WhoSignal, Request, TRUE, TRUE, TRUE);
}

static
NTSTATUS
WhoWait(
    _In_ PWHO_REQUEST Request,
    _In_ NTSTATUS Status
    )
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Request->Completed, Executive, KernelMode, FALSE, NULL);
        Status = Request->Irp->IoStatus.Status;
    }
    return Status;
}

static
VOID
WhoCloseEndpoint(
    _Inout_ PWHO_ENDPOINT Endpoint,
    _Inout_ PWHO_REQUEST Request
    )
{
    if (Endpoint->Socket == NULL) {
        return;
    }
    WhoPrepare(Request);
    (VOID)WhoWait(Request, Endpoint->Dispatch->WskCloseSocket(Endpoint->Socket, Request->Irp));
    Endpoint->Socket = NULL;
}

//
// Creates a socket and binds it. On failure there is none.
//
static
NTSTATUS
WhoOpenEndpoint(
    _Out_ PWHO_ENDPOINT Endpoint,
    _In_opt_ const WSK_CLIENT_DATAGRAM_DISPATCH *Callbacks,
    _In_ USHORT Port,
    _Inout_ PWHO_REQUEST Request
    )
{
    SOCKADDR_IN local = { 0 };
    NTSTATUS status;

    Endpoint->Socket = NULL;
    WhoPrepare(Request);
    status = Who.Npi.Dispatch->WskSocket(
        Who.Npi.Client,
        AF_INET,
        SOCK_DGRAM,
        IPPROTO_UDP,
        WSK_FLAG_DATAGRAM_SOCKET,
        Callbacks != NULL ? Endpoint : NULL,
        Callbacks,
        NULL,
        NULL,
        NULL,
        Request->Irp);
    status = WhoWait(Request, status);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Endpoint->Socket = (PWSK_SOCKET)Request->Irp->IoStatus.Information;
    Endpoint->Dispatch = (const WSK_PROVIDER_DATAGRAM_DISPATCH *)Endpoint->Socket->Dispatch;

    local.sin_family = AF_INET;
    local.sin_port = Port;
    WhoPrepare(Request);
    status = WhoWait(Request, Endpoint->Dispatch->WskBind(Endpoint->Socket, (PSOCKADDR)&local, 0, Request->Irp));
    if (!NT_SUCCESS(status)) {
        WhoCloseEndpoint(Endpoint, Request);
    }
    return status;
}

static
NTSTATUS
WhoEnableReceive(
    _In_ const WHO_ENDPOINT *Endpoint
    )
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_RECEIVE_FROM;
    return Endpoint->Dispatch->WskControlSocket(
        Endpoint->Socket,
        WskSetOption,
        SO_WSK_EVENT_CALLBACK,
        SOL_SOCKET,
        sizeof(control),
        &control,
        0,
        NULL,
        NULL,
        NULL);
}

static
NTSTATUS
WhoAllowBroadcast(
    _In_ const WHO_ENDPOINT *Endpoint,
    _Inout_ PWHO_REQUEST Request
    )
{
    ULONG allow = 1;
    NTSTATUS status;

    WhoPrepare(Request);
    status = Endpoint->Dispatch->WskControlSocket(
        Endpoint->Socket,
        WskSetOption,
        SO_BROADCAST,
        SOL_SOCKET,
        sizeof(allow),
        &allow,
        0,
        NULL,
        NULL,
        Request->Irp);
    return WhoWait(Request, status);
}

static
NTSTATUS
WhoSetLogHost(
    _In_ const WHO_ENDPOINT *Endpoint,
    _Inout_ PWHO_REQUEST Request
    )
{
    NTSTATUS status;

    WhoPrepare(Request);
    status = Endpoint->Dispatch->WskControlSocket(
        Endpoint->Socket,
        WskIoctl,
        SIO_WSK_SET_SENDTO_ADDRESS,
        0,
        sizeof(WhoLogHost),
        &WhoLogHost,
        0,
        NULL,
        NULL,
        Request->Irp);
    return WhoWait(Request, status);
}

_Use_decl_annotations_
NTSTATUS
WhoOpenEndpoints(
    VOID
    )
{
    WHO_REQUEST request;
    NTSTATUS status;

    KeInitializeEvent(&request.Completed, NotificationEvent, FALSE);
    request.Irp = IoAllocateIrp(1, FALSE);
    if (request.Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    // The answers' way out has to be open before the first request comes in.
    status = WhoOpenEndpoint(&Who.Log, NULL, 0, &request);
    if (!NT_SUCCESS(status)) {
        goto Exit;
    }
    status = WhoSetLogHost(&Who.Log, &request);
    if (!NT_SUCCESS(status)) {
        goto CloseLog;
    }
    status = WhoOpenEndpoint(&Who.Announcer, NULL, 0, &request);
    if (!NT_SUCCESS(status)) {
        goto CloseLog;
    }
    status = WhoAllowBroadcast(&Who.Announcer, &request);
    if (!NT_SUCCESS(status)) {
        goto CloseAnnouncer;
    }
    status = WhoOpenEndpoint(&Who.Service, &WhoServiceDispatch, WHO_SERVICE_PORT, &request);
    if (!NT_SUCCESS(status)) {
        goto CloseAnnouncer;
    }
    status = WhoEnableReceive(&Who.Service);
    if (NT_SUCCESS(status)) {
        goto Exit;
    }

    WhoCloseEndpoint(&Who.Service, &request);
CloseAnnouncer:
    WhoCloseEndpoint(&Who.Announcer, &request);
CloseLog:
    WhoCloseEndpoint(&Who.Log, &request);
Exit:
    IoFreeIrp(request.Irp);
    return status;
}

//
// A request that cannot be done without: a socket that stays open keeps the driver from unloading.
//
static
VOID
WhoNewRequest(
    _Out_ PWHO_REQUEST Request
    )
{
    LARGE_INTEGER delay;

    KeInitializeEvent(&Request->Completed, NotificationEvent, FALSE);
    delay.QuadPart = -10 * 1000 * 50;
    for (;;) {
        Request->Irp = IoAllocateIrp(1, FALSE);
        if (Request->Irp != NULL) {
            return;
        }
        KeDelayExecutionThread(KernelMode, FALSE, &delay);
    }
}

//
// The failed socket has made its last call, and only that callback sends through it.
//
static
VOID
WhoCloseService(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_opt_ PVOID Context
    )
{
    WHO_REQUEST request;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    WhoNewRequest(&request);
    WhoCloseEndpoint(&Who.Service, &request);
    IoFreeIrp(request.Irp);
    KeSetEvent(&Who.ServiceClosed, IO_NO_INCREMENT, FALSE);
}

//
// No timer runs any more. A receive event may: its sends are refused once the rundown has begun.
//
_Use_decl_annotations_
VOID
WhoCloseEndpoints(
    VOID
    )
{
    WHO_REQUEST request;

    WhoNewRequest(&request);
    ExWaitForRundownProtectionRelease(&Who.Sends);
    if (InterlockedExchange(&Who.IsServiceOver, TRUE) == FALSE) {
        WhoCloseEndpoint(&Who.Service, &request);
    } else {
        KeWaitForSingleObject(&Who.ServiceClosed, Executive, KernelMode, FALSE, NULL);
    }
    WhoCloseEndpoint(&Who.Announcer, &request);
    WhoCloseEndpoint(&Who.Log, &request);
    IoFreeIrp(request.Irp);
}

//
// Each datagram of the list may come from another sender. Nothing of it is needed once this returns.
//
static
NTSTATUS
WSKAPI
WhoReceiveFromEvent(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags,
    _In_opt_ PWSK_DATAGRAM_INDICATION DataIndication
    )
{
    const WHO_ENDPOINT *endpoint = (const WHO_ENDPOINT *)SocketContext;
    PWSK_DATAGRAM_INDICATION datagram;

    UNREFERENCED_PARAMETER(Flags);

    if (DataIndication == NULL) {
        if (InterlockedExchange(&Who.IsServiceOver, TRUE) == FALSE) {
            IoQueueWorkItem(Who.CloseWork, WhoCloseService, DelayedWorkQueue, NULL);
        }
        return STATUS_SUCCESS;
    }
    for (datagram = DataIndication; datagram != NULL; datagram = datagram->Next) {
        const SOCKADDR_IN *from = (const SOCKADDR_IN *)datagram->RemoteAddress;
        WHO_ANSWER answer;

        answer.Magic = WHO_MAGIC;
        answer.Address = from->sin_addr;
        answer.Port = from->sin_port;
        WhoSend(endpoint, from, &answer, sizeof(answer));
        WhoSend(&Who.Log, NULL, &answer, sizeof(answer));
    }
    return STATUS_SUCCESS;
}
