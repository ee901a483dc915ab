// The callback, which another file puts into a table.

#include <ntddk.h>
#include <wsk.h>
#include "session.h"

NTSTATUS WSKAPI AcceptEvent(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                            PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                            CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSESSION Session = (PSESSION)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    if (AcceptSocket == NULL) {
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Session->Socket = AcceptSocket;
    *AcceptSocketContext = Session;
    *AcceptSocketDispatch = NULL;
    (VOID)EnableCallbacks(Session, WSK_EVENT_DISCONNECT);
//        ^^^^^^^^^^^^^^^ WSK902 'AcceptEvent', a WskAcceptEvent callback, waits for WskControlSocket in 'EnableCallbacks'
    return STATUS_SUCCESS;
}
