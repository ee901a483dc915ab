// The data of a request and the MDL that describes it belong to the request until its IRP completes.

#include <ntddk.h>
#include <wsk.h>

#define TAG 'tseT'

typedef struct _LINK {
    PIRP Irp;
    KEVENT Done;
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    WSK_BUF Buffer;
    PMDL Spare;
} LINK, *PLINK;

static NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Prepare(PLINK Link)
{
    KeInitializeEvent(&Link->Done, SynchronizationEvent, FALSE);
    IoReuseIrp(Link->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Link->Irp, Signal, &Link->Done, TRUE, TRUE, TRUE);
}

// ---------------------------------------------------------------- too early

NTSTATUS FreedAtOnce(PLINK Link, PMDL Mdl, SIZE_T Length)
{
    WSK_BUF Buffer = {Mdl, 0, Length};
    NTSTATUS Status;

    Prepare(Link);
    Status = Link->Dispatch->WskSend(Link->Socket, &Buffer, 0, Link->Irp);
    IoFreeMdl(Mdl);
//            ^^^ WSK803 'Mdl' is freed although nothing shows that WskSend, which uses it, has completed
    return Status;
}

NTSTATUS UnlockedBeforeWait(PLINK Link)
{
    Prepare(Link);
    Link->Dispatch->WskReceive(Link->Socket, &Link->Buffer, 0, Link->Irp);
    MmUnlockPages(Link->Buffer.Mdl);
//                ^^^^^^^^^^^^^^^^ WSK803 'Link->Buffer.Mdl' is unlocked although nothing shows that WskReceive, which uses it, has completed
    KeWaitForSingleObject(&Link->Done, Executive, KernelMode, FALSE, NULL);
    return Link->Irp->IoStatus.Status;
}

NTSTATUS MemoryFreed(PLINK Link, PVOID Data, ULONG Length)
{
    PMDL Mdl = IoAllocateMdl(Data, Length, FALSE, FALSE, NULL);
    NTSTATUS Status;

    if (Mdl == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    MmBuildMdlForNonPagedPool(Mdl);
    Link->Buffer.Mdl = Mdl;
    Link->Buffer.Offset = 0;
    Link->Buffer.Length = Length;
    Prepare(Link);
    Status = Link->Dispatch->WskDisconnect(Link->Socket, &Link->Buffer, 0, Link->Irp);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    // STATUS_PENDING gets here, too.
    ExFreePoolWithTag(Data, TAG);
//                    ^^^^ WSK803 'Data' is freed although nothing shows that WskDisconnect, which uses it, has completed
    return Status;
}

static NTSTATUS Begin(PLINK Link, PWSK_BUF Buffer)
{
    Prepare(Link);
    return Link->Dispatch->WskSend(Link->Socket, Buffer, 0, Link->Irp);
}

NTSTATUS BegunByHelper(PLINK Link, PMDL Mdl, SIZE_T Length)
{
    WSK_BUF Buffer = {Mdl, 0, Length};
    NTSTATUS Status = Begin(Link, &Buffer);

    if (NT_SUCCESS(Status)) {
        IoFreeMdl(Mdl);
//                ^^^ WSK803 'Mdl' is freed although nothing shows that WskSend, which uses it, has completed
    }
    return Status;
}

// ---------------------------------------------------------------- silent

NTSTATUS FreedAfterWait(PLINK Link, PMDL Mdl, SIZE_T Length)
{
    WSK_BUF Buffer = {Mdl, 0, Length};
    NTSTATUS Status;

    Prepare(Link);
    Status = Link->Dispatch->WskSend(Link->Socket, &Buffer, 0, Link->Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Link->Done, Executive, KernelMode, FALSE, NULL);
        Status = Link->Irp->IoStatus.Status;
    }
    // The request is over on both ways.
    IoFreeMdl(Mdl);
    return Status;
}

NTSTATUS FreedAfterFailure(PLINK Link, PMDL Mdl, SIZE_T Length)
{
    WSK_BUF Buffer = {Mdl, 0, Length};
    NTSTATUS Status;

    Prepare(Link);
    Status = Link->Dispatch->WskSend(Link->Socket, &Buffer, 0, Link->Irp);
    // What has failed is not pending.
    if (!NT_SUCCESS(Status)) {
        IoFreeMdl(Mdl);
    }
    return Status;
}

NTSTATUS CancelledAndAwaited(PLINK Link, PMDL Mdl, SIZE_T Length, PLARGE_INTEGER Limit)
{
    WSK_BUF Buffer = {Mdl, 0, Length};

    Prepare(Link);
    Link->Dispatch->WskReceive(Link->Socket, &Buffer, 0, Link->Irp);
    if (KeWaitForSingleObject(&Link->Done, Executive, KernelMode, FALSE, Limit) == STATUS_TIMEOUT) {
        IoCancelIrp(Link->Irp);
        KeWaitForSingleObject(&Link->Done, Executive, KernelMode, FALSE, NULL);
    }
    // The second wait has no end but that of the request.
    MmUnlockPages(Mdl);
    IoFreeMdl(Mdl);
    return Link->Irp->IoStatus.Status;
}

static NTSTATUS FreeBoth(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    // The routine runs when the request is over.
    IoFreeMdl((PMDL)Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS FreedByRoutine(PLINK Link, PMDL Mdl, SIZE_T Length)
{
    WSK_BUF Buffer = {Mdl, 0, Length};
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, FreeBoth, Mdl, TRUE, TRUE, TRUE);
    return Link->Dispatch->WskSend(Link->Socket, &Buffer, 0, Irp);
}

NTSTATUS AnotherMdl(PLINK Link)
{
    NTSTATUS Status;

    Prepare(Link);
    Status = Link->Dispatch->WskSend(Link->Socket, &Link->Buffer, 0, Link->Irp);
    // The request does not use this one.
    IoFreeMdl(Link->Spare);
    Link->Spare = NULL;
    return Status;
}

NTSTATUS NoFinalData(PLINK Link, PMDL Mdl)
{
    Prepare(Link);
    // Without a buffer the disconnect sends nothing.
    (VOID)Link->Dispatch->WskDisconnect(Link->Socket, NULL, 0, Link->Irp);
    IoFreeMdl(Mdl);
    KeWaitForSingleObject(&Link->Done, Executive, KernelMode, FALSE, NULL);
    return Link->Irp->IoStatus.Status;
}

static VOID Discard(PMDL Mdl)
{
    IoFreeMdl(Mdl);
}

// What a helper frees is not seen from its caller: calls that free memory are kept only where they stand.
NTSTATUS KnownMissFreedByHelper(PLINK Link, PMDL Mdl, SIZE_T Length)
{
    WSK_BUF Buffer = {Mdl, 0, Length};
    NTSTATUS Status;

    Prepare(Link);
    Status = Link->Dispatch->WskSend(Link->Socket, &Buffer, 0, Link->Irp);
    Discard(Mdl);
    return Status;
}
