// Structures on the stack that WSK reads, and what was stored in them before.

#include <ntddk.h>
#include <wsk.h>

typedef struct _PEER {
    PWSK_SOCKET Socket;
    WSK_BUF Buffer;
    SOCKADDR_STORAGE Address;
} PEER, *PPEER;

static const WSK_CLIENT_DISPATCH ClientDispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static WSK_REGISTRATION Registration;
extern VOID DescribeBuffer(PWSK_BUF Buffer, PMDL Mdl, SIZE_T Length);

// ---------------------------------------------------------------- a member is missing

NTSTATUS SendWithoutOffset(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_BUF Buffer;

    Buffer.Mdl = Mdl;
    Buffer.Length = Length;
    return Dispatch->WskSend(Socket, &Buffer, 0, Irp);
//                                   ^^^^^^^ WSK122 'Buffer.Offset' is never set before WskSend reads it
}

// On one of the ways there.
NTSTATUS ReceiveWithoutLength(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_BUF Buffer;

    Buffer.Mdl = Mdl;
    Buffer.Offset = 0;
    if (Length > PAGE_SIZE) {
        return STATUS_INVALID_PARAMETER;
    }
    return Dispatch->WskReceive(Socket, &Buffer, 0, Irp);
//                                      ^^^^^^^ WSK122 'Buffer.Length' is never set before WskReceive reads it
}

NTSTATUS SendNothingSet(PWSK_SOCKET Socket, PSOCKADDR Remote, PIRP Irp)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_BUF Buffer;

    return Dispatch->WskSendTo(Socket, &Buffer, 0, Remote, 0, NULL, Irp);
//                                     ^^^^^^^ WSK122 'Buffer.Mdl', 'Buffer.Offset', 'Buffer.Length' are never set before WskSendTo reads them
}

NTSTATUS RegisterWithoutContext(VOID)
{
    WSK_CLIENT_NPI ClientNpi;

    ClientNpi.Dispatch = &ClientDispatch;
    return WskRegister(&ClientNpi, &Registration);
//                     ^^^^^^^^^^ WSK122 'ClientNpi.ClientContext' is never set before WskRegister reads it
}

NTSTATUS EnableWithoutMask(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
//                                                                                                              ^^^^^^^^ WSK122 'Control.EventMask' is never set before WskControlSocket reads it
                                      0, NULL, NULL, NULL);
}

NTSTATUS ReceiveControlLength(PPEER Peer, PWSK_BUF Buffer, PCMSGHDR ControlInfo, PULONG Flags, PIRP Irp)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Peer->Socket->Dispatch;
    ULONG ControlLength;

    return Dispatch->WskReceiveFrom(Peer->Socket, Buffer, 0, (PSOCKADDR)&Peer->Address, &ControlLength, ControlInfo,
//                                                                                      ^^^^^^^^^^^^^^ WSK122 'ControlLength' is never set before WskReceiveFrom reads it
                                    Flags, Irp);
}

NTSTATUS SendListWithoutNext(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length, PSOCKADDR Remote, PIRP Irp)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_BUF_LIST List;

    List.Buffer.Mdl = Mdl;
    List.Buffer.Offset = 0;
    List.Buffer.Length = Length;
    return Dispatch->WskSendMessages(Socket, &List, 0, Remote, 0, NULL, Irp);
//                                           ^^^^^ WSK122 'List.Next' is never set before WskSendMessages reads it
}

// Right in itself: it sends what it is given.
static NTSTATUS SendBuffer(PPEER Peer, PWSK_BUF Buffer, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Peer->Socket->Dispatch;

    return Dispatch->WskSend(Peer->Socket, Buffer, 0, Irp);
}

NTSTATUS SendThroughHelper(PPEER Peer, PMDL Mdl, PIRP Irp)
{
    WSK_BUF Buffer;

    Buffer.Mdl = Mdl;
    Buffer.Offset = 0;
    return SendBuffer(Peer, &Buffer, Irp);
//         ^^^^^^^^^^ WSK122 'Buffer.Length' is never set before SendBuffer reads it
}

// ---------------------------------------------------------------- right

NTSTATUS SendAllSet(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_BUF Buffer;

    Buffer.Mdl = Mdl;
    Buffer.Offset = 0;
    Buffer.Length = Length;
    return Dispatch->WskSend(Socket, &Buffer, 0, Irp);
}

// What an initialiser leaves out is zero.
NTSTATUS SendInitialised(PPEER Peer, PMDL Mdl, SIZE_T Length, PIRP Irp)
{
    WSK_BUF Buffer = {0};

    Buffer.Mdl = Mdl;
    Buffer.Length = Length;
    return SendBuffer(Peer, &Buffer, Irp);
}

NTSTATUS SendPositional(PPEER Peer, PMDL Mdl, SIZE_T Length, PIRP Irp)
{
    WSK_BUF Buffer = {Mdl, 0, Length};

    return SendBuffer(Peer, &Buffer, Irp);
}

NTSTATUS RegisterDesignated(VOID)
{
    WSK_CLIENT_NPI ClientNpi = {.Dispatch = &ClientDispatch};

    return WskRegister(&ClientNpi, &Registration);
}

NTSTATUS ReceiveZeroed(PWSK_SOCKET Socket, PMDL Mdl, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_BUF Buffer;

    RtlZeroMemory(&Buffer, sizeof(Buffer));
    Buffer.Mdl = Mdl;
    Buffer.Length = MmGetMdlByteCount(Mdl);
    return Dispatch->WskReceive(Socket, &Buffer, 0, Irp);
}

static VOID SetBuffer(PWSK_BUF Buffer, PMDL Mdl, ULONG Offset, SIZE_T Length)
{
    Buffer->Mdl = Mdl;
    Buffer->Offset = Offset;
    Buffer->Length = Length;
}

// A helper fills it in.
NTSTATUS SendFilledByHelper(PPEER Peer, PMDL Mdl, SIZE_T Length, PIRP Irp)
{
    WSK_BUF Buffer;

    SetBuffer(&Buffer, Mdl, 0, Length);
    return SendBuffer(Peer, &Buffer, Irp);
}

// A function out of sight may fill it in.
NTSTATUS SendFilledElsewhere(PPEER Peer, PMDL Mdl, SIZE_T Length, PIRP Irp)
{
    WSK_BUF Buffer;

    DescribeBuffer(&Buffer, Mdl, Length);
    return SendBuffer(Peer, &Buffer, Irp);
}

// It is a copy of another one.
NTSTATUS SendCopied(PPEER Peer, PIRP Irp)
{
    WSK_BUF Buffer;

    Buffer = Peer->Buffer;
    return SendBuffer(Peer, &Buffer, Irp);
}

NTSTATUS SendCopiedBytes(PPEER Peer, PIRP Irp)
{
    WSK_BUF Buffer;

    RtlCopyMemory(&Buffer, &Peer->Buffer, sizeof(Buffer));
    return SendBuffer(Peer, &Buffer, Irp);
}

// Not on the stack: nobody knows who set it.
NTSTATUS SendMember(PPEER Peer, PIRP Irp)
{
    return SendBuffer(Peer, &Peer->Buffer, Irp);
}

// No control information is asked for.
NTSTATUS ReceiveNoControl(PPEER Peer, PWSK_BUF Buffer, PULONG Flags, PIRP Irp)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Peer->Socket->Dispatch;

    return Dispatch->WskReceiveFrom(Peer->Socket, Buffer, 0, (PSOCKADDR)&Peer->Address, NULL, NULL, Flags, Irp);
}

// ---------------------------------------------------------------- missed

// What a pointer in the structure leads to is not looked at.
NTSTATUS KnownMissDispatchUnset(VOID)
{
    WSK_CLIENT_DISPATCH Dispatch;
    WSK_CLIENT_NPI ClientNpi = {NULL, &Dispatch};

    Dispatch.Version = MAKE_WSK_VERSION(1, 0);
    Dispatch.Reserved = 0;
    return WskRegister(&ClientNpi, &Registration);
}
