// The other half of the circle.

#include "transfer.h"

PIRP RetryMakeIrp(ULONG Tries)
{
    return MakeIrpOrRetry(Tries);
}

// Whose IRP this is, does not show.
PIRP TakeIrp(POPERATION Operation)
{
    PLIST_ENTRY entry = ExInterlockedRemoveHeadList(&Operation->Link, NULL);

    return CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry);
}

// Each file may have one of this name; this one completes nothing.
static NTSTATUS Finish(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    return STATUS_SUCCESS;
}

NTSTATUS FinishByHand(POPERATION Operation)
{
    return Finish(NULL, Operation->Irp, Operation);
}
