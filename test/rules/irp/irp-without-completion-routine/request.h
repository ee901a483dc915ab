#pragma once

#include <ntddk.h>
#include <wsk.h>

typedef struct _REQUEST {
    PIRP Irp;
    KEVENT Done;
} REQUEST, *PREQUEST;

NTSTATUS PrepareRequest(PREQUEST Request);
NTSTATUS PrepareArmedRequest(PREQUEST Request);
NTSTATUS AwaitRequest(PREQUEST Request, NTSTATUS Status);
