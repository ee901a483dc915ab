#include "request.h"

static NTSTATUS RequestDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// Makes the IRP, and leaves the routine to whoever sends it.
NTSTATUS PrepareRequest(PREQUEST Request)
{
    Request->Irp = IoAllocateIrp(1, FALSE);
    if (Request->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&Request->Done, SynchronizationEvent, FALSE);
    return STATUS_SUCCESS;
}

NTSTATUS PrepareArmedRequest(PREQUEST Request)
{
    NTSTATUS status = PrepareRequest(Request);

    if (NT_SUCCESS(status)) {
        IoSetCompletionRoutine(Request->Irp, RequestDone, &Request->Done, TRUE, TRUE, TRUE);
    }
    return status;
}

NTSTATUS AwaitRequest(PREQUEST Request, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Request->Done, Executive, KernelMode, FALSE, NULL);
        Status = Request->Irp->IoStatus.Status;
    }
    return Status;
}
