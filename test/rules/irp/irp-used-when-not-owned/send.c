#include "link.h"

VOID SendAndReset(PLINK Link, PWSK_BUF Data)
{
    StartSend(Link, Data);
    IoReuseIrp(Link->Irp, STATUS_UNSUCCESSFUL);
//             ^^^^^^^^^ WSK210 'Link->Irp' is reset although nothing shows that WskSend has completed it
}

// Right: the send is over.
VOID SendAwaitAndReset(PLINK Link, PWSK_BUF Data)
{
    Await(Link, StartSend(Link, Data));
    IoReuseIrp(Link->Irp, STATUS_UNSUCCESSFUL);
}
