#include "request.h"

static NTSTATUS LinkDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// Hands the caller's event to the routine.
NTSTATUS SendWithEvent(PWSK_SOCKET Socket, PWSK_BUF Data, PIRP Irp, PKEVENT Event)
{
    IoSetCompletionRoutine(Irp, LinkDone, Event, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Data, 0, Irp);
}
