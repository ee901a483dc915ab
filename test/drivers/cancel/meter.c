/*
 * Reads an electricity meter once a minute, and takes its alarms.
 *
 * The meter answers within a second or not at all, so nothing here waits for longer than a deadline, and unloading
 * does not wait even that long. A request that is too late is cancelled, and then waited for without a limit: as long
 * as WSK has it, the IRP, the event and the buffers have to stay. It may also have succeeded at the last moment. A
 * socket that came that way has to be closed like any other.
 */
#include <ntddk.h>
#include <wsk.h>

#define MTR_TAG             'rteM'
#define MTR_PORT            0xf601      /* 502, in network order */
#define MTR_ALARM_PORT      0xf701      /* 503 */

#define MTR_CONNECT_MS      3000
#define MTR_REPLY_MS        1000
#define MTR_ALARM_MS        60000
#define MTR_CLOSE_MS        5000

#define MTR_REQUEST_SIZE    12
#define MTR_REPLY_SIZE      64

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD MtrUnload;
static KSTART_ROUTINE MtrThread;
static IO_COMPLETION_ROUTINE MtrOpComplete;

typedef struct {
    PIRP    Irp;
    KEVENT  Complete;
} MTR_OP;

typedef struct {
    WSK_REGISTRATION    Registration;
    WSK_PROVIDER_NPI    Wsk;
    PVOID               Thread;
    KEVENT              Stop;
    UCHAR               Frame[MTR_REPLY_SIZE];
    PMDL                FrameMdl;
    volatile LONG       Reading;
    volatile LONG       Alarms;
} MTR_STATE;

static MTR_STATE Mtr;
static const WSK_CLIENT_DISPATCH MtrClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static const UCHAR MtrReadPower[MTR_REQUEST_SIZE] = { 0, 1, 0, 0, 0, 6, 1, 3, 0, 52, 0, 2 };

#define CONNECTION_OF(s)    ((const WSK_PROVIDER_CONNECTION_DISPATCH *)(s)->Dispatch)
#define LISTENER_OF(s)      ((const WSK_PROVIDER_LISTEN_DISPATCH *)(s)->Dispatch)

static
NTSTATUS MtrOpComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    MTR_OP *op = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&op->Complete, IO_NETWORK_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static
NTSTATUS MtrOpCreate(MTR_OP *Op)
{
    KeInitializeEvent(&Op->Complete, NotificationEvent, FALSE);
    Op->Irp = IoAllocateIrp(1, FALSE);
    return Op->Irp == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

static
PIRP MtrOpStart(MTR_OP *Op)
{
    IoReuseIrp(Op->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Op->Complete);
    IoSetCompletionRoutine(Op->Irp, MtrOpComplete, Op, TRUE, TRUE, TRUE);
    return Op->Irp;
}

/* Waits for the request, for the deadline, or for the driver to unload. Afterwards the request is complete. */
static
NTSTATUS MtrOpFinish(MTR_OP *Op, NTSTATUS Status, LONG Milliseconds)
{
    PVOID objects[2] = { &Op->Complete, &Mtr.Stop };
    LARGE_INTEGER deadline;

    if (Status == STATUS_PENDING) {
        deadline.QuadPart = -10000LL * Milliseconds;
        if (KeWaitForMultipleObjects(2, objects, WaitAny, Executive, KernelMode, FALSE, &deadline, NULL) != STATUS_WAIT_0) {
            IoCancelIrp(Op->Irp);
            KeWaitForSingleObject(&Op->Complete, Executive, KernelMode, FALSE, NULL);
        }
        Status = Op->Irp->IoStatus.Status;
    }
    return Status;
}

/* Closing needs no deadline: WSK completes what is still under way. */
static
VOID MtrClose(MTR_OP *Op, PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_BASIC_DISPATCH *basic = Socket->Dispatch;
    NTSTATUS status = basic->WskCloseSocket(Socket, MtrOpStart(Op));

    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Op->Complete, Executive, KernelMode, FALSE, NULL);
    }
}

static
NTSTATUS MtrConnect(MTR_OP *Op, PWSK_SOCKET *Socket)
{
    SOCKADDR_IN from = { .sin_family = AF_INET };
    SOCKADDR_IN to = { .sin_family = AF_INET, .sin_port = MTR_PORT, .sin_addr.S_un.S_un_b = { 192, 0, 2, 77 } };
    NTSTATUS status;

    *Socket = NULL;
    status = Mtr.Wsk.Dispatch->WskSocketConnect(Mtr.Wsk.Client, SOCK_STREAM, IPPROTO_TCP, (PSOCKADDR)&from,
                                                (PSOCKADDR)&to, 0, NULL, NULL, NULL, NULL, NULL, MtrOpStart(Op));
    status = MtrOpFinish(Op, status, MTR_CONNECT_MS);
    if (NT_SUCCESS(status)) {
        *Socket = (PWSK_SOCKET)Op->Irp->IoStatus.Information;
    }
    return status;
}

static
NTSTATUS MtrExchange(MTR_OP *Op, PWSK_SOCKET Socket, SIZE_T *ReplyLength)
{
    WSK_BUF buffer = { Mtr.FrameMdl, 0, MTR_REQUEST_SIZE };
    NTSTATUS status;

    *ReplyLength = 0;
    RtlCopyMemory(Mtr.Frame, MtrReadPower, MTR_REQUEST_SIZE);
    status = CONNECTION_OF(Socket)->WskSend(Socket, &buffer, 0, MtrOpStart(Op));
    status = MtrOpFinish(Op, status, MTR_REPLY_MS);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    buffer.Length = MTR_REPLY_SIZE;
    status = CONNECTION_OF(Socket)->WskReceive(Socket, &buffer, 0, MtrOpStart(Op));
    status = MtrOpFinish(Op, status, MTR_REPLY_MS);
    if (NT_SUCCESS(status)) {
        *ReplyLength = Op->Irp->IoStatus.Information;
    }
    return status;
}

static
NTSTATUS MtrReadOnce(MTR_OP *Op)
{
    PWSK_SOCKET socket = NULL;
    SIZE_T length;
    NTSTATUS status;

    __try {
        status = MtrConnect(Op, &socket);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        status = MtrExchange(Op, socket, &length);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        if (length < 13 || Mtr.Frame[7] != 3) {
            status = STATUS_INVALID_NETWORK_RESPONSE;
            __leave;
        }
        InterlockedExchange(&Mtr.Reading, Mtr.Frame[9] << 24 | Mtr.Frame[10] << 16 | Mtr.Frame[11] << 8 | Mtr.Frame[12]);
        status = CONNECTION_OF(socket)->WskDisconnect(socket, NULL, 0, MtrOpStart(Op));
        status = MtrOpFinish(Op, status, MTR_CLOSE_MS);
    } __finally {
        if (socket != NULL) {
            MtrClose(Op, socket);
        }
    }
    return status;
}

static
NTSTATUS MtrListen(MTR_OP *Op, PWSK_SOCKET *Socket)
{
    SOCKADDR_IN any = { .sin_family = AF_INET, .sin_port = MTR_ALARM_PORT };
    PWSK_SOCKET listener;
    NTSTATUS status;

    *Socket = NULL;
    status = Mtr.Wsk.Dispatch->WskSocket(Mtr.Wsk.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                         NULL, NULL, NULL, NULL, NULL, MtrOpStart(Op));
    status = MtrOpFinish(Op, status, MTR_CONNECT_MS);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    listener = (PWSK_SOCKET)Op->Irp->IoStatus.Information;
    status = LISTENER_OF(listener)->WskBind(listener, (PSOCKADDR)&any, 0, MtrOpStart(Op));
    status = MtrOpFinish(Op, status, MTR_CONNECT_MS);
    if (!NT_SUCCESS(status)) {
        MtrClose(Op, listener);
        return status;
    }
    *Socket = listener;
    return status;
}

/* An alarm is a connection: nothing is sent. STATUS_CANCELLED where none came in time. */
static
NTSTATUS MtrAwaitAlarm(MTR_OP *Op, PWSK_SOCKET Listener)
{
    SOCKADDR_IN remote;
    PWSK_SOCKET accepted;
    NTSTATUS status;

    status = LISTENER_OF(Listener)->WskAccept(Listener, 0, NULL, NULL, NULL, (PSOCKADDR)&remote, MtrOpStart(Op));
    status = MtrOpFinish(Op, status, MTR_ALARM_MS);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    accepted = (PWSK_SOCKET)Op->Irp->IoStatus.Information;
    InterlockedIncrement(&Mtr.Alarms);
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_WARNING_LEVEL, "meter: alarm from 0x%08x\n", remote.sin_addr.s_addr);
    MtrClose(Op, accepted);
    return STATUS_SUCCESS;
}

static
BOOLEAN MtrIsStopped(VOID)
{
    return KeReadStateEvent(&Mtr.Stop) != 0;
}

static
VOID MtrThread(PVOID StartContext)
{
    PWSK_SOCKET listener = NULL;
    NTSTATUS status;
    MTR_OP op;

    UNREFERENCED_PARAMETER(StartContext);
    status = MtrOpCreate(&op);
    if (!NT_SUCCESS(status)) {
        PsTerminateSystemThread(status);
    }
    __try {
        status = MtrListen(&op, &listener);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        while (!MtrIsStopped()) {
            status = MtrReadOnce(&op);
            if (!NT_SUCCESS(status)) {
                DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "meter: no reading, 0x%08x\n", status);
            }
            status = MtrAwaitAlarm(&op, listener);
            if (!NT_SUCCESS(status) && status != STATUS_CANCELLED) {
                __leave;
            }
        }
    } __finally {
        if (listener != NULL) {
            MtrClose(&op, listener);
        }
        IoFreeIrp(op.Irp);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &MtrClient };
    BOOLEAN registered = FALSE, captured = FALSE;
    HANDLE thread;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    KeInitializeEvent(&Mtr.Stop, NotificationEvent, FALSE);
    __try {
        Mtr.FrameMdl = IoAllocateMdl(Mtr.Frame, sizeof(Mtr.Frame), FALSE, FALSE, NULL);
        if (Mtr.FrameMdl == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            __leave;
        }
        MmBuildMdlForNonPagedPool(Mtr.FrameMdl);

        status = WskRegister(&client, &Mtr.Registration);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        registered = TRUE;

        status = WskCaptureProviderNPI(&Mtr.Registration, 3000, &Mtr.Wsk);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        captured = TRUE;

        status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, MtrThread, NULL);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        ObReferenceObjectByHandle(thread, THREAD_ALL_ACCESS, NULL, KernelMode, &Mtr.Thread, NULL);
        ZwClose(thread);
        DriverObject->DriverUnload = MtrUnload;
    } __finally {
        if (!NT_SUCCESS(status)) {
            if (captured) {
                WskReleaseProviderNPI(&Mtr.Registration);
            }
            if (registered) {
                WskDeregister(&Mtr.Registration);
            }
            if (Mtr.FrameMdl != NULL) {
                IoFreeMdl(Mtr.FrameMdl);
            }
        }
    }
    return status;
}

VOID MtrUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    KeSetEvent(&Mtr.Stop, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(Mtr.Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(Mtr.Thread);
    WskReleaseProviderNPI(&Mtr.Registration);
    WskDeregister(&Mtr.Registration);
    IoFreeMdl(Mtr.FrameMdl);
}
