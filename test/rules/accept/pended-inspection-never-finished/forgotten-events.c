// The callbacks of a driver whose other file decides nothing.

#include <ntddk.h>
#include <wsk.h>

typedef struct _SERVER {
    WSK_INSPECT_ID Asking;
    PWSK_SOCKET Listener;
    KEVENT Asked;
    KEVENT Dead;
    BOOLEAN Full;
} SERVER, *PSERVER;

WSK_INSPECT_ACTION WSKAPI ForgottenInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                           PWSK_INSPECT_ID InspectID)
{
    PSERVER Server = (PSERVER)SocketContext;

    if (InspectID == NULL) {
        KeSetEvent(&Server->Dead, IO_NO_INCREMENT, FALSE);
        return WskInspectReject;
    }
    Server->Asking = *InspectID;
    return WskInspectPend;
//         ^^^^^^^^^^^^^^ WSK608 'ForgottenInspect' puts the decision off, but nothing in the driver calls WskInspectComplete
}

static NTSTATUS WSKAPI ForgottenAborted(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(InspectID);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH ForgottenDispatch = {NULL, ForgottenInspect, ForgottenAborted};
