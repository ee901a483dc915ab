// IRPs that go to WSK again, and whether they were reset in between.

#include <ntddk.h>
#include <wsk.h>

typedef struct _CHANNEL {
    PIRP Irp;
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    WSK_BUF Buffer;
    KEVENT Done;
} CHANNEL, *PCHANNEL;

typedef union _WHOLE_IRP {
    IRP Irp;
    UCHAR Memory[sizeof(IRP) + sizeof(IO_STACK_LOCATION)];
} WHOLE_IRP, *PWHOLE_IRP;

extern VOID ResetElsewhere(PIRP Irp);

static NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Arm(PIRP Irp, PKEVENT Done)
{
    IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
}

static NTSTATUS Await(PIRP Irp, NTSTATUS Status, PKEVENT Done)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    return Status;
}

// ---------------------------------------------------------------- one after the other

NTSTATUS ConnectAndSend(PCHANNEL Channel, PSOCKADDR Address)
{
    NTSTATUS status;
    KEVENT done;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, Signal, &done, TRUE, TRUE, TRUE);
    status = Channel->Dispatch->WskConnect(Channel->Socket, Address, 0, irp);
    status = Await(irp, status, &done);
    if (NT_SUCCESS(status)) {
        IoSetCompletionRoutine(irp, Signal, &done, TRUE, TRUE, TRUE);
        status = Channel->Dispatch->WskSend(Channel->Socket, &Channel->Buffer, 0, irp);
//                                                                                ^^^ WSK208 'irp' goes to WskSend after its last request without IoReuseIrp
        status = Await(irp, status, &done);
    }
    IoFreeIrp(irp);
    return status;
}

// ---------------------------------------------------------------- in a loop

VOID SendEach(PCHANNEL Channel, ULONG Count)
{
    KEVENT done;
    ULONG i;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return;
    }
    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    for (i = 0; i < Count; i++) {
        IoSetCompletionRoutine(irp, Signal, &done, TRUE, TRUE, TRUE);
        if (Channel->Dispatch->WskSend(Channel->Socket, &Channel->Buffer, 0, irp) == STATUS_PENDING) {
//                                                                           ^^^ WSK208 'irp' goes to WskSend after its last request without IoReuseIrp
            KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        }
    }
    IoFreeIrp(irp);
}

// ---------------------------------------------------------------- after a failure, which completes the IRP as well

NTSTATUS SendOrDisconnect(PCHANNEL Channel)
{
    NTSTATUS status;
    PIRP irp = Channel->Irp;

    IoReuseIrp(irp, STATUS_SUCCESS);
    KeClearEvent(&Channel->Done);
    IoSetCompletionRoutine(irp, Signal, &Channel->Done, TRUE, TRUE, TRUE);
    status = Channel->Dispatch->WskSend(Channel->Socket, &Channel->Buffer, 0, irp);
    if (!NT_SUCCESS(status)) {
        KeClearEvent(&Channel->Done);
        IoSetCompletionRoutine(irp, Signal, &Channel->Done, TRUE, TRUE, TRUE);
        status = Channel->Dispatch->WskDisconnect(Channel->Socket, NULL, WSK_FLAG_ABORTIVE, irp);
//                                                                                          ^^^ WSK208 'irp' goes to WskDisconnect after its last request without IoReuseIrp
    }
    return status;
}

// ---------------------------------------------------------------- in a member, armed by a helper

NTSTATUS SendAndClose(PCHANNEL Channel)
{
    NTSTATUS status;
    KEVENT done;

    Channel->Irp = IoAllocateIrp(1, FALSE);
    if (Channel->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    Arm(Channel->Irp, &done);
    status = Await(Channel->Irp, Channel->Dispatch->WskSend(Channel->Socket, &Channel->Buffer, 0, Channel->Irp), &done);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Arm(Channel->Irp, &done);
    status = Channel->Dispatch->WskCloseSocket(Channel->Socket, Channel->Irp);
//                                                              ^^^^^^^^^^^^ WSK208 'Channel->Irp' goes to WskCloseSocket after its last request without IoReuseIrp
    return Await(Channel->Irp, status, &done);
}

// ---------------------------------------------------------------- the caller of a helper that is right for others

static NTSTATUS SendArmed(PCHANNEL Channel, PIRP Irp, PKEVENT Done)
{
    IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
    return Await(Irp, Channel->Dispatch->WskSend(Channel->Socket, &Channel->Buffer, 0, Irp), Done);
}

NTSTATUS SendOnceByHelper(PCHANNEL Channel)
{
    NTSTATUS status;
    KEVENT done;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    status = SendArmed(Channel, irp, &done);
    IoFreeIrp(irp);
    return status;
}

NTSTATUS SendTwiceByHelper(PCHANNEL Channel)
{
    NTSTATUS status;
    KEVENT done;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    status = SendArmed(Channel, irp, &done);
    if (NT_SUCCESS(status)) {
        status = SendArmed(Channel, irp, &done);
//               ^^^^^^^^^ WSK208 the IRP that SendArmed hands to WskSend has completed a request and was not reset with IoReuseIrp
    }
    IoFreeIrp(irp);
    return status;
}

// ---------------------------------------------------------------- right

// The order that the guide asks for: IoReuseIrp, the routine, the call.
NTSTATUS ResetBetween(PCHANNEL Channel, PSOCKADDR Address)
{
    NTSTATUS status;
    KEVENT done;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, Signal, &done, TRUE, TRUE, TRUE);
    status = Await(irp, Channel->Dispatch->WskConnect(Channel->Socket, Address, 0, irp), &done);
    if (NT_SUCCESS(status)) {
        IoReuseIrp(irp, STATUS_SUCCESS);
        IoSetCompletionRoutine(irp, Signal, &done, TRUE, TRUE, TRUE);
        status = Await(irp, Channel->Dispatch->WskSend(Channel->Socket, &Channel->Buffer, 0, irp), &done);
    }
    IoFreeIrp(irp);
    return status;
}

// The memory is made an IRP anew, which resets all of it.
NTSTATUS InitialisedBetween(PCHANNEL Channel, PWHOLE_IRP Whole, PSOCKADDR Address)
{
    NTSTATUS status;
    KEVENT done;

    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    IoInitializeIrp(&Whole->Irp, sizeof(*Whole), 1);
    IoSetCompletionRoutine(&Whole->Irp, Signal, &done, TRUE, TRUE, TRUE);
    status = Await(&Whole->Irp, Channel->Dispatch->WskConnect(Channel->Socket, Address, 0, &Whole->Irp), &done);
    if (NT_SUCCESS(status)) {
        IoInitializeIrp(&Whole->Irp, sizeof(*Whole), 1);
        IoSetCompletionRoutine(&Whole->Irp, Signal, &done, TRUE, TRUE, TRUE);
        status = Channel->Dispatch->WskSend(Channel->Socket, &Channel->Buffer, 0, &Whole->Irp);
        status = Await(&Whole->Irp, status, &done);
    }
    return status;
}

// Each request has an IRP of its own, in the same variable.
NTSTATUS AllocatedBetween(PCHANNEL Channel, PSOCKADDR Address)
{
    NTSTATUS status;
    KEVENT done;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, Signal, &done, TRUE, TRUE, TRUE);
    status = Await(irp, Channel->Dispatch->WskConnect(Channel->Socket, Address, 0, irp), &done);
    IoFreeIrp(irp);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, Signal, &done, TRUE, TRUE, TRUE);
    status = Await(irp, Channel->Dispatch->WskSend(Channel->Socket, &Channel->Buffer, 0, irp), &done);
    IoFreeIrp(irp);
    return status;
}

// The first use of an IRP that was just allocated needs no reset; each later turn makes one.
VOID ResetInEachLaterTurn(PCHANNEL Channel, ULONG Count)
{
    KEVENT done;
    ULONG i;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return;
    }
    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    for (i = 0; i < Count; i++) {
        if (i > 0) {
            IoReuseIrp(irp, STATUS_SUCCESS);
        }
        IoSetCompletionRoutine(irp, Signal, &done, TRUE, TRUE, TRUE);
        if (Channel->Dispatch->WskSend(Channel->Socket, &Channel->Buffer, 0, irp) == STATUS_PENDING) {
            KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        }
    }
    IoFreeIrp(irp);
}

// A helper makes the IRP ready for each request.
static VOID Prepare(PCHANNEL Channel)
{
    IoReuseIrp(Channel->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Channel->Done);
    Arm(Channel->Irp, &Channel->Done);
}

NTSTATUS PreparedByHelper(PCHANNEL Channel, PSOCKADDR Address)
{
    NTSTATUS status;

    Prepare(Channel);
    status = Await(Channel->Irp, Channel->Dispatch->WskConnect(Channel->Socket, Address, 0, Channel->Irp), &Channel->Done);
    if (NT_SUCCESS(status)) {
        Prepare(Channel);
        status = Channel->Dispatch->WskSend(Channel->Socket, &Channel->Buffer, 0, Channel->Irp);
        status = Await(Channel->Irp, status, &Channel->Done);
    }
    return status;
}

// A function of another file has the IRP in between: it may reset it.
NTSTATUS ResetOutOfSight(PCHANNEL Channel, PIRP Irp, PKEVENT Done)
{
    NTSTATUS status;

    Arm(Irp, Done);
    status = Await(Irp, Channel->Dispatch->WskSend(Channel->Socket, &Channel->Buffer, 0, Irp), Done);
    ResetElsewhere(Irp);
    Arm(Irp, Done);
    return NT_SUCCESS(status) ? Channel->Dispatch->WskDisconnect(Channel->Socket, NULL, 0, Irp) : status;
}

// Two IRPs that take turns.
NTSTATUS TwoIrps(PCHANNEL Channel, PIRP First, PIRP Second, PKEVENT Done)
{
    NTSTATUS status;

    IoReuseIrp(First, STATUS_SUCCESS);
    IoReuseIrp(Second, STATUS_SUCCESS);
    Arm(First, Done);
    status = Await(First, Channel->Dispatch->WskSend(Channel->Socket, &Channel->Buffer, 0, First), Done);
    if (NT_SUCCESS(status)) {
        Arm(Second, Done);
        status = Await(Second, Channel->Dispatch->WskDisconnect(Channel->Socket, NULL, 0, Second), Done);
    }
    return status;
}
