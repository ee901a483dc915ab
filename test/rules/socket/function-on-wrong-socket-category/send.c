#include "link.h"

NTSTATUS SendThroughListener(PWSK_PROVIDER_NPI Npi, PLINK Link, PWSK_BUF Data)
{
    NTSTATUS status = OpenSocket(Npi, Link, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Link);
    return Await(Link, ((PWSK_PROVIDER_CONNECTION_DISPATCH)Link->Socket->Dispatch)->WskSend(Link->Socket, Data, 0, Link->Irp));
//                                                                                  ^^^^^^^ WSK309 'Link->Socket': a listening socket has no WskSend
}

// Right: the other file makes a socket of the category that can send.
NTSTATUS SendThroughDatagrams(PWSK_PROVIDER_NPI Npi, PLINK Link, PWSK_BUF Data, PSOCKADDR Any, PSOCKADDR To)
{
    NTSTATUS status = OpenSocket(Npi, Link, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET);

    if (NT_SUCCESS(status)) {
        status = BindSocket(Link, Any);
    }
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Link);
    return Await(Link, ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Link->Socket->Dispatch)->WskSendTo(Link->Socket, Data, 0, To, 0, NULL, Link->Irp));
}
