// Whether an IRP that was given up is waited for before it is freed.

#include <ntddk.h>
#include <wsk.h>

typedef struct _OPERATION {
    PIRP Irp;
    KEVENT Done;
    KEVENT Stop;
} OPERATION, *POPERATION;

extern VOID WaitSomewhere(PKEVENT Event);

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS OperationDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((POPERATION)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS FreeWhenDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// ---------------------------------------------------------------- freed too early

// It is cancelled and freed at once.
NTSTATUS CancelAndFree(PWSK_SOCKET Socket, PWSK_BUF Buffer, PKEVENT Event, PLARGE_INTEGER Limit)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);
    NTSTATUS status;

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskReceive(Socket, Buffer, 0, Irp);
    if (status == STATUS_PENDING) {
        status = KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, Limit);
        if (status == STATUS_TIMEOUT) {
            IoCancelIrp(Irp);
        }
    }
    IoFreeIrp(Irp);
//            ^^^ WSK213 'Irp' is freed while WSK may still own it: it was only cancelled
    return status;
}

// The time-out is not even looked at.
NTSTATUS WaitALittle(PWSK_SOCKET Socket, PWSK_BUF Buffer, POPERATION Operation)
{
    LARGE_INTEGER limit;
    NTSTATUS status;

    limit.QuadPart = -50000000;
    IoSetCompletionRoutine(Operation->Irp, OperationDone, Operation, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Operation->Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Operation->Done, Executive, KernelMode, FALSE, &limit);
    }
    IoFreeIrp(Operation->Irp);
//            ^^^^^^^^^^^^^^ WSK213 'Operation->Irp' is freed while WSK may still own it: KeWaitForSingleObject may have ended without it
    return status;
}

// The clean-up is shared by all that fails.
NTSTATUS SendWithLimit(PWSK_SOCKET Socket, PWSK_BUF Buffer, PKEVENT Event, PLARGE_INTEGER Limit, PSIZE_T Sent)
{
    NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        goto Failed;
    }
    IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
    if (status == STATUS_PENDING) {
        if (KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, Limit) == STATUS_TIMEOUT) {
            status = STATUS_IO_TIMEOUT;
            goto Failed;
        }
        status = Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status)) {
        *Sent = Irp->IoStatus.Information;
    }

Failed:
    if (Irp != NULL) {
        IoFreeIrp(Irp);
//                ^^^ WSK213 'Irp' is freed while WSK may still own it: KeWaitForSingleObject may have ended without it
    }
    return status;
}

static VOID Drop(PIRP Irp)
{
    IoFreeIrp(Irp);
}

static NTSTATUS WaitOrCancel(PIRP Irp, PKEVENT Event, PLARGE_INTEGER Limit)
{
    NTSTATUS status = KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, Limit);

    if (status == STATUS_TIMEOUT) {
        IoCancelIrp(Irp);
    }
    return status;
}

// A helper cancels it, and another frees it.
NTSTATUS CloseByHelpers(PWSK_SOCKET Socket, PIRP Irp, PKEVENT Event, PLARGE_INTEGER Limit)
{
    NTSTATUS status;

    IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
    if (status == STATUS_PENDING) {
        status = WaitOrCancel(Irp, Event, Limit);
    }
    Drop(Irp);
//  ^^^^ WSK213 'Irp' is freed by Drop while WSK may still own it
    return status;
}

// ---------------------------------------------------------------- right

// It is waited for again, without an end.
NTSTATUS CancelWaitFree(PWSK_SOCKET Socket, PWSK_BUF Buffer, PKEVENT Event, PLARGE_INTEGER Limit)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);
    NTSTATUS status;

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskReceive(Socket, Buffer, 0, Irp);
    if (status == STATUS_PENDING) {
        status = KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, Limit);
        if (status == STATUS_TIMEOUT) {
            IoCancelIrp(Irp);
            KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
        }
        status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    return status;
}

// The routine frees it, whenever that is.
NTSTATUS CancelAndLeave(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);
    NTSTATUS status;

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, FreeWhenDone, NULL, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskReceive(Socket, Buffer, 0, Irp);
    return status == STATUS_PENDING ? STATUS_SUCCESS : status;
}

// After the time-out it is not freed: the next call waits for it.
NTSTATUS TryReceive(PWSK_SOCKET Socket, PWSK_BUF Buffer, POPERATION Operation, PLARGE_INTEGER Limit)
{
    NTSTATUS status;

    IoSetCompletionRoutine(Operation->Irp, OperationDone, Operation, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskReceive(Socket, Buffer, 0, Operation->Irp);
    if (status == STATUS_PENDING) {
        status = KeWaitForSingleObject(&Operation->Done, Executive, KernelMode, FALSE, Limit);
        if (status == STATUS_TIMEOUT) {
            return status;
        }
        status = Operation->Irp->IoStatus.Status;
    }
    IoFreeIrp(Operation->Irp);
    Operation->Irp = NULL;
    return status;
}

// A cancelled request is the caller's again once the function of another file has waited.
NTSTATUS CancelAndWaitElsewhere(PWSK_SOCKET Socket, PWSK_BUF Buffer, POPERATION Operation)
{
    NTSTATUS status;

    IoSetCompletionRoutine(Operation->Irp, OperationDone, Operation, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskReceive(Socket, Buffer, 0, Operation->Irp);
    if (status == STATUS_PENDING) {
        IoCancelIrp(Operation->Irp);
        WaitSomewhere(&Operation->Done);
    }
    IoFreeIrp(Operation->Irp);
    return status;
}

// Nothing of it went to WSK.
VOID CancelUnsent(POPERATION Operation)
{
    IoCancelIrp(Operation->Irp);
    IoFreeIrp(Operation->Irp);
}

// The loop goes on until the event is there.
NTSTATUS WaitInSlices(PWSK_SOCKET Socket, PWSK_BUF Buffer, POPERATION Operation)
{
    LARGE_INTEGER slice;
    NTSTATUS status;

    slice.QuadPart = -10000000;
    IoSetCompletionRoutine(Operation->Irp, OperationDone, Operation, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Operation->Irp);
    if (status == STATUS_PENDING) {
        while (KeWaitForSingleObject(&Operation->Done, Executive, KernelMode, FALSE, &slice) == STATUS_TIMEOUT) {
            DbgPrint("still sending\n");
        }
        status = Operation->Irp->IoStatus.Status;
    }
    IoFreeIrp(Operation->Irp);
    return status;
}

// ---------------------------------------------------------------- an event that the context points at

typedef struct _TRANSFER {
    PKEVENT Ended;
    NTSTATUS Status;
} TRANSFER, *PTRANSFER;

static NTSTATUS TransferDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PTRANSFER transfer = Context;

    UNREFERENCED_PARAMETER(Device);
    transfer->Status = Irp->IoStatus.Status;
    KeSetEvent(transfer->Ended, IO_NO_INCREMENT, FALSE);
    ExFreePool(transfer);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// Some other code writes a member of that name while a transfer waits.
static VOID Relink(PTRANSFER Transfer, PKEVENT Event)
{
    Transfer->Ended = Event;
}

VOID (*const RelinkRoutine)(PTRANSFER, PKEVENT) = Relink;

static NTSTATUS PrepareTransfer(PIRP *Irp, PKEVENT Event)
{
    PTRANSFER transfer = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(TRANSFER), 'refT');

    if (transfer == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    *Irp = IoAllocateIrp(1, FALSE);
    if (*Irp == NULL) {
        ExFreePool(transfer);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    transfer->Ended = Event;
    KeInitializeEvent(Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(*Irp, TransferDone, transfer, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

NTSTATUS TransferWithLimit(PWSK_SOCKET Socket, PWSK_BUF Buffer, PKEVENT Event, PLARGE_INTEGER Limit)
{
    PIRP Irp;
    NTSTATUS status = PrepareTransfer(&Irp, Event);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
    if (status == STATUS_PENDING) {
        status = KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, Limit);
    }
    IoFreeIrp(Irp);
//            ^^^ WSK213 'Irp' is freed while WSK may still own it: KeWaitForSingleObject may have ended without it
    return status;
}
