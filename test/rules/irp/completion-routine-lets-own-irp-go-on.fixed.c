// What a completion routine returns, and whose IRP it was. Each routine stands before the code that installs it.

#include <ntddk.h>
#include <wsk.h>

#define LET_GO_ON STATUS_CONTINUE_COMPLETION
#define COUNT_AND_KEEP(counter) (InterlockedIncrement(&(counter)), STATUS_MORE_PROCESSING_REQUIRED)
#define RETURN_KEPT return STATUS_MORE_PROCESSING_REQUIRED
#define CHECK(status, call) \
    do { \
        (status) = (call); \
    } while (0)

typedef struct _OPERATION {
    PIRP Irp;
    PWSK_SOCKET Socket;
    WSK_BUF Buffer;
    KEVENT Done;
    NTSTATUS Status;
    ULONG Left;
    LIST_ENTRY Link;
} OPERATION, *POPERATION;

// As KSOCKET and its descendants keep a socket.
typedef struct _WRAPPED_SOCKET {
    PWSK_SOCKET Socket;
    union {
        const VOID *Table;
        const WSK_PROVIDER_CONNECTION_DISPATCH *Connection;
        const WSK_PROVIDER_LISTEN_DISPATCH *Listen;
    };
} WRAPPED_SOCKET, *PWRAPPED_SOCKET;

typedef struct _EMBEDDED_IRP {
    IRP Irp;
    UCHAR Stack[sizeof(IO_STACK_LOCATION)];
} EMBEDDED_IRP, *PEMBEDDED_IRP;

static LONG Completions;
static NTSTATUS LastStatus;
static WSK_PROVIDER_NPI Provider;
extern NTSTATUS FinishElsewhere(PIRP Irp);
extern VOID DecideElsewhere(PNTSTATUS Status);
extern PIRP TakeQueuedIrp(VOID);
extern PIRP MakeIrpElsewhere(VOID);

// ---------------------------------------------------------------- a constant

NTSTATUS ReturnsSuccess(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SendOwn(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, ReturnsSuccess, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, irp);
}

// ---------------------------------------------------------------- under a condition

IO_COMPLETION_ROUTINE CancelledGoesOn;

_Use_decl_annotations_
NTSTATUS CancelledGoesOn(_In_ PDEVICE_OBJECT Device, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    if (Irp->Cancel) {
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ReceiveOwn(PWSK_SOCKET Socket, PWSK_BUF Buffer, PKEVENT Done)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Socket->Dispatch;
    PIRP irp;

    irp = IoAllocateIrp(1, FALSE);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, CancelledGoesOn, Done, TRUE, TRUE, TRUE);
    return dispatch->WskReceive(Socket, Buffer, 0, irp);
}

// ---------------------------------------------------------------- in a variable

NTSTATUS VariableKeepsFirstValue(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    NTSTATUS status = STATUS_SUCCESS;

    if (Irp->PendingReturned) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        status = STATUS_MORE_PROCESSING_REQUIRED;
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// The IRP is a member; the routine is given with & and a cast.
NTSTATUS ConnectMember(POPERATION Operation, PSOCKADDR Address)
{
    Operation->Irp = IoAllocateIrp(1, FALSE);
    if (Operation->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Operation->Irp, (PIO_COMPLETION_ROUTINE)&VariableKeepsFirstValue, &Operation->Done, TRUE,
                           TRUE, TRUE);
    return ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Operation->Socket->Dispatch)
        ->WskConnect(Operation->Socket, Address, 0, Operation->Irp);
}

// ---------------------------------------------------------------- in a branch of a ternary

NTSTATUS TernaryGoesOn(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    return NT_SUCCESS(Irp->IoStatus.Status) ? STATUS_MORE_PROCESSING_REQUIRED : STATUS_MORE_PROCESSING_REQUIRED;
}

// The table is a typed member of an unnamed union.
NTSTATUS SendWrapped(PWRAPPED_SOCKET Wrapped, PWSK_BUF Buffer)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp != NULL) {
        IoSetCompletionRoutine(irp, TernaryGoesOn, NULL, TRUE, TRUE, TRUE);
        return Wrapped->Connection->WskSend(Wrapped->Socket, Buffer, WSK_FLAG_NODELAY, irp);
    }
    return STATUS_INSUFFICIENT_RESOURCES;
}

// ---------------------------------------------------------------- in a member

NTSTATUS MemberGoesOn(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    POPERATION operation = (POPERATION)Context;

    operation->Status = STATUS_SUCCESS;
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// The function is called through a pointer of its own type.
NTSTATUS SendThroughPointer(POPERATION Operation)
{
    PFN_WSK_SEND send = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Operation->Socket->Dispatch)->WskSend;

    Operation->Irp = IoAllocateIrp(1, FALSE);
    if (Operation->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Operation->Irp, MemberGoesOn, Operation, TRUE, TRUE, TRUE);
    return send(Operation->Socket, &Operation->Buffer, 0, Operation->Irp);
}

// ---------------------------------------------------------------- what a helper returns

static NTSTATUS FreeAndKeep(PIRP Irp)
{
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS FreeOrGoOn(PIRP Irp)
{
    return NT_SUCCESS(Irp->IoStatus.Status) ? FreeAndKeep(Irp) : STATUS_CONTINUE_COMPLETION;
}

NTSTATUS ForwardsGoingOn(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    // A call is not replaced: no fix.
    return FreeOrGoOn(Irp);
}

NTSTATUS CloseOwn(PWSK_SOCKET Socket)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, ForwardsGoingOn, NULL, TRUE, TRUE, TRUE);
    return (*(((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket))(Socket, irp);
}

// ---------------------------------------------------------------- helpers make, arm and submit

NTSTATUS ArmedByHelper(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS MakeIrp(PIRP *Irp)
{
    *Irp = IoAllocateIrp(1, FALSE);
    return *Irp == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

static VOID ArmIrp(PIRP Irp, PIO_COMPLETION_ROUTINE Routine, PKEVENT Done)
{
    KeInitializeEvent(Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Routine, Done, TRUE, TRUE, TRUE);
}

static NTSTATUS AwaitIrp(PIRP Irp, NTSTATUS Status, PKEVENT Done)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    return Status;
}

NTSTATUS BindThroughHelpers(PWSK_SOCKET Socket, PSOCKADDR Address)
{
    PWSK_PROVIDER_LISTEN_DISPATCH dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch;
    KEVENT done;
    PIRP irp;
    NTSTATUS status = MakeIrp(&irp);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    ArmIrp(irp, ArmedByHelper, &done);
    CHECK(status, dispatch->WskBind(Socket, Address, 0, irp));
    status = AwaitIrp(irp, status, &done);
    IoFreeIrp(irp);
    return status;
}

// ---------------------------------------------------------------- a helper submits what it is given

NTSTATUS SubmittedByHelper(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS SubmitDisconnect(PWSK_SOCKET Socket, PIRP Irp)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskDisconnect(Socket, NULL, 0, Irp);
}

NTSTATUS DisconnectOwn(PWSK_SOCKET Socket)
{
    PIRP irp;

    if ((irp = IoAllocateIrp(1, FALSE)) == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, SubmittedByHelper, NULL, TRUE, TRUE, TRUE);
    return SubmitDisconnect(Socket, irp);
}

// ---------------------------------------------------------------- a loop, goto and switch

NTSTATUS LoopGoesOn(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    POPERATION operation = (POPERATION)Context;
    NTSTATUS status = STATUS_MORE_PROCESSING_REQUIRED;

    while (operation->Left > 0) {
        operation->Left--;
        if (Irp->IoStatus.Information == 0) {
            status = STATUS_END_OF_FILE;
            break;
        }
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS GotoGoesOn(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    NTSTATUS result = STATUS_DATA_ERROR;

    if (Irp->IoStatus.Status == STATUS_CANCELLED) {
        goto Exit;
    }
    result = STATUS_MORE_PROCESSING_REQUIRED;

Exit:
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SwitchGoesOn(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    switch (Irp->IoStatus.Status) {
    case STATUS_SUCCESS:
        return STATUS_MORE_PROCESSING_REQUIRED;
    case STATUS_CANCELLED:
    case STATUS_FILE_FORCED_CLOSED:
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    default:
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
}

// The IRP is used again and again, with another routine each time.
NTSTATUS ReuseOneIrp(POPERATION Operation)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Operation->Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);
    NTSTATUS status;

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&Operation->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, LoopGoesOn, Operation, TRUE, TRUE, TRUE);
    status = AwaitIrp(irp, dispatch->WskReceive(Operation->Socket, &Operation->Buffer, 0, irp), &Operation->Done);
    if (NT_SUCCESS(status)) {
        IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(irp, GotoGoesOn, Operation, TRUE, TRUE, TRUE);
        status = AwaitIrp(irp, dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp), &Operation->Done);
    }
    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(irp, SwitchGoesOn, Operation, TRUE, TRUE, TRUE);
    status = AwaitIrp(irp, dispatch->WskDisconnect(Operation->Socket, NULL, 0, irp), &Operation->Done);
    IoFreeIrp(irp);
    return status;
}

// ---------------------------------------------------------------- structured exceptions

NTSTATUS HandlerGoesOn(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    POPERATION operation = (POPERATION)Context;

    __try {
        operation->Status = Irp->IoStatus.Status;
        return STATUS_MORE_PROCESSING_REQUIRED;
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
}

NTSTATUS FinallyGoesOn(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    NTSTATUS result = STATUS_MORE_PROCESSING_REQUIRED;

    __try {
        if (Irp->IoStatus.Status == STATUS_CANCELLED) {
            __leave;
        }
        LastStatus = Irp->IoStatus.Status;
    } __finally {
        result = STATUS_SUCCESS;
        IoFreeIrp(Irp);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// The IRP lies in the driver's own memory.
NTSTATUS AcceptEmbedded(PWSK_SOCKET Socket, PEMBEDDED_IRP Memory, POPERATION Operation)
{
    PWSK_PROVIDER_LISTEN_DISPATCH dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)(Socket->Dispatch);

    IoInitializeIrp(&Memory->Irp, sizeof(*Memory), 1);
    IoSetCompletionRoutine(&Memory->Irp, HandlerGoesOn, Operation, TRUE, TRUE, TRUE);
    return dispatch->WskAccept(Socket, 0, NULL, NULL, NULL, NULL, &Memory->Irp);
}

// The provider's own functions take IRPs too.
NTSTATUS CreateSocket(PWSK_PROVIDER_NPI Npi)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FinallyGoesOn, NULL, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, NULL,
                                    NULL, NULL, NULL, NULL, irp);
}

// ---------------------------------------------------------------- other spellings of the value

// Nothing here passes NULL, but the value is wrong whatever happens.
NTSTATUS GuardGoesOn(PDEVICE_OBJECT Device, PIRP Irp, PKEVENT Done)
{
    if (Done == NULL) {
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    KeSetEvent(Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS NumberGoesOn(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS EnumeratorGoesOn(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    IoFreeIrp(Irp);
    if (Context == NULL) {
        return StopCompletion;
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// Two returns are two findings.
NTSTATUS BothGoOn(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    if (NT_SUCCESS(Irp->IoStatus.Status))
        return STATUS_MORE_PROCESSING_REQUIRED;
    else
        return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ResolveOwn(PUNICODE_STRING Name, PADDRINFOEXW *Result, PKEVENT Done)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, (PIO_COMPLETION_ROUTINE)GuardGoesOn, Done, TRUE, TRUE, TRUE);
    return Provider.Dispatch->WskGetAddressInfo(Provider.Client, Name, NULL, NS_ALL, NULL, NULL, Result, NULL, NULL,
                                                irp);
}

NTSTATUS SendDatagram(PDEVICE_OBJECT Device, PWSK_SOCKET Socket, PWSK_BUF Buffer, PSOCKADDR Address)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    NTSTATUS status;

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = IoSetCompletionRoutineEx(Device, irp, NumberGoesOn, NULL, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(irp);
        return status;
    }
    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskSendTo(Socket, Buffer, 0, Address, 0, NULL, irp);
}

NTSTATUS ChooseRoutine(PWSK_SOCKET Socket, PWSK_BUF Buffer, BOOLEAN Last)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (Last) {
        IoSetCompletionRoutine(irp, EnumeratorGoesOn, Socket, TRUE, TRUE, TRUE);
    } else {
        IoSetCompletionRoutine(irp, BothGoOn, Socket, TRUE, TRUE, TRUE);
    }
    return ((PWSK_PROVIDER_STREAM_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, irp);
}

// The outcome of the request is a status of WSK, never the value that stops completion.
NTSTATUS ReturnsOutcome(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SendForOutcome(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, ReturnsOutcome, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, irp);
}

// ================================================================ all that follows is right, or not known to be wrong

// Always the same value.
NTSTATUS Keeps(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// Another word for the same value.
NTSTATUS KeepsByEnumerator(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    IoFreeIrp(Irp);
    return StopCompletion;
}

// Every way through gives the variable the right value.
NTSTATUS KeepsByVariable(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    NTSTATUS status = STATUS_SUCCESS;

    if (Irp->PendingReturned) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    status = STATUS_MORE_PROCESSING_REQUIRED;
    return status;
}

// A wrong value is there, but the tests exclude it.
NTSTATUS KeepsByCondition(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    NTSTATUS status = Context == NULL ? STATUS_INVALID_PARAMETER : STATUS_MORE_PROCESSING_REQUIRED;

    if (Context == NULL) {
        status = STATUS_MORE_PROCESSING_REQUIRED;
    }
    return status;
}

// What a helper returns, and what a helper writes.
static VOID ChooseKept(PNTSTATUS Status)
{
    *Status = STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS KeepsByHelper(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    NTSTATUS status = STATUS_SUCCESS;

    if (Context == NULL) {
        return FreeAndKeep(Irp);
    }
    ChooseKept(&status);
    return status;
}

// The machine stops before the wrong value could be returned.
NTSTATUS KeepsOrStops(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    if (Context == NULL) {
        KeBugCheckEx(0xE0, (ULONG_PTR)Irp, 0, 0, 0);
        return STATUS_SUCCESS;
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// A macro that counts first, one that returns, and a number.
NTSTATUS KeepsByMacro(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    if (Context == NULL) {
        return COUNT_AND_KEEP(Completions);
    }
    if (Irp->Cancel) {
        return (NTSTATUS)0xC0000016L;
    }
    RETURN_KEPT;
}

// The wrong value was switched off.
NTSTATUS KeepsSinceSwitchedOff(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
#if 0
    return STATUS_SUCCESS;
#else
    return STATUS_MORE_PROCESSING_REQUIRED;
#endif
}

// What comes back from another file is not known.
NTSTATUS ReturnsUnknown(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    NTSTATUS status = STATUS_SUCCESS;

    if (Irp->Cancel) {
        return FinishElsewhere(Irp);
    }
    DecideElsewhere(&status);
    return status;
}

NTSTATUS UseRightRoutines(PWSK_SOCKET Socket, PWSK_BUF Buffer, PKEVENT Done, ULONG Kind)
{
    PIO_COMPLETION_ROUTINE routine = Keeps;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    switch (Kind) {
    case 0:
        routine = KeepsByEnumerator;
        break;
    case 1:
        routine = KeepsByVariable;
        break;
    case 2:
        routine = KeepsByCondition;
        break;
    case 3:
        routine = KeepsByHelper;
        break;
    case 4:
        routine = KeepsOrStops;
        break;
    case 5:
        routine = KeepsByMacro;
        break;
    case 6:
        routine = KeepsSinceSwitchedOff;
        break;
    case 7:
        routine = ReturnsUnknown;
        break;
    }
    IoSetCompletionRoutine(irp, routine, Done, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, irp);
}

// ---------------------------------------------------------------- IRPs of others

// Passed down by a higher driver: STATUS_SUCCESS lets it go on, as it should.
NTSTATUS PassedDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_SUCCESS;
}

NTSTATUS DispatchWrite(PDEVICE_OBJECT Device, PIRP Irp)
{
    POPERATION operation = (POPERATION)Device->DeviceExtension;

    IoMarkIrpPending(Irp);
    IoSetCompletionRoutine(Irp, PassedDone, NULL, TRUE, FALSE, FALSE);
    (VOID)((PWSK_PROVIDER_CONNECTION_DISPATCH)operation->Socket->Dispatch)
        ->WskSend(operation->Socket, &operation->Buffer, 0, Irp);
    return STATUS_PENDING;
}

VOID SetDispatch(PDRIVER_OBJECT DriverObject)
{
    DriverObject->MajorFunction[IRP_MJ_WRITE] = DispatchWrite;
}

// Whose IRP the parameter is, no caller in sight says.
NTSTATUS GivenDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS SendGiven(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
{
    IoSetCompletionRoutine(Irp, GivenDone, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

// One routine for both kinds: the value is right for the second, and a fix would break it.
NTSTATUS SharedDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    if (Context != NULL) {
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    return STATUS_SUCCESS;
}

NTSTATUS SendShared(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, SharedDone, Buffer, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, irp);
}

NTSTATUS DispatchRead(PDEVICE_OBJECT Device, PIRP Irp)
{
    POPERATION operation = (POPERATION)Device->DeviceExtension;

    IoSetCompletionRoutine(Irp, SharedDone, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)operation->Socket->Dispatch)
        ->WskReceive(operation->Socket, &operation->Buffer, 0, Irp);
}

VOID SetSharedDispatch(PDRIVER_OBJECT DriverObject)
{
    DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;
}

// Taken from a queue of requests, from a list, or from a function of another file: nobody knows who made it.
NTSTATUS QueuedDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    return STATUS_SUCCESS;
}

NTSTATUS SendQueued(PWSK_SOCKET Socket, PWSK_BUF Buffer, PLIST_ENTRY Queue)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Socket->Dispatch;
    PIRP first = TakeQueuedIrp();
    PIRP second = CONTAINING_RECORD(RemoveHeadList(Queue), IRP, Tail.Overlay.ListEntry);
    PIRP third = MakeIrpElsewhere();

    IoSetCompletionRoutine(first, QueuedDone, NULL, TRUE, TRUE, TRUE);
    IoSetCompletionRoutine(second, QueuedDone, NULL, TRUE, TRUE, TRUE);
    IoSetCompletionRoutine(third, QueuedDone, NULL, TRUE, TRUE, TRUE);
    (VOID)dispatch->WskSend(Socket, Buffer, 0, first);
    (VOID)dispatch->WskSend(Socket, Buffer, 0, second);
    return dispatch->WskSend(Socket, Buffer, 0, third);
}

// The variable held an own IRP once; the one that goes to WSK came from above.
NTSTATUS ReplacedDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    return STATUS_SUCCESS;
}

NTSTATUS SendReplaced(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Request)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp != NULL) {
        IoFreeIrp(irp);
    }
    irp = Request;
    IoSetCompletionRoutine(irp, ReplacedDone, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, irp);
}

// ---------------------------------------------------------------- IRPs that never meet WSK

NTSTATUS LowerDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    return STATUS_SUCCESS;
}

// Another driver gets it.
NTSTATUS AskLowerDriver(PDEVICE_OBJECT Lower)
{
    PIRP irp = IoAllocateIrp(Lower->StackSize, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, LowerDone, NULL, TRUE, TRUE, TRUE);
    return IoCallDriver(Lower, irp);
}

// The I/O manager made it, and wants it back.
NTSTATUS ControlLowerDriver(PDEVICE_OBJECT Lower, PKEVENT Done, PIO_STATUS_BLOCK Block)
{
    PIRP irp = IoBuildDeviceIoControlRequest(0x1234, Lower, NULL, 0, NULL, 0, FALSE, Done, Block);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, LowerDone, NULL, TRUE, TRUE, TRUE);
    return IoCallDriver(Lower, irp);
}

// Armed, and then thrown away.
NTSTATUS NeverUsedDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    return STATUS_SUCCESS;
}

VOID NeverSubmitted(VOID)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp != NULL) {
        IoSetCompletionRoutine(irp, NeverUsedDone, NULL, TRUE, TRUE, TRUE);
        IoFreeIrp(irp);
    }
}

// A routine in name only: nobody installs it.
NTSTATUS NeverInstalled(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    return STATUS_SUCCESS;
}

// The first routine is replaced before WSK sees the IRP.
NTSTATUS OverwrittenDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    return STATUS_SUCCESS;
}

NTSTATUS SendWithLastRoutine(PWSK_SOCKET Socket, PWSK_BUF Buffer, PKEVENT Done)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, OverwrittenDone, NULL, TRUE, TRUE, TRUE);
    IoReuseIrp(irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(irp, Keeps, Done, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, irp);
}

// A member with the name of a WSK function that is none.
typedef struct _TRANSPORT {
    NTSTATUS (*WskSend)(PIRP Irp);
} TRANSPORT;

NTSTATUS TransportDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    return STATUS_SUCCESS;
}

NTSTATUS SendThroughTransport(const TRANSPORT *Transport)
{
    PIRP irp = IoAllocateIrp(2, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, TransportDone, NULL, TRUE, TRUE, TRUE);
    return Transport->WskSend(irp);
}

// A function of the driver's own with such a name, that hands the IRP to a lower driver.
static NTSTATUS WskCloseSocket(PDEVICE_OBJECT Lower, PIRP Irp)
{
    return IoCallDriver(Lower, Irp);
}

NTSTATUS CloseThroughLowerDriver(PDEVICE_OBJECT Lower)
{
    PIRP irp = IoAllocateIrp(Lower->StackSize, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, TransportDone, NULL, TRUE, TRUE, TRUE);
    return WskCloseSocket(Lower, irp);
}

// WSK is called, but with the other of two IRPs.
NTSTATUS TwoIrps(PDEVICE_OBJECT Lower, PWSK_SOCKET Socket, PWSK_BUF Buffer, PKEVENT Done)
{
    PIRP down = IoAllocateIrp(Lower->StackSize, FALSE);
    PIRP out = IoAllocateIrp(1, FALSE);

    if (down == NULL || out == NULL) {
        if (down != NULL) {
            IoFreeIrp(down);
        }
        if (out != NULL) {
            IoFreeIrp(out);
        }
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(down, LowerDone, NULL, TRUE, TRUE, TRUE);
    IoSetCompletionRoutine(out, Keeps, Done, TRUE, TRUE, TRUE);
    (VOID)IoCallDriver(Lower, down);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, out);
}

// One routine for the driver's own request to WSK and for IRPs that it passes on: what the second need, it may return.
NTSTATUS SignalsOrGoesOn(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    if (Context != NULL) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS CloseAndSignal(PWSK_SOCKET Socket, PKEVENT Closed)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, SignalsOrGoesOn, Closed, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, irp);
}

NTSTATUS PassOn(PDEVICE_OBJECT Below, PIRP Irp)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, SignalsOrGoesOn, NULL, TRUE, TRUE, TRUE);
    return IoCallDriver(Below, Irp);
}
