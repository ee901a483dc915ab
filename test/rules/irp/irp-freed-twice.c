// Who frees an IRP, and whether it is freed once.

#include <ntddk.h>
#include <wsk.h>

#define FREE_IRP(irp) IoFreeIrp(irp)

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

// Frees through a helper, in the middle of its work.
static VOID Drop(PIRP Irp)
{
    IoFreeIrp(Irp);
}

static NTSTATUS LogAndFree(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    POPERATION operation = (POPERATION)Context;

    UNREFERENCED_PARAMETER(Device);
    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        Drop(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    operation->Buffer.Length = 0;
    Drop(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// ---------------------------------------------------------------- on failure

NTSTATUS FreedOnFailure(POPERATION Operation)
{
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    status = Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(irp);
//                ^^^ WSK211 'irp' is freed here, and its completion routine frees it as well
    }
    return status;
}

NTSTATUS FreedAtExit(POPERATION Operation, PSOCKADDR Address)
{
    NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return status;
    }
    if (Operation->Socket == NULL) {
        goto Free;
    }
    IoSetCompletionRoutine(irp, LogAndFree, Operation, TRUE, TRUE, TRUE);
    status = Operation->Dispatch->WskConnect(Operation->Socket, Address, 0, irp);
    if (status == STATUS_PENDING || status == STATUS_SUCCESS) {
        return status;
    }
Free:
    IoFreeIrp(irp);
//            ^^^ WSK211 'irp' is freed here, and its completion routine frees it as well
    return status;
}

// ---------------------------------------------------------------- whatever was returned

VOID FreedAfterWait(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return;
    }
    IoSetCompletionRoutine(irp, LogAndFree, Operation, TRUE, TRUE, TRUE);
    (VOID)Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
    FREE_IRP(irp);
//           ^^^ WSK211 'irp' is freed here, and its completion routine frees it as well
}

// ---------------------------------------------------------------- in a member, by a helper

NTSTATUS FreedByHelper(POPERATION Operation)
{
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    status = Operation->Dispatch->WskDisconnect(Operation->Socket, NULL, 0, irp);
    if (!NT_SUCCESS(status)) {
        Drop(irp);
//      ^^^^ WSK211 'Drop' frees an IRP, and its completion routine frees it as well
    }
    return status;
}

// A helper sends it: that its routine frees it, the caller knows, who set it.
static NTSTATUS Submit(POPERATION Operation, PIRP Irp)
{
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Irp);
}

NTSTATUS SentByHelper(POPERATION Operation)
{
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    status = Submit(Operation, irp);
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(irp);
//                ^^^ WSK211 'irp' is freed here, and its completion routine frees it as well
    }
    return status;
}

// ---------------------------------------------------------------- twice in one function

NTSTATUS FreedAgain(POPERATION Operation)
{
    NTSTATUS status;
    KEVENT done;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, Signal, &done, TRUE, TRUE, TRUE);
    status = Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
        IoFreeIrp(irp);
    }
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(irp);
//                ^^^ WSK211 'irp' is freed here, and it was freed before
    }
    return status;
}

// ---------------------------------------------------------------- right

// The routine only sets an event, and the caller frees the IRP after the wait.
NTSTATUS FreedOnceAfterWait(POPERATION Operation)
{
    NTSTATUS status;
    KEVENT done;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, Signal, &done, TRUE, TRUE, TRUE);
    status = Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}

// The routine frees it, and nobody else.
NTSTATUS FreedByRoutine(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
}

// It never went to WSK: nobody else frees it.
NTSTATUS FreedUnused(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    if (Operation->Socket == NULL) {
        IoFreeIrp(irp);
        return STATUS_INVALID_DEVICE_STATE;
    }
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
}

// The routine frees it only where nobody waits for it.
static NTSTATUS FreeUnlessKept(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    POPERATION operation = (POPERATION)Context;

    UNREFERENCED_PARAMETER(Device);
    if (operation->Keep) {
        KeSetEvent(&operation->Done, IO_NO_INCREMENT, FALSE);
    } else {
        IoFreeIrp(Irp);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS FreedWhereKept(POPERATION Operation)
{
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Operation->Keep = TRUE;
    KeInitializeEvent(&Operation->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, FreeUnlessKept, Operation, TRUE, TRUE, TRUE);
    status = Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Operation->Done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}

// The last of two owners frees it.
static VOID Release(POPERATION Operation)
{
    if (InterlockedDecrement(&Operation->References) == 0) {
        IoFreeIrp(Operation->Irp);
    }
}

static NTSTATUS ReleaseOne(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    Release((POPERATION)Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS FreedByTheLast(POPERATION Operation)
{
    NTSTATUS status;

    Operation->References = 2;
    IoReuseIrp(Operation->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Operation->Irp, ReleaseOne, Operation, TRUE, TRUE, TRUE);
    status = Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Operation->Irp);
    Release(Operation);
    return status;
}

// Another IRP took its place in the variable.
NTSTATUS FreedAnother(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    (VOID)Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoFreeIrp(irp);
    return STATUS_SUCCESS;
}

// ---------------------------------------------------------------- not seen

// The routine frees what the IRP lies in: of memory from the pool nobody asks who has freed it.
typedef struct _WHOLE {
    IRP Irp;
    UCHAR Stack[sizeof(IO_STACK_LOCATION)];
} WHOLE, *PWHOLE;

static NTSTATUS FreeWhole(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    ExFreePoolWithTag(Context, 'elpO');
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS KnownMissMemoryOfIrp(POPERATION Operation)
{
    NTSTATUS status;
    PWHOLE whole = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*whole), 'elpO');

    if (whole == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoInitializeIrp(&whole->Irp, sizeof(*whole), 1);
    IoSetCompletionRoutine(&whole->Irp, FreeWhole, whole, TRUE, TRUE, TRUE);
    status = Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, &whole->Irp);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(whole, 'elpO');
    }
    return status;
}
