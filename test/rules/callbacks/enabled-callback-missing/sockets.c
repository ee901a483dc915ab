#include "peer.h"

static NTSTATUS WSKAPI Receive(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Indicated, SIZE_T *Accepted)
{
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI Disconnect(PVOID Context, ULONG Flags)
{
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH Full = { Receive, Disconnect, NULL };
static const WSK_CLIENT_CONNECTION_DISPATCH OnlyDisconnect = { NULL, Disconnect, NULL };

NTSTATUS Start(PPEER Peer)
{
    return EnableForAll(Peer);
}

NTSTATUS OpenWithoutTable(PPEER Peer, PIRP Irp)
{
    return Peer->Npi->Dispatch->WskSocket(Peer->Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
//                                                                                                                                ^^^^ WSK508 this socket needs WskReceiveEvent for the events that are enabled for all sockets, and was made without a dispatch table
}

NTSTATUS AcceptWithEmptySlot(PPEER Peer, const WSK_PROVIDER_LISTEN_DISPATCH *Listener, PIRP Irp)
{
    return Listener->WskAccept(Peer->Socket, 0, Peer, &OnlyDisconnect, NULL, NULL, Irp);
//                                                    ^^^^^^^^^^^^^^^ WSK508 and has none in its table 'OnlyDisconnect'
}

NTSTATUS OpenWithTable(PPEER Peer, PIRP Irp)
{
    return Peer->Npi->Dispatch->WskSocket(Peer->Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, Peer, &Full, NULL, NULL, NULL, Irp);
}

// A socket that listens has no data.
NTSTATUS OpenListener(PPEER Peer, PIRP Irp)
{
    return Peer->Npi->Dispatch->WskSocket(Peer->Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
}
