// A registered client and its sockets.

#pragma once

#include <ntddk.h>
#include <wsk.h>

typedef struct _SERVER {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Listener;
    PIRP Irp;
} SERVER, *PSERVER;

extern const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch;

NTSTATUS EnableCallbacks(PWSK_PROVIDER_NPI Npi, ULONG Events);
NTSTATUS CreateListener(PSERVER Server);
NTSTATUS RenewProvider(PSERVER Server);
NTSTATUS RegisterElsewhere(PSERVER Server);
