// Where the IRPs come from, and who is told when they are done.

#include "transfer.h"

PIRP MakeIrp(VOID)
{
    return IoAllocateIrp(1, FALSE);
}

// In a circle with a function of another file.
PIRP MakeIrpOrRetry(ULONG Tries)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL && Tries > 0) {
        return RetryMakeIrp(Tries - 1);
    }
    return irp;
}

NTSTATUS ArmOperation(POPERATION Operation, PIO_COMPLETION_ROUTINE Routine)
{
    Operation->Irp = MakeIrp();
    if (Operation->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&Operation->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Operation->Irp, Routine, Operation, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}
