// Right: a macro stands for the call.

#include <ntddk.h>
#include <wsk.h>

typedef struct _SERVER {
    WSK_INSPECT_ID Asking;
    PWSK_SOCKET Listener;
    KEVENT Asked;
    KEVENT Dead;
    BOOLEAN Full;
} SERVER, *PSERVER;

#define DECIDE(s, action, irp) \
    ((const WSK_PROVIDER_LISTEN_DISPATCH *)(s)->Listener->Dispatch) \
        ->WskInspectComplete((s)->Listener, &(s)->Asking, (action), (irp))

WSK_INSPECT_ACTION WSKAPI MacroInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
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

static NTSTATUS WSKAPI MacroAborted(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(InspectID);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH MacroDispatch = {NULL, MacroInspect, MacroAborted};

VOID MacroComplete(PSERVER Server, PIRP Irp)
{
    DECIDE(Server, WskInspectAccept, Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return STATUS_SUCCESS;
}
