#include "beat.h"

typedef struct _BEAT_SENDER {
    PWSK_SOCKET Socket;
    PWSK_PROVIDER_DATAGRAM_DISPATCH Dispatch;
    PIRP Irp;
    KEVENT Done;
    WSK_BUF Buffer;
    ULONG64 Count;
} BEAT_SENDER, *PBEAT_SENDER;

static IO_COMPLETION_ROUTINE BeatRequestDone;

static NTSTATUS BeatRequestDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID BeatPrepare(_Inout_ PBEAT_SENDER Sender)
{
    IoReuseIrp(Sender->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Sender->Irp, BeatRequestDone, &Sender->Done, TRUE, TRUE, TRUE);
}

#define BEAT_CALL(sender, call) \
    (BeatPrepare(sender), (VOID)(call), BeatResult(sender))

// The event is set for every request, also for one that ended in the call.
static NTSTATUS BeatResult(_Inout_ PBEAT_SENDER Sender)
{
    KeWaitForSingleObject(&Sender->Done, Executive, KernelMode, FALSE, NULL);
    return Sender->Irp->IoStatus.Status;
}

static VOID BeatStopSender(_In_ PBEAT_SENDER Sender)
{
    if (Sender->Socket != NULL) {
        (VOID)BEAT_CALL(Sender, Sender->Dispatch->WskCloseSocket(Sender->Socket, Sender->Irp));
    }
    if (Sender->Buffer.Mdl != NULL) {
        IoFreeMdl(Sender->Buffer.Mdl);
    }
    if (Sender->Irp != NULL) {
        IoFreeIrp(Sender->Irp);
    }
    ExFreePoolWithTag(Sender, BEAT_TAG);
}

static NTSTATUS BeatOpenSocket(_Inout_ PBEAT_SENDER Sender, _In_ const WSK_PROVIDER_NPI *Wsk)
{
    SOCKADDR_IN any;
    NTSTATUS status;

    status = BEAT_CALL(Sender, Wsk->Dispatch->WskSocket(Wsk->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                                                        WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL,
                                                        Sender->Irp));
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Sender->Socket = (PWSK_SOCKET)Sender->Irp->IoStatus.Information;
    Sender->Dispatch = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Sender->Socket->Dispatch;

    RtlZeroMemory(&any, sizeof(any));
    any.sin_family = AF_INET;
    return BEAT_CALL(Sender, Sender->Dispatch->WskBind(Sender->Socket, (PSOCKADDR)&any, 0, Sender->Irp));
}

// NULL on failure.
static PBEAT_SENDER BeatStartSender(_In_ const WSK_PROVIDER_NPI *Wsk)
{
    PBEAT_SENDER sender = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*sender), BEAT_TAG);
    NTSTATUS status;

    if (sender == NULL) {
        return NULL;
    }
    KeInitializeEvent(&sender->Done, SynchronizationEvent, FALSE);
    sender->Irp = IoAllocateIrp(1, FALSE);
    sender->Buffer.Mdl = IoAllocateMdl(&sender->Count, sizeof(sender->Count), FALSE, FALSE, NULL);
    if (sender->Irp == NULL || sender->Buffer.Mdl == NULL) {
        BeatStopSender(sender);
        return NULL;
    }
    MmBuildMdlForNonPagedPool(sender->Buffer.Mdl);
    sender->Buffer.Length = sizeof(sender->Count);
    status = BeatOpenSocket(sender, Wsk);
    if (!NT_SUCCESS(status)) {
        DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_WARNING_LEVEL, "beat: no socket, 0x%08x\n", status);
        BeatStopSender(sender);
        return NULL;
    }
    return sender;
}

static NTSTATUS BeatOnce(_Inout_ PBEAT_SENDER Sender)
{
    SOCKADDR_IN monitor = {AF_INET, BEAT_PORT, {.S_un.S_un_b = {192, 0, 2, 99}}, {0}};

    Sender->Count++;
    return BEAT_CALL(Sender, Sender->Dispatch->WskSendTo(Sender->Socket, &Sender->Buffer, 0, (PSOCKADDR)&monitor, 0,
                                                         NULL, Sender->Irp));
}

VOID BeatThread(_In_ PVOID StartContext)
{
    PBEAT_BINDING binding = (PBEAT_BINDING)StartContext;
    HANDLE nmr = binding->NmrHandle;
    PBEAT_SENDER sender = NULL;
    LARGE_INTEGER second;

    second.QuadPart = -10000000;
    while (KeWaitForSingleObject(&binding->Detach, Executive, KernelMode, FALSE, &second) == STATUS_TIMEOUT) {
        NTSTATUS status;

        if (sender == NULL) {
            sender = BeatStartSender(&binding->Wsk);
        }
        if (sender == NULL) {
            continue;
        }
        status = BeatOnce(sender);
        if (status == STATUS_FILE_FORCED_CLOSED) {
            BeatStopSender(sender);
            sender = NULL;
        } else if (!NT_SUCCESS(status)) {
            DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_TRACE_LEVEL, "beat: missed, 0x%08x\n", status);
        }
    }
    if (sender != NULL) {
        BeatStopSender(sender);
    }
    // The binding may be gone when this returns.
    NmrClientDetachProviderComplete(nmr);
    PsTerminateSystemThread(STATUS_SUCCESS);
}
