// Who has an IRP when a function returns. Each routine stands before the code that installs it.

#include <ntddk.h>
#include <wsk.h>

#define REQUEST_TAG 'qeRW'

typedef struct _REQUEST {
    LIST_ENTRY Link;
    PIRP Irp;
    PWSK_SOCKET Socket;
    WSK_BUF Buffer;
    KEVENT Done;
    NTSTATUS Status;
    LONG References;
    PIO_WORKITEM WorkItem;
} REQUEST, *PREQUEST;

typedef struct _EMBEDDED_IRP {
    IRP Irp;
    UCHAR Stack[sizeof(IO_STACK_LOCATION)];
} EMBEDDED_IRP, *PEMBEDDED_IRP;

static LIST_ENTRY Requests;
static KSPIN_LOCK RequestsLock;
static PIRP SpareIrp;
extern VOID QueueElsewhere(PREQUEST Request);
extern VOID TraceIrp(PIRP Irp);

static NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS FreeIrp(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS FreeRequest(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    IoFreeIrp(Irp);
    ExFreePoolWithTag(Context, REQUEST_TAG);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS KeepSpare(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    SpareIrp = Irp;
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// ---------------------------------------------------------------- a variable

NTSTATUS ReturnsBeforeTheCall(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (Buffer->Length == 0) {
        return STATUS_INVALID_PARAMETER;
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK212 'Irp' is neither freed nor kept when this returns
    }
    IoSetCompletionRoutine(Irp, FreeIrp, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

// ---------------------------------------------------------------- under a condition, behind a wait

NTSTATUS LosesFailedRequests(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    KEVENT Done;
    NTSTATUS Status;
    PIRP Irp;

    KeInitializeEvent(&Done, SynchronizationEvent, FALSE);
    Irp = IoAllocateIrp(1, FALSE);
    if (!Irp) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, Signal, &Done, TRUE, TRUE, TRUE);
    Status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    if (!NT_SUCCESS(Status)) {
        goto Exit;
    }
    IoFreeIrp(Irp);
Exit:
    return Status;
//  ^^^^^^^^^^^^^^ WSK212 'Irp' is neither freed nor kept when this returns
}

// ---------------------------------------------------------------- in a structure, made by a helper

static NTSTATUS PrepareRequest(PREQUEST Request)
{
    KeInitializeEvent(&Request->Done, SynchronizationEvent, FALSE);
    Request->Irp = IoAllocateIrp(1, FALSE);
    if (Request->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Request->Irp, Signal, &Request->Done, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

NTSTATUS DropsTheRequest(PWSK_SOCKET Socket, PREQUEST *Made)
{
    PREQUEST Request = (PREQUEST)ExAllocatePoolWithTag(NonPagedPool, sizeof(REQUEST), REQUEST_TAG);
    NTSTATUS Status;

    if (Request == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Status = PrepareRequest(Request);
    if (!NT_SUCCESS(Status)) {
        ExFreePoolWithTag(Request, REQUEST_TAG);
        return Status;
    }
    if (Socket->Dispatch == NULL) {
        return STATUS_INVALID_DEVICE_STATE;
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK212 'Request->Irp' is neither freed nor kept when this returns
    }
    *Made = Request;
    return STATUS_SUCCESS;
}

// ---------------------------------------------------------------- the memory is freed, and the IRP in it is not

NTSTATUS FreesOnlyTheRequest(VOID)
{
    PREQUEST Request = (PREQUEST)ExAllocatePoolWithTag(NonPagedPool, sizeof(REQUEST), REQUEST_TAG);

    if (Request == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (!NT_SUCCESS(PrepareRequest(Request))) {
        ExFreePoolWithTag(Request, REQUEST_TAG);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    ExFreePoolWithTag(Request, REQUEST_TAG);
    return STATUS_CANCELLED;
//  ^^^^^^^^^^^^^^^^^^^^^^^^ WSK212 the IRP that PrepareRequest has made is neither freed nor kept when this returns
}

// ---------------------------------------------------------------- the function ends without a return

VOID EndsWithIt(PWSK_SOCKET Socket)
    {
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp != NULL) {
        Irp->UserEvent = NULL;
    }
    UNREFERENCED_PARAMETER(Socket);
    }
//  ^ WSK212 'Irp' is neither freed nor kept when the function ends

// ---------------------------------------------------------------- nobody waits, and the routine only sets an event

NTSTATUS NobodyFrees(PWSK_SOCKET Socket, PWSK_BUF Buffer, PKEVENT Done)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
    (VOID)((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
    return STATUS_PENDING;
//  ^^^^^^^^^^^^^^^^^^^^^^ WSK212 'Irp' is never freed: this returns, and its IoCompletion routine leaves it as it is
}

// ---------------------------------------------------------------- right

// Not this mistake: that it returns at all while the request uses its event is the one to mend.
LONG GoneTooEarly(PWSK_SOCKET Socket, PWSK_BUF Buffer, PLARGE_INTEGER Limit)
{
    KEVENT done;
    LONG count = -1;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return -1;
    }
    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Signal, &done, TRUE, TRUE, TRUE);
    if (((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskReceive(Socket, Buffer, 0, Irp) == STATUS_PENDING) {
        if (KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, Limit) == STATUS_TIMEOUT) {
            return -2;
        }
    }
    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        count = (LONG)Irp->IoStatus.Information;
    }
    IoFreeIrp(Irp);
    return count;
}

// The IoCompletion routine frees the IRP, whatever comes of the request.
NTSTATUS FreedByItsRoutine(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, FreeIrp, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

// The routine frees what the request stands in, too.
NTSTATUS FreedWithItsContext(PWSK_SOCKET Socket)
{
    PREQUEST Request = (PREQUEST)ExAllocatePoolWithTag(NonPagedPool, sizeof(REQUEST), REQUEST_TAG);

    if (Request == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Request->Irp = IoAllocateIrp(1, FALSE);
    if (Request->Irp == NULL) {
        ExFreePoolWithTag(Request, REQUEST_TAG);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Request->Irp, FreeRequest, Request, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskDisconnect(Socket, NULL, 0, Request->Irp);
}

// The routine keeps the IRP for the next request.
NTSTATUS KeptByItsRoutine(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, KeepSpare, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
}

// The caller gets the request, and the IRP with it.
NTSTATUS KeptForReuse(PREQUEST Request)
{
    return PrepareRequest(Request);
}

// A list holds the request from here on.
NTSTATUS PutIntoAPool(VOID)
{
    PREQUEST Request = (PREQUEST)ExAllocatePoolWithTag(NonPagedPool, sizeof(REQUEST), REQUEST_TAG);

    if (Request == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (!NT_SUCCESS(PrepareRequest(Request))) {
        ExFreePoolWithTag(Request, REQUEST_TAG);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    ExInterlockedInsertTailList(&Requests, &Request->Link, &RequestsLock);
    return STATUS_SUCCESS;
}

// Code that is not in sight has the request, and may free it.
NTSTATUS HandedOn(VOID)
{
    PREQUEST Request = (PREQUEST)ExAllocatePoolWithTag(NonPagedPool, sizeof(REQUEST), REQUEST_TAG);

    if (Request == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (!NT_SUCCESS(PrepareRequest(Request))) {
        ExFreePoolWithTag(Request, REQUEST_TAG);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    QueueElsewhere(Request);
    return STATUS_SUCCESS;
}

// One label frees what there is.
NTSTATUS FreedAtOneLabel(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    KEVENT Done;
    NTSTATUS Status = STATUS_INSUFFICIENT_RESOURCES;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        goto Exit;
    }
    Status = STATUS_INVALID_PARAMETER;
    if (Buffer->Length == 0) {
        goto Exit;
    }
    KeInitializeEvent(&Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Signal, &Done, TRUE, TRUE, TRUE);
    Status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
Exit:
    if (Irp != NULL) {
        IoFreeIrp(Irp);
    }
    return Status;
}

// A worker that is queued with the request frees it.
static IO_WORKITEM_ROUTINE FinishRequest;

VOID HandedToAWorker(PREQUEST Request)
{
    PREQUEST Later = (PREQUEST)ExAllocatePoolWithTag(NonPagedPool, sizeof(REQUEST), REQUEST_TAG);

    if (Later == NULL) {
        return;
    }
    if (!NT_SUCCESS(PrepareRequest(Later))) {
        ExFreePoolWithTag(Later, REQUEST_TAG);
        return;
    }
    IoQueueWorkItem(Request->WorkItem, FinishRequest, DelayedWorkQueue, Later);
}

// An IRP in memory of the driver is released with that memory: IoFreeIrp would be wrong.
NTSTATUS EmbeddedIrp(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    KEVENT Done;
    NTSTATUS Status;
    PEMBEDDED_IRP Embedded = (PEMBEDDED_IRP)ExAllocatePoolWithTag(NonPagedPool, sizeof(EMBEDDED_IRP), REQUEST_TAG);

    if (Embedded == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&Done, SynchronizationEvent, FALSE);
    IoInitializeIrp(&Embedded->Irp, sizeof(EMBEDDED_IRP), 1);
    IoSetCompletionRoutine(&Embedded->Irp, Signal, &Done, TRUE, TRUE, TRUE);
    Status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, &Embedded->Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
        Status = Embedded->Irp.IoStatus.Status;
    }
    ExFreePoolWithTag(Embedded, REQUEST_TAG);
    return Status;
}

// The caller asked for the IRP itself.
PIRP MakeIrp(PKEVENT Done)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp != NULL) {
        IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
    }
    return Irp;
}

// What nobody has tested may be NULL: that is another mistake, and another rule tells it.
NTSTATUS NeverTested(PWSK_BUF Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    TraceIrp(NULL);
    if (Buffer->Length == 0) {
        return STATUS_INVALID_PARAMETER;
    }
    if (Irp != NULL) {
        IoFreeIrp(Irp);
    }
    return STATUS_SUCCESS;
}
