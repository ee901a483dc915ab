#include "link.h"

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SendAndDisconnect(PLINK Link, PWSK_BUF Data)
{
    NTSTATUS status;

    Rearm(Link);
    status = SendOnce(Link, Data);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    IoSetCompletionRoutine(Link->Irp, Done, &Link->Done, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Link->Socket->Dispatch)->WskDisconnect(Link->Socket, NULL, 0, Link->Irp);
//                                                                                                           ^^^^^^^^^ WSK208 'Link->Irp' goes to WskDisconnect after its last request without IoReuseIrp
}

// Right: the IRP is made ready before each of the two.
NTSTATUS SendTwice(PLINK Link, PWSK_BUF First, PWSK_BUF Second)
{
    NTSTATUS status;

    Rearm(Link);
    status = SendOnce(Link, First);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Rearm(Link);
    return SendOnce(Link, Second);
}
