// Codes that are done when the call returns, and calls that pass them an IRP.

#include <ntddk.h>
#include <wsk.h>

#define INSPECT_ID_CODE SIO_WSK_QUERY_INSPECT_ID

typedef struct _CLIENT {
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch;
    PIRP Irp;
    IRP Embedded;
    KEVENT Done;
} CLIENT, *PCLIENT;

static NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP MakeIrp(PKEVENT Done)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp != NULL) {
        KeInitializeEvent(Done, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(irp, Signal, Done, TRUE, TRUE, TRUE);
    }
    return irp;
}

// ---------------------------------------------------------------- wrong

NTSTATUS StaticCallbacksWithIrp(PCLIENT Client, PWSK_EVENT_CALLBACK_CONTROL Control)
{
    IoReuseIrp(Client->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Client->Irp, Signal, &Client->Done, TRUE, TRUE, TRUE);
    return Client->Npi.Dispatch->WskControlClient(Client->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(*Control),
                                                  Control, 0, NULL, NULL, Client->Irp);
//                                                                        ^^^^^^^^^^^ WSK203 'Client->Irp' is passed with WSK_SET_STATIC_EVENT_CALLBACKS, which takes no IRP
}

// The code is in a variable, the IRP comes from a helper.
NTSTATUS InspectIdWithIrp(PCLIENT Client, PWSK_INSPECT_ID Id)
{
    ULONG code = INSPECT_ID_CODE;
    PIRP irp = MakeIrp(&Client->Done);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return Client->Dispatch->WskControlSocket(Client->Socket, WskIoctl, code, 0, 0, NULL, sizeof(*Id), Id, NULL, irp);
//                                                                                                               ^^^ WSK203 'irp' is passed with SIO_WSK_QUERY_INSPECT_ID, which takes no IRP
}

// The IRP lies in the driver's own structure, and nothing was made of it yet.
NTSTATUS AddressesWithIrp(PCLIENT Client, PVOID List, SIZE_T Size, PSIZE_T Needed)
{
    return Client->Dispatch->WskControlSocket(Client->Socket, WskIoctl, SIO_ADDRESS_LIST_QUERY, 0, 0, NULL, Size, List,
                                              Needed, &Client->Embedded);
//                                                    ^^^^^^^^^^^^^^^^^ WSK203 '&Client->Embedded' is passed with SIO_ADDRESS_LIST_QUERY, which takes no IRP
}

// Under a condition.
NTSTATUS DescriptorSometimesWithIrp(PCLIENT Client, PSECURITY_DESCRIPTOR *Given, PSECURITY_DESCRIPTOR *Cached, BOOLEAN Wait)
{
    PIRP irp = NULL;

    if (Wait) {
        irp = MakeIrp(&Client->Done);
        return Client->Npi.Dispatch->WskControlClient(Client->Npi.Client, WSK_CACHE_SD, sizeof(*Given), Given,
                                                      sizeof(*Cached), Cached, NULL, irp);
//                                                                                   ^^^ WSK203 'irp' is passed with WSK_CACHE_SD, which takes no IRP
    }
    return Client->Npi.Dispatch->WskControlClient(Client->Npi.Client, WSK_CACHE_SD, sizeof(*Given), Given,
                                                  sizeof(*Cached), Cached, NULL, irp);
}

// The caller of a helper that is right for other codes.
static NTSTATUS Control(PCLIENT Client, ULONG Code, PIRP Irp)
{
    return Client->Npi.Dispatch->WskControlClient(Client->Npi.Client, Code, 0, NULL, 0, NULL, NULL, Irp);
}

NTSTATUS ListWithIrp(PCLIENT Client)
{
    PIRP irp = MakeIrp(&Client->Done);

    return Control(Client, WSK_TRANSPORT_LIST_QUERY, irp);
//         ^^^^^^^ WSK203 'Control' is given an IRP for WSK_TRANSPORT_LIST_QUERY, which takes none
}

// ---------------------------------------------------------------- right

// This code wants one.
NTSTATUS WatchTransports(PCLIENT Client)
{
    PIRP irp = MakeIrp(&Client->Done);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return Control(Client, WSK_TRANSPORT_LIST_CHANGE, irp);
}

NTSTATUS StaticCallbacks(PCLIENT Client, PWSK_EVENT_CALLBACK_CONTROL Events)
{
    return Client->Npi.Dispatch->WskControlClient(Client->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(*Events),
                                                  Events, 0, NULL, NULL, NULL);
}

// To switch callbacks off an IRP may be passed.
NTSTATUS DisableAccept(PCLIENT Client, PWSK_EVENT_CALLBACK_CONTROL Events)
{
    PIRP irp = MakeIrp(&Client->Done);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Events->EventMask = WSK_EVENT_ACCEPT | WSK_EVENT_DISABLE;
    return Client->Dispatch->WskControlSocket(Client->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                              sizeof(*Events), Events, 0, NULL, NULL, irp);
}

// The page asks for NULL where callbacks are enabled. WSK takes an IRP all the same, and drivers that wait for it work.
NTSTATUS EnableWithIrp(PCLIENT Client)
{
    WSK_EVENT_CALLBACK_CONTROL control;
    PIRP irp = MakeIrp(&Client->Done);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_ACCEPT;
    return Client->Dispatch->WskControlSocket(Client->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                              sizeof(control), &control, 0, NULL, NULL, irp);
}

// Which events it is about does not show.
NTSTATUS ToggleUnknown(PCLIENT Client, PWSK_EVENT_CALLBACK_CONTROL Events)
{
    PIRP irp = MakeIrp(&Client->Done);

    return Client->Dispatch->WskControlSocket(Client->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                              sizeof(*Events), Events, 0, NULL, NULL, irp);
}

// The pointer is NULL by then.
NTSTATUS NullByThen(PCLIENT Client, PWSK_INSPECT_ID Id)
{
    PIRP irp = MakeIrp(&Client->Done);

    if (irp != NULL) {
        IoFreeIrp(irp);
        irp = NULL;
    }
    return Client->Dispatch->WskControlSocket(Client->Socket, WskIoctl, SIO_WSK_QUERY_INSPECT_ID, 0, 0, NULL,
                                              sizeof(*Id), Id, NULL, irp);
}

// Whether there is one, only callers know.
NTSTATUS Given(PCLIENT Client, PWSK_INSPECT_ID Id, PIRP Irp)
{
    return Client->Dispatch->WskControlSocket(Client->Socket, WskIoctl, SIO_WSK_QUERY_INSPECT_ID, 0, 0, NULL,
                                              sizeof(*Id), Id, NULL, Irp);
}

// The same number is a socket option, which wants an IRP.
NTSTATUS OptionOfThatNumber(PCLIENT Client, PULONG Value)
{
    PIRP irp = MakeIrp(&Client->Done);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return Client->Dispatch->WskControlSocket(Client->Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(*Value),
                                              Value, 0, NULL, NULL, irp);
}
