// Events that are enabled, and the tables that their callbacks should stand in.

#include <ntddk.h>
#include <wsk.h>

typedef struct _PEER {
    PWSK_PROVIDER_NPI Npi;
    PIRP Irp;
    KEVENT Done;
    PWSK_SOCKET Socket;
    const WSK_CLIENT_DATAGRAM_DISPATCH *Table;
} PEER, *PPEER;

static NTSTATUS WSKAPI Accept(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Socket, PVOID *AcceptContext, const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
{
    return STATUS_REQUEST_NOT_ACCEPTED;
}

static NTSTATUS WSKAPI Receive(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Indicated, SIZE_T *Accepted)
{
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI Disconnect(PVOID Context, ULONG Flags)
{
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI ReceiveFrom(PVOID Context, ULONG Flags, PWSK_DATAGRAM_INDICATION Data)
{
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH Listening = { Accept, NULL, NULL };
static const WSK_CLIENT_CONNECTION_DISPATCH OnlyDisconnect = { .WskDisconnectEvent = Disconnect };
static const WSK_CLIENT_CONNECTION_DISPATCH Both = { Receive, Disconnect, NULL };
static const WSK_CLIENT_DATAGRAM_DISPATCH Datagrams = { ReceiveFrom };
static const WSK_CLIENT_DATAGRAM_DISPATCH NoDatagrams = { NULL };
static WSK_CLIENT_DATAGRAM_DISPATCH FilledLater = { NULL };
static const WSK_CLIENT_STREAM_DISPATCH OnlyConnect = { .Connect = &Both };
extern const WSK_CLIENT_DATAGRAM_DISPATCH OfOtherFile;

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Prepare(PPEER Peer)
{
    KeClearEvent(&Peer->Done);
    IoReuseIrp(Peer->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Peer->Irp, Done, &Peer->Done, TRUE, TRUE, TRUE);
}

static NTSTATUS Await(PPEER Peer, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Peer->Done, Executive, KernelMode, FALSE, NULL);
        Status = Peer->Irp->IoStatus.Status;
    }
    return Status;
}

static NTSTATUS Open(PPEER Peer, USHORT Type, ULONG Protocol, ULONG Flags, const VOID *Table)
{
    NTSTATUS status;

    Prepare(Peer);
    status = Await(Peer, Peer->Npi->Dispatch->WskSocket(Peer->Npi->Client, AF_INET, Type, Protocol, Flags, Peer, Table, NULL, NULL, NULL, Peer->Irp));
    if (NT_SUCCESS(status)) {
        Peer->Socket = (PWSK_SOCKET)Peer->Irp->IoStatus.Information;
    }
    return status;
}

static NTSTATUS OpenDatagram(PPEER Peer, const WSK_CLIENT_DATAGRAM_DISPATCH *Table)
{
    return Open(Peer, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, Table);
}

static NTSTATUS Enable(PPEER Peer, ULONG Events)
{
    WSK_EVENT_CALLBACK_CONTROL control = { (PNPIID)&NPI_WSK_INTERFACE_ID, Events };

    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Peer->Socket->Dispatch)->WskControlSocket(Peer->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
}

// ---------------------------------------------------------------- wrong

// Without a table, in one function.
NTSTATUS WithoutTable(PPEER Peer)
{
    WSK_EVENT_CALLBACK_CONTROL control;
    PWSK_SOCKET socket;
    NTSTATUS status;

    Prepare(Peer);
    status = Await(Peer, Peer->Npi->Dispatch->WskSocket(Peer->Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, Peer, NULL, NULL, NULL, NULL, Peer->Irp));
    if (!NT_SUCCESS(status)) {
        return status;
    }
    socket = (PWSK_SOCKET)Peer->Irp->IoStatus.Information;
    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_RECEIVE_FROM;
    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)socket->Dispatch)->WskControlSocket(socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
//                                                                                                                                                         ^^^^^^^^ WSK508 'socket' needs WskReceiveFromEvent for the events enabled here, and was made without a dispatch table
}

// By helpers, with a slot that is NULL.
NTSTATUS WithEmptySlot(PPEER Peer)
{
    NTSTATUS status = OpenDatagram(Peer, &NoDatagrams);

    return NT_SUCCESS(status) ? Enable(Peer, WSK_EVENT_RECEIVE_FROM) : status;
//                              ^^^^^^ WSK508 in Enable, 'Peer->Socket' needs WskReceiveFromEvent for the events enabled here, and has none in its table 'NoDatagrams'
}

// One of two is left out of the initialiser, and the table is in a variable.
NTSTATUS WithOneOfTwo(PPEER Peer, PSOCKADDR Local, PSOCKADDR Remote)
{
    const WSK_CLIENT_CONNECTION_DISPATCH *table = &OnlyDisconnect;
    NTSTATUS status;

    Prepare(Peer);
    status = Await(Peer, Peer->Npi->Dispatch->WskSocketConnect(Peer->Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Peer, table, NULL, NULL, NULL, Peer->Irp));
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Peer->Socket = (PWSK_SOCKET)Peer->Irp->IoStatus.Information;
    return Enable(Peer, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
//         ^^^^^^ WSK508 in Enable, 'Peer->Socket' needs WskReceiveEvent for the events enabled here, and has none in its table 'OnlyDisconnect'
}

// A stream socket that listens has its callbacks in a table within the table.
NTSTATUS StreamWithoutListen(PPEER Peer)
{
    NTSTATUS status = Open(Peer, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET, &OnlyConnect);

    return NT_SUCCESS(status) ? Enable(Peer, WSK_EVENT_ACCEPT) : status;
//                              ^^^^^^ WSK508 in Enable, 'Peer->Socket' needs Listen for the events enabled here, and has none in its table 'OnlyConnect'
}

// ---------------------------------------------------------------- right

// The callback is there; the context is NULL, because the callback needs none.
NTSTATUS WithTable(PPEER Peer)
{
    NTSTATUS status = OpenDatagram(Peer, &Datagrams);

    return NT_SUCCESS(status) ? Enable(Peer, WSK_EVENT_RECEIVE_FROM) : status;
}

// What stays NULL is not enabled.
NTSTATUS OnlyWhatIsThere(PPEER Peer)
{
    NTSTATUS status = Open(Peer, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, &OnlyDisconnect);

    return NT_SUCCESS(status) ? Enable(Peer, WSK_EVENT_DISCONNECT) : status;
}

// The table is chosen at run time.
NTSTATUS ChosenAtRunTime(PPEER Peer)
{
    NTSTATUS status = OpenDatagram(Peer, Peer->Table);

    return NT_SUCCESS(status) ? Enable(Peer, WSK_EVENT_RECEIVE_FROM) : status;
}

// The slot is filled before.
NTSTATUS FilledBefore(PPEER Peer)
{
    NTSTATUS status;

    FilledLater.WskReceiveFromEvent = ReceiveFrom;
    status = OpenDatagram(Peer, &FilledLater);
    return NT_SUCCESS(status) ? Enable(Peer, WSK_EVENT_RECEIVE_FROM) : status;
}

// The table stands in another file.
NTSTATUS InOtherFile(PPEER Peer)
{
    NTSTATUS status = OpenDatagram(Peer, &OfOtherFile);

    return NT_SUCCESS(status) ? Enable(Peer, WSK_EVENT_RECEIVE_FROM) : status;
}

// A listening socket hands the events of connections on to the sockets that it accepts.
NTSTATUS HandedOn(PPEER Peer)
{
    NTSTATUS status = Open(Peer, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, &Listening);

    return NT_SUCCESS(status) ? Enable(Peer, WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT) : status;
}

// Only those with a table have the event enabled.
NTSTATUS TogetherWithTable(PPEER Peer, BOOLEAN IsServer)
{
    NTSTATUS status = IsServer ? OpenDatagram(Peer, &Datagrams) : OpenDatagram(Peer, NULL);

    return NT_SUCCESS(status) && IsServer ? Enable(Peer, WSK_EVENT_RECEIVE_FROM) : status;
}

// What is disabled is called no more.
NTSTATUS Disabled(PPEER Peer)
{
    NTSTATUS status = OpenDatagram(Peer, NULL);

    return NT_SUCCESS(status) ? Enable(Peer, WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE) : status;
}

// The socket was made elsewhere.
NTSTATUS MadeElsewhere(PPEER Peer)
{
    return Enable(Peer, WSK_EVENT_RECEIVE_FROM);
}
