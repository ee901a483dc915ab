// How many stack locations an IRP has that goes to WSK.

#include <ntddk.h>
#include <wsk.h>

#define LOCATIONS 0

typedef struct _OPERATION {
    PIRP Irp;
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    WSK_BUF Buffer;
    KEVENT Done;
} OPERATION, *POPERATION;

typedef struct _EMBEDDED_IRP {
    IRP Irp;
    UCHAR Stack[sizeof(IO_STACK_LOCATION)];
} EMBEDDED_IRP, *PEMBEDDED_IRP;

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

NTSTATUS NoLocation(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(0, FALSE);
//                           ^ WSK204 an IRP without a stack location is made here, and WskSend needs one

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
}

// The number is in a variable, the IRP in a member.
NTSTATUS NoLocationByVariable(POPERATION Operation, PDEVICE_OBJECT Device)
{
    CCHAR locations = LOCATIONS;

    Operation->Irp = IoAllocateIrpEx(Device, locations, FALSE);
//                                           ^^^^^^^^^ WSK204 an IRP without a stack location is made here, and WskSend needs one
    if (Operation->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Operation->Irp, Signal, &Operation->Done, TRUE, TRUE, TRUE);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Operation->Irp);
}

// A helper makes it, another one arms it, a third sends it.
static PIRP MakeIrp(VOID)
{
    return IoAllocateIrp(0, FALSE);
//                       ^ WSK204 an IRP without a stack location is made here, and WskDisconnect needs one
}

static VOID Arm(PIRP Irp, PKEVENT Done)
{
    KeInitializeEvent(Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
}

static NTSTATUS Disconnect(POPERATION Operation, PIRP Irp)
{
    return Operation->Dispatch->WskDisconnect(Operation->Socket, NULL, 0, Irp);
}

NTSTATUS DisconnectByHelpers(POPERATION Operation)
{
    PIRP irp = MakeIrp();

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Arm(irp, &Operation->Done);
    return Disconnect(Operation, irp);
}

// In memory of the driver's own: no fix, as the memory may be too small as well.
NTSTATUS EmbeddedWithoutLocation(POPERATION Operation, PEMBEDDED_IRP Memory)
{
    IoInitializeIrp(&Memory->Irp, IoSizeOfIrp(1), 0);
//                                                ^ WSK204 an IRP without a stack location is made here, and WskSend needs one
    Arm(&Memory->Irp, &Operation->Done);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, &Memory->Irp);
}

NTSTATUS EmbeddedWithoutRoom(POPERATION Operation, PIRP Memory)
{
    IoInitializeIrp(Memory, sizeof(IRP), 1);
//                          ^^^^^^^^^^^ WSK204 'sizeof(IRP)' has no room for the stack location that WskSend needs
    Arm(Memory, &Operation->Done);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Memory);
}

NTSTATUS EmbeddedWithoutRoomBySize(POPERATION Operation, PIRP Memory)
{
    IoInitializeIrp(Memory, IoSizeOfIrp(0), 1);
//                          ^^^^^^^^^^^^^^ WSK204 'IoSizeOfIrp(0)' has no room for the stack location that WskSend needs
    Arm(Memory, &Operation->Done);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Memory);
}

// ---------------------------------------------------------------- right

// As many as the device below has, which is one at least.
NTSTATUS AsManyAsDevice(POPERATION Operation, PDEVICE_OBJECT Device)
{
    PIRP irp = IoAllocateIrp(Device->StackSize, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
}

NTSTATUS OneLocation(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
}

// A mark in a queue: no driver ever gets it.
static LIST_ENTRY Queue;

NTSTATUS QueueMark(VOID)
{
    PIRP mark = IoAllocateIrp(0, FALSE);

    if (mark == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    InsertTailList(&Queue, &mark->Tail.Overlay.ListEntry);
    return STATUS_SUCCESS;
}

// The whole structure is given, and has room behind the IRP.
NTSTATUS EmbeddedWithRoom(POPERATION Operation, PEMBEDDED_IRP Memory)
{
    IoInitializeIrp(&Memory->Irp, sizeof(*Memory), 1);
    Arm(&Memory->Irp, &Operation->Done);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, &Memory->Irp);
}

NTSTATUS EmbeddedBySum(POPERATION Operation, PIRP Memory)
{
    IoInitializeIrp(Memory, sizeof(IRP) + sizeof(IO_STACK_LOCATION), 1);
    Arm(Memory, &Operation->Done);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, Memory);
}

// The variable held such an IRP once; the one that goes to WSK has a location.
NTSTATUS Replaced(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(0, FALSE);

    if (irp != NULL) {
        IoFreeIrp(irp);
    }
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
}

// ---------------------------------------------------------------- not seen

// IoReuseIrp says that the IRP is the driver's own, and where it came from is not asked any more.
NTSTATUS KnownMissReusedFirst(POPERATION Operation)
{
    PIRP irp = IoAllocateIrp(0, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoReuseIrp(irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(irp, FreeOwn, NULL, TRUE, TRUE, TRUE);
    return Operation->Dispatch->WskSend(Operation->Socket, &Operation->Buffer, 0, irp);
}
