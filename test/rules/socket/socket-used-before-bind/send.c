#include "link.h"

NTSTATUS SendUnbound(PWSK_PROVIDER_NPI Npi, PLINK Link, PWSK_BUF Data, PSOCKADDR To)
{
    NTSTATUS status = OpenSocket(Npi, Link, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Link);
    return Await(Link, ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Link->Socket->Dispatch)->WskSendTo(Link->Socket, Data, 0, To, 0, NULL, Link->Irp));
//                                                                                          ^^^^^^^^^^^^ WSK320 'Link->Socket' was never bound
}

// Right: the other file binds it.
NTSTATUS SendBound(PWSK_PROVIDER_NPI Npi, PLINK Link, PWSK_BUF Data, PSOCKADDR Any, PSOCKADDR To)
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
