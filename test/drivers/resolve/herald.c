/*++
  Herald: tells a server by its name that this machine is up, and under which name the server is known.

  Name resolution may take long and needs PASSIVE_LEVEL, so all is done once, in a thread of its own.
--*/
#include <ntddk.h>
#include <wsk.h>

#define HERALD_TAG 'dreH'

#define BAIL_IF_FAILED(s)                                                                                              \
    do {                                                                                                               \
        if (!NT_SUCCESS(s)) {                                                                                          \
            goto Exit;                                                                                                 \
        }                                                                                                              \
    } while (0)

typedef struct HERALD_CONTEXT {
    KEVENT Event;
    PIRP   Irp;
} HERALD_CONTEXT;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD HeraldUnload;
KSTART_ROUTINE HeraldMain;
static IO_COMPLETION_ROUTINE HeraldWake;

static WSK_REGISTRATION    g_WskRegistration;
static WSK_PROVIDER_NPI    g_WskNpi;
static KEVENT              g_Stop;
static PKTHREAD            g_Thread;
static const WSK_CLIENT_DISPATCH g_ClientDispatch = {
    .Version = MAKE_WSK_VERSION(1, 0),
    .Reserved = 0,
    .WskClientEvent = NULL,
};

static CHAR g_Greeting[] = "HELLO\r\n";

static NTSTATUS
HeraldWake(IN PDEVICE_OBJECT DeviceObject, IN PIRP Irp, IN PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((HERALD_CONTEXT *)Context)->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* The first request of an IRP, and all others. */
static NTSTATUS
HeraldInitContext(OUT HERALD_CONTEXT *Context)
{
    KeInitializeEvent(&Context->Event, SynchronizationEvent, FALSE);
    Context->Irp = IoAllocateIrp(1, FALSE);
    if (Context->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Context->Irp, HeraldWake, Context, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static VOID
HeraldResetContext(IN OUT HERALD_CONTEXT *Context)
{
    KeResetEvent(&Context->Event);
    IoReuseIrp(Context->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Context->Irp, HeraldWake, Context, TRUE, TRUE, TRUE);
}

static VOID
HeraldFreeContext(IN HERALD_CONTEXT *Context)
{
    IoFreeIrp(Context->Irp);
}

static VOID
HeraldWait(IN HERALD_CONTEXT *Context, IN OUT NTSTATUS *Status)
{
    if (*Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Context->Event, Executive, KernelMode, FALSE, NULL);
        *Status = Context->Irp->IoStatus.Status;
    }
}

/* The caller gives the list back with WskFreeAddressInfo. */
static NTSTATUS
HeraldLookUp(IN PCWSTR Host, IN PCWSTR Service, OUT PADDRINFOEXW *Results)
{
    UNICODE_STRING host, service;
    ADDRINFOEXW hints = { 0 };
    HERALD_CONTEXT context;
    NTSTATUS status;

    *Results = NULL;
    RtlInitUnicodeString(&host, Host);
    RtlInitUnicodeString(&service, Service);
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_protocol = IPPROTO_TCP;

    status = HeraldInitContext(&context);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = g_WskNpi.Dispatch->WskGetAddressInfo(g_WskNpi.Client, &host, &service, NS_ALL, NULL, &hints, Results,
                                                  NULL, NULL, context.Irp);
    HeraldWait(&context, &status);
    HeraldFreeContext(&context);
    return status;
}

static NTSTATUS
HeraldReportName(IN const ADDRINFOEXW *Address)
{
    HERALD_CONTEXT context = { .Irp = NULL };
    UNICODE_STRING name = { 0 };
    NTSTATUS status;

    if (Address->ai_addrlen > sizeof(SOCKADDR_STORAGE)) {
        return STATUS_INVALID_ADDRESS;
    }
    name.MaximumLength = NI_MAXHOST * sizeof(WCHAR);
    name.Buffer = ExAllocatePoolWithTag(NonPagedPoolNx, name.MaximumLength, HERALD_TAG);
    if (name.Buffer == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = HeraldInitContext(&context);
    BAIL_IF_FAILED(status);

    status = g_WskNpi.Dispatch->WskGetNameInfo(g_WskNpi.Client, Address->ai_addr, (ULONG)Address->ai_addrlen, &name,
                                               NULL, NI_NAMEREQD, NULL, NULL, context.Irp);
    HeraldWait(&context, &status);
    BAIL_IF_FAILED(status);
    DbgPrint("herald: the server is %wZ\n", &name);

Exit:
    if (context.Irp != NULL) {
        HeraldFreeContext(&context);
    }
    ExFreePoolWithTag(name.Buffer, HERALD_TAG);
    return status;
}

static NTSTATUS
HeraldConnect(IN HERALD_CONTEXT *Context, IN const ADDRINFOEXW *Address, OUT PWSK_SOCKET *Socket)
{
    SOCKADDR_STORAGE local = { 0 };
    NTSTATUS status;

    *Socket = NULL;
    /* The wildcard address of either family is all zero. */
    local.ss_family = (ADDRESS_FAMILY)Address->ai_family;

    HeraldResetContext(Context);
    status = g_WskNpi.Dispatch->WskSocketConnect(g_WskNpi.Client, SOCK_STREAM, IPPROTO_TCP, (PSOCKADDR)&local,
                                                 Address->ai_addr, 0, NULL, NULL, NULL, NULL, NULL, Context->Irp);
    HeraldWait(Context, &status);
    if (NT_SUCCESS(status)) {
        *Socket = (PWSK_SOCKET)Context->Irp->IoStatus.Information;
    }
    return status;
}

static NTSTATUS
HeraldGreet(IN HERALD_CONTEXT *Context, IN PWSK_SOCKET Socket)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    BOOLEAN isLocked = FALSE;
    WSK_BUF buffer;
    NTSTATUS status;

    buffer.Offset = 0;
    buffer.Length = sizeof(g_Greeting) - 1;
    buffer.Mdl = IoAllocateMdl(g_Greeting, sizeof(g_Greeting) - 1, FALSE, FALSE, NULL);
    if (buffer.Mdl == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = STATUS_SUCCESS;
    __try {
        MmProbeAndLockPages(buffer.Mdl, KernelMode, IoReadAccess);
        isLocked = TRUE;
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode();
    }
    BAIL_IF_FAILED(status);

    HeraldResetContext(Context);
    status = dispatch->WskSend(Socket, &buffer, 0, Context->Irp);
    HeraldWait(Context, &status);
    BAIL_IF_FAILED(status);

    HeraldResetContext(Context);
    status = dispatch->WskDisconnect(Socket, NULL, 0, Context->Irp);
    HeraldWait(Context, &status);

Exit:
    if (isLocked) {
        MmUnlockPages(buffer.Mdl);
    }
    IoFreeMdl(buffer.Mdl);
    return status;
}

static VOID
HeraldClose(IN HERALD_CONTEXT *Context, IN PWSK_SOCKET Socket)
{
    NTSTATUS status;

    HeraldResetContext(Context);
    status = ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Context->Irp);
    HeraldWait(Context, &status);
}

/* Each address in turn, until one takes the greeting. */
static NTSTATUS
HeraldTryAll(IN const ADDRINFOEXW *Addresses)
{
    const ADDRINFOEXW *address;
    HERALD_CONTEXT context;
    NTSTATUS status;

    status = HeraldInitContext(&context);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = STATUS_NOT_FOUND;
    for (address = Addresses; address != NULL; address = address->ai_next) {
        PWSK_SOCKET socket;

        if (address->ai_family != AF_INET && address->ai_family != AF_INET6) {
            continue;
        }
        if (KeReadStateEvent(&g_Stop)) {
            status = STATUS_CANCELLED;
            break;
        }
        status = HeraldConnect(&context, address, &socket);
        if (!NT_SUCCESS(status)) {
            continue;
        }
        status = HeraldGreet(&context, socket);
        HeraldClose(&context, socket);
        if (NT_SUCCESS(status)) {
            NTSTATUS named = HeraldReportName(address);

            if (!NT_SUCCESS(named)) {
                DbgPrint("herald: the server has no name, 0x%08x\n", named);
            }
            break;
        }
    }
    HeraldFreeContext(&context);
    return status;
}

VOID
HeraldMain(IN PVOID StartContext)
{
    PADDRINFOEXW results;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(StartContext);
    status = WskCaptureProviderNPI(&g_WskRegistration, WSK_INFINITE_WAIT, &g_WskNpi);
    if (!NT_SUCCESS(status)) {
        PsTerminateSystemThread(status);
    }
    status = HeraldLookUp(L"herald.example.org", L"7007", &results);
    if (NT_SUCCESS(status)) {
        status = HeraldTryAll(results);
        g_WskNpi.Dispatch->WskFreeAddressInfo(g_WskNpi.Client, results);
    }
    if (!NT_SUCCESS(status)) {
        DbgPrint("herald: the server was not reached, 0x%08x\n", status);
    }
    WskReleaseProviderNPI(&g_WskRegistration);
    PsTerminateSystemThread(status);
}

NTSTATUS
DriverEntry(IN PDRIVER_OBJECT DriverObject, IN PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI npi;
    HANDLE thread;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    KeInitializeEvent(&g_Stop, NotificationEvent, FALSE);

    npi.ClientContext = NULL;
    npi.Dispatch = &g_ClientDispatch;
    if (!NT_SUCCESS(status = WskRegister(&npi, &g_WskRegistration))) {
        return status;
    }
    status = PsCreateSystemThread(&thread, SYNCHRONIZE, NULL, NULL, NULL, HeraldMain, NULL);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&g_WskRegistration);
        return status;
    }
    ObReferenceObjectByHandle(thread, SYNCHRONIZE, NULL, KernelMode, (PVOID *)&g_Thread, NULL);
    ZwClose(thread);
    DriverObject->DriverUnload = HeraldUnload;
    return STATUS_SUCCESS;
}

/* A thread that still waits for the network is told by WskDeregister that it waits in vain. */
VOID
HeraldUnload(IN PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    KeSetEvent(&g_Stop, IO_NO_INCREMENT, FALSE);
    WskDeregister(&g_WskRegistration);
    KeWaitForSingleObject(g_Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(g_Thread);
}
