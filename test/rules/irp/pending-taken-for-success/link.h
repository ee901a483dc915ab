#pragma once

#include <ntddk.h>
#include <wsk.h>

typedef struct _LINK {
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Done;
} LINK, *PLINK;

NTSTATUS StartReceive(PLINK Link, PWSK_BUF Data);
NTSTATUS Await(PLINK Link, NTSTATUS Status);
