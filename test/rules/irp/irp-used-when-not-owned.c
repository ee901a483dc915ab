// IRPs between the call of WSK and their completion, and after somebody has freed them.

#include <ntddk.h>
#include <wsk.h>

typedef struct _OPERATION {
    PIRP Irp;
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    WSK_BUF Buffer;
    KEVENT Done;
    LONG References;
    BOOLEAN Keep;
} OPERATION, *POPERATION;

static NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS FreeOwn(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Prepare(POPERATION Operation)
{
    IoReuseIrp(Operation->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Operation->Done);
    IoSetCompletionRoutine(Operation->Irp, Signal, &Operation->Done, TRUE, TRUE, TRUE);
}

static NTSTATUS Await(POPERATION Operation, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Operation->Done, Executive, KernelMode, FALSE, NULL);
        Status = Operation->Irp->IoStatus.Status;
    }
    return Status;
}

// ---------------------------------------------------------------- while WSK has it

NTSTATUS ResetWhilePending(POPERATION Operation, PIRP Irp)
{
    IoReuseIrp(Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Irp, Signal, &Operation->Done, TRUE, TRUE, TRUE);
    (VOID)Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Irp);
    IoReuseIrp(Irp, STATUS_SUCCESS);
//         ^^^ WSK210 'Irp' is reset although nothing shows that WskSend has completed it
    IoSetCompletionRoutine(Irp, Signal, &Operation->Done, TRUE, TRUE, TRUE);
    return Operation->Dispatch->WskDisconnect(Operation->Socket, NULL, 0, Irp);
}

// Success is awaited, STATUS_PENDING is not: it passes NT_SUCCESS.
NTSTATUS SentAgainWhilePending(POPERATION Operation)
{
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&Operation->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, Signal, &Operation->Done, TRUE, TRUE, TRUE);
    status = Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
    if (NT_SUCCESS(status)) {
        status = Operation->Dispatch->WskDisconnect(Operation->Socket, NULL, 0, irp);
//                                                                              ^^^ WSK210 'irp' goes to WskDisconnect although nothing shows that WskSend has completed it
    }
    return status;
}

NTSTATUS FreedWhilePending(POPERATION Operation)
{
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, Signal, &Operation->Done, TRUE, TRUE, TRUE);
    status = Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
    IoFreeIrp(irp);
//            ^^^ WSK210 'irp' is freed although nothing shows that WskSend has completed it
    return status;
}

// ---------------------------------------------------------------- in a loop

VOID SendAllWithoutWait(POPERATION Operation, ULONG Count)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    ULONG i;

    if (irp == NULL) {
        return;
    }
    for (i = 0; i < Count; i++) {
        IoReuseIrp(irp, STATUS_SUCCESS);
//                 ^^^ WSK210 'irp' is reset although nothing shows that WskSend has completed it
        IoSetCompletionRoutine(irp, Signal, &Operation->Done, TRUE, TRUE, TRUE);
        (VOID)Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
    }
}

// ---------------------------------------------------------------- the caller of a helper that is right for others

static VOID Arm(PIRP Irp, PKEVENT Done)
{
    IoReuseIrp(Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
}

NTSTATUS ArmedWhilePending(POPERATION Operation, PIRP Irp)
{
    Arm(Irp, &Operation->Done);
    (VOID)Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Irp);
    Arm(Irp, &Operation->Done);
//  ^^^ WSK210 an IRP is reset by 'Arm' although nothing shows that WskSend has completed it
    return Operation->Dispatch->WskDisconnect(Operation->Socket, NULL, 0, Irp);
}

// ---------------------------------------------------------------- its routine frees it

// The request may have completed in the call.
NTSTATUS CancelledAfterRoutine(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    (VOID)Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
    IoCancelIrp(irp);
//              ^^^ WSK210 'irp' is cancelled although its completion routine frees it
    return STATUS_SUCCESS;
}

NTSTATUS RetriedAfterRoutine(POPERATION Operation)
{
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    status = Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
    if (status == STATUS_INSUFFICIENT_RESOURCES) {
        IoReuseIrp(irp, STATUS_SUCCESS);
//                 ^^^ WSK210 'irp' is reset although its completion routine frees it
        IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
        status = Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
    }
    return status;
}

// ---------------------------------------------------------------- it was freed

NTSTATUS SentAfterFree(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    if (Operation->Keep) {
        IoFreeIrp(irp);
    }
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
//                                                                                ^^^ WSK210 'irp' goes to WskSend after it was freed
}

// ---------------------------------------------------------------- right

// Waited for where the call is pending, complete where it is not.
NTSTATUS ResetAfterWait(POPERATION Operation)
{
    NTSTATUS status;

    Prepare(Operation);
    status = Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Operation->Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Operation->Done, Executive, KernelMode, FALSE, NULL);
    }
    Prepare(Operation);
    return Await(Operation, Operation->Dispatch->WskDisconnect(Operation->Socket, NULL, 0, Operation->Irp));
}

// The wait is in a helper.
NTSTATUS ResetAfterHelper(POPERATION Operation)
{
    NTSTATUS status;

    Prepare(Operation);
    status = Await(Operation, Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Operation->Irp));
    if (NT_SUCCESS(status)) {
        Prepare(Operation);
        status = Operation->Dispatch->WskDisconnect(Operation->Socket, NULL, 0, Operation->Irp);
        status = Await(Operation, status);
    }
    return status;
}

// Any failure means that the IRP is complete.
NTSTATUS ResetAfterFailure(POPERATION Operation)
{
    NTSTATUS status;

    Prepare(Operation);
    status = Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Operation->Irp);
    if (!NT_SUCCESS(status)) {
        Prepare(Operation);
        (VOID)Await(Operation, Operation->Dispatch->WskDisconnect(Operation->Socket, NULL, 0, Operation->Irp));
    }
    return status;
}

// The routine itself may use the IRP again: it is complete.
static NTSTATUS ResetInRoutine(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    POPERATION operation = (POPERATION)Context;

    UNREFERENCED_PARAMETER(Device);
    IoReuseIrp(Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Irp, Signal, &operation->Done, TRUE, TRUE, TRUE);
    KeSetEvent(&operation->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SendResetInRoutine(POPERATION Operation)
{
    IoReuseIrp(Operation->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Operation->Irp, ResetInRoutine, Operation, TRUE, TRUE, TRUE);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Operation->Irp);
}

// A pending request may be cancelled, as long as its routine leaves the IRP where it is.
NTSTATUS CancelledWhilePending(POPERATION Operation)
{
    NTSTATUS status;

    Prepare(Operation);
    status = Operation->Dispatch->WskReceive(Operation->Socket, &Operation->Buffer, 0, Operation->Irp);
    if (status == STATUS_PENDING) {
        IoCancelIrp(Operation->Irp);
        KeWaitForSingleObject(&Operation->Done, Executive, KernelMode, FALSE, NULL);
        status = Operation->Irp->IoStatus.Status;
    }
    Prepare(Operation);
    return status;
}

// The next turn takes an IRP of its own.
VOID SendAllWithOwn(POPERATION Operation, ULONG Count)
{
    ULONG i;

    for (i = 0; i < Count; i++) {
        PIRP irp = IoAllocateIrp(1, FALSE);

        if (irp == NULL) {
            return;
        }
        IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
        (VOID)Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
    }
}

// Somebody else is told, who may wait for it.
extern VOID WaitElsewhere(PKEVENT Done);

NTSTATUS ResetAfterWaitElsewhere(POPERATION Operation)
{
    Prepare(Operation);
    (VOID)Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Operation->Irp);
    WaitElsewhere(&Operation->Done);
    Prepare(Operation);
    return Await(Operation, Operation->Dispatch->WskDisconnect(Operation->Socket, NULL, 0, Operation->Irp));
}

// Nothing in the block raises an exception between the call and the end of the wait.
NTSTATUS SentBeforeFinally(POPERATION Operation)
{
    NTSTATUS status = STATUS_UNSUCCESSFUL;

    __try {
        Prepare(Operation);
        status = Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Operation->Irp);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(&Operation->Done, Executive, KernelMode, FALSE, NULL);
            status = Operation->Irp->IoStatus.Status;
        }
        if (!NT_SUCCESS(status)) {
            __leave;
        }
    }
    __finally {
        Prepare(Operation);
        status = Await(Operation, Operation->Dispatch->WskDisconnect(Operation->Socket, NULL, 0, Operation->Irp));
    }
    return status;
}

// ---------------------------------------------------------------- in __finally, after an exception

// A copy from memory of a user process raises where that is gone: the wait is left out.
NTSTATUS CopiedBeforeFinally(POPERATION Operation, PVOID To, PVOID FromUser, SIZE_T Length)
{
    NTSTATUS status = STATUS_UNSUCCESSFUL;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&Operation->Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Signal, &Operation->Done, TRUE, TRUE, TRUE);
    __try {
        status = Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
        RtlCopyMemory(To, FromUser, Length);
        KeWaitForSingleObject(&Operation->Done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    __finally {
        IoFreeIrp(irp);
//                ^^^ WSK210 'irp' is freed although nothing shows that WskSend has completed it
    }
    return status;
}

// ---------------------------------------------------------------- what it has come to, read too late

// One line too early.
NTSTATUS FreeAndLook(POPERATION Operation, PIRP Irp)
{
    NTSTATUS status;

    IoReuseIrp(Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Irp, Signal, &Operation->Done, TRUE, TRUE, TRUE);
    status = Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Operation->Done, Executive, KernelMode, FALSE, NULL);
    }
    IoFreeIrp(Irp);
    return Irp->IoStatus.Status;
//         ^^^^^^^^^^^^^^^^^^^^ WSK210 'Irp->IoStatus.Status' is read after the IRP was freed
}

// What has not pended has completed, and its routine has freed it.
NTSTATUS LookAtOnce(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    NTSTATUS status;

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    status = Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
    if (status != STATUS_PENDING) {
        return irp->IoStatus.Status;
//             ^^^^^^^^^^^^^^^^^^^^ WSK210 'irp->IoStatus.Status' is read after the IRP was freed
    }
    return status;
}

static VOID Drop(POPERATION Operation)
{
    IoFreeIrp(Operation->Irp);
}

// A helper frees it.
ULONG_PTR DropAndCount(POPERATION Operation)
{
    Drop(Operation);
    return Operation->Irp->IoStatus.Information;
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK210 'Operation->Irp->IoStatus.Information' is read after the IRP was freed
}

// Not a mistake: it was read before.
NTSTATUS LookAndFree(PIRP Irp)
{
    NTSTATUS status = Irp->IoStatus.Status;

    IoFreeIrp(Irp);
    return status;
}

// Not a mistake: it is another one by now.
NTSTATUS FreeAndRenew(POPERATION Operation)
{
    IoFreeIrp(Operation->Irp);
    Operation->Irp = IoAllocateIrp(1, FALSE);
    if (Operation->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return Operation->Irp->IoStatus.Status;
}

// Not a mistake: the last one frees it, and whoever is not the last may look.
NTSTATUS LookIfShared(POPERATION Operation)
{
    if (InterlockedDecrement(&Operation->References) == 0) {
        IoFreeIrp(Operation->Irp);
        return STATUS_SUCCESS;
    }
    return Operation->Irp->IoStatus.Status;
}
