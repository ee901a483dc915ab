// Buffers for addresses and names, and how large they are.

#include <ntddk.h>
#include <wsk.h>

typedef struct _PEER {
    PWSK_SOCKET Socket;
    SOCKADDR Short;
    SOCKADDR_STORAGE Address;
} PEER, *PPEER;

extern NTSTATUS Await(NTSTATUS Status, PIRP Irp);
static SOCKADDR_STORAGE LastAddress;

// ---------------------------------------------------------------- too small

NTSTATUS RemoteInNumber(PWSK_SOCKET Socket, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    ULONG64 Address = 0;

    return Dispatch->WskGetRemoteAddress(Socket, (PSOCKADDR)&Address, Irp);
//                                               ^^^^^^^^^^^^^^^^^^^ WSK806 '(PSOCKADDR)&Address' has 8 bytes, and WskGetRemoteAddress writes 16: declare it as SOCKADDR_STORAGE
}

// The socket is one for IPv6.
NTSTATUS LocalInSockaddr(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch;
    PWSK_SOCKET Listener;
    SOCKADDR Address;
    NTSTATUS status;

    status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL,
                                      NULL, NULL, NULL, Irp);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Listener = (PWSK_SOCKET)Irp->IoStatus.Information;
    Dispatch = Listener->Dispatch;
    return Dispatch->WskGetLocalAddress(Listener, &Address, Irp);
//                                                ^^^^^^^^ WSK806 '&Address' has 16 bytes, and WskGetLocalAddress writes 28: declare it as SOCKADDR_STORAGE
}

// It depends on the buffer that it is given.
static NTSTATUS AcceptFrom(PWSK_SOCKET Listener, PSOCKADDR Remote, PIRP Irp)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Listener->Dispatch;

    return Dispatch->WskAccept(Listener, 0, NULL, NULL, NULL, Remote, Irp);
}

// ---------------------------------------------------------------- lengths and names

NTSTATUS NameOfTooMuch(PWSK_PROVIDER_NPI Npi, PSOCKADDR Address, PUNICODE_STRING Name, PIRP Irp)
{
    return Npi->Dispatch->WskGetNameInfo(Npi->Client, Address, 256, Name, NULL, 0, NULL, NULL, Irp);
//                                                             ^^^ WSK806 '256' is 256, and the address has at most 128 bytes
}

NTSTATUS NameBeyondVariable(PWSK_PROVIDER_NPI Npi, PUNICODE_STRING Name, PIRP Irp)
{
    SOCKADDR_IN Address = {0};

    Address.sin_family = AF_INET;
    return Npi->Dispatch->WskGetNameInfo(Npi->Client, (PSOCKADDR)&Address, sizeof(SOCKADDR_STORAGE), Name, NULL, 0, NULL,
//                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^ WSK806 'sizeof(SOCKADDR_STORAGE)' is 128, and the address has at most 16 bytes
                                         NULL, Irp);
}

NTSTATUS NameWithoutBuffer(PWSK_PROVIDER_NPI Npi, PSOCKADDR Address, PIRP Irp)
{
    UNICODE_STRING Name = {0};

    return Npi->Dispatch->WskGetNameInfo(Npi->Client, Address, sizeof(SOCKADDR_IN), &Name, NULL, 0, NULL, NULL, Irp);
//                                                                                  ^^^^^ WSK806 '&Name' has no room for the name that WskGetNameInfo writes there
}

static NTSTATUS WSKAPI AcceptAndCopy(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                     PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                     CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PPEER Peer = (PPEER)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL) {
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Peer->Socket = AcceptSocket;
    RtlCopyMemory(&Peer->Address, RemoteAddress, sizeof(SOCKADDR_STORAGE));
//                                               ^^^^^^^^^^^^^^^^^^^^^^^^ WSK806 'RemoteAddress' has 16 or 28 bytes, and 128 are read from it: copy as many as its family says
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH CopyDispatch = {AcceptAndCopy, NULL, NULL};

// ---------------------------------------------------------------- right

NTSTATUS RemoteInStorage(PWSK_SOCKET Socket, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    SOCKADDR_STORAGE Address;

    return Await(Dispatch->WskGetRemoteAddress(Socket, (PSOCKADDR)&Address, Irp), Irp);
}

// SOCKADDR_INET has room for both families.
NTSTATUS AcceptInEither(PWSK_SOCKET Listener, PIRP Irp)
{
    SOCKADDR_INET Remote;

    return Await(AcceptFrom(Listener, (PSOCKADDR)&Remote, Irp), Irp);
}

// The family is not known here, and for IPv4 it is enough.
NTSTATUS RemoteInSockaddr(PWSK_SOCKET Socket, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    SOCKADDR Address;

    return Await(Dispatch->WskGetRemoteAddress(Socket, &Address, Irp), Irp);
}

// What stands behind a pointer, or behind a member, may be larger.
NTSTATUS RemoteInMember(PPEER Peer, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Peer->Socket->Dispatch;

    return Dispatch->WskGetRemoteAddress(Peer->Socket, &Peer->Short, Irp);
}

// No address is asked for.
NTSTATUS NoAddress(PWSK_SOCKET Listener, PIRP Irp)
{
    return AcceptFrom(Listener, NULL, Irp);
}

NTSTATUS NameWithBuffer(PWSK_PROVIDER_NPI Npi, PWSTR Buffer, PIRP Irp)
{
    UNICODE_STRING Name = {0};

    Name.Buffer = Buffer;
    Name.MaximumLength = 512;
    return Npi->Dispatch->WskGetNameInfo(Npi->Client, (PSOCKADDR)&LastAddress, sizeof(LastAddress), &Name, NULL, 0, NULL,
                                         NULL, Irp);
}

// It copies by the family of the address.
static NTSTATUS WSKAPI AcceptAndCopyByFamily(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress,
                                             PSOCKADDR RemoteAddress, PWSK_SOCKET AcceptSocket,
                                             PVOID *AcceptSocketContext,
                                             CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PPEER Peer = (PPEER)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL) {
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Peer->Socket = AcceptSocket;
    if (RemoteAddress->sa_family == AF_INET6) {
        RtlCopyMemory(&Peer->Address, RemoteAddress, sizeof(SOCKADDR_IN6));
    } else {
        RtlCopyMemory(&Peer->Address, RemoteAddress, sizeof(SOCKADDR_IN));
    }
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH FamilyDispatch = {AcceptAndCopyByFamily, NULL, NULL};

// ---------------------------------------------------------------- missed

// The size of an array is not looked at.
NTSTATUS KnownMissArray(PWSK_SOCKET Socket, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    UCHAR Address[8];

    return Dispatch->WskGetRemoteAddress(Socket, (PSOCKADDR)Address, Irp);
}

// In the helper the buffer is declared as SOCKADDR, and that is enough.
NTSTATUS KnownMissAcceptInNumber(PWSK_SOCKET Listener, PIRP Irp)
{
    ULONG Address = 0;

    return AcceptFrom(Listener, (PSOCKADDR)&Address, Irp);
}
