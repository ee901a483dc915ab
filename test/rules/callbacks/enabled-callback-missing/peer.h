#pragma once

#include <ntddk.h>
#include <wsk.h>

typedef struct _PEER {
    PWSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
} PEER, *PPEER;

NTSTATUS EnableForAll(PPEER Peer);
