// A small library of blocking sockets. Each socket owns one IRP and one event, hidden in a context that every
// function resets, hands to WSK and waits for.

#include <ntddk.h>
#include <wsk.h>

#define BS_TAG 'kcsB'

typedef struct _BS_ASYNC_CONTEXT {
    KEVENT CompletionEvent;
    PIRP Irp;
} BS_ASYNC_CONTEXT, *PBS_ASYNC_CONTEXT;

typedef struct _BS_SOCKET {
    PWSK_SOCKET WskSocket;
    union {
        PVOID WskDispatch;
        PWSK_PROVIDER_CONNECTION_DISPATCH WskConnectionDispatch;
        PWSK_PROVIDER_LISTEN_DISPATCH WskListenDispatch;
        PWSK_PROVIDER_DATAGRAM_DISPATCH WskDatagramDispatch;
    };
    BS_ASYNC_CONTEXT AsyncContext;
} BS_SOCKET, *PBS_SOCKET;

WSK_REGISTRATION BsRegistration;
static WSK_PROVIDER_NPI BsProvider;
static WSK_CLIENT_DISPATCH BsDispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static NTSTATUS NTAPI BsCompletionRoutine(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_ PKEVENT Event)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID BsAsyncContextArm(PBS_ASYNC_CONTEXT Context)
{
    IoSetCompletionRoutine(Context->Irp, (PIO_COMPLETION_ROUTINE)&BsCompletionRoutine, &Context->CompletionEvent, TRUE,
                           TRUE, TRUE);
}

static NTSTATUS BsAsyncContextAllocate(PBS_ASYNC_CONTEXT Context)
{
    KeInitializeEvent(&Context->CompletionEvent, SynchronizationEvent, FALSE);
    Context->Irp = IoAllocateIrp(1, FALSE);
    if (Context->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    BsAsyncContextArm(Context);
    return STATUS_SUCCESS;
}

static VOID BsAsyncContextFree(PBS_ASYNC_CONTEXT Context)
{
    IoFreeIrp(Context->Irp);
    Context->Irp = NULL;
}

static VOID BsAsyncContextReset(PBS_ASYNC_CONTEXT Context)
{
    KeResetEvent(&Context->CompletionEvent);
    IoReuseIrp(Context->Irp, STATUS_UNSUCCESSFUL);
    BsAsyncContextArm(Context);
}

static NTSTATUS BsAsyncContextWait(PBS_ASYNC_CONTEXT Context, PNTSTATUS Status)
{
    if (*Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Context->CompletionEvent, Executive, KernelMode, FALSE, NULL);
        *Status = Context->Irp->IoStatus.Status;
    }
    return *Status;
}

NTSTATUS BsInitialize(VOID)
{
    WSK_CLIENT_NPI client = {NULL, &BsDispatch};
    NTSTATUS status = WskRegister(&client, &BsRegistration);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskCaptureProviderNPI(&BsRegistration, WSK_NO_WAIT, &BsProvider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&BsRegistration);
    }
    return status;
}

VOID BsTerminate(VOID)
{
    WskReleaseProviderNPI(&BsRegistration);
    WskDeregister(&BsRegistration);
}

NTSTATUS BsCreateSocket(PBS_SOCKET *Result, USHORT Type, ULONG Protocol, ULONG Flags)
{
    PBS_SOCKET created = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(BS_SOCKET), BS_TAG);
    NTSTATUS status;

    if (!created) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = BsAsyncContextAllocate(&created->AsyncContext);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(created, BS_TAG);
        return status;
    }
    status = BsProvider.Dispatch->WskSocket(BsProvider.Client, AF_INET, Type, Protocol, Flags, NULL, NULL, NULL, NULL,
                                            NULL, created->AsyncContext.Irp);
    BsAsyncContextWait(&created->AsyncContext, &status);
    if (!NT_SUCCESS(status)) {
        BsAsyncContextFree(&created->AsyncContext);
        ExFreePoolWithTag(created, BS_TAG);
        return status;
    }
    created->WskSocket = (PWSK_SOCKET)created->AsyncContext.Irp->IoStatus.Information;
    created->WskDispatch = (PVOID)created->WskSocket->Dispatch;
    *Result = created;
    return STATUS_SUCCESS;
}

NTSTATUS BsCloseSocket(PBS_SOCKET Socket)
{
    NTSTATUS status;

    BsAsyncContextReset(&Socket->AsyncContext);
    status = Socket->WskConnectionDispatch->WskCloseSocket(Socket->WskSocket, Socket->AsyncContext.Irp);
    BsAsyncContextWait(&Socket->AsyncContext, &status);
    BsAsyncContextFree(&Socket->AsyncContext);
    ExFreePoolWithTag(Socket, BS_TAG);
    return status;
}

NTSTATUS BsBind(PBS_SOCKET Socket, PSOCKADDR LocalAddress)
{
    NTSTATUS status;

    BsAsyncContextReset(&Socket->AsyncContext);
    status = Socket->WskListenDispatch->WskBind(Socket->WskSocket, LocalAddress, 0, Socket->AsyncContext.Irp);
    return BsAsyncContextWait(&Socket->AsyncContext, &status);
}

NTSTATUS BsSetFlag(PBS_SOCKET Socket, ULONG Option, ULONG Value)
{
    NTSTATUS status;

    BsAsyncContextReset(&Socket->AsyncContext);
    status = Socket->WskListenDispatch->WskControlSocket(Socket->WskSocket, WskSetOption, Option, SOL_SOCKET,
                                                         sizeof(Value), &Value, 0, NULL, NULL,
                                                         Socket->AsyncContext.Irp);
    return BsAsyncContextWait(&Socket->AsyncContext, &status);
}

NTSTATUS BsSend(PBS_SOCKET Socket, PWSK_BUF Buffer, PSIZE_T Sent)
{
    NTSTATUS status;

    BsAsyncContextReset(&Socket->AsyncContext);
    status = Socket->WskConnectionDispatch->WskSend(Socket->WskSocket, Buffer, 0, Socket->AsyncContext.Irp);
    BsAsyncContextWait(&Socket->AsyncContext, &status);
    *Sent = NT_SUCCESS(status) ? Socket->AsyncContext.Irp->IoStatus.Information : 0;
    return status;
}

// The general helper is used before the bind for the one option, after it for another.
NTSTATUS BsOpenServer(PBS_SOCKET *Result, PSOCKADDR LocalAddress)
{
    PBS_SOCKET server;
    NTSTATUS status = BsCreateSocket(&server, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = BsSetFlag(server, SO_EXCLUSIVEADDRUSE, 1);
    if (NT_SUCCESS(status)) {
        status = BsBind(server, LocalAddress);
    }
    if (NT_SUCCESS(status)) {
        status = BsSetFlag(server, SO_RCVBUF, 65536);
    }
    if (!NT_SUCCESS(status)) {
        BsCloseSocket(server);
        return status;
    }
    *Result = server;
    return STATUS_SUCCESS;
}
