// A listening socket, and the steps to open it. The table comes through the union, as in wrappers of sockets.

#pragma once

#include <ntddk.h>
#include <wsk.h>

typedef struct _LISTENER {
    PWSK_SOCKET Socket;
    union {
        const VOID *Table;
        const WSK_PROVIDER_LISTEN_DISPATCH *Listen;
    };
    PIRP Irp;
    KEVENT Done;
    BOOLEAN IsBound;
} LISTENER, *PLISTENER;

#define CONDITIONAL SO_CONDITIONAL_ACCEPT

NTSTATUS BindListener(PLISTENER Listener, PSOCKADDR Address);
NTSTATUS BindIfWanted(PLISTENER Listener, PSOCKADDR Address, BOOLEAN IsWanted);
NTSTATUS MakeConditional(PLISTENER Listener);
NTSTATUS MakeConditionalOnce(PLISTENER Listener);
NTSTATUS ReplaceSocket(PLISTENER Listener, PWSK_SOCKET Socket);
NTSTATUS AwaitListener(PLISTENER Listener, NTSTATUS Status);
VOID PrepareListener(PLISTENER Listener);
VOID ForgetElsewhere(PLISTENER Listener);
