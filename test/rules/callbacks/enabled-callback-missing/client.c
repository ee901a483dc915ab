#include "peer.h"

// Every connection of this client has the event from the start.
NTSTATUS EnableForAll(PPEER Peer)
{
    WSK_EVENT_CALLBACK_CONTROL control = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };

    return Peer->Npi->Dispatch->WskControlClient(Peer->Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(control), &control, 0, NULL, NULL, NULL);
}
