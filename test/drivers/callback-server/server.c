#include "collect.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD CollectUnload;
static IO_COMPLETION_ROUTINE CollectSignal;
static IO_WORKITEM_ROUTINE CollectCloseListener;

static COLLECT_SERVER Collector;
static const WSK_CLIENT_DISPATCH CollectClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static
NTSTATUS
CollectSignal(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_reads_opt_(_Inexpressible_("varies")) PVOID Context
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static
NTSTATUS
CollectEnableCallbacks(
    _In_ PCOLLECT_SERVER Server
    )
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
    return Server->Npi.Dispatch->WskControlClient(Server->Npi.Client,
                                                  WSK_SET_STATIC_EVENT_CALLBACKS,
                                                  sizeof(control),
                                                  &control,
                                                  0,
                                                  NULL,
                                                  NULL,
                                                  NULL);
}

static
VOID
CollectCloseSocketAndWait(
    _In_ PWSK_SOCKET Socket,
    _In_ PIRP Irp
    )
{
    const WSK_PROVIDER_LISTEN_DISPATCH *dispatch = Socket->Dispatch;
    KEVENT closed;

    KeInitializeEvent(&closed, NotificationEvent, FALSE);
    IoReuseIrp(Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Irp, CollectSignal, &closed, TRUE, TRUE, TRUE);
    dispatch->WskCloseSocket(Socket, Irp);
    KeWaitForSingleObject(&closed, Executive, KernelMode, FALSE, NULL);
}

/*
 * With static callbacks the accept event may run as soon as the socket is bound.
 */
static
NTSTATUS
CollectOpenListener(
    _In_ PCOLLECT_SERVER Server
    )
{
    SOCKADDR_IN6 address = { 0 };
    KEVENT done;
    PWSK_SOCKET listener;
    PIRP irp;
    NTSTATUS status;

    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(irp, CollectSignal, &done, TRUE, TRUE, TRUE);
    Server->Npi.Dispatch->WskSocket(Server->Npi.Client,
                                    AF_INET6,
                                    SOCK_STREAM,
                                    IPPROTO_TCP,
                                    WSK_FLAG_LISTEN_SOCKET,
                                    Server,
                                    &CollectListenDispatch,
                                    NULL,
                                    NULL,
                                    NULL,
                                    irp);
    KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    if (!NT_SUCCESS(status))
    {
        IoFreeIrp(irp);
        return status;
    }

    listener = (PWSK_SOCKET)irp->IoStatus.Information;

    address.sin6_family = AF_INET6;
    address.sin6_port = COLLECT_PORT;
    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(irp, CollectSignal, &done, TRUE, TRUE, TRUE);
    ((const WSK_PROVIDER_LISTEN_DISPATCH *)listener->Dispatch)->WskBind(listener, (PSOCKADDR)&address, 0, irp);
    KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    if (NT_SUCCESS(status))
    {
        Server->Listener = listener;
        KeSetEvent(&Server->ListenerOpened, IO_NO_INCREMENT, FALSE);
    }
    else
    {
        CollectCloseSocketAndWait(listener, irp);
    }
    IoFreeIrp(irp);
    return status;
}

static
VOID
CollectCloseListener(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_opt_ PVOID Context
    )
{
    PCOLLECT_SERVER server = (PCOLLECT_SERVER)Context;
    LARGE_INTEGER delay;
    PIRP irp;

    UNREFERENCED_PARAMETER(DeviceObject);
    /* A callback may have run before the bind returned. */
    KeWaitForSingleObject(&server->ListenerOpened, Executive, KernelMode, FALSE, NULL);
    delay.QuadPart = -1000000;
    while ((irp = IoAllocateIrp(1, FALSE)) == NULL)
    {
        KeDelayExecutionThread(KernelMode, FALSE, &delay);
    }
    CollectCloseSocketAndWait(server->Listener, irp);
    IoFreeIrp(irp);
    KeSetEvent(&server->ListenerClosed, IO_NO_INCREMENT, FALSE);
}

/* At any IRQL up to DISPATCH_LEVEL; only the first call has an effect. */
VOID
CollectQueueListenerClose(
    _In_ PCOLLECT_SERVER Server
    )
{
    if (InterlockedExchange(&Server->IsListenerOver, TRUE) == FALSE)
    {
        IoQueueWorkItem(Server->CloseListenerWork, CollectCloseListener, DelayedWorkQueue, Server);
    }
}

NTSTATUS
DriverEntry(
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PUNICODE_STRING RegistryPath
    )
{
    PCOLLECT_SERVER server = &Collector;
    WSK_CLIENT_NPI client;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    InitializeListHead(&server->Connections);
    KeInitializeSpinLock(&server->Lock);
    KeInitializeEvent(&server->ListenerOpened, NotificationEvent, FALSE);
    KeInitializeEvent(&server->ListenerClosed, NotificationEvent, FALSE);
    KeInitializeEvent(&server->AllClosed, NotificationEvent, TRUE);

    status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_NETWORK, 0, FALSE, &server->Device);
    if (!NT_SUCCESS(status))
    {
        return status;
    }
    server->CloseListenerWork = IoAllocateWorkItem(server->Device);
    if (server->CloseListenerWork == NULL)
    {
        status = STATUS_INSUFFICIENT_RESOURCES;
        goto DeleteDevice;
    }

    client.ClientContext = NULL;
    client.Dispatch = &CollectClientDispatch;
    status = WskRegister(&client, &server->Registration);
    if (!NT_SUCCESS(status))
    {
        goto FreeWork;
    }
    status = WskCaptureProviderNPI(&server->Registration, 1000, &server->Npi);
    if (!NT_SUCCESS(status))
    {
        goto Deregister;
    }
    status = CollectEnableCallbacks(server);
    if (!NT_SUCCESS(status))
    {
        goto Release;
    }
    status = CollectOpenListener(server);
    if (!NT_SUCCESS(status))
    {
        goto EndConnections;
    }
    DriverObject->DriverUnload = CollectUnload;
    return STATUS_SUCCESS;

EndConnections:
    CollectEndAllConnections(server);
Release:
    WskReleaseProviderNPI(&server->Registration);
Deregister:
    WskDeregister(&server->Registration);
FreeWork:
    IoFreeWorkItem(server->CloseListenerWork);
DeleteDevice:
    IoDeleteDevice(server->Device);
    return status;
}

VOID
CollectUnload(
    _In_ PDRIVER_OBJECT DriverObject
    )
{
    PCOLLECT_SERVER server = &Collector;

    UNREFERENCED_PARAMETER(DriverObject);
    CollectQueueListenerClose(server);
    KeWaitForSingleObject(&server->ListenerClosed, Executive, KernelMode, FALSE, NULL);
    CollectEndAllConnections(server);
    WskReleaseProviderNPI(&server->Registration);
    WskDeregister(&server->Registration);
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "collect: %I64d lines\n", server->Lines);
    IoFreeWorkItem(server->CloseListenerWork);
    IoDeleteDevice(server->Device);
}
