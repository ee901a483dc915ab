// The requests. No routine stands here but one.

#include "transfer.h"

// Made in one file, sent from this, completed in a third.
NTSTATUS Send(POPERATION Operation)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Operation->Socket->Dispatch;
    PIRP irp = MakeIrp();

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, SendDone, Operation, TRUE, TRUE, TRUE);
    return dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
}

// The helper installs what it is given, on an IRP that it keeps in the operation.
NTSTATUS Receive(POPERATION Operation)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Operation->Socket->Dispatch;
    NTSTATUS status = ArmOperation(Operation, ReceiveDone);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return dispatch->WskReceive(Operation->Socket, &Operation->Buffer, 0, Operation->Irp);
}

NTSTATUS SubmitSend(POPERATION Operation, PIRP Irp, PIO_COMPLETION_ROUTINE Routine)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Operation->Socket->Dispatch;

    IoSetCompletionRoutine(Irp, Routine, Operation, TRUE, TRUE, TRUE);
    return dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Irp);
}

// It has the name of a function of another file, and is the one that is meant here.
static NTSTATUS Finish(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    KeSetEvent(&((POPERATION)Context)->Done, IO_NO_INCREMENT, FALSE);
    return KEEP_IRP;
}

NTSTATUS SendAndFinish(POPERATION Operation)
{
    PIRP irp = MakeIrp();

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return SubmitSend(Operation, irp, Finish);
}

// The helper is only declared: whose IRP it is, is not guessed.
PIRP MakeIrpElsewhere(VOID);

NTSTATUS SendMissing(POPERATION Operation)
{
    return SubmitSend(Operation, MakeIrpElsewhere(), MissingDone);
}

NTSTATUS SendQueued(POPERATION Operation)
{
    return SubmitSend(Operation, TakeIrp(Operation), QueuedDone);
}

NTSTATUS SendRetried(POPERATION Operation)
{
    PIRP irp = MakeIrpOrRetry(3);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return SubmitSend(Operation, irp, RetryDone);
}
