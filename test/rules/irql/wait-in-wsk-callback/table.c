// The table, and a thread that enables the callbacks rightly.

#include <ntddk.h>
#include <wsk.h>
#include "session.h"

const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch = {AcceptEvent, NULL, NULL};

static VOID Listener(PVOID Context)
{
    // Right: this is a thread of the driver's own.
    (VOID)EnableCallbacks((PSESSION)Context, WSK_EVENT_RECEIVE);
}

NTSTATUS StartListener(PSESSION Session, PHANDLE Thread)
{
    return PsCreateSystemThread(Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Listener, Session);
}
