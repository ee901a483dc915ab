// The three flags of IoSetCompletionRoutine, and whose IRP it is.

#include <ntddk.h>
#include <wsk.h>

#define CALL_ON_ERROR FALSE

typedef struct _OPERATION {
    PIRP Irp;
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    WSK_BUF Buffer;
    KEVENT Done;
    BOOLEAN Cancellable;
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

// ---------------------------------------------------------------- wrong

NTSTATUS OnlyOnSuccess(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, FALSE, FALSE);
//                                                   ^^^^^ WSK207 'FreeOwn' is not called when 'irp' fails or is cancelled, as InvokeOnError and InvokeOnCancel are FALSE
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
}

// In a member, with a cast, by number.
NTSTATUS NotOnCancel(POPERATION Operation, PSOCKADDR Address)
{
    Operation->Irp = IoAllocateIrp(1, FALSE);
    if (Operation->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Operation->Irp, &Signal, &Operation->Done, 1, 1, 0);
//                                                                          ^ WSK207 'Signal' is not called when 'Operation->Irp' is cancelled, as InvokeOnCancel is FALSE
    return Operation->Dispatch->WskConnect(Operation->Socket, Address, 0, Operation->Irp);
}

// By a macro: no fix, as others may use it.
NTSTATUS NotOnError(POPERATION Operation)
{
    IoReuseIrp(Operation->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Operation->Irp, Signal, &Operation->Done, TRUE, CALL_ON_ERROR, TRUE);
//                                                                         ^^^^^^^^^^^^^ WSK207 'Signal' is not called when 'Operation->Irp' fails, as InvokeOnError is FALSE
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Operation->Irp);
}

// A helper sets the routine, and does not know whose IRP it is: its caller does.
static VOID Arm(PIRP Irp, PKEVENT Done)
{
    KeInitializeEvent(Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Signal, Done, FALSE, TRUE, TRUE);
//                                            ^^^^^ WSK207 'Signal' is not called when 'Irp' succeeds, as InvokeOnSuccess is FALSE
}

NTSTATUS CloseArmed(PWSK_SOCKET Socket, PKEVENT Done)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Arm(irp, Done);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, irp);
}

// Under a condition, with the function that keeps the driver loaded.
NTSTATUS WithDevice(POPERATION Operation, PDEVICE_OBJECT Device)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    NTSTATUS status;

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (Operation->Cancellable) {
        status = IoSetCompletionRoutineEx(Device, irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    } else {
        status = IoSetCompletionRoutineEx(Device, irp, Signal, &Operation->Done, TRUE, TRUE, FALSE);
//                                                                                           ^^^^^ WSK207 'Signal' is not called when 'irp' is cancelled, as InvokeOnCancel is FALSE
    }
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(irp);
        return status;
    }
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
}

// ---------------------------------------------------------------- right

NTSTATUS Always(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
}

// A driver above has sent it: the routine is there for success only, and that is for this driver to choose.
static NTSTATUS CountSent(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    InterlockedIncrement((volatile LONG *)Context);
    return STATUS_CONTINUE_COMPLETION;
}

static LONG Sent;

NTSTATUS PassOn(PDEVICE_OBJECT Device, PIRP Irp)
{
    POPERATION operation = (POPERATION)Device->DeviceExtension;

    IoMarkIrpPending(Irp);
    IoSetCompletionRoutine(Irp, CountSent, &Sent, TRUE, FALSE, FALSE);
    (VOID)operation->Dispatch->WskSend(operation->Socket, &operation->Buffer, 0, Irp);
    return STATUS_PENDING;
}

VOID SetDispatch(PDRIVER_OBJECT DriverObject)
{
    DriverObject->MajorFunction[IRP_MJ_WRITE] = PassOn;
}

// Whose IRP it is does not show.
NTSTATUS Given(POPERATION Operation, PIRP Irp)
{
    IoSetCompletionRoutine(Irp, CountSent, &Sent, TRUE, FALSE, FALSE);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Irp);
}

// The IRP goes to another driver, not to WSK.
NTSTATUS AskLower(PDEVICE_OBJECT Lower)
{
    PIRP irp = IoAllocateIrp(Lower->StackSize, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, CountSent, &Sent, TRUE, FALSE, FALSE);
    return IoCallDriver(Lower, irp);
}

// The flags are set by the caller, who does not say FALSE.
static VOID ArmAs(PIRP Irp, BOOLEAN OnCancel)
{
    IoSetCompletionRoutine(Irp, FreeOwn, NULL, TRUE, TRUE, OnCancel);
}

NTSTATUS ArmedAs(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    ArmAs(irp, TRUE);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
}

// The routine is taken away, and another one set.
NTSTATUS Replaced(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, NULL, NULL, FALSE, FALSE, FALSE);
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
}

// ---------------------------------------------------------------- not seen

// A helper is told the flag: what its callers say is not known where it sets the routine.
static VOID ArmUnless(PIRP Irp, BOOLEAN OnCancel)
{
    IoSetCompletionRoutine(Irp, FreeOwn, NULL, TRUE, TRUE, OnCancel);
}

NTSTATUS KnownMissFlagOfCaller(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    ArmUnless(irp, FALSE);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
}
