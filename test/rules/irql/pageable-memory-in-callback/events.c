#include "events.h"

static NTSTATUS WSKAPI PeerGone(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    NoteGone(SocketContext);
//  ^^^^^^^^ WSK904 'PeerGone', a WskDisconnectEvent callback, calls 'NoteGone', which is pageable
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH Events = {NULL, PeerGone, NULL};

VOID Watch(PVOID Context)
{
    NoteLeft(Context);
}

NTSTATUS StartWatch(PHANDLE Thread, PKEVENT Event)
{
    return PsCreateSystemThread(Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Watch, Event);
}
