#include "events.h"

NTSTATUS WSKAPI PeerGone(PVOID SocketContext)
//              ^^^^^^^^ WSK520 'PeerGone' takes 1 parameters, but WSK passes 2
{
    KeSetEvent((PKEVENT)SocketContext, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}

// Right, and so is the header that gives it WSKAPI.
NTSTATUS PeerLeft(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    KeSetEvent((PKEVENT)SocketContext, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}
