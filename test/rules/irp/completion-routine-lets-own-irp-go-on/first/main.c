// IRPs of other drivers, and one of the driver's own that takes the same way.

#include "transfer.h"

// The IRP is somebody else's, and goes back to him.
NTSTATUS DispatchWrite(PDEVICE_OBJECT Device, PIRP Irp)
{
    return SubmitSend((POPERATION)Device->DeviceExtension, Irp, ForwardDone);
}

NTSTATUS Flush(POPERATION Operation)
{
    PIRP irp = MakeIrp();

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return SubmitSend(Operation, irp, FlushDone);
}
