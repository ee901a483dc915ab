// Code and data in pageable sections, and at which IRQL they are needed.

#include <ntddk.h>
#include <wsk.h>

typedef struct _CONNECTION {
    PIO_WORKITEM Work;
    ULONG Left;
} CONNECTION, *PCONNECTION;

NTSTATUS WSKAPI DisconnectInSection(PVOID SocketContext, ULONG Flags);
VOID CountInWorker(PDEVICE_OBJECT Device, PVOID Context);
#pragma alloc_text(PAGE, DisconnectInSection)
#pragma alloc_text(PAGE, CountInWorker)

#pragma data_seg(push, "PAGEDATA")
static ULONG PagedCount = 0;
#pragma data_seg(pop)
static ULONG Count = 0;

// ---------------------------------------------------------------- callbacks that are pageable

static NTSTATUS WSKAPI ReceiveSaysSo(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                     SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PAGED_CODE();
//  ^^^^^^^^^^ WSK904 'ReceiveSaysSo', a WskReceiveEvent callback, says PAGED_CODE, and can run at DISPATCH_LEVEL
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(DataIndication);
    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);
    return STATUS_SUCCESS;
}

// One finding, where it is in a section and says so.
NTSTATUS WSKAPI DisconnectInSection(PVOID SocketContext, ULONG Flags)
//              ^^^^^^^^^^^^^^^^^^^ WSK904 'DisconnectInSection', a WskDisconnectEvent callback, is in a pageable section
{
    PAGED_CODE();
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    return STATUS_SUCCESS;
}

// ---------------------------------------------------------------- what they call

// Right in itself: a work item calls it, too.
static VOID CountPaged(PCONNECTION Connection)
{
    PAGED_CODE();
    Connection->Left--;
}

VOID CountInWorker(PDEVICE_OBJECT Device, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    // Right: a work item runs at PASSIVE_LEVEL.
    PAGED_CODE();
    CountPaged((PCONNECTION)Context);
    PagedCount++;
}

static NTSTATUS WSKAPI BacklogCallsPaged(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    UNREFERENCED_PARAMETER(IdealBacklogSize);
    CountPaged((PCONNECTION)SocketContext);
//  ^^^^^^^^^^ WSK904 'BacklogCallsPaged', a WskSendBacklogEvent callback, calls 'CountPaged', which is pageable
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH PagedDispatch = {ReceiveSaysSo, DisconnectInSection, BacklogCallsPaged};

// ---------------------------------------------------------------- what they touch

static NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    PagedCount++;
//  ^^^^^^^^^^ WSK904 'SendDone', an IoCompletion routine, touches 'PagedCount', which is pageable
    Count += PagedCount;
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;

    IoSetCompletionRoutine(Irp, SendDone, NULL, TRUE, TRUE, TRUE);
    return Dispatch->WskSend(Socket, Buffer, 0, Irp);
}

// ---------------------------------------------------------------- right

// Data that stays in memory.
static NTSTATUS WSKAPI DisconnectCounts(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    Count++;
    return STATUS_SUCCESS;
}

// Behind a test of the IRQL.
static NTSTATUS WSKAPI BacklogWhenPassive(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    UNREFERENCED_PARAMETER(IdealBacklogSize);
    if (KeGetCurrentIrql() < DISPATCH_LEVEL) {
        CountPaged((PCONNECTION)SocketContext);
        PagedCount++;
    }
    return STATUS_SUCCESS;
}

// What a work item does may be pageable.
static NTSTATUS WSKAPI ReceiveThenWorker(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                         SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(DataIndication);
    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);
    IoQueueWorkItem(Connection->Work, CountInWorker, DelayedWorkQueue, Connection);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH RightDispatch = {ReceiveThenWorker, DisconnectCounts, BacklogWhenPassive};

// Set-up runs at PASSIVE_LEVEL.
NTSTATUS SetUp(PWSK_CLIENT_NPI ClientNpi, PWSK_REGISTRATION Registration)
{
    PAGED_CODE();
    PagedCount = 0;
    return WskRegister(ClientNpi, Registration);
}

// The same function as a thread: what its level is does not come from a callback.
static VOID CountThread(PVOID Context)
{
    PAGED_CODE();
    CountPaged((PCONNECTION)Context);
}

NTSTATUS StartCounting(PCONNECTION Connection, PHANDLE Thread)
{
    return PsCreateSystemThread(Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, CountThread, Connection);
}

// Another variable of the name of one that is pageable.
static NTSTATUS WSKAPI BacklogOwnCount(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    ULONG PagedCount = ((PCONNECTION)SocketContext)->Left;

    return PagedCount > IdealBacklogSize ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

const WSK_CLIENT_CONNECTION_DISPATCH OwnDispatch = {NULL, NULL, BacklogOwnCount};
