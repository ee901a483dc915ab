#include "events.h"

VOID NoteGone(PVOID SocketContext)
{
    PAGED_CODE();
    KeSetEvent((PKEVENT)SocketContext, IO_NO_INCREMENT, FALSE);
}

// Right: only a thread calls it.
VOID NoteLeft(PVOID SocketContext)
{
    PAGED_CODE();
    KeSetEvent((PKEVENT)SocketContext, IO_NO_INCREMENT, FALSE);
}
