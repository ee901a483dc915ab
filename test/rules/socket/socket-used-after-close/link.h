#pragma once

#include <ntddk.h>
#include <wsk.h>

typedef struct _LINK {
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Done;
} LINK, *PLINK;

VOID CloseLink(PLINK Link);
NTSTATUS Await(PLINK Link, NTSTATUS Status);
VOID Prepare(PLINK Link);
