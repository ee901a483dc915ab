#include "link.h"

VOID StopInTheWrongOrder(PLINK Link)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Link->Socket->Dispatch;

    CloseLink(Link);
    Prepare(Link);
    Await(Link, dispatch->WskDisconnect(Link->Socket, NULL, 0, Link->Irp));
//                                      ^^^^^^^^^^^^ WSK330 'Link->Socket' is used by WskDisconnect after it was closed
}

// Right: the close comes last.
VOID Stop(PLINK Link)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Link->Socket->Dispatch;

    Prepare(Link);
    Await(Link, dispatch->WskDisconnect(Link->Socket, NULL, 0, Link->Irp));
    CloseLink(Link);
}
