#include "link.h"

static ULONG On = 1;

static NTSTATUS Share(PLINK Link)
{
    Prepare(Link);
    return Await(Link, ((PWSK_PROVIDER_BASIC_DISPATCH)Link->Socket->Dispatch)->WskControlSocket(Link->Socket, WskSetOption, SO_REUSEADDR, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Link->Irp));
}

NTSTATUS BindAndShare(PWSK_PROVIDER_NPI Npi, PLINK Link, PSOCKADDR Address)
{
    NTSTATUS status = OpenSocket(Npi, Link, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET);

    if (NT_SUCCESS(status)) {
        status = BindSocket(Link, Address);
    }
    return NT_SUCCESS(status) ? Share(Link) : status;
//                              ^^^^^ WSK407 in Share, 'SO_REUSEADDR' must be set before WskBind
}

// Right: first the option, then the bind of the other file.
NTSTATUS ShareAndBind(PWSK_PROVIDER_NPI Npi, PLINK Link, PSOCKADDR Address)
{
    NTSTATUS status = OpenSocket(Npi, Link, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET);

    if (NT_SUCCESS(status)) {
        status = Share(Link);
    }
    return NT_SUCCESS(status) ? BindSocket(Link, Address) : status;
}
