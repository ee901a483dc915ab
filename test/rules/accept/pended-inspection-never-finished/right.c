// Right: completes what the callbacks of another file have put off.

#include <ntddk.h>
#include <wsk.h>

typedef struct _SERVER {
    WSK_INSPECT_ID Asking;
    PWSK_SOCKET Listener;
    KEVENT Asked;
    KEVENT Dead;
    BOOLEAN Full;
} SERVER, *PSERVER;

extern const WSK_CLIENT_LISTEN_DISPATCH DecidedDispatch;
static const WSK_CLIENT_LISTEN_DISPATCH *InUse;

VOID DecidedComplete(PSERVER Server, PIRP Irp)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Server->Listener->Dispatch;

    Dispatch->WskInspectComplete(Server->Listener, &Server->Asking, WskInspectAccept, Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    InUse = &DecidedDispatch;
    return STATUS_SUCCESS;
}
