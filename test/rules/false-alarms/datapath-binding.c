// A datapath over UDP: the tables are filled in at run time, IRPs lie in byte arrays inside larger structures, and
// the routine signals only where somebody waits.

#include <ntddk.h>
#include <wsk.h>

#define DP_TAG 'htaP'
#define DpEventWaitForever(Event) KeWaitForSingleObject(&(Event), Executive, KernelMode, FALSE, NULL)
#define DP_IRP_SIZE (sizeof(IRP) + sizeof(IO_STACK_LOCATION))
#define DP_TRACE_IF_FAILED(status, what) \
    do { \
        if (!NT_SUCCESS(status)) { \
            DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, what " failed, 0x%x\n", (status)); \
        } \
    } while (0)

typedef struct DP_DATAPATH {
    WSK_REGISTRATION WskRegistration;
    WSK_PROVIDER_NPI WskProviderNpi;
    WSK_CLIENT_DATAGRAM_DISPATCH WskDispatch;
    PFN_WSK_CONTROL_SOCKET ControlSocket;
} DP_DATAPATH;

typedef struct DP_BINDING {
    DP_DATAPATH *Datapath;
    union {
        PWSK_SOCKET Socket;
        PVOID Handle;
    };
    const WSK_PROVIDER_DATAGRAM_DISPATCH *DgrmDispatch;
    KEVENT WskCompletionEvent;
    union {
        IRP Irp;
        UCHAR IrpBuffer[DP_IRP_SIZE];
    };
} DP_BINDING;

typedef struct DP_SEND_DATA {
    WSK_BUF_LIST WskBufs;
    DP_BINDING *Binding;
    union {
        IRP Irp;
        UCHAR IrpBuffer[DP_IRP_SIZE];
    };
} DP_SEND_DATA;

static const WSK_CLIENT_DISPATCH DpClientDispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

IO_COMPLETION_ROUTINE DpIoCompletion;

_Use_decl_annotations_
NTSTATUS
DpIoCompletion(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    void* Context
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned) {
        KEVENT* CompletionEvent = (KEVENT*)Context;
        NT_ASSERT(CompletionEvent != NULL);
        KeSetEvent(CompletionEvent, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(DISPATCH_LEVEL)
static NTSTATUS DpSendComplete(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_reads_opt_(_Inexpressible_("")) PVOID Context);

static NTSTATUS NTAPI DpReceive(_In_opt_ void *Binding, _In_ ULONG Flags, _In_opt_ WSK_DATAGRAM_INDICATION *Indications)
{
    UNREFERENCED_PARAMETER(Binding);
    UNREFERENCED_PARAMETER(Flags);
    while (Indications != NULL) {
        Indications = Indications->Next;
    }
    return STATUS_SUCCESS;
}

NTSTATUS DpInitialize(_Out_ DP_DATAPATH *Datapath)
{
    WSK_CLIENT_NPI WskClientNpi = {NULL, &DpClientDispatch};
    WSK_EVENT_CALLBACK_CONTROL CallbackControl;
    NTSTATUS Status;
    BOOLEAN WskRegistered = FALSE;

    RtlZeroMemory(Datapath, sizeof(*Datapath));
    Datapath->WskDispatch.WskReceiveFromEvent = DpReceive;
    Status = WskRegister(&WskClientNpi, &Datapath->WskRegistration);
    DP_TRACE_IF_FAILED(Status, "WskRegister");
    if (!NT_SUCCESS(Status)) {
        goto Error;
    }
    WskRegistered = TRUE;
    Status = WskCaptureProviderNPI(&Datapath->WskRegistration, 1000, &Datapath->WskProviderNpi);
    if (!NT_SUCCESS(Status)) {
        goto Error;
    }
    CallbackControl.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    CallbackControl.EventMask = WSK_EVENT_RECEIVE_FROM;
    Status = Datapath->WskProviderNpi.Dispatch->WskControlClient(Datapath->WskProviderNpi.Client,
                                                                 WSK_SET_STATIC_EVENT_CALLBACKS,
                                                                 sizeof(CallbackControl), &CallbackControl, 0, NULL,
                                                                 NULL, NULL);
    if (!NT_SUCCESS(Status)) {
        WskReleaseProviderNPI(&Datapath->WskRegistration);
    }

Error:
    if (!NT_SUCCESS(Status) && WskRegistered) {
        WskDeregister(&Datapath->WskRegistration);
    }
    return Status;
}

static void DpPrepareIrp(DP_BINDING *Binding)
{
    IoReuseIrp(&Binding->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(&Binding->Irp, DpIoCompletion, &Binding->WskCompletionEvent, TRUE, TRUE, TRUE);
    KeResetEvent(&Binding->WskCompletionEvent);
}

static NTSTATUS DpSetOption(DP_BINDING *Binding, ULONG Option, ULONG Level, ULONG Value)
{
    NTSTATUS Status;

    DpPrepareIrp(Binding);
    Status = Binding->Datapath->ControlSocket(Binding->Socket, WskSetOption, Option, Level, sizeof(Value), &Value, 0,
                                              NULL, NULL, &Binding->Irp);
    if (Status == STATUS_PENDING) {
        DpEventWaitForever(Binding->WskCompletionEvent);
        Status = Binding->Irp.IoStatus.Status;
    }
    return Status;
}

NTSTATUS DpBindingCreate(DP_DATAPATH *Datapath, SOCKADDR_IN6 *Address, DP_BINDING **NewBinding)
{
    DP_BINDING *Binding = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(DP_BINDING), DP_TAG);
    NTSTATUS Status;

    if (Binding == NULL) {
        return STATUS_NO_MEMORY;
    }
    Binding->Datapath = Datapath;
    IoInitializeIrp(&Binding->Irp, sizeof(Binding->IrpBuffer), 1);
    KeInitializeEvent(&Binding->WskCompletionEvent, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(&Binding->Irp, DpIoCompletion, &Binding->WskCompletionEvent, TRUE, TRUE, TRUE);
    Status = Datapath->WskProviderNpi.Dispatch->WskSocket(Datapath->WskProviderNpi.Client, AF_INET6, SOCK_DGRAM,
                                                          IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, Binding,
                                                          &Datapath->WskDispatch, NULL, NULL, NULL, &Binding->Irp);
    if (Status == STATUS_PENDING) {
        DpEventWaitForever(Binding->WskCompletionEvent);
    } else if (!NT_SUCCESS(Status)) {
        goto Error;
    }
    Status = Binding->Irp.IoStatus.Status;
    if (!NT_SUCCESS(Status)) {
        goto Error;
    }
    Binding->Socket = (PWSK_SOCKET)(Binding->Irp.IoStatus.Information);
    Binding->DgrmDispatch = Binding->Socket->Dispatch;
    Datapath->ControlSocket = Binding->DgrmDispatch->WskControlSocket;
    Status = DpSetOption(Binding, IPV6_V6ONLY, IPPROTO_IPV6, FALSE);
    if (!NT_SUCCESS(Status)) {
        goto Close;
    }
    DpPrepareIrp(Binding);
    Status = Binding->DgrmDispatch->WskBind(Binding->Socket, (PSOCKADDR)Address, 0, &Binding->Irp);
    if (Status == STATUS_PENDING) {
        DpEventWaitForever(Binding->WskCompletionEvent);
        Status = Binding->Irp.IoStatus.Status;
    }
    if (NT_SUCCESS(Status)) {
        Status = DpSetOption(Binding, SO_RCVBUF, SOL_SOCKET, 0x10000);
    }
    if (NT_SUCCESS(Status)) {
        *NewBinding = Binding;
        return STATUS_SUCCESS;
    }

Close:
    DpPrepareIrp(Binding);
    if (Binding->DgrmDispatch->WskCloseSocket(Binding->Socket, &Binding->Irp) == STATUS_PENDING) {
        DpEventWaitForever(Binding->WskCompletionEvent);
    }

Error:
    ExFreePoolWithTag(Binding, DP_TAG);
    return Status;
}

void DpSend(DP_BINDING *Binding, PSOCKADDR Remote, DP_SEND_DATA *SendData)
{
    SendData->Binding = Binding;
    IoInitializeIrp(&SendData->Irp, sizeof(SendData->IrpBuffer), 1);
    IoSetCompletionRoutine(&SendData->Irp, DpSendComplete, SendData, TRUE, TRUE, TRUE);
    (void)Binding->DgrmDispatch->WskSendMessages(Binding->Socket, &SendData->WskBufs, 0, Remote, 0, NULL,
                                                 &SendData->Irp);
}

static NTSTATUS DpSendComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    DP_SEND_DATA *SendData = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    DP_TRACE_IF_FAILED(Irp->IoStatus.Status, "send");
    ExFreePoolWithTag(SendData, DP_TAG);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
