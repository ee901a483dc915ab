// Calls without an IRP, and which of them need one.

#include <ntddk.h>
#include <wsk.h>

#define NO_IRP NULL

typedef struct _CLIENT {
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch;
    PIRP Irp;
} CLIENT, *PCLIENT;

extern VOID FillIrp(PIRP *Irp);
extern PIRP TakeIrp(PCLIENT Client);

static NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// ---------------------------------------------------------------- functions that always want one

NTSTATUS CloseWithout(PCLIENT Client)
{
    return Client->Dispatch->WskCloseSocket(Client->Socket, NULL);
//                                                          ^^^^ WSK202 no IRP is passed, and WskCloseSocket needs one
}

NTSTATUS BindWithout(PCLIENT Client, PSOCKADDR Address)
{
    PIRP irp = NULL;

    return Client->Dispatch->WskBind(Client->Socket, Address, 0, irp);
//                                                               ^^^ WSK202 'irp' is NULL, and WskBind needs one
}

NTSTATUS ResolveWithout(PCLIENT Client, PUNICODE_STRING Name, PADDRINFOEXW *Result)
{
    return Client->Npi.Dispatch->WskGetAddressInfo(Client->Npi.Client, Name, NULL, NS_ALL, NULL, NULL, Result,
                                                   NULL, NULL, NO_IRP);
//                                                             ^^^^^^ WSK202 'NO_IRP' is NULL, and WskGetAddressInfo needs one
}

// On one of two ways.
NTSTATUS AcceptSometimesWithout(PCLIENT Client, BOOLEAN Wait)
{
    PIRP irp = NULL;

    if (Wait) {
        irp = TakeIrp(Client);
        return Client->Dispatch->WskAccept(Client->Socket, 0, NULL, NULL, NULL, NULL, irp);
    }
    return Client->Dispatch->WskAccept(Client->Socket, 0, NULL, NULL, NULL, NULL, irp);
//                                                                                ^^^ WSK202 'irp' is NULL, and WskAccept needs one
}

// ---------------------------------------------------------------- options and codes

NTSTATUS ReuseAddressWithout(PCLIENT Client)
{
    ULONG on = 1;

    return Client->Dispatch->WskControlSocket(Client->Socket, WskSetOption, SO_REUSEADDR, SOL_SOCKET, sizeof(on), &on,
                                              0, NULL, NULL, NULL);
//                                               ^^^^ WSK202 no IRP is passed, and WskControlSocket needs one for SO_REUSEADDR
}

NTSTATUS BacklogWithout(PCLIENT Client, PSIZE_T Backlog)
{
    return Client->Dispatch->WskControlSocket(Client->Socket, WskIoctl, SIO_WSK_QUERY_RECEIVE_BACKLOG, 0, 0, NULL,
                                              sizeof(*Backlog), Backlog, NULL, NULL);
//                                                                       ^^^^ WSK202 no IRP is passed, and WskControlSocket needs one for SIO_WSK_QUERY_RECEIVE_BACKLOG
}

NTSTATUS WatchTransportsWithout(PCLIENT Client)
{
    return Client->Npi.Dispatch->WskControlClient(Client->Npi.Client, WSK_TRANSPORT_LIST_CHANGE, 0, NULL, 0, NULL,
                                                  NULL,
                                                  NULL);
//                                                ^^^^ WSK202 no IRP is passed, and WskControlClient needs one for WSK_TRANSPORT_LIST_CHANGE
}

// ---------------------------------------------------------------- the caller of a helper

static NTSTATUS SetOption(PCLIENT Client, ULONG Option, ULONG Value)
{
    return Client->Dispatch->WskControlSocket(Client->Socket, WskSetOption, Option, SOL_SOCKET, sizeof(Value), &Value,
                                              0, NULL, NULL, NULL);
}

NTSTATUS KeepAliveByHelper(PCLIENT Client)
{
    return SetOption(Client, SO_KEEPALIVE, 1);
//         ^^^^^^^^^ WSK202 'SetOption' is called without an IRP, and WskControlSocket needs one for SO_KEEPALIVE
}

static NTSTATUS CloseBy(PCLIENT Client, PIRP Irp)
{
    return Client->Dispatch->WskCloseSocket(Client->Socket, Irp);
}

NTSTATUS CloseByHelperWithout(PCLIENT Client)
{
    return CloseBy(Client, NULL);
//         ^^^^^^^ WSK202 'CloseBy' is called without an IRP, and WskCloseSocket needs one
}

// ---------------------------------------------------------------- right

NTSTATUS CloseByHelper(PCLIENT Client)
{
    return CloseBy(Client, Client->Irp);
}

// Callbacks are enabled without an IRP.
NTSTATUS EnableAccept(PCLIENT Client)
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_ACCEPT;
    return Client->Dispatch->WskControlSocket(Client->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                              sizeof(control), &control, 0, NULL, NULL, NULL);
}

// These codes are done when the call returns.
NTSTATUS StaticCallbacks(PCLIENT Client, PWSK_EVENT_CALLBACK_CONTROL Control)
{
    return Client->Npi.Dispatch->WskControlClient(Client->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(*Control),
                                                  Control, 0, NULL, NULL, NULL);
}

NTSTATUS InspectId(PCLIENT Client, PWSK_INSPECT_ID Id)
{
    return Client->Dispatch->WskControlSocket(Client->Socket, WskIoctl, SIO_WSK_QUERY_INSPECT_ID, 0, 0, NULL,
                                              sizeof(*Id), Id, NULL, NULL);
}

// An option of the protocol, whose number is that of a socket option: nothing is known of it.
NTSTATUS OfProtocol(PCLIENT Client)
{
    ULONG on = 1;

    return Client->Dispatch->WskControlSocket(Client->Socket, WskSetOption, SO_REUSEADDR, IPPROTO_TCP, sizeof(on), &on,
                                              0, NULL, NULL, NULL);
}

// A wrapper hands on what it is given.
NTSTATUS Forward(PCLIENT Client, ULONG Option, PVOID Value, SIZE_T Size, PIRP Irp)
{
    return Client->Dispatch->WskControlSocket(Client->Socket, WskSetOption, Option, SOL_SOCKET, Size, Value, 0, NULL,
                                              NULL, Irp);
}

// It is NULL only where the function has already returned.
NTSTATUS NullOnlyOnFailure(PCLIENT Client, PKEVENT Done)
{
    NTSTATUS status = STATUS_SUCCESS;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
    }
    if (NT_SUCCESS(status)) {
        IoSetCompletionRoutine(irp, Signal, Done, TRUE, TRUE, TRUE);
        status = Client->Dispatch->WskCloseSocket(Client->Socket, irp);
    }
    return status;
}

// Somebody out of sight may have put one there.
NTSTATUS FilledElsewhere(PCLIENT Client)
{
    PIRP irp = NULL;

    FillIrp(&irp);
    return Client->Dispatch->WskCloseSocket(Client->Socket, irp);
}

// Only with an IRP.
NTSTATUS OnlyWithIrp(PCLIENT Client, BOOLEAN Close)
{
    PIRP irp = NULL;

    if (Close) {
        irp = Client->Irp;
    }
    if (irp != NULL) {
        return Client->Dispatch->WskCloseSocket(Client->Socket, irp);
    }
    return STATUS_SUCCESS;
}

// A member with the name of a WSK function that is none.
typedef struct _TRANSPORT {
    NTSTATUS (*WskCloseSocket)(PVOID Handle, PIRP Irp);
} TRANSPORT;

NTSTATUS CloseTransport(const TRANSPORT *Transport, PVOID Handle)
{
    return Transport->WskCloseSocket(Handle, NULL);
}

// What stands in memory goes with other members, of which only the caller may know: a socket that is NULL as well.
static VOID CloseIfOpen(PCLIENT Client)
{
    if (Client->Socket != NULL) {
        (VOID)Client->Dispatch->WskCloseSocket(Client->Socket, Client->Irp);
    }
}

NTSTATUS Open(PCLIENT Client)
{
    Client->Irp = IoAllocateIrp(1, FALSE);
    if (Client->Irp == NULL) {
        CloseIfOpen(Client);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return STATUS_SUCCESS;
}

// ---------------------------------------------------------------- not seen

// For that reason a NULL that was put there is not told.
NTSTATUS KnownMissInMember(PCLIENT Client)
{
    Client->Irp = NULL;
    return Client->Dispatch->WskCloseSocket(Client->Socket, Client->Irp);
}
