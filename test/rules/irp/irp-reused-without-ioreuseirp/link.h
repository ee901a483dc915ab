#pragma once

#include <ntddk.h>
#include <wsk.h>

typedef struct _LINK {
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Done;
} LINK, *PLINK;

NTSTATUS SendOnce(PLINK Link, PWSK_BUF Data);
VOID Rearm(PLINK Link);
