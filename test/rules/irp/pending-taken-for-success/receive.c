#include "link.h"

SIZE_T CountTooEarly(PLINK Link, PWSK_BUF Data)
{
    NTSTATUS status = StartReceive(Link, Data);

    return NT_SUCCESS(status) ? Link->Irp->IoStatus.Information : 0;
//                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK220 is read although WskReceive may have returned STATUS_PENDING
}

// Right: the other file waits.
SIZE_T CountInTime(PLINK Link, PWSK_BUF Data)
{
    NTSTATUS status = Await(Link, StartReceive(Link, Data));

    return NT_SUCCESS(status) ? Link->Irp->IoStatus.Information : 0;
}
