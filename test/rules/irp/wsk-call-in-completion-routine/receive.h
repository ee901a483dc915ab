#pragma once

#include <ntddk.h>
#include <wsk.h>

typedef struct _RECEIVER {
    PWSK_SOCKET Socket;
    WSK_BUF Buffer;
    PIO_WORKITEM Work;
} RECEIVER, *PRECEIVER;

IO_COMPLETION_ROUTINE ReceiveDone;
IO_COMPLETION_ROUTINE ReceiveQueued;
VOID ReceiveNext(PRECEIVER Receiver, PIO_COMPLETION_ROUTINE Routine);
IO_WORKITEM_ROUTINE ReceiveWork;
