// The helper is right in itself: what is late, is told where it is called.

#include "server.h"

NTSTATUS EnableCallbacks(PWSK_PROVIDER_NPI Npi, ULONG Events)
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    control.EventMask = Events;
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(control), &control, 0, NULL, NULL, NULL);
}
