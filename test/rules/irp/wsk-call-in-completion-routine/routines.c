#include "receive.h"

NTSTATUS ReceiveDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    IoFreeIrp(Irp);
    ReceiveNext((PRECEIVER)Context, ReceiveDone);
//  ^^^^^^^^^^^ WSK225 'ReceiveDone' completes a request and starts WskReceive by ReceiveNext
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// Right: a work item makes the next request.
NTSTATUS ReceiveQueued(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PRECEIVER receiver = (PRECEIVER)Context;

    UNREFERENCED_PARAMETER(Device);
    IoFreeIrp(Irp);
    IoQueueWorkItem(receiver->Work, ReceiveWork, DelayedWorkQueue, receiver);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
