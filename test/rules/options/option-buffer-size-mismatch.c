// Sizes and types of the buffers of control operations.

#include <ntddk.h>
#include <wsk.h>

typedef struct _CONNECTION {
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    PIRP Irp;
    BOOLEAN KeepAlive;
    ULONG On;
    SIZE_T Backlog;
    SOCKADDR_STORAGE Remote;
} CONNECTION, *PCONNECTION;

static ULONG On = 1;
static BOOLEAN IsOn = TRUE;
static SOCKADDR_IN6 Peer6;

// ---------------------------------------------------------------- wrong

// A BOOLEAN where the option is a ULONG.
NTSTATUS BooleanOption(PWSK_SOCKET Socket, PIRP Irp)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(IsOn), &IsOn, 0, NULL, NULL, Irp);
//                                                                         ^^^^^^^^^^^^ WSK401 'sizeof(IsOn)' is 1 byte, and SO_KEEPALIVE takes a ULONG of 4
}

// The size is right, and the variable is not: three bytes behind it are read.
NTSTATUS BooleanMember(PCONNECTION Connection)
{
    return Connection->Dispatch->WskControlSocket(Connection->Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(ULONG), &Connection->KeepAlive, 0, NULL, NULL, Connection->Irp);
//                                                                                                                           ^^^^^^^^^^^^^^^^^^^^^^ WSK401 '&Connection->KeepAlive' points to a BOOLEAN, and SO_KEEPALIVE takes a ULONG
}

// The size of the pointer, not of what it points at.
NTSTATUS SizeOfPointer(PWSK_SOCKET Socket, PWSK_EVENT_CALLBACK_CONTROL Control)
{
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), Control, 0, NULL, NULL, NULL);
//                                                                                  ^^^^^^^^^^^^^^^ WSK401 'sizeof(Control)' is 8 bytes, and SO_WSK_EVENT_CALLBACK takes a WSK_EVENT_CALLBACK_CONTROL of 16
}

// The size is kept in a variable.
NTSTATUS SizeInVariable(PCONNECTION Connection)
{
    SIZE_T size = sizeof(USHORT);

    return Connection->Dispatch->WskControlSocket(Connection->Socket, WskSetOption, SO_RCVBUF, SOL_SOCKET, size, &Connection->On, 0, NULL, NULL, Connection->Irp);
//                                                                                                         ^^^^ WSK401 'size' is 2 bytes, and SO_RCVBUF takes a ULONG of 4
}

// The address of the pointer.
NTSTATUS AddressOfPointer(PWSK_SOCKET Socket, PULONG Value, PIRP Irp)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_RCVBUF, SOL_SOCKET, sizeof(*Value), &Value, 0, NULL, NULL, Irp);
//                                                                                      ^^^^^^ WSK401 '&Value' points to a PULONG, and SO_RCVBUF takes a ULONG
}

// A ULONG where 8 bytes come back.
NTSTATUS BacklogInUlong(PCONNECTION Connection)
{
    return Connection->Dispatch->WskControlSocket(Connection->Socket, WskIoctl, SIO_WSK_QUERY_RECEIVE_BACKLOG, 0, 0, NULL, sizeof(Connection->On), &Connection->On, NULL, Connection->Irp);
//                                                                                                                         ^^^^^^^^^^^^^^^^^^^^^^ WSK401 'sizeof(Connection->On)' is 4 bytes, and SIO_WSK_QUERY_RECEIVE_BACKLOG gives a SIZE_T of 8
}

// The variable is that of the caller; the helper is right.
static NTSTATUS GetBacklog(PWSK_SOCKET Socket, PVOID Backlog, PIRP Irp)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskIoctl, SIO_WSK_QUERY_IDEAL_SEND_BACKLOG, 0, 0, NULL, sizeof(SIZE_T), Backlog, NULL, Irp);
}

NTSTATUS BacklogOfCaller(PCONNECTION Connection)
{
    return GetBacklog(Connection->Socket, &Connection->On, Connection->Irp);
//         ^^^^^^^^^^ WSK401 'Backlog' points to a ULONG, and SIO_WSK_QUERY_IDEAL_SEND_BACKLOG gives a SIZE_T
}

// The descriptor itself, not a pointer to it.
NTSTATUS DescriptorItself(PWSK_SOCKET Socket, PSECURITY_DESCRIPTOR Cached, PIRP Irp)
{
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_WSK_SECURITY, SOL_SOCKET, sizeof(Cached), Cached, 0, NULL, NULL, Irp);
//                                                                                            ^^^^^^ WSK401 'Cached' points to a SECURITY_DESCRIPTOR, and SO_WSK_SECURITY takes a PSECURITY_DESCRIPTOR
}

// Two events, and a mask where a structure is wanted.
NTSTATUS BareMask(PWSK_PROVIDER_NPI Npi)
{
    ULONG mask = WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE;

    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(mask), &mask, 0, NULL, NULL, NULL);
//                                                                                      ^^^^^^^^^^^^ WSK401 'sizeof(mask)' is 4 bytes, and WSK_SET_STATIC_EVENT_CALLBACKS takes a WSK_EVENT_CALLBACK_CONTROL of 16
}

// Nothing to be set.
NTSTATUS NoValue(PWSK_SOCKET Socket, PIRP Irp)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, 0, NULL, 0, NULL, NULL, Irp);
//                                                                            ^^^^ WSK401 'SO_KEEPALIVE' takes a ULONG, and no buffer is handed over
}

// SOCKADDR holds no address of IPv6.
NTSTATUS AddressCut(PWSK_SOCKET Socket, PIRP Irp)
{
    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskIoctl, SIO_WSK_SET_REMOTE_ADDRESS, 0, sizeof(SOCKADDR), &Peer6, 0, NULL, NULL, Irp);
//                                                                          ^^^^^^^^^^^^^^^^ WSK401 'sizeof(SOCKADDR)' is 16 bytes, and SIO_WSK_SET_REMOTE_ADDRESS takes a SOCKADDR_IN6 of 28
}

// The size of a pointer to an address.
NTSTATUS AddressByPointer(PWSK_SOCKET Socket, PSOCKADDR Remote, PIRP Irp)
{
    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskIoctl, SIO_WSK_SET_SENDTO_ADDRESS, 0, sizeof(Remote), Remote, 0, NULL, NULL, Irp);
//                                                                          ^^^^^^^^^^^^^^ WSK401 'sizeof(Remote)' is 8 bytes, and SIO_WSK_SET_SENDTO_ADDRESS takes a SOCKADDR of 16
}

// More than there is.
NTSTATUS AddressTooLong(PWSK_SOCKET Socket, PIRP Irp)
{
    static SOCKADDR_IN peer;

    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskIoctl, SIO_WSK_SET_REMOTE_ADDRESS, 0, sizeof(SOCKADDR_STORAGE), &peer, 0, NULL, NULL, Irp);
//                                                                          ^^^^^^^^^^^^^^^^^^^^^^^^ WSK401 '&peer' points to a SOCKADDR_IN, and 128 bytes are handed over
}

// ---------------------------------------------------------------- right

// A variable of 4 bytes is a ULONG to WSK, whatever its type is called.
NTSTATUS OtherNamesOfUlong(PWSK_SOCKET Socket, PIRP Irp, BOOLEAN IsFirst)
{
    static int number = 1;
    static LONG on = 1;
    static UINT32 size = 65536;
    PWSK_PROVIDER_CONNECTION_DISPATCH dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;

    if (IsFirst) {
        return dispatch->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(number), &number, 0, NULL, NULL, Irp);
    }
    if (on != 0) {
        return dispatch->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof on, (PVOID)&on, 0, NULL, NULL, Irp);
    }
    return dispatch->WskControlSocket(Socket, WskSetOption, SO_RCVBUF, SOL_SOCKET, 4, &size, 0, NULL, NULL, Irp);
}

// The size of the variable, of the structure and of what a pointer points at.
NTSTATUS SizeOfVariable(PWSK_SOCKET Socket, PWSK_EVENT_CALLBACK_CONTROL Given, BOOLEAN IsGiven)
{
    WSK_EVENT_CALLBACK_CONTROL control;
    PWSK_PROVIDER_LISTEN_DISPATCH dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch;

    if (IsGiven) {
        return dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(*Given), Given, 0, NULL, NULL, NULL);
    }
    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_ACCEPT;
    return dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL);
}

// The size is known at run time only.
NTSTATUS SizeOfCaller(PWSK_SOCKET Socket, SIZE_T Size, PVOID Value, PIRP Irp)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_RCVBUF, SOL_SOCKET, Size, Value, 0, NULL, NULL, Irp);
}

// The address goes with the size of its family; no address takes the last one away.
NTSTATUS SizeOfFamily(PCONNECTION Connection, PSOCKADDR Remote, BOOLEAN IsCleared)
{
    PWSK_PROVIDER_DATAGRAM_DISPATCH dispatch = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Connection->Socket->Dispatch;
    SIZE_T size = Remote->sa_family == AF_INET ? sizeof(SOCKADDR_IN) : sizeof(SOCKADDR_IN6);

    if (IsCleared) {
        return dispatch->WskControlSocket(Connection->Socket, WskIoctl, SIO_WSK_SET_REMOTE_ADDRESS, 0, 0, NULL, 0, NULL, NULL, Connection->Irp);
    }
    RtlCopyMemory(&Connection->Remote, Remote, size);
    return dispatch->WskControlSocket(Connection->Socket, WskIoctl, SIO_WSK_SET_REMOTE_ADDRESS, 0, size, &Connection->Remote, 0, NULL, NULL, Connection->Irp);
}

// A buffer with room to spare.
NTSTATUS RoomToSpare(PWSK_SOCKET Socket, PVOID Buffer, PIRP Irp)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskGetOption, SO_RCVBUF, SOL_SOCKET, 0, NULL, 64, Buffer, NULL, Irp);
}

// 8 bytes come back, and there are 8.
NTSTATUS BacklogInSizeT(PCONNECTION Connection)
{
    return Connection->Dispatch->WskControlSocket(Connection->Socket, WskIoctl, SIO_WSK_QUERY_RECEIVE_BACKLOG, 0, 0, NULL, sizeof(SIZE_T), &Connection->Backlog, NULL, Connection->Irp);
}

NTSTATUS BacklogOfMember(PCONNECTION Connection)
{
    return GetBacklog(Connection->Socket, &Connection->Backlog, Connection->Irp);
}

// The address of a pointer to the descriptor.
NTSTATUS PointerToDescriptor(PWSK_PROVIDER_NPI Npi, PSECURITY_DESCRIPTOR Descriptor, PSECURITY_DESCRIPTOR *Cached)
{
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_CACHE_SD, sizeof(Descriptor), &Descriptor, sizeof(*Cached), Cached, NULL, NULL);
}

// An option of the transport: its buffer is in no table.
NTSTATUS OptionOfTransport(PWSK_SOCKET Socket, PIRP Irp)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, TCP_NODELAY, IPPROTO_TCP, sizeof(IsOn), &IsOn, 0, NULL, NULL, Irp);
}

// One of several values in an array.
NTSTATUS FromArray(PWSK_SOCKET Socket, PIRP Irp)
{
    static ULONG values[2] = { 0, 1 };

    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(values[0]), &values[1], 0, NULL, NULL, Irp);
}
