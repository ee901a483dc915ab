// Setting the option. The helpers are right in themselves: what is late, is told where they are called.

#include "listener.h"

NTSTATUS MakeConditional(PLISTENER Listener)
{
    ULONG on = 1;

    PrepareListener(Listener);
    return AwaitListener(Listener, Listener->Listen->WskControlSocket(Listener->Socket, WskSetOption, CONDITIONAL, SOL_SOCKET, sizeof(on), &on, 0, NULL, NULL, Listener->Irp));
}

// One that comes too late wherever it is called is wrong itself.
NTSTATUS MakeConditionalOnce(PLISTENER Listener)
{
    ULONG on = 1;

    PrepareListener(Listener);
    return AwaitListener(Listener, Listener->Listen->WskControlSocket(Listener->Socket, WskSetOption, CONDITIONAL, SOL_SOCKET, sizeof(on), &on, 0, NULL, NULL, Listener->Irp));
//                                                                                                    ^^^^^^^^^^^ WSK601 is already bound
}
