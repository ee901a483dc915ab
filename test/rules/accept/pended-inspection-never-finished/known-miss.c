// Inspections are completed in a function that nobody calls. What counts is that the driver has the call.

#include <ntddk.h>
#include <wsk.h>

typedef struct _SERVER {
    WSK_INSPECT_ID Asking;
    PWSK_SOCKET Listener;
    KEVENT Asked;
    KEVENT Dead;
    BOOLEAN Full;
} SERVER, *PSERVER;

WSK_INSPECT_ACTION WSKAPI KnownMissInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                           PWSK_INSPECT_ID InspectID)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (InspectID == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    Server->Asking = *InspectID;
    return WskInspectPend;
}

static NTSTATUS WSKAPI KnownMissAborted(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(InspectID);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH KnownMissDispatch = {NULL, KnownMissInspect, KnownMissAborted};

VOID KnownMissNeverCalled(PSERVER Server, PIRP Irp)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Server->Listener->Dispatch;

    Dispatch->WskInspectComplete(Server->Listener, &Server->Asking, WskInspectAccept, Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return STATUS_SUCCESS;
}
