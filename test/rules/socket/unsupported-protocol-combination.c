// Which families, types and protocols go together, and with which category of socket.

#include <ntddk.h>
#include <wsk.h>

#define MY_PROTOCOL IPPROTO_TCP

typedef struct _ENDPOINT {
    ADDRESS_FAMILY Family;
    USHORT Type;
    ULONG Protocol;
    BOOLEAN IsDatagram;
    PWSK_SOCKET Socket;
} ENDPOINT, *PENDPOINT;

// ---------------------------------------------------------------- what does not exist

NTSTATUS StreamOfUdp(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_UDP, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
//                                                                     ^^^^^^^^^^^ WSK301 'IPPROTO_UDP' is no protocol of such a connection-oriented socket, which takes IPPROTO_TCP
}

NTSTATUS DatagramsThatListen(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET6, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
//                                                                                  ^^^^^^^^^^^^^^^^^^^^^^ WSK301 'WSK_FLAG_LISTEN_SOCKET' asks for a category that has no sockets of this type and protocol
}

NTSTATUS TypeOfTheOther(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    USHORT type = SOCK_DGRAM;

    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, type, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
//                                                        ^^^^ WSK301 'SOCK_DGRAM' is no type of such a connection-oriented socket, which takes SOCK_STREAM
}

// In user mode 0 would be the one protocol that fits.
NTSTATUS NoProtocol(PWSK_PROVIDER_NPI Npi, PENDPOINT Endpoint, PIRP Irp)
{
    Endpoint->Protocol = 0;
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, Endpoint->Protocol, WSK_FLAG_STREAM_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
//                                                                     ^^^^^^^^^^^^^^^^^^ WSK301 'IPPROTO_IP' is no protocol of such a stream socket
}

NTSTATUS NoFamily(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, AF_UNSPEC, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
//                                               ^^^^^^^^^ WSK301 'AF_UNSPEC' is no family of a socket
}

NTSTATUS OneArmIsWrong(PWSK_PROVIDER_NPI Npi, PENDPOINT Endpoint, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, Endpoint->IsDatagram ? IPPROTO_UDP : IPPROTO_TCP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
//                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK301 'IPPROTO_TCP' is no protocol of such a datagram socket, which takes IPPROTO_UDP
}

// WskSocketConnect makes a connection-oriented socket, whatever its page lists.
NTSTATUS ConnectDatagrams(PWSK_PROVIDER_NPI Npi, PSOCKADDR Local, PSOCKADDR Remote, PIRP Irp)
{
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_DGRAM, IPPROTO_UDP, Local, Remote, 0, NULL, NULL, NULL, NULL, NULL, Irp);
//                                                      ^^^^^^^^^^ WSK301 'SOCK_DGRAM' is no type of such a connection-oriented socket, which takes SOCK_STREAM
}

static NTSTATUS Create(PWSK_PROVIDER_NPI Npi, USHORT Type, ULONG Protocol, ULONG Flags, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, Type, Protocol, Flags, NULL, NULL, NULL, NULL, NULL, Irp);
}

NTSTATUS CreateWrongly(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    return Create(Npi, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_CONNECTION_SOCKET, Irp);
//         ^^^^^^ WSK301 'Create' makes a socket that does not exist: 'WSK_FLAG_CONNECTION_SOCKET' asks for a category
}

// ---------------------------------------------------------------- right

// The same helper, with what goes together.
NTSTATUS CreateRightly(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    return Create(Npi, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, Irp);
}

// A raw socket takes any protocol.
NTSTATUS Raw(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_RAW, IPPROTO_ICMP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
}

// A basic socket takes all pairs.
NTSTATUS Basic(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET6, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_BASIC_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
}

// A macro of the driver's own is the constant that it stands for.
NTSTATUS ByMacro(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, MY_PROTOCOL, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
}

// Another family has transports with numbers of their own.
NTSTATUS OfAnotherFamily(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, 34, SOCK_STREAM, 1, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
}

// Nothing shows what these are.
NTSTATUS OfCaller(PWSK_PROVIDER_NPI Npi, PENDPOINT Endpoint, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, Endpoint->Family, Endpoint->Type, Endpoint->Protocol, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
}

// Nor here whether the family, which is the caller's, has a protocol of that number.
NTSTATUS ProtocolOfCallersFamily(PWSK_PROVIDER_NPI Npi, PENDPOINT Endpoint, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, Endpoint->Family, SOCK_STREAM, 1, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
}

// Type, protocol and category are chosen by one condition.
NTSTATUS OneOfTwo(PWSK_PROVIDER_NPI Npi, PENDPOINT Endpoint, PIRP Irp)
{
    USHORT type = SOCK_STREAM;
    ULONG protocol = IPPROTO_TCP;
    ULONG flags = WSK_FLAG_CONNECTION_SOCKET;

    if (Endpoint->IsDatagram) {
        type = SOCK_DGRAM;
        protocol = IPPROTO_UDP;
        flags = WSK_FLAG_DATAGRAM_SOCKET;
    }
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, type, protocol, flags, NULL, NULL, NULL, NULL, NULL, Irp);
}
