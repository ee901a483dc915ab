// Two datagram sockets of a tunnel, one for each address family. Sends take their IRP from a lookaside list, with the
// IRP inside a structure of the driver's own; received datagrams are kept and given back later.

#include <ntddk.h>
#include <wsk.h>

#define TUNNEL_TAG 'lnuT'

typedef struct _TUNNEL_SEND {
    IRP Irp;
    UCHAR IrpStack[sizeof(IO_STACK_LOCATION)];
    WSK_BUF Buffer;
    SOCKADDR_INET Peer;
    struct _TUNNEL *Tunnel;
} TUNNEL_SEND, *PTUNNEL_SEND;

typedef struct _TUNNEL_SOCKET {
    PWSK_SOCKET Sock;
    EX_RUNDOWN_REF ItemsInFlight;
    PWSK_DATAGRAM_INDICATION Kept;
    KSPIN_LOCK Lock;
    BOOLEAN Failed;
} TUNNEL_SOCKET, *PTUNNEL_SOCKET;

typedef struct _TUNNEL {
    TUNNEL_SOCKET Sock4;
    TUNNEL_SOCKET Sock6;
    LONG64 SendErrors;
} TUNNEL, *PTUNNEL;

static LOOKASIDE_LIST_EX SendCache;
static WSK_PROVIDER_NPI WskProviderNpi;
static LONG WskReady;
static WSK_REGISTRATION WskRegistration;
static CONST WSK_CLIENT_DISPATCH WskAppDispatch = {.Version = MAKE_WSK_VERSION(1, 0)};

static IO_COMPLETION_ROUTINE SendComplete;
_Use_decl_annotations_
static NTSTATUS SendComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, VOID *ContextArgument)
{
    PTUNNEL_SEND send = ContextArgument;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (!NT_SUCCESS(Irp->IoStatus.Status))
        InterlockedIncrement64(&send->Tunnel->SendErrors);
    IoFreeMdl(send->Buffer.Mdl);
    ExFreeToLookasideListEx(&SendCache, send);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(DISPATCH_LEVEL)
static NTSTATUS SendTo(_Inout_ PTUNNEL Tunnel, _Inout_ PTUNNEL_SOCKET Socket, _In_ PMDL Mdl, _In_ CONST SOCKADDR_INET *Peer)
{
    NTSTATUS status = STATUS_RETRY;
    PTUNNEL_SEND send;

    if (!ExAcquireRundownProtection(&Socket->ItemsInFlight))
        goto cleanup;
    send = ExAllocateFromLookasideListEx(&SendCache);
    if (!send) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        goto cleanupRundown;
    }
    RtlZeroMemory(send, sizeof(*send));
    send->Tunnel = Tunnel;
    send->Peer = *Peer;
    send->Buffer.Mdl = Mdl;
    send->Buffer.Length = MmGetMdlByteCount(Mdl);
    IoInitializeIrp(&send->Irp, sizeof(send->Irp) + sizeof(send->IrpStack), 1);
    IoSetCompletionRoutine(&send->Irp, SendComplete, send, TRUE, TRUE, TRUE);
    status = ((WSK_PROVIDER_DATAGRAM_DISPATCH *)Socket->Sock->Dispatch)
                 ->WskSendTo(Socket->Sock, &send->Buffer, 0, (PSOCKADDR)&send->Peer, 0, NULL, &send->Irp);
cleanupRundown:
    ExReleaseRundownProtection(&Socket->ItemsInFlight);
cleanup:
    return status;
}

_Must_inspect_result_
static NTSTATUS WSKAPI Receive(_In_opt_ PVOID SocketContext, _In_ ULONG Flags, _In_opt_ PWSK_DATAGRAM_INDICATION DataIndication)
{
    PTUNNEL_SOCKET socket = SocketContext;
    PWSK_DATAGRAM_INDICATION last;
    KIRQL irql;

    UNREFERENCED_PARAMETER(Flags);
    if (!DataIndication) {
        socket->Failed = TRUE;
        return STATUS_SUCCESS;
    }
    for (last = DataIndication; last->Next != NULL; last = last->Next)
        ;
    KeAcquireSpinLock(&socket->Lock, &irql);
    last->Next = socket->Kept;
    socket->Kept = DataIndication;
    KeReleaseSpinLock(&socket->Lock, irql);
    return STATUS_PENDING;
}

static NTSTATUS SignalEvent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Done)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Done, IO_NETWORK_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// The callbacks are for the client, once and for all; whoever opens the first socket comes here before.
static NTSTATUS PrepareOnce(VOID)
{
    WSK_CLIENT_NPI clientNpi = {.Dispatch = &WskAppDispatch};
    WSK_EVENT_CALLBACK_CONTROL control = {.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID, .EventMask = WSK_EVENT_RECEIVE_FROM};
    NTSTATUS status = STATUS_SUCCESS;

    if (WskReady)
        return STATUS_SUCCESS;
    status = WskRegister(&clientNpi, &WskRegistration);
    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&WskRegistration, WSK_INFINITE_WAIT, &WskProviderNpi);
    if (!NT_SUCCESS(status))
        goto cleanupRegister;
    status = WskProviderNpi.Dispatch->WskControlClient(WskProviderNpi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                       sizeof(control), &control, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(status))
        goto cleanupCapture;
    WskReady = 1;
    return STATUS_SUCCESS;

cleanupCapture:
    WskReleaseProviderNPI(&WskRegistration);
cleanupRegister:
    WskDeregister(&WskRegistration);
    return status;
}

// Where only the bind fails, the caller closes the socket.
static NTSTATUS OpenOne(PTUNNEL_SOCKET Socket, PSOCKADDR Address)
{
    static CONST WSK_CLIENT_DATAGRAM_DISPATCH Dispatch = {.WskReceiveFromEvent = Receive};
    NTSTATUS status;
    KEVENT done;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, SignalEvent, &done, TRUE, TRUE, TRUE);
    status = WskProviderNpi.Dispatch->WskSocket(WskProviderNpi.Client, Address->sa_family, SOCK_DGRAM, IPPROTO_UDP,
                                                WSK_FLAG_DATAGRAM_SOCKET, Socket, &Dispatch, NULL, NULL, NULL, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    if (!NT_SUCCESS(status))
        goto cleanup;
    Socket->Sock = (PWSK_SOCKET)irp->IoStatus.Information;
    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(irp, SignalEvent, &done, TRUE, TRUE, TRUE);
    status = ((WSK_PROVIDER_DATAGRAM_DISPATCH *)Socket->Sock->Dispatch)->WskBind(Socket->Sock, Address, 0, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
cleanup:
    IoFreeIrp(irp);
    return status;
}

NTSTATUS OpenTunnel(PTUNNEL Tunnel, PSOCKADDR Address4, PSOCKADDR Address6)
{
    NTSTATUS status = PrepareOnce();

    if (!NT_SUCCESS(status))
        return status;
    status = OpenOne(&Tunnel->Sock4, Address4);
    if (NT_SUCCESS(status))
        status = OpenOne(&Tunnel->Sock6, Address6);
    return status;
}

// Tunnels come and go; the set-up behind the flag does not run again.
NTSTATUS OpenTwoTunnels(PTUNNEL First, PTUNNEL Second, PSOCKADDR Address4, PSOCKADDR Address6)
{
    NTSTATUS status = OpenTunnel(First, Address4, Address6);

    return NT_SUCCESS(status) ? OpenTunnel(Second, Address4, Address6) : status;
}

VOID GiveBack(PTUNNEL_SOCKET Socket)
{
    PWSK_DATAGRAM_INDICATION kept;
    KIRQL irql;

    KeAcquireSpinLock(&Socket->Lock, &irql);
    kept = Socket->Kept;
    Socket->Kept = NULL;
    KeReleaseSpinLock(&Socket->Lock, irql);
    if (kept)
        ((WSK_PROVIDER_DATAGRAM_DISPATCH *)Socket->Sock->Dispatch)->WskRelease(Socket->Sock, kept);
}

NTSTATUS SendEither(PTUNNEL Tunnel, PMDL Mdl, CONST SOCKADDR_INET *Peer)
{
    return SendTo(Tunnel, Peer->si_family == AF_INET ? &Tunnel->Sock4 : &Tunnel->Sock6, Mdl, Peer);
}
