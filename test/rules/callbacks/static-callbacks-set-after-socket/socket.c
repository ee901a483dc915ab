// Creating sockets, and taking the provider anew.

#include "server.h"

NTSTATUS CreateListener(PSERVER Server)
{
    return Server->Npi.Dispatch->WskSocket(Server->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Server, &ListenDispatch, NULL, NULL, NULL, Server->Irp);
}

NTSTATUS RenewProvider(PSERVER Server)
{
    WskReleaseProviderNPI(&Server->Registration);
    return WskCaptureProviderNPI(&Server->Registration, WSK_INFINITE_WAIT, &Server->Npi);
}
