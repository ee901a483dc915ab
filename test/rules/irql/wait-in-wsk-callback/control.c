// A request that is waited for, for whoever calls.

#include <ntddk.h>
#include <wsk.h>
#include "session.h"

static NTSTATUS ControlDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS EnableCallbacks(PSESSION Session, ULONG Mask)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Session->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = {0};
    NTSTATUS status;

    Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    Control.EventMask = Mask;
    IoSetCompletionRoutine(Session->Irp, ControlDone, &Session->Done, TRUE, TRUE, TRUE);
    status = Dispatch->WskControlSocket(Session->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                              sizeof(Control), &Control, 0, NULL, NULL, Session->Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Session->Done, Executive, KernelMode, FALSE, NULL);
        status = Session->Irp->IoStatus.Status;
    }
    return status;
}
