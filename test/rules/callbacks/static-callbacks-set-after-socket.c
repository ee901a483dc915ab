// When static event callbacks are set, and whether the same client has created a socket by then.

#include <ntddk.h>
#include <wsk.h>

#define ClientOf(server) ((server)->Npi.Client)
#define EVENTS_CODE WSK_SET_STATIC_EVENT_CALLBACKS
#define CLEANUP_IF_FAILED(status, call) \
    (status) = (call); \
    if (!NT_SUCCESS(status)) \
        goto Cleanup

typedef struct _SERVER {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Listener;
    PIRP Irp;
    KEVENT Done;
    BOOLEAN CallbacksSet;
} SERVER, *PSERVER;

// A table of another kind, whose member only has the name of WSK's.
typedef struct _DEVICE_TABLE {
    NTSTATUS (*WskSocket)(PVOID Client);
    NTSTATUS (*WskControlClient)(PVOID Client, ULONG Code);
} DEVICE_TABLE;

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static PWSK_SOCKET GlobalSocket;
static WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT};
static LONG CallbacksOnce;
static BOOLEAN CallbacksReady;
extern const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch;
extern const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch;
extern VOID ChangeProvider(PWSK_PROVIDER_NPI Provider);
extern PWSK_CLIENT ClientElsewhere(VOID);
#define WrappedProvider (Wrapper->Npi)
static PSERVER Wrapper;

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Await(PIRP Irp, NTSTATUS Status, PKEVENT Event)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    return Status;
}

// ---------------------------------------------------------------- after a socket, in one function

NTSTATUS AfterSocket(PWSK_PROVIDER_NPI Provider, PIRP Irp, PKEVENT Event)
{
    WSK_EVENT_CALLBACK_CONTROL control = {(PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT};
    NTSTATUS status;

    IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);
    status = Provider->Dispatch->WskSocket(Provider->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                           NULL, &ListenDispatch, NULL, NULL, NULL, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    if (!NT_SUCCESS(status)) {
        return status;
    }
    return Provider->Dispatch->WskControlClient(Provider->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(control),
//                                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK501 'Provider->Client' has already created a socket
                                                &control, 0, NULL, NULL, NULL);
}

// The provider is a global variable.
NTSTATUS AfterGlobalSocket(PIRP Irp)
{
    NTSTATUS status = Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                              NULL, &ListenDispatch, NULL, NULL, NULL, Irp);

    if (NT_SUCCESS(status)) {
        status = Npi.Dispatch->WskControlClient(Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control, 0,
//                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK501 'Npi.Client' has already created a socket
                                                NULL, NULL, NULL);
    }
    return status;
}

// A connected socket is a socket too.
NTSTATUS AfterConnectedSocket(PSERVER Server, PSOCKADDR Local, PSOCKADDR Remote)
{
    NTSTATUS status;

    status = Server->Npi.Dispatch->WskSocketConnect(Server->Npi.Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, NULL,
                                                    &ConnectionDispatch, NULL, NULL, NULL, Server->Irp);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = Server->Npi.Dispatch->WskControlClient(Server->Npi.Client, EVENTS_CODE, sizeof(Control), &Control,
//                                                                      ^^^^^^^^^^^ WSK501 'Server->Npi.Client' has already created a socket
                                                    0, NULL, NULL, NULL);
    return status;
}

// The client and the table are in variables of their own.
NTSTATUS AfterSocketByVariables(const WSK_PROVIDER_NPI *Provider, PIRP Irp)
{
    PWSK_CLIENT client = Provider->Client;
    const WSK_PROVIDER_DISPATCH *dispatch = Provider->Dispatch;
    ULONG code = WSK_SET_STATIC_EVENT_CALLBACKS;
    NTSTATUS status;

    status = dispatch->WskSocket(client, AF_INET6, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL,
                                 NULL, NULL, Irp);
    if (NT_SUCCESS(status)) {
        status = dispatch->WskControlClient(client, code, sizeof(Control), &Control, 0, NULL, NULL, NULL);
//                                                  ^^^^ WSK501 'client' has already created a socket
    }
    return status;
}

// The functions are called through pointers of their own types.
NTSTATUS AfterSocketByPointers(PIRP Irp)
{
    PFN_WSK_SOCKET create = Npi.Dispatch->WskSocket;
    PFN_WSK_CONTROL_CLIENT control = Npi.Dispatch->WskControlClient;
    NTSTATUS status = (*create)(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL,
                                NULL, NULL, NULL, Irp);

    if (!NT_SUCCESS(status))
        return status;
    return (*control)(Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control, 0, NULL, NULL, NULL);
//                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK501 'Npi.Client' has already created a socket
}

// The client is what a macro stands for, and the calls are arguments of another.
NTSTATUS AfterSocketInMacros(PSERVER Server)
{
    NTSTATUS status;

    CLEANUP_IF_FAILED(status, Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                                              WSK_FLAG_LISTEN_SOCKET, NULL, &ListenDispatch, NULL, NULL,
                                                              NULL, Server->Irp));
    CLEANUP_IF_FAILED(status, Server->Npi.Dispatch->WskControlClient(Server->Npi.Client,
                                                                     WSK_SET_STATIC_EVENT_CALLBACKS,
//                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK501 'Server->Npi.Client' has already created a socket
                                                                     sizeof(Control), &Control, 0, NULL, NULL, NULL));

Cleanup:
    return status;
}

// ---------------------------------------------------------------- after a socket, through helpers

static NTSTATUS MakeSocket(PSERVER Server, PWSK_SOCKET *Socket)
{
    NTSTATUS status;

    IoReuseIrp(Server->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Server->Done);
    IoSetCompletionRoutine(Server->Irp, Done, &Server->Done, TRUE, TRUE, TRUE);
    status = Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                             WSK_FLAG_LISTEN_SOCKET, Server, &ListenDispatch, NULL, NULL, NULL,
                                             Server->Irp);
    status = Await(Server->Irp, status, &Server->Done);
    if (NT_SUCCESS(status)) {
        *Socket = (PWSK_SOCKET)Server->Irp->IoStatus.Information;
    }
    return status;
}

// The helper creates the socket; its own function then sets the callbacks.
NTSTATUS AfterHelperCreated(PSERVER Server)
{
    NTSTATUS status = MakeSocket(Server, &Server->Listener);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return Server->Npi.Dispatch->WskControlClient(Server->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
//                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK501 'Server->Npi.Client' has already created a socket
                                                  &Control, 0, NULL, NULL, NULL);
}

// Two helpers: the mistake shows at the code that the second one hands over.
static NTSTATUS MakeOtherSocket(PWSK_PROVIDER_NPI Provider, PIRP Irp)
{
    return Provider->Dispatch->WskSocket(Provider->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                         WSK_FLAG_CONNECTION_SOCKET, NULL, &ConnectionDispatch, NULL, NULL, NULL, Irp);
}

static NTSTATUS SetCallbacksLate(PWSK_PROVIDER_NPI Provider)
{
    return Provider->Dispatch->WskControlClient(Provider->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
//                                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK501
                                                &Control, 0, NULL, NULL, NULL);
}

NTSTATUS AfterTwoHelpers(PWSK_PROVIDER_NPI Provider, PIRP Irp)
{
    NTSTATUS status = MakeOtherSocket(Provider, Irp);

    if (NT_SUCCESS(status)) {
        status = SetCallbacksLate(Provider);
    }
    return status;
}

// ---------------------------------------------------------------- on some paths, in loops, and at the end

// On one of two ways here a socket was created.
NTSTATUS AfterSocketOnOnePath(PWSK_PROVIDER_NPI Provider, PIRP Irp, BOOLEAN Listen)
{
    NTSTATUS status = STATUS_SUCCESS;

    if (Listen) {
        status = Provider->Dispatch->WskSocket(Provider->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                               WSK_FLAG_LISTEN_SOCKET, NULL, &ListenDispatch, NULL, NULL, NULL, Irp);
    }
    if (NT_SUCCESS(status)) {
        status = Provider->Dispatch->WskControlClient(Provider->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
//                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK501 'Provider->Client' has already created a socket
                                                      &Control, 0, NULL, NULL, NULL);
    }
    return status;
}

// Right the first time round, too late the second.
NTSTATUS OncePerSocket(PWSK_PROVIDER_NPI Provider, PIRP *Irps, ULONG Count)
{
    NTSTATUS status = STATUS_SUCCESS;
    ULONG i;

    for (i = 0; i < Count && NT_SUCCESS(status); i++) {
        status = Provider->Dispatch->WskControlClient(Provider->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
//                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK501 'Provider->Client' has already created a socket
                                                      &Control, 0, NULL, NULL, NULL);
        if (!NT_SUCCESS(status)) {
            break;
        }
        status = Provider->Dispatch->WskSocket(Provider->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                               WSK_FLAG_LISTEN_SOCKET, NULL, &ListenDispatch, NULL, NULL, NULL, Irps[i]);
    }
    return status;
}

// goto leads there, and the result of the creation is never looked at.
NTSTATUS AfterGoto(PWSK_PROVIDER_NPI Provider, PIRP Irp, ULONG Kind)
{
    switch (Kind) {
    case 0:
        (VOID)Provider->Dispatch->WskSocket(Provider->Client, AF_INET, SOCK_RAW, 255, WSK_FLAG_DATAGRAM_SOCKET, NULL,
                                            NULL, NULL, NULL, NULL, Irp);
        goto Enable;
    default:
        return STATUS_NOT_SUPPORTED;
    }

Enable:
    return Provider->Dispatch->WskControlClient(Provider->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
//                                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK501 'Provider->Client' has already created a socket
                                                &Control, 0, NULL, NULL, NULL);
}

// Also when the socket has been closed again: it was there.
NTSTATUS AfterClosedSocket(PSERVER Server, PIRP CloseIrp)
{
    NTSTATUS status;

    __try {
        status = Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                                 WSK_FLAG_BASIC_SOCKET, NULL, NULL, NULL, NULL, NULL, Server->Irp);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        status = ((PWSK_PROVIDER_BASIC_DISPATCH)GlobalSocket->Dispatch)->WskCloseSocket(GlobalSocket, CloseIrp);
        status = Server->Npi.Dispatch->WskControlClient(Server->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
//                                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK501 'Server->Npi.Client' has already created a socket
                                                        sizeof(Control), &Control, 0, NULL, NULL, NULL);
    } __finally {
        IoFreeIrp(Server->Irp);
    }
    return status;
}

// ================================================================ all that follows is right, or not known to be wrong

// Before the first socket, as it should be.
NTSTATUS BeforeSocket(PWSK_PROVIDER_NPI Provider, PIRP Irp)
{
    NTSTATUS status = Provider->Dispatch->WskControlClient(Provider->Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                           sizeof(Control), &Control, 0, NULL, NULL, NULL);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return Provider->Dispatch->WskSocket(Provider->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                         NULL, &ListenDispatch, NULL, NULL, NULL, Irp);
}

// A helper that is right, called in the right order.
static NTSTATUS SetCallbacksFirst(PWSK_PROVIDER_NPI Provider)
{
    return Provider->Dispatch->WskControlClient(Provider->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
                                                &Control, 0, NULL, NULL, NULL);
}

NTSTATUS HelpersInOrder(PWSK_PROVIDER_NPI Provider, PIRP Irp)
{
    NTSTATUS status = SetCallbacksFirst(Provider);

    if (NT_SUCCESS(status)) {
        status = MakeOtherSocket(Provider, Irp);
    }
    return status;
}

// Two functions whose order nothing here shows.
NTSTATUS ApartSocket(PIRP Irp)
{
    return Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL,
                                   &ListenDispatch, NULL, NULL, NULL, Irp);
}

NTSTATUS ApartCallbacks(VOID)
{
    return Npi.Dispatch->WskControlClient(Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control, 0,
                                          NULL, NULL, NULL);
}

// The socket could not be created, so the client still has none.
NTSTATUS AfterFailedSocket(PWSK_PROVIDER_NPI Provider, PIRP Irp, PKEVENT Event)
{
    NTSTATUS status = Provider->Dispatch->WskSocket(Provider->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                                    WSK_FLAG_LISTEN_SOCKET, NULL, &ListenDispatch, NULL, NULL, NULL,
                                                    Irp);

    status = Await(Irp, status, Event);
    if (!NT_SUCCESS(status)) {
        return Provider->Dispatch->WskControlClient(Provider->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
                                                    &Control, 0, NULL, NULL, NULL);
    }
    return status;
}

// Either the one or the other.
NTSTATUS OnOtherPath(PWSK_PROVIDER_NPI Provider, PIRP Irp, BOOLEAN First)
{
    if (First) {
        return Provider->Dispatch->WskControlClient(Provider->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
                                                    &Control, 0, NULL, NULL, NULL);
    }
    return Provider->Dispatch->WskSocket(Provider->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                         NULL, &ListenDispatch, NULL, NULL, NULL, Irp);
}

// Another client: a driver can register more than once.
NTSTATUS OtherRegistration(PSERVER First, PSERVER Second)
{
    NTSTATUS status = MakeSocket(First, &First->Listener);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return Second->Npi.Dispatch->WskControlClient(Second->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
                                                  &Control, 0, NULL, NULL, NULL);
}

// The same variable, but filled in anew by a second registration.
NTSTATUS CapturedAgain(PIRP Irp, PWSK_CLIENT_NPI ClientNpi, PWSK_REGISTRATION Second)
{
    WSK_PROVIDER_NPI provider;
    NTSTATUS status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &provider);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = provider.Dispatch->WskSocket(provider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                          NULL, &ListenDispatch, NULL, NULL, NULL, Irp);
    WskReleaseProviderNPI(&Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskRegister(ClientNpi, Second);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskCaptureProviderNPI(Second, WSK_NO_WAIT, &provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(Second);
        return status;
    }
    return provider.Dispatch->WskControlClient(provider.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
                                               &Control, 0, NULL, NULL, NULL);
}

// A set-up that runs once, before the first socket; a flag keeps it from running again.
NTSTATUS OnceByFlag(PWSK_PROVIDER_NPI Provider, PIRP *Irps, ULONG Count)
{
    BOOLEAN ready = FALSE;
    NTSTATUS status = STATUS_SUCCESS;
    ULONG i;

    for (i = 0; i < Count && NT_SUCCESS(status); i++) {
        if (!ready) {
            status = Provider->Dispatch->WskControlClient(Provider->Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                          sizeof(Control), &Control, 0, NULL, NULL, NULL);
            if (!NT_SUCCESS(status)) {
                break;
            }
            ready = TRUE;
        }
        status = Provider->Dispatch->WskSocket(Provider->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                               WSK_FLAG_LISTEN_SOCKET, NULL, &ListenDispatch, NULL, NULL, NULL, Irps[i]);
    }
    return status;
}

// The same with a flag that is a global variable, in a function that runs once for each socket.
NTSTATUS OnceByGlobalFlag(PIRP Irp)
{
    NTSTATUS status;

    if (!CallbacksReady) {
        status = Npi.Dispatch->WskControlClient(Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control, 0,
                                                NULL, NULL, NULL);
        if (!NT_SUCCESS(status)) {
            return status;
        }
        CallbacksReady = TRUE;
    }
    return Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL,
                                   &ListenDispatch, NULL, NULL, NULL, Irp);
}

NTSTATUS TwoSocketsByGlobalFlag(PIRP First, PIRP Second)
{
    NTSTATUS status = OnceByGlobalFlag(First);

    if (NT_SUCCESS(status)) {
        status = OnceByGlobalFlag(Second);
    }
    return status;
}

// The same with an interlocked exchange.
static NTSTATUS OnceByExchange(PWSK_PROVIDER_NPI Provider)
{
    if (InterlockedCompareExchange(&CallbacksOnce, 1, 0) != 0) {
        return STATUS_SUCCESS;
    }
    return Provider->Dispatch->WskControlClient(Provider->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
                                                &Control, 0, NULL, NULL, NULL);
}

NTSTATUS ManySocketsByExchange(PWSK_PROVIDER_NPI Provider, PIRP *Irps, ULONG Count)
{
    NTSTATUS status = STATUS_SUCCESS;
    ULONG i = 0;

    while (i < Count && NT_SUCCESS(status)) {
        status = OnceByExchange(Provider);
        if (NT_SUCCESS(status)) {
            status = Provider->Dispatch->WskSocket(Provider->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                                   WSK_FLAG_LISTEN_SOCKET, NULL, &ListenDispatch, NULL, NULL, NULL,
                                                   Irps[i++]);
        }
    }
    return status;
}

// The same with a member.
NTSTATUS OnceByMember(PSERVER Server)
{
    NTSTATUS status = STATUS_SUCCESS;

    if (!Server->CallbacksSet) {
        status = Server->Npi.Dispatch->WskControlClient(Server->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                        sizeof(Control), &Control, 0, NULL, NULL, NULL);
        Server->CallbacksSet = NT_SUCCESS(status);
    }
    if (NT_SUCCESS(status)) {
        status = MakeSocket(Server, &Server->Listener);
    }
    return status;
}

// Other codes may come at any time.
NTSTATUS OtherCodes(PWSK_PROVIDER_NPI Provider, PIRP Irp, PSECURITY_DESCRIPTOR Descriptor)
{
    ULONG behavior = 1;
    NTSTATUS status = MakeOtherSocket(Provider, Irp);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = Provider->Dispatch->WskControlClient(Provider->Client, WSK_TDI_BEHAVIOR, sizeof(behavior), &behavior, 0,
                                                  NULL, NULL, NULL);
    if (NT_SUCCESS(status)) {
        status = Provider->Dispatch->WskControlClient(Provider->Client, WSK_RELEASE_SD, sizeof(Descriptor), &Descriptor,
                                                      0, NULL, NULL, NULL);
    }
    return status;
}

// Which code it is, nobody knows.
NTSTATUS UnknownCode(PWSK_PROVIDER_NPI Provider, PIRP Irp, ULONG Code)
{
    NTSTATUS status = MakeOtherSocket(Provider, Irp);

    if (NT_SUCCESS(status)) {
        status = Provider->Dispatch->WskControlClient(Provider->Client, Code, sizeof(Control), &Control, 0, NULL, NULL,
                                                      NULL);
    }
    return status;
}

// One socket's own callbacks, after it was created: another function and another code.
NTSTATUS OwnCallbacksOfSocket(PSERVER Server)
{
    NTSTATUS status = MakeSocket(Server, &Server->Listener);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Server->Listener->Dispatch)
        ->WskControlSocket(Server->Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
                           0, NULL, NULL, NULL);
}

// In between a function of another file may have filled in another provider.
NTSTATUS ProviderMayHaveChanged(PWSK_PROVIDER_NPI Provider, PIRP Irp)
{
    NTSTATUS status = MakeOtherSocket(Provider, Irp);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    ChangeProvider(Provider);
    return Provider->Dispatch->WskControlClient(Provider->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
                                                &Control, 0, NULL, NULL, NULL);
}

// Which client this is, only another file knows.
NTSTATUS ClientFromElsewhere(PWSK_PROVIDER_NPI Provider, PIRP Irp)
{
    NTSTATUS status = MakeOtherSocket(Provider, Irp);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return Provider->Dispatch->WskControlClient(ClientElsewhere(), WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
                                                &Control, 0, NULL, NULL, NULL);
}

// The pointer moves on to the next server, which has no socket yet.
NTSTATUS EachServerOnce(PSERVER Servers, ULONG Count)
{
    NTSTATUS status = STATUS_SUCCESS;
    PSERVER server;

    for (server = Servers; server < Servers + Count && NT_SUCCESS(status); server++) {
        status = server->Npi.Dispatch->WskControlClient(server->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                        sizeof(Control), &Control, 0, NULL, NULL, NULL);
        if (NT_SUCCESS(status)) {
            status = server->Npi.Dispatch->WskSocket(server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                                     WSK_FLAG_LISTEN_SOCKET, NULL, &ListenDispatch, NULL, NULL, NULL,
                                                     server->Irp);
        }
    }
    return status;
}

// The provider hides in a macro; the order is right.
NTSTATUS BehindMacro(PIRP Irp)
{
    NTSTATUS status = WrappedProvider.Dispatch->WskControlClient(ClientOf(Wrapper), WSK_SET_STATIC_EVENT_CALLBACKS,
                                                                 sizeof(Control), &Control, 0, NULL, NULL, NULL);

    if (NT_SUCCESS(status)) {
        status = WrappedProvider.Dispatch->WskSocket(WrappedProvider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                                     WSK_FLAG_LISTEN_SOCKET, NULL, &ListenDispatch, NULL, NULL, NULL,
                                                     Irp);
    }
    return status;
}

// A table of the driver's own, with members that only have the names.
NTSTATUS OwnTable(const DEVICE_TABLE *Table, PVOID Client)
{
    NTSTATUS status = Table->WskSocket(Client);

    if (NT_SUCCESS(status)) {
        status = Table->WskControlClient(Client, WSK_SET_STATIC_EVENT_CALLBACKS);
    }
    return status;
}

// The creation is switched off, or stands after the end.
NTSTATUS SwitchedOff(PWSK_PROVIDER_NPI Provider, PIRP Irp)
{
#if 0
    MakeOtherSocket(Provider, Irp);
#endif
    return Provider->Dispatch->WskControlClient(Provider->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
                                                &Control, 0, NULL, NULL, NULL);
    MakeOtherSocket(Provider, Irp);
}
