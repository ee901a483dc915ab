// Right: releases what the callbacks of another file have kept.

#include <ntddk.h>
#include <wsk.h>

typedef struct _CONNECTION {
    PWSK_DATA_INDICATION Unread;
    PWSK_SOCKET Socket;
    SIZE_T Length;
    KEVENT Dead;
} CONNECTION, *PCONNECTION;

extern const WSK_CLIENT_CONNECTION_DISPATCH KeptDispatch;
static const WSK_CLIENT_CONNECTION_DISPATCH *InUse;

VOID KeptConsume(PCONNECTION Connection)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Connection->Socket->Dispatch;

    Dispatch->WskRelease(Connection->Socket, Connection->Unread);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    InUse = &KeptDispatch;
    return STATUS_SUCCESS;
}
