// Right, as far as anybody can see: what the library decides, does not show.

#include <ntddk.h>
#include <wsk.h>

typedef struct _SERVER {
    WSK_INSPECT_ID Asking;
    PWSK_SOCKET Listener;
    KEVENT Asked;
    KEVENT Dead;
    BOOLEAN Full;
} SERVER, *PSERVER;

extern VOID LibraryDecide(PSERVER Server);

WSK_INSPECT_ACTION WSKAPI LibraryInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
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

static NTSTATUS WSKAPI LibraryAborted(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(InspectID);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH LibraryDispatch = {NULL, LibraryInspect, LibraryAborted};

VOID LibraryWork(PSERVER Server)
{
    LibraryDecide(Server);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return STATUS_SUCCESS;
}
