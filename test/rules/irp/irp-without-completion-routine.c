// IRPs that go to WSK, and whether anything is called when they complete.

#include <ntddk.h>
#include <wsk.h>

#define TABLE(socket) ((const WSK_PROVIDER_CONNECTION_DISPATCH *)(socket)->Dispatch)
#define SEND(socket, buffer, irp) TABLE(socket)->WskSend((socket), (buffer), 0, (irp))

typedef struct _OPERATION {
    PIRP Irp;
    PWSK_SOCKET Socket;
    WSK_BUF Buffer;
    KEVENT Done;
    BOOLEAN IsFirst;
} OPERATION, *POPERATION;

typedef struct _EMBEDDED_IRP {
    IRP Irp;
    UCHAR Stack[sizeof(IO_STACK_LOCATION)];
} EMBEDDED_IRP, *PEMBEDDED_IRP;

extern VOID ArmElsewhere(PIRP Irp, PKEVENT Done);
extern BOOLEAN IsArmed(POPERATION Operation);

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

static NTSTATUS Await(PIRP Irp, NTSTATUS Status, PKEVENT Done)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    return Status;
}

// ---------------------------------------------------------------- nothing was ever set

NTSTATUS NeverSet(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return TABLE(Socket)->WskSend(Socket, Buffer, 0, irp);
//                                                   ^^^ WSK206 'irp' has no completion routine when WskSend gets it
}

NTSTATUS NeverSetInMember(POPERATION Operation, PSOCKADDR Address)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Operation->Socket->Dispatch;

    Operation->Irp = IoAllocateIrp(1, FALSE);
    if (Operation->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return dispatch->WskConnect(Operation->Socket, Address, 0, Operation->Irp);
//                                                             ^^^^^^^^^^^^^^ WSK206 'Operation->Irp' has no completion routine when WskConnect gets it
}

NTSTATUS NeverSetInOwnMemory(PWSK_SOCKET Socket, PEMBEDDED_IRP Memory)
{
    IoInitializeIrp(&Memory->Irp, sizeof(*Memory), 1);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, &Memory->Irp);
//                                                                                  ^^^^^^^^^^^^ WSK206 '&Memory->Irp' has no completion routine when WskCloseSocket gets it
}

// ---------------------------------------------------------------- on one way only

NTSTATUS SetOnOneWay(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (Operation->IsFirst) {
        return TABLE(Operation->Socket)->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
//                                                                                         ^^^ WSK206 'irp' has no completion routine when WskSend gets it
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    return TABLE(Operation->Socket)->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
}

NTSTATUS SetToNothing(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, NULL, NULL, FALSE, FALSE, FALSE);
    return TABLE(Socket)->WskSend(Socket, Buffer, 0, irp);
//                                                   ^^^ WSK206 'irp' has no completion routine when WskSend gets it
}

// ---------------------------------------------------------------- too early, too late

NTSTATUS SetBeforeReuse(POPERATION Operation)
{
    NTSTATUS status;

    IoSetCompletionRoutine(Operation->Irp, Signal, &Operation->Done, TRUE, TRUE, TRUE);
    IoReuseIrp(Operation->Irp, STATUS_SUCCESS);
    status = TABLE(Operation->Socket)->WskSend(Operation->Socket, &Operation->Buffer, 0, Operation->Irp);
//                                                                                       ^^^^^^^^^^^^^^ WSK206 'Operation->Irp' has no completion routine when WskSend gets it
    return Await(Operation->Irp, status, &Operation->Done);
}

NTSTATUS SetAfterTheCall(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = SEND(Socket, Buffer, irp);
//           ^^^^^^^^^^^^^^^^^^^^^^^^^ WSK206 'irp' has no completion routine when WskSend gets it
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    return status;
}

// ---------------------------------------------------------------- once more, with neither routine nor IoReuseIrp

VOID SendTwice(PWSK_SOCKET Socket, PWSK_BUF First, PWSK_BUF Second)
{
    KEVENT done;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return;
    }
    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, Signal, &done, TRUE, TRUE, TRUE);
    (VOID)Await(irp, TABLE(Socket)->WskSend(Socket, First, 0, irp), &done);
    (VOID)TABLE(Socket)->WskSend(Socket, Second, 0, irp);
//                                                  ^^^ WSK206 'irp' has completed and lost its completion routine when WskSend gets it
    IoFreeIrp(irp);
}

// ---------------------------------------------------------------- the caller of a helper that is right for others

static NTSTATUS Submit(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
{
    return TABLE(Socket)->WskSend(Socket, Buffer, 0, Irp);
}

NTSTATUS SubmitArmed(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    return Submit(Socket, Buffer, irp);
}

NTSTATUS SubmitUnarmed(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return Submit(Socket, Buffer, irp);
//         ^^^^^^ WSK206 the IRP that Submit hands to WskSend has no completion routine
}

// ---------------------------------------------------------------- a helper that makes the IRP and forgets the routine

static NTSTATUS MakeIrp(PIRP *Irp, PKEVENT Done)
{
    *Irp = IoAllocateIrp(1, FALSE);
    if (*Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(Done, SynchronizationEvent, FALSE);
    return STATUS_SUCCESS;
}

NTSTATUS MadeByHelper(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    KEVENT done;
    PIRP irp;
    NTSTATUS status = MakeIrp(&irp, &done);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return TABLE(Socket)->WskSend(Socket, Buffer, 0, irp);
//                                                   ^^^ WSK206 'irp' has no completion routine when WskSend gets it
}

// ---------------------------------------------------------------- right

// The helper that makes the IRP sets the routine, too.
static NTSTATUS MakeArmedIrp(PIRP *Irp, PKEVENT Done)
{
    NTSTATUS status = MakeIrp(Irp, Done);

    if (NT_SUCCESS(status)) {
        IoSetCompletionRoutine(*Irp, Signal, Done, TRUE, TRUE, TRUE);
    }
    return status;
}

NTSTATUS ArmedByHelper(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    KEVENT done;
    PIRP irp;
    NTSTATUS status = MakeArmedIrp(&irp, &done);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = Await(irp, TABLE(Socket)->WskSend(Socket, Buffer, 0, irp), &done);
    IoFreeIrp(irp);
    return status;
}

// A function of another file has the IRP first: it may set the routine.
NTSTATUS ArmedOutOfSight(PWSK_SOCKET Socket, PWSK_BUF Buffer, PKEVENT Done)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    ArmElsewhere(irp, Done);
    return TABLE(Socket)->WskSend(Socket, Buffer, 0, irp);
}

// IoReuseIrp comes first, and the routine is set again.
NTSTATUS SetAgainAfterReuse(POPERATION Operation)
{
    NTSTATUS status;

    IoReuseIrp(Operation->Irp, STATUS_SUCCESS);
    KeClearEvent(&Operation->Done);
    IoSetCompletionRoutine(Operation->Irp, Signal, &Operation->Done, TRUE, TRUE, TRUE);
    status = TABLE(Operation->Socket)->WskSend(Operation->Socket, &Operation->Buffer, 0, Operation->Irp);
    return Await(Operation->Irp, status, &Operation->Done);
}

// The Ex function sets it as well.
NTSTATUS SetWithDevice(PWSK_SOCKET Socket, PWSK_BUF Buffer, PDEVICE_OBJECT Device)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    NTSTATUS status;

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = IoSetCompletionRoutineEx(Device, irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(irp);
        return status;
    }
    return TABLE(Socket)->WskSend(Socket, Buffer, 0, irp);
}

// A driver above has sent it, and wants to know how it ended.
NTSTATUS PassOn(PDEVICE_OBJECT Device, PIRP Irp)
{
    POPERATION operation = (POPERATION)Device->DeviceExtension;

    IoMarkIrpPending(Irp);
    (VOID)TABLE(operation->Socket)->WskSend(operation->Socket, &operation->Buffer, 0, Irp);
    return STATUS_PENDING;
}

VOID SetDispatch(PDRIVER_OBJECT DriverObject)
{
    DriverObject->MajorFunction[IRP_MJ_WRITE] = PassOn;
}

// Whose IRP it is, and what was set, only callers know.
NTSTATUS Given(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
{
    return TABLE(Socket)->WskSend(Socket, Buffer, 0, Irp);
}

// Set on each way, by another routine.
NTSTATUS SetOnBothWays(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (Operation->IsFirst) {
        IoSetCompletionRoutine(irp, Signal, &Operation->Done, TRUE, TRUE, TRUE);
    } else {
        IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    }
    return TABLE(Operation->Socket)->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
}

// Each turn sets it before it sends.
VOID SendAll(POPERATION Operation, ULONG Count)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    ULONG i;

    if (irp == NULL) {
        return;
    }
    KeInitializeEvent(&Operation->Done, SynchronizationEvent, FALSE);
    for (i = 0; i < Count; i++) {
        IoReuseIrp(irp, STATUS_SUCCESS);
        IoSetCompletionRoutine(irp, Signal, &Operation->Done, TRUE, TRUE, TRUE);
        if (TABLE(Operation->Socket)->WskSend(Operation->Socket, &Operation->Buffer, 0, irp) == STATUS_PENDING) {
            KeWaitForSingleObject(&Operation->Done, Executive, KernelMode, FALSE, NULL);
        }
    }
    IoFreeIrp(irp);
}

// The IRP was armed long ago, by somebody else; the test says so.
NTSTATUS SendIfArmed(POPERATION Operation)
{
    if (!IsArmed(Operation)) {
        return STATUS_INVALID_DEVICE_STATE;
    }
    return TABLE(Operation->Socket)->WskSend(Operation->Socket, &Operation->Buffer, 0, Operation->Irp);
}

// ---------------------------------------------------------------- not seen

// Whether the routine was set depends on a flag that a function out of sight may have changed in between.
NTSTATUS KnownMissBehindFlag(POPERATION Operation, PKEVENT Other)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (Operation->IsFirst) {
        IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    }
    ArmElsewhere(irp, Other);
    return TABLE(Operation->Socket)->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
}
