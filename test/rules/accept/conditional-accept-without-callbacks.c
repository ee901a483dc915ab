// Conditional accept mode, and the callbacks that it needs.

#include <ntddk.h>
#include <wsk.h>

typedef struct _SERVER {
    PWSK_PROVIDER_NPI Npi;
    PIRP Irp;
    KEVENT Done;
    PWSK_SOCKET Socket;
} SERVER, *PSERVER;

static ULONG On = 1;

static NTSTATUS WSKAPI Accept(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Socket, PVOID *AcceptContext, const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
{
    return STATUS_REQUEST_NOT_ACCEPTED;
}

static WSK_INSPECT_ACTION WSKAPI Inspect(PVOID Context, PSOCKADDR Local, PSOCKADDR Remote, PWSK_INSPECT_ID Id)
{
    return WskInspectAccept;
}

static NTSTATUS WSKAPI Abort(PVOID Context, PWSK_INSPECT_ID Id)
{
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH OnlyAccept = { Accept, NULL, NULL };
static const WSK_CLIENT_LISTEN_DISPATCH NoAbort = { .WskAcceptEvent = Accept, .WskInspectEvent = Inspect };
static const WSK_CLIENT_LISTEN_DISPATCH All = { Accept, Inspect, Abort };
static const WSK_CLIENT_LISTEN_DISPATCH AllByName = { .WskAbortEvent = &Abort, .WskInspectEvent = (PFN_WSK_INSPECT_EVENT)Inspect };
static WSK_CLIENT_LISTEN_DISPATCH FilledLater = { Accept };
extern const WSK_CLIENT_LISTEN_DISPATCH OfOtherFile;

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Prepare(PSERVER Server)
{
    KeClearEvent(&Server->Done);
    IoReuseIrp(Server->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Server->Irp, Done, &Server->Done, TRUE, TRUE, TRUE);
}

static NTSTATUS Await(PSERVER Server, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Server->Done, Executive, KernelMode, FALSE, NULL);
        Status = Server->Irp->IoStatus.Status;
    }
    return Status;
}

static NTSTATUS Open(PSERVER Server, const VOID *Dispatch)
{
    NTSTATUS status;

    Prepare(Server);
    status = Server->Npi->Dispatch->WskSocket(Server->Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Server, Dispatch, NULL, NULL, NULL, Server->Irp);
    status = Await(Server, status);
    if (NT_SUCCESS(status)) {
        Server->Socket = (PWSK_SOCKET)Server->Irp->IoStatus.Information;
    }
    return status;
}

static NTSTATUS SetConditional(PSERVER Server, ULONG Value)
{
    ULONG value = Value;

    Prepare(Server);
    return Await(Server, ((PWSK_PROVIDER_LISTEN_DISPATCH)Server->Socket->Dispatch)->WskControlSocket(Server->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(value), &value, 0, NULL, NULL, Server->Irp));
}

// ---------------------------------------------------------------- wrong

// Without a table.
NTSTATUS WithoutTable(PSERVER Server)
{
    ULONG on = 1;
    PWSK_SOCKET socket;
    NTSTATUS status;

    Prepare(Server);
    status = Await(Server, Server->Npi->Dispatch->WskSocket(Server->Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, Server->Irp));
    if (!NT_SUCCESS(status)) {
        return status;
    }
    socket = (PWSK_SOCKET)Server->Irp->IoStatus.Information;
    Prepare(Server);
    return Await(Server, ((PWSK_PROVIDER_LISTEN_DISPATCH)socket->Dispatch)->WskControlSocket(socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(on), &on, 0, NULL, NULL, Server->Irp));
//                                                                                                                 ^^^^^^^^^^^^^^^^^^^^^ WSK603 'socket' gets conditional accept mode, and it was made without a dispatch table
}

// With two empty slots, by helpers.
NTSTATUS WithOnlyAccept(PSERVER Server)
{
    NTSTATUS status = Open(Server, &OnlyAccept);

    return NT_SUCCESS(status) ? SetConditional(Server, 1) : status;
//                              ^^^^^^^^^^^^^^ WSK603 in SetConditional, 'Server->Socket' gets conditional accept mode, and its table 'OnlyAccept' has no WskInspectEvent and WskAbortEvent
}

// One is left out of the initialiser, and the table is chosen by a variable.
NTSTATUS WithoutAbort(PSERVER Server)
{
    const WSK_CLIENT_LISTEN_DISPATCH *dispatch = &NoAbort;
    NTSTATUS status = Open(Server, dispatch);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return SetConditional(Server, TRUE);
//         ^^^^^^^^^^^^^^ WSK603 its table 'NoAbort' has no WskAbortEvent
}

// ---------------------------------------------------------------- right

// With all of them.
NTSTATUS WithAll(PSERVER Server)
{
    NTSTATUS status = Open(Server, &All);

    return NT_SUCCESS(status) ? SetConditional(Server, 1) : status;
}

// By name, with an address and a cast; conditional accept needs no WskAcceptEvent.
NTSTATUS WithAllByName(PSERVER Server)
{
    NTSTATUS status = Open(Server, &AllByName);

    return NT_SUCCESS(status) ? SetConditional(Server, 1) : status;
}

// The mode is not turned on: 0 is what a socket begins with.
NTSTATUS NotTurnedOn(PSERVER Server)
{
    NTSTATUS status = Open(Server, &OnlyAccept);

    return NT_SUCCESS(status) ? SetConditional(Server, 0) : status;
}

// The slots are filled before the socket is made.
NTSTATUS FilledBefore(PSERVER Server)
{
    NTSTATUS status;

    FilledLater.WskInspectEvent = Inspect;
    FilledLater.WskAbortEvent = Abort;
    status = Open(Server, &FilledLater);
    return NT_SUCCESS(status) ? SetConditional(Server, 1) : status;
}

// The table stands in another file.
NTSTATUS TableOfOtherFile(PSERVER Server)
{
    NTSTATUS status = Open(Server, &OfOtherFile);

    return NT_SUCCESS(status) ? SetConditional(Server, 1) : status;
}

// The table goes with the mode.
NTSTATUS ChosenTogether(PSERVER Server, BOOLEAN IsConditional)
{
    NTSTATUS status = IsConditional ? Open(Server, &All) : Open(Server, &OnlyAccept);

    return NT_SUCCESS(status) && IsConditional ? SetConditional(Server, 1) : status;
}

// The socket was made elsewhere.
NTSTATUS MadeElsewhere(PSERVER Server)
{
    return SetConditional(Server, 1);
}
