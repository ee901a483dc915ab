#pragma once

#include <ntddk.h>
#include <wsk.h>

typedef struct _CLIENT {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
} CLIENT, *PCLIENT;

NTSTATUS Capture(PCLIENT Client);
VOID Release(PCLIENT Client);
