#pragma once

#include <ntddk.h>
#include <wsk.h>

typedef struct _LINK {
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Done;
} LINK, *PLINK;


NTSTATUS OpenSocket(PWSK_PROVIDER_NPI Npi, PLINK Link, USHORT Type, ULONG Protocol, ULONG Flags);
NTSTATUS BindSocket(PLINK Link, PSOCKADDR Address);
NTSTATUS Await(PLINK Link, NTSTATUS Status);
VOID Prepare(PLINK Link);
