#pragma once

//
// A heartbeat: one datagram a second to a monitor, as long as there is a network. The driver attaches to WSK through
// the Network Module Registrar, so that it sees WSK come and go.
//

#include <ntddk.h>
#include <wsk.h>

#define BEAT_TAG 'taeB'
#define BEAT_PORT 0x891b // 7049, in network order

//
// Made when WSK is attached, freed by the clean-up callback. The thread ends the use of WSK and then says so.
//
typedef struct _BEAT_BINDING {
    HANDLE NmrHandle;
    WSK_PROVIDER_NPI Wsk;
    KEVENT Detach;
} BEAT_BINDING, *PBEAT_BINDING;

KSTART_ROUTINE BeatThread;
