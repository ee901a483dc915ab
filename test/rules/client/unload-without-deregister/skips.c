// Stops by a function that needs memory for the close before it comes to the deregistration.

#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_REGISTRATION Second;
static WSK_REGISTRATION Third;
static PWSK_SOCKET Socket;

static NTSTATUS SkipClosed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS SkipPrepare(PIRP *Irp, PKEVENT Closed)
{
    KeInitializeEvent(Closed, SynchronizationEvent, FALSE);
    *Irp = IoAllocateIrp(1, FALSE);
    if (*Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(*Irp, SkipClosed, Closed, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

// Not to have a socket may mean that there is no registration: that way is right.
NTSTATUS SkipStop(VOID)
{
    KEVENT Closed;
    PIRP Irp;
    NTSTATUS Status = STATUS_NOT_FOUND;

    if (Socket == NULL) {
        return Status;
    }
    Status = SkipPrepare(&Irp, &Closed);
    if (!NT_SUCCESS(Status)) {
        return Status;
//             ^^^^^^ WSK106 without memory 'SkipStop' returns before its WskDeregister, and nothing else ends 'Registration'
    }
    Status = ((const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Closed, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    WskDeregister(&Registration);
    return Status;
}

// The memory is needed behind the deregistration.
NTSTATUS SkipNothing(PVOID *Report)
{
    WskDeregister(&Second);
    *Report = ExAllocatePool2(POOL_FLAG_PAGED, 64, 'tpeR');
    return *Report == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

// Who calls this ends the registration where it could not.
NTSTATUS SkipMaybe(VOID)
{
    PVOID Report = ExAllocatePool2(POOL_FLAG_PAGED, 64, 'tpeR');

    if (Report == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    WskDeregister(&Third);
    ExFreePoolWithTag(Report, 'tpeR');
    return STATUS_SUCCESS;
}

VOID SkipAnyway(VOID)
{
    if (!NT_SUCCESS(SkipMaybe())) {
        WskDeregister(&Third);
    }
}

// Somebody else may have done it already: only one of two callers goes on.
static LONG SkipState;

NTSTATUS SkipUnlessFirst(VOID)
{
    if (InterlockedCompareExchange(&SkipState, 1, 0) != 0) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    WskDeregister(&Second);
    return STATUS_SUCCESS;
}

// What is not made is not ended.
NTSTATUS SkipStart(PWSK_CLIENT_NPI Client, WSK_REGISTRATION *Fresh)
{
    PVOID Report;
    NTSTATUS Status = WskRegister(Client, Fresh);

    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Report = ExAllocatePool2(POOL_FLAG_PAGED, 64, 'tpeR');
    if (Report == NULL) {
        WskDeregister(Fresh);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    ExFreePoolWithTag(Report, 'tpeR');
    return STATUS_SUCCESS;
}

static VOID SkipUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    (VOID)SkipStop();
    SkipAnyway();
    (VOID)SkipUnlessFirst();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI Client = {NULL, NULL};

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = SkipUnload;
    return SkipStart(&Client, &Registration);
}
