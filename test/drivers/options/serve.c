#include "survey.h"

static IO_COMPLETION_ROUTINE SurveyDone;

static NTSTATUS SurveyDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PSURVEY_IRP)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP SurveyReuse(_Inout_ PSURVEY_IRP Request)
{
    IoReuseIrp(Request->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Request->Irp, SurveyDone, Request, TRUE, TRUE, TRUE);
    return Request->Irp;
}

/* Until the request is complete, or the driver unloads: then it is cancelled first. */
static NTSTATUS SurveyWait(_In_ PSURVEY Survey, _In_ PSURVEY_IRP Request)
{
    PVOID objects[] = { &Request->Done, &Survey->Stop };

    if (KeWaitForMultipleObjects(RTL_NUMBER_OF(objects), objects, WaitAny, Executive, KernelMode, FALSE, NULL, NULL) !=
        STATUS_WAIT_0)
    {
        IoCancelIrp(Request->Irp);
        KeWaitForSingleObject(&Request->Done, Executive, KernelMode, FALSE, NULL);
    }
    return Request->Irp->IoStatus.Status;
}

static VOID SurveyClose(_In_ PSURVEY_IRP Request, _In_ PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_BASIC_DISPATCH *basic = Socket->Dispatch;

    (VOID)basic->WskCloseSocket(Socket, SurveyReuse(Request));
    KeWaitForSingleObject(&Request->Done, Executive, KernelMode, FALSE, NULL);
}

static NTSTATUS SurveySet(_In_ PSURVEY Survey, _In_ PSURVEY_IRP Request, _In_ PWSK_SOCKET Socket, _In_ ULONG Level,
                          _In_ ULONG Option, _In_ ULONG Value)
{
    const WSK_PROVIDER_BASIC_DISPATCH *basic = Socket->Dispatch;

    (VOID)basic->WskControlSocket(Socket, WskSetOption, Option, Level, sizeof(Value), &Value, 0, NULL, NULL,
                                  SurveyReuse(Request));
    return SurveyWait(Survey, Request);
}

/* Dual stack, shared, with a large window: all of that before the bind. */
static NTSTATUS SurveyPrepare(_In_ PSURVEY Survey, _In_ PSURVEY_IRP Request, _In_ PWSK_SOCKET Socket)
{
    NTSTATUS status = SurveySet(Survey, Request, Socket, IPPROTO_IPV6, IPV6_V6ONLY, FALSE);

    if (NT_SUCCESS(status))
    {
        status = SurveySet(Survey, Request, Socket, SOL_SOCKET, SO_REUSEADDR, TRUE);
    }
    if (NT_SUCCESS(status))
    {
        status = SurveySet(Survey, Request, Socket, SOL_SOCKET, SO_RCVBUF, SURVEY_RECEIVE_BYTES);
    }
    return status;
}

static NTSTATUS SurveyListen(_In_ PSURVEY Survey, _In_ PSURVEY_IRP Request, _Out_ PWSK_SOCKET *Listener)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *dispatch;
    SOCKADDR_IN6 any = { 0 };
    PWSK_SOCKET socket;
    NTSTATUS status;

    *Listener = NULL;
    (VOID)Survey->Npi.Dispatch->WskSocket(Survey->Npi.Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP,
                                          WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, Survey->Shared,
                                          SurveyReuse(Request));
    status = SurveyWait(Survey, Request);
    if (!NT_SUCCESS(status))
    {
        return status;
    }
    socket = (PWSK_SOCKET)Request->Irp->IoStatus.Information;
    dispatch = (const WSK_PROVIDER_LISTEN_DISPATCH *)socket->Dispatch;
    status = SurveyPrepare(Survey, Request, socket);
    if (NT_SUCCESS(status))
    {
        any.sin6_family = AF_INET6;
        any.sin6_port = SURVEY_PORT;
        (VOID)dispatch->WskBind(socket, (PSOCKADDR)&any, 0, SurveyReuse(Request));
        status = SurveyWait(Survey, Request);
    }
    if (!NT_SUCCESS(status))
    {
        SurveyClose(Request, socket);
        return status;
    }
    *Listener = socket;
    return STATUS_SUCCESS;
}

/* Takes what the client sends and throws it away, until it has no more. */
static NTSTATUS SurveyServe(_In_ PSURVEY Survey, _In_ PSURVEY_IRP Request, _In_ PWSK_SOCKET Client)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Client->Dispatch;
    SOCKADDR_IN6 peer = { 0 };
    SIZE_T backlog = 0;
    WSK_BUF nothing = { NULL, 0, 0 };
    NTSTATUS status;

    status = SurveySet(Survey, Request, Client, SOL_SOCKET, SO_KEEPALIVE, TRUE);
    if (!NT_SUCCESS(status))
    {
        return status;
    }
    (VOID)dispatch->WskGetRemoteAddress(Client, (PSOCKADDR)&peer, SurveyReuse(Request));
    status = SurveyWait(Survey, Request);
    if (!NT_SUCCESS(status))
    {
        return status;
    }
    (VOID)dispatch->WskReceive(Client, &nothing, WSK_FLAG_DRAIN, SurveyReuse(Request));
    status = SurveyWait(Survey, Request);
    if (!NT_SUCCESS(status))
    {
        return status;
    }
    (VOID)dispatch->WskControlSocket(Client, WskIoctl, SIO_WSK_QUERY_IDEAL_SEND_BACKLOG, 0, 0, NULL, sizeof(backlog),
                                     &backlog, NULL, SurveyReuse(Request));
    status = SurveyWait(Survey, Request);
    if (NT_SUCCESS(status))
    {
        DbgPrint("survey: a client from port %u, backlog %Iu\n", RtlUshortByteSwap(peer.sin6_port), backlog);
    }
    (VOID)dispatch->WskDisconnect(Client, NULL, 0, SurveyReuse(Request));
    return SurveyWait(Survey, Request);
}

/* A client may have come in while the accept was being cancelled: it is served, or at least closed. */
static NTSTATUS SurveyServeNext(_In_ PSURVEY Survey, _In_ PSURVEY_IRP Request, _In_ PWSK_SOCKET Listener)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *dispatch = Listener->Dispatch;
    PWSK_SOCKET client;
    NTSTATUS status;

    (VOID)dispatch->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, SurveyReuse(Request));
    status = SurveyWait(Survey, Request);
    if (!NT_SUCCESS(status))
    {
        return status;
    }
    client = (PWSK_SOCKET)Request->Irp->IoStatus.Information;
    status = SurveyServe(Survey, Request, client);
    if (!NT_SUCCESS(status))
    {
        DbgPrint("survey: a client was lost, 0x%08x\n", status);
    }
    SurveyClose(Request, client);
    return STATUS_SUCCESS;
}

VOID SurveyThread(_In_ PVOID StartContext)
{
    PSURVEY survey = (PSURVEY)StartContext;
    PWSK_SOCKET listener;
    SURVEY_IRP request;
    NTSTATUS status;

    KeInitializeEvent(&request.Done, SynchronizationEvent, FALSE);
    request.Irp = IoAllocateIrp(1, FALSE);
    if (request.Irp == NULL)
    {
        PsTerminateSystemThread(STATUS_INSUFFICIENT_RESOURCES);
    }
    status = SurveyListen(survey, &request, &listener);
    if (NT_SUCCESS(status))
    {
        if (!NT_SUCCESS(SurveyLogAddresses(listener)))
        {
            DbgPrint("survey: no list of addresses\n");
        }
        do
        {
            status = SurveyServeNext(survey, &request, listener);
        } while (NT_SUCCESS(status) && KeReadStateEvent(&survey->Stop) == 0);
        SurveyClose(&request, listener);
    }
    IoFreeIrp(request.Irp);
    PsTerminateSystemThread(status);
}
