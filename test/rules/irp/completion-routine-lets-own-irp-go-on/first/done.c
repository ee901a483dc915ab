// The completion routines. Nothing in this file shows what they complete.

#include "transfer.h"

NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_SUCCESS;
//         ^^^^^^^^^^^^^^ WSK201 'SendDone' can return STATUS_SUCCESS
}

NTSTATUS ReceiveDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    if (Irp->Cancel) {
        return STATUS_CONTINUE_COMPLETION;
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK201 'ReceiveDone' can return STATUS_CONTINUE_COMPLETION
    }
    KeSetEvent(&((POPERATION)Context)->Done, IO_NO_INCREMENT, FALSE);
    return KEEP_IRP;
}

// Through a helper that is given the IRP and the routine.
NTSTATUS FlushDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_SUCCESS;
//         ^^^^^^^^^^^^^^ WSK201 'FlushDone' can return STATUS_SUCCESS
}

// It completes an IRP that a dispatch routine of another file was given.
NTSTATUS ForwardDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_SUCCESS;
}

// It completes an IRP from a queue.
NTSTATUS QueuedDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    return STATUS_SUCCESS;
}

// It completes an IRP that comes out of a circle of functions, where whose it is does not show.
NTSTATUS RetryDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    return STATUS_SUCCESS;
}

// It completes an IRP that comes from a function out of sight.
NTSTATUS MissingDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    return STATUS_SUCCESS;
}
