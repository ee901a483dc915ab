// What the files of this driver share.

#pragma once

#include <ntddk.h>
#include <wsk.h>
#include "operation.h"

#define KEEP_IRP STATUS_MORE_PROCESSING_REQUIRED

IO_COMPLETION_ROUTINE SendDone;
IO_COMPLETION_ROUTINE ReceiveDone;
IO_COMPLETION_ROUTINE FlushDone;
IO_COMPLETION_ROUTINE ForwardDone;
IO_COMPLETION_ROUTINE QueuedDone;
IO_COMPLETION_ROUTINE RetryDone;
IO_COMPLETION_ROUTINE MissingDone;
DRIVER_DISPATCH DispatchWrite;

PIRP MakeIrp(VOID);
PIRP MakeIrpOrRetry(ULONG Tries);
PIRP RetryMakeIrp(ULONG Tries);
PIRP TakeIrp(POPERATION Operation);
NTSTATUS ArmOperation(POPERATION Operation, PIO_COMPLETION_ROUTINE Routine);
NTSTATUS SubmitSend(POPERATION Operation, PIRP Irp, PIO_COMPLETION_ROUTINE Routine);
