// At which IRQL calls are made, and which they allow.

#include <ntddk.h>
#include <wsk.h>

typedef struct _SERVER {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    PADDRINFOEXW Found;
    KSPIN_LOCK Lock;
    KMUTEX Mutex;
    KEVENT Idle;
    PIRP Irp;
    PIO_WORKITEM Work;
    HANDLE File;
    PVOID Copy;
} SERVER, *PSERVER;

static SERVER TheServer;

static NTSTATUS KeepIrp(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// Right in itself.
static VOID FreeFound(PSERVER Server)
{
    Server->Npi.Dispatch->WskFreeAddressInfo(Server->Npi.Client, Server->Found);
}

static VOID FreeInWorker(PDEVICE_OBJECT Device, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    FreeFound((PSERVER)Context);
}

// ---------------------------------------------------------------- in completion routines

static NTSTATUS ResolvedDirectly(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PSERVER Server = (PSERVER)Context;

    UNREFERENCED_PARAMETER(Device);
    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        Server->Npi.Dispatch->WskFreeAddressInfo(Server->Npi.Client, Server->Found);
//                            ^^^^^^^^^^^^^^^^^^ WSK901 'ResolvedDirectly', an IoCompletion routine, can reach WskFreeAddressInfo at DISPATCH_LEVEL, which it allows only at PASSIVE_LEVEL
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS ResolvedThroughHelper(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    FreeFound((PSERVER)Context);
//  ^^^^^^^^^ WSK901 'ResolvedThroughHelper', an IoCompletion routine, can reach WskFreeAddressInfo in 'FreeFound' at DISPATCH_LEVEL
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// The classic: the request for the next change of the list is sent from the routine that hears of the last one.
static NTSTATUS ListChanged(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PSERVER Server = (PSERVER)Context;
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Server->Socket->Dispatch;

    UNREFERENCED_PARAMETER(Device);
    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Irp, ListChanged, Server, TRUE, TRUE, TRUE);
    Dispatch->WskControlSocket(Server->Socket, WskIoctl, SIO_ADDRESS_LIST_CHANGE, 0, 0, NULL, 0, NULL, NULL, Irp);
//            ^^^^^^^^^^^^^^^^ WSK901 'ListChanged', an IoCompletion routine, can reach WskControlSocket at DISPATCH_LEVEL, which it allows only at PASSIVE_LEVEL
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ResolveAll(PSERVER Server, PUNICODE_STRING Name, PIRP First, PIRP Second)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Server->Socket->Dispatch;

    IoSetCompletionRoutine(First, ResolvedDirectly, Server, TRUE, TRUE, TRUE);
    Server->Npi.Dispatch->WskGetAddressInfo(Server->Npi.Client, Name, NULL, 0, NULL, NULL, &Server->Found, NULL, NULL,
                                            First);
    IoSetCompletionRoutine(Second, ResolvedThroughHelper, Server, TRUE, TRUE, TRUE);
    Server->Npi.Dispatch->WskGetAddressInfo(Server->Npi.Client, Name, NULL, 0, NULL, NULL, &Server->Found, NULL, NULL,
                                            Second);
    IoSetCompletionRoutine(Server->Irp, ListChanged, Server, TRUE, TRUE, TRUE);
    return Dispatch->WskControlSocket(Server->Socket, WskIoctl, SIO_ADDRESS_LIST_CHANGE, 0, 0, NULL, 0, NULL, NULL,
                                      Server->Irp);
}

// ---------------------------------------------------------------- in event callbacks

static NTSTATUS WSKAPI ReceiveAndWrite(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                       SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PSERVER Server = (PSERVER)SocketContext;
    IO_STATUS_BLOCK IoStatus;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(DataIndication);
    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);
    ZwWriteFile(Server->File, NULL, NULL, NULL, &IoStatus, Server->Copy, 16, NULL, NULL);
//  ^^^^^^^^^^^ WSK901 'ReceiveAndWrite', a WskReceiveEvent callback, can reach ZwWriteFile at DISPATCH_LEVEL, which it allows only at PASSIVE_LEVEL
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI DisconnectAndLock(PVOID SocketContext, ULONG Flags)
{
    PSERVER Server = (PSERVER)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    KeWaitForSingleObject(&Server->Mutex, Executive, KernelMode, FALSE, NULL);
//  ^^^^^^^^^^^^^^^^^^^^^ WSK901 'DisconnectAndLock', a WskDisconnectEvent callback, can reach KeWaitForSingleObject at DISPATCH_LEVEL, which it allows only below DISPATCH_LEVEL
    KeReleaseMutex(&Server->Mutex, FALSE);
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI BacklogAndAllocate(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    PSERVER Server = (PSERVER)SocketContext;

    Server->Copy = ExAllocatePool2(POOL_FLAG_PAGED, IdealBacklogSize, 'lvrS');
//                 ^^^^^^^^^^^^^^^ WSK901 'BacklogAndAllocate', a WskSendBacklogEvent callback, can reach ExAllocatePool2 of paged pool at DISPATCH_LEVEL
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH WrongDispatch = {ReceiveAndWrite, DisconnectAndLock, BacklogAndAllocate};

// ---------------------------------------------------------------- under a lock, in a DPC

NTSTATUS RegisterUnderLock(PSERVER Server, PWSK_CLIENT_NPI ClientNpi)
{
    KIRQL OldIrql;
    NTSTATUS status;

    KeAcquireSpinLock(&Server->Lock, &OldIrql);
    status = WskRegister(ClientNpi, &Server->Registration);
//           ^^^^^^^^^^^ WSK901 'RegisterUnderLock' after KeAcquireSpinLock can reach WskRegister at DISPATCH_LEVEL, which it allows only at PASSIVE_LEVEL
    KeReleaseSpinLock(&Server->Lock, OldIrql);
    return status;
}

static VOID TimerDpc(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    PSERVER Server = (PSERVER)Context;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(First);
    UNREFERENCED_PARAMETER(Second);
    (VOID)WskCaptureProviderNPI(&Server->Registration, WSK_INFINITE_WAIT, &Server->Npi);
//        ^^^^^^^^^^^^^^^^^^^^^ WSK901 'TimerDpc', called as KDEFERRED_ROUTINE, can reach WskCaptureProviderNPI at DISPATCH_LEVEL
}

VOID StartTimer(PKDPC Dpc)
{
    KeInitializeDpc(Dpc, TimerDpc, &TheServer);
}

// Interrupts come above what any function of WSK allows.
static BOOLEAN Interrupt(PKINTERRUPT Object, PVOID Context)
{
    PSERVER Server = (PSERVER)Context;
    const WSK_PROVIDER_BASIC_DISPATCH *Dispatch = Server->Socket->Dispatch;

    UNREFERENCED_PARAMETER(Object);
    Dispatch->WskCloseSocket(Server->Socket, Server->Irp);
//            ^^^^^^^^^^^^^^ WSK901 'Interrupt', called as KSERVICE_ROUTINE, can reach WskCloseSocket above DISPATCH_LEVEL, which it allows only up to DISPATCH_LEVEL
    return TRUE;
}
KSERVICE_ROUTINE Interrupt;

// What a macro calls is called where the macro stands.
#define WAIT_FOR(event) KeWaitForSingleObject((event), Executive, KernelMode, FALSE, NULL)

static NTSTATUS WSKAPI DisconnectThroughMacro(PVOID SocketContext, ULONG Flags)
{
    PSERVER Server = (PSERVER)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    WAIT_FOR(&Server->Idle);
//  ^^^^^^^^ WSK901 'DisconnectThroughMacro', a WskDisconnectEvent callback, can reach KeWaitForSingleObject at DISPATCH_LEVEL
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH MacroDispatch = {NULL, DisconnectThroughMacro, NULL};

// The tables that turn wide characters into narrow ones can be paged out.
static NTSTATUS WSKAPI BacklogAndName(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    PSERVER Server = (PSERVER)SocketContext;
    CHAR Line[64];

    RtlStringCbPrintfA(Line, sizeof(Line), "%wZ: %Iu", (PUNICODE_STRING)Server->Copy, IdealBacklogSize);
//  ^^^^^^^^^^^^^^^^^^ WSK901 'BacklogAndName', a WskSendBacklogEvent callback, can reach RtlStringCbPrintfA at DISPATCH_LEVEL
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH NameDispatch = {NULL, NULL, BacklogAndName};

// ---------------------------------------------------------------- right

// Numbers and narrow text need no tables, and what only fills in a structure needs nothing.
static NTSTATUS WSKAPI BacklogAndCount(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    PSERVER Server = (PSERVER)SocketContext;
    CHAR Line[64];

    RtlStringCbPrintfA(Line, sizeof(Line), "%s: %Iu", "backlog", IdealBacklogSize);
    RtlStringCbCopyA((PCHAR)Server->Copy, sizeof(Line), Line);
    KeInitializeSemaphore((PKSEMAPHORE)Server->File, 0, 1);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH CountDispatch = {NULL, NULL, BacklogAndCount};

// WSK_NO_WAIT does not wait, and is allowed up to DISPATCH_LEVEL.
static NTSTATUS WSKAPI DisconnectAndLook(PVOID SocketContext, ULONG Flags)
{
    PSERVER Server = (PSERVER)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    return WskCaptureProviderNPI(&Server->Registration, WSK_NO_WAIT, &Server->Npi);
}

// Behind a test of the IRQL.
static NTSTATUS WSKAPI BacklogWhenPassive(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    UNREFERENCED_PARAMETER(IdealBacklogSize);
    if (KeGetCurrentIrql() == PASSIVE_LEVEL) {
        FreeFound((PSERVER)SocketContext);
    }
    return STATUS_SUCCESS;
}

// A work item runs at PASSIVE_LEVEL.
static NTSTATUS WSKAPI ReceiveThenWorker(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                         SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PSERVER Server = (PSERVER)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(DataIndication);
    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);
    IoQueueWorkItem(Server->Work, FreeInWorker, DelayedWorkQueue, Server);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH RightDispatch = {ReceiveThenWorker, DisconnectAndLook, BacklogWhenPassive};

// A DPC may call what is allowed up to DISPATCH_LEVEL.
static VOID SendDpc(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    PSERVER Server = (PSERVER)Context;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Server->Socket->Dispatch;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Second);
    IoSetCompletionRoutine(Server->Irp, KeepIrp, NULL, TRUE, TRUE, TRUE);
    (VOID)Dispatch->WskSend(Server->Socket, (PWSK_BUF)First, 0, Server->Irp);
}

VOID StartSending(PKDPC Dpc)
{
    KeInitializeDpc(Dpc, SendDpc, &TheServer);
}

// The lock is given back before.
NTSTATUS RegisterAfterLock(PSERVER Server, PWSK_CLIENT_NPI ClientNpi)
{
    KIRQL OldIrql;

    KeAcquireSpinLock(&Server->Lock, &OldIrql);
    Server->Found = NULL;
    KeReleaseSpinLock(&Server->Lock, OldIrql);
    return WskRegister(ClientNpi, &Server->Registration);
}

// It says where it may be called, and nobody is known to call it elsewhere.
_IRQL_requires_max_(PASSIVE_LEVEL) VOID StopServer(PSERVER Server)
{
    PAGED_CODE();
    WskReleaseProviderNPI(&Server->Registration);
    WskDeregister(&Server->Registration);
}

// Nobody knows at which level it is called.
VOID WaitUntilIdle(PSERVER Server)
{
    KeWaitForSingleObject(&Server->Idle, Executive, KernelMode, FALSE, NULL);
}

// Memory that is not pageable can be locked at DISPATCH_LEVEL, too; which it is does not show.
static NTSTATUS WSKAPI DisconnectAndLockPages(PVOID SocketContext, ULONG Flags)
{
    PMDL Mdl = (PMDL)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    MmProbeAndLockPages(Mdl, KernelMode, IoReadAccess);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH PagesDispatch = {NULL, DisconnectAndLockPages, NULL};

// ---------------------------------------------------------------- missed

// Which function a pointer of the driver's own points at is not followed.
static NTSTATUS WSKAPI KnownMissThroughPointer(PVOID SocketContext, ULONG Flags)
{
    VOID (*volatile Free)(PSERVER Server) = FreeFound;

    UNREFERENCED_PARAMETER(Flags);
    Free((PSERVER)SocketContext);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH MissedDispatch = {NULL, KnownMissThroughPointer, NULL};
