// Of which family an address is, and of which family the socket.

#include <ntddk.h>
#include <wsk.h>

typedef struct _ENDPOINT {
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    PWSK_SOCKET Listener;
    PIRP Irp;
    KEVENT Done;
    ULONG Kind;
    BOOLEAN Closed;
    union {
        PVOID Dispatch;
        const WSK_PROVIDER_LISTEN_DISPATCH *Listening;
        const WSK_PROVIDER_CONNECTION_DISPATCH *Connection;
        const WSK_PROVIDER_DATAGRAM_DISPATCH *Datagram;
    };
} ENDPOINT, *PENDPOINT;

extern VOID Look(PWSK_SOCKET Socket);
extern PWSK_SOCKET SocketElsewhere(VOID);

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Prepare(PENDPOINT Endpoint)
{
    KeClearEvent(&Endpoint->Done);
    IoReuseIrp(Endpoint->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Endpoint->Irp, Done, &Endpoint->Done, TRUE, TRUE, TRUE);
}

static NTSTATUS Await(PENDPOINT Endpoint, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Endpoint->Done, Executive, KernelMode, FALSE, NULL);
        Status = Endpoint->Irp->IoStatus.Status;
    }
    return Status;
}

static NTSTATUS Create(PENDPOINT Endpoint, ADDRESS_FAMILY Family, PWSK_SOCKET *Socket)
{
    NTSTATUS status;

    Prepare(Endpoint);
    status = Endpoint->Npi.Dispatch->WskSocket(Endpoint->Npi.Client, Family, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, Endpoint->Irp);
    status = Await(Endpoint, status);
    if (NT_SUCCESS(status)) {
        *Socket = (PWSK_SOCKET)Endpoint->Irp->IoStatus.Information;
    }
    return status;
}

static NTSTATUS Bind(PENDPOINT Endpoint, PWSK_SOCKET Socket, PSOCKADDR Address)
{
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskBind(Socket, Address, 0, Endpoint->Irp));
}

extern VOID FillAddress(PVOID Address);

// ---------------------------------------------------------------- of another family

NTSTATUS BindShortAddress(PENDPOINT Endpoint)
{
    SOCKADDR_IN address = {0};
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, AF_INET6, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    address.sin_family = AF_INET;
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_DATAGRAM_DISPATCH)socket->Dispatch)->WskBind(socket, (PSOCKADDR)&address, 0, Endpoint->Irp));
//                                                                                              ^^^^^^^^^^^^^^^^^^^ WSK310 'address' is of SOCKADDR_IN, and 'socket' is a socket of AF_INET6
}

NTSTATUS SendToLongAddress(PENDPOINT Endpoint, PSOCKADDR_IN6 To, PWSK_BUF Data)
{
    NTSTATUS status = Create(Endpoint, AF_INET, &Endpoint->Socket);

    if (NT_SUCCESS(status)) {
        Prepare(Endpoint);
        status = ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Endpoint->Socket->Dispatch)->WskSendTo(Endpoint->Socket, Data, 0, (PSOCKADDR)To, 0, NULL, Endpoint->Irp);
//                                                                                                                   ^^^^^^^^^^^^^ WSK310 'To' is of SOCKADDR_IN6, and 'Endpoint->Socket' is a socket of AF_INET
        status = Await(Endpoint, status);
    }
    return status;
}

NTSTATUS BindPlainAddress(PENDPOINT Endpoint)
{
    SOCKADDR address = {0};
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, AF_INET6, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    address.sa_family = AF_INET6;
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_DATAGRAM_DISPATCH)socket->Dispatch)->WskBind(socket, &address, 0, Endpoint->Irp));
//                                                                                              ^^^^^^^^ WSK310 'address' is of SOCKADDR, and 'socket' is a socket of AF_INET6
}

// Room for both, but it holds the other family.
NTSTATUS BindOtherFamily(PENDPOINT Endpoint)
{
    SOCKADDR_STORAGE address;
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, AF_INET6, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    RtlZeroMemory(&address, sizeof(address));
    address.ss_family = AF_INET;
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_DATAGRAM_DISPATCH)socket->Dispatch)->WskBind(socket, (PSOCKADDR)&address, 0, Endpoint->Irp));
//                                                                                              ^^^^^^^^^^^^^^^^^^^ WSK310 'address' is of AF_INET, and 'socket' is a socket of AF_INET6
}

NTSTATUS BindWithoutFamily(PENDPOINT Endpoint, PWSK_SOCKET Socket)
{
    SOCKADDR_IN address = {0};

    address.sin_port = 7;
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskBind(Socket, (PSOCKADDR)&address, 0, Endpoint->Irp));
//                                                                                              ^^^^^^^^^^^^^^^^^^^ WSK310 'address' holds no address family when WskBind reads it
}

NTSTATUS BindWithLeftoverFamily(PENDPOINT Endpoint, PWSK_SOCKET Socket)
{
    SOCKADDR_IN address;

    address.sin_port = 0;
    address.sin_addr.s_addr = INADDR_ANY;
    Prepare(Endpoint);
    return Await(Endpoint, ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskBind(Socket, (PSOCKADDR)&address, 0, Endpoint->Irp));
//                                                                                              ^^^^^^^^^^^^^^^^^^^ WSK310 'address' holds no address family when WskBind reads it
}

NTSTATUS ConnectAcrossFamilies(PENDPOINT Endpoint, PSOCKADDR_IN Local, PSOCKADDR_IN6 Remote)
{
    Prepare(Endpoint);
    return Await(Endpoint, Endpoint->Npi.Dispatch->WskSocketConnect(Endpoint->Npi.Client, SOCK_STREAM, IPPROTO_TCP, (PSOCKADDR)Local, (PSOCKADDR)Remote, 0, NULL, NULL, NULL, NULL, NULL, Endpoint->Irp));
//                                                                                                                                    ^^^^^^^^^^^^^^^^^ WSK310 'Remote' is of SOCKADDR_IN6, and the local address of the same WskSocketConnect of AF_INET
}

NTSTATUS BindByHelper(PENDPOINT Endpoint)
{
    SOCKADDR_IN address = {0};
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, AF_INET6, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    address.sin_family = AF_INET;
    return Bind(Endpoint, socket, (PSOCKADDR)&address);
//         ^^^^ WSK310 in 'Bind' 'Address' is of AF_INET, and 'Socket' is a socket of AF_INET6
}

// ---------------------------------------------------------------- right

NTSTATUS BindByHelperRightly(PENDPOINT Endpoint)
{
    SOCKADDR_IN6 address = {0};
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, AF_INET6, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    address.sin6_family = AF_INET6;
    return Bind(Endpoint, socket, (PSOCKADDR)&address);
}

// A union has room for both, and holds the family of the socket.
NTSTATUS BindUnion(PENDPOINT Endpoint)
{
    SOCKADDR_INET address;
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, AF_INET6, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    RtlZeroMemory(&address, sizeof(address));
    address.Ipv6.sin6_family = AF_INET6;
    return Bind(Endpoint, socket, (PSOCKADDR)&address);
}

// The same for the family that only the caller knows.
NTSTATUS BindFamilyOfCaller(PENDPOINT Endpoint, ADDRESS_FAMILY Family)
{
    SOCKADDR_STORAGE address = {0};
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, Family, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    address.ss_family = Family;
    return Bind(Endpoint, socket, (PSOCKADDR)&address);
}

// A pointer to any address says nothing of its family.
NTSTATUS BindAnyAddress(PENDPOINT Endpoint, PSOCKADDR Address)
{
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, AF_INET6, &socket);

    return NT_SUCCESS(status) ? Bind(Endpoint, socket, Address) : status;
}

// The family is set by somebody who was handed the address.
NTSTATUS BindFilledAddress(PENDPOINT Endpoint)
{
    SOCKADDR_IN address = {0};
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, AF_INET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    FillAddress(&address);
    return Bind(Endpoint, socket, (PSOCKADDR)&address);
}

// The family is set through a pointer of another type.
NTSTATUS BindThroughPointer(PENDPOINT Endpoint)
{
    SOCKADDR_IN address = {0};
    PSOCKADDR any = (PSOCKADDR)&address;
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, AF_INET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    any->sa_family = AF_INET;
    return Bind(Endpoint, socket, any);
}

// Each family has a socket and an address of its own.
NTSTATUS BindEitherFamily(PENDPOINT Endpoint, BOOLEAN IsShort)
{
    SOCKADDR_IN shortAddress = {0};
    SOCKADDR_IN6 longAddress = {0};
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, IsShort ? AF_INET : AF_INET6, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    shortAddress.sin_family = AF_INET;
    longAddress.sin6_family = AF_INET6;
    return Bind(Endpoint, socket, IsShort ? (PSOCKADDR)&shortAddress : (PSOCKADDR)&longAddress);
}

// The whole is copied from another one, member by member elsewhere, or by a function.
NTSTATUS BindCopies(PENDPOINT Endpoint, PSOCKADDR_IN Known, ULONG Which)
{
    SOCKADDR_IN assigned;
    SOCKADDR_IN copied;
    SOCKADDR_IN returned;
    PWSK_SOCKET socket;
    NTSTATUS status = Create(Endpoint, AF_INET, &socket);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    if (Which == 0) {
        assigned = *Known;
        return Bind(Endpoint, socket, (PSOCKADDR)&assigned);
    }
    if (Which == 1) {
        RtlCopyMemory(&copied, Known, sizeof(copied));
        return Bind(Endpoint, socket, (PSOCKADDR)&copied);
    }
    FillAddress(&returned);
    returned.sin_port = 0;
    return Bind(Endpoint, socket, (PSOCKADDR)&returned);
}
