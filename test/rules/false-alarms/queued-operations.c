// A worker takes operations from a queue. Each socket context has an IRP of its own for each of them; the completion
// routine queues what comes next. Connection requests are inspected by the worker too.

#include <ntddk.h>
#include <wsk.h>

#define INSPECTIONS 16

struct _QO_SOCKET;
typedef VOID (*QO_OPERATION)(struct _QO_SOCKET *Context);

typedef struct _QO_STEP {
    LIST_ENTRY Link;
    QO_OPERATION Run;
    struct _QO_SOCKET *Owner;
    PIRP Irp;
} QO_STEP, *PQO_STEP;

typedef struct _QO_SOCKET {
    PWSK_SOCKET Socket;
    QO_STEP Bind;
    QO_STEP Accept;
    QO_STEP Close;
    WSK_INSPECT_ID Waiting[INSPECTIONS];
    BOOLEAN InUse[INSPECTIONS];
    KSPIN_LOCK Lock;
    NTSTATUS LastStatus;
    ULONG Conditional;
    BOOLEAN StopListening;
} QO_SOCKET, *PQO_SOCKET;

static LIST_ENTRY Steps;
static KSPIN_LOCK StepsLock;
static KEVENT StepsReady;
static SOCKADDR_IN6 AnyAddress = {.sin6_family = AF_INET6};

extern VOID QoTakeConnection(PWSK_SOCKET Connection);

static VOID QoEnqueue(PQO_STEP Step, QO_OPERATION Run)
{
    Step->Run = Run;
    ExInterlockedInsertTailList(&Steps, &Step->Link, &StepsLock);
    KeSetEvent(&StepsReady, IO_NO_INCREMENT, FALSE);
}

static VOID QoArm(PQO_STEP Step, PIO_COMPLETION_ROUTINE Routine)
{
    IoReuseIrp(Step->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Step->Irp, Routine, Step->Owner, TRUE, TRUE, TRUE);
}

static BOOLEAN QoAllocate(PQO_STEP Step, PQO_SOCKET Owner)
{
    Step->Owner = Owner;
    Step->Irp = IoAllocateIrp(1, FALSE);
    return Step->Irp != NULL;
}

static VOID QoRunClose(PQO_SOCKET Context);
static VOID QoRunBind(PQO_SOCKET Context);
static VOID QoRunAccept(PQO_SOCKET Context);
static VOID QoRunOption(PQO_SOCKET Context);

static NTSTATUS QoClosed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PQO_SOCKET socket = (PQO_SOCKET)Context;

    UNREFERENCED_PARAMETER(Device);
    socket->LastStatus = Irp->IoStatus.Status;
    IoFreeIrp(socket->Bind.Irp);
    IoFreeIrp(socket->Accept.Irp);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS QoAccepted(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PQO_SOCKET socket = (PQO_SOCKET)Context;
    NTSTATUS result = STATUS_MORE_PROCESSING_REQUIRED;

    UNREFERENCED_PARAMETER(Device);
    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        QoTakeConnection((PWSK_SOCKET)Irp->IoStatus.Information);
    }
    if (Irp->IoStatus.Status == STATUS_FILE_FORCED_CLOSED || socket->StopListening) {
        QoEnqueue(&socket->Close, QoRunClose);
        return result;
    }
    QoEnqueue(&socket->Accept, QoRunAccept);
    return result;
}

static NTSTATUS QoBound(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PQO_SOCKET socket = (PQO_SOCKET)Context;

    UNREFERENCED_PARAMETER(Device);
    QoEnqueue(NT_SUCCESS(Irp->IoStatus.Status) ? &socket->Accept : &socket->Close,
              NT_SUCCESS(Irp->IoStatus.Status) ? QoRunAccept : QoRunClose);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// The option was set, so the bind can follow.
static NTSTATUS QoOptionSet(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PQO_SOCKET socket = (PQO_SOCKET)Context;

    UNREFERENCED_PARAMETER(Device);
    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        QoEnqueue(&socket->Close, QoRunClose);
    } else {
        QoEnqueue(&socket->Bind, QoRunBind);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// In the text the bind comes first; in time it does not.
static VOID QoRunBind(PQO_SOCKET Context)
{
    QoArm(&Context->Bind, QoBound);
    (VOID)((PWSK_PROVIDER_LISTEN_DISPATCH)Context->Socket->Dispatch)
        ->WskBind(Context->Socket, (PSOCKADDR)&AnyAddress, 0, Context->Bind.Irp);
}

static VOID QoRunOption(PQO_SOCKET Context)
{
    Context->Conditional = 1;
    QoArm(&Context->Bind, QoOptionSet);
    (VOID)((PWSK_PROVIDER_LISTEN_DISPATCH)Context->Socket->Dispatch)
        ->WskControlSocket(Context->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,
                           sizeof(Context->Conditional), &Context->Conditional, 0, NULL, NULL, Context->Bind.Irp);
}

static VOID QoRunAccept(PQO_SOCKET Context)
{
    QoArm(&Context->Accept, QoAccepted);
    (VOID)((PWSK_PROVIDER_LISTEN_DISPATCH)Context->Socket->Dispatch)
        ->WskAccept(Context->Socket, 0, NULL, NULL, NULL, NULL, Context->Accept.Irp);
}

static VOID QoRunClose(PQO_SOCKET Context)
{
    QoArm(&Context->Close, QoClosed);
    (VOID)((PWSK_PROVIDER_BASIC_DISPATCH)Context->Socket->Dispatch)->WskCloseSocket(Context->Socket, Context->Close.Irp);
}

NTSTATUS QoStart(PQO_SOCKET Context)
{
    if (!QoAllocate(&Context->Bind, Context)) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (!QoAllocate(&Context->Accept, Context)) {
        IoFreeIrp(Context->Bind.Irp);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (!QoAllocate(&Context->Close, Context)) {
        IoFreeIrp(Context->Accept.Irp);
        IoFreeIrp(Context->Bind.Irp);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    QoEnqueue(&Context->Bind, QoRunOption);
    return STATUS_SUCCESS;
}

VOID QoWorker(PVOID Unused)
{
    UNREFERENCED_PARAMETER(Unused);
    for (;;) {
        PLIST_ENTRY entry = ExInterlockedRemoveHeadList(&Steps, &StepsLock);

        if (entry == NULL) {
            KeWaitForSingleObject(&StepsReady, Executive, KernelMode, FALSE, NULL);
            continue;
        }
        CONTAINING_RECORD(entry, QO_STEP, Link)->Run(CONTAINING_RECORD(entry, QO_STEP, Link)->Owner);
    }
}

// Finds the request by what its ID holds, and whether one was found by the place in the array.
NTSTATUS WSKAPI QoAbortEvent(_In_opt_ PVOID SocketContext, _In_ PWSK_INSPECT_ID InspectID)
{
    PQO_SOCKET context = (PQO_SOCKET)SocketContext;
    PWSK_INSPECT_ID end = &context->Waiting[INSPECTIONS];
    PWSK_INSPECT_ID found;
    KIRQL irql;

    KeAcquireSpinLock(&context->Lock, &irql);
    for (found = context->Waiting; found < end; found++) {
        if (context->InUse[found - context->Waiting] && found->Key == InspectID->Key &&
            found->SerialNumber == InspectID->SerialNumber) {
            break;
        }
    }
    if (found != end) {
        context->InUse[found - context->Waiting] = FALSE;
    }
    KeReleaseSpinLock(&context->Lock, irql);
    return STATUS_SUCCESS;
}
