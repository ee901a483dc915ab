// What a request should have brought, and whether anybody has looked how it ended.

#include <ntddk.h>
#include <wsk.h>

typedef struct _LINK {
    PIRP Irp;
    KEVENT Done;
    PWSK_SOCKET Socket;
    const VOID *Dispatch;
    NTSTATUS Ended;
    SIZE_T Total;
} LINK, *PLINK;

static NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP NewIrp(PKEVENT Done)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    KeInitializeEvent(Done, SynchronizationEvent, FALSE);
    if (Irp != NULL) {
        IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
    }
    return Irp;
}

static NTSTATUS Await(PIRP Irp, PKEVENT Done, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    return Status;
}

// ---------------------------------------------------------------- nobody reads the status

PWSK_SOCKET StatusOfTheWait(PWSK_SOCKET Listener, const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch)
{
    PWSK_SOCKET Accepted = NULL;
    NTSTATUS Status;
    KEVENT Done;
    PIRP Irp = NewIrp(&Done);

    if (Irp == NULL) {
        return NULL;
    }
    Status = Dispatch->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        Status = KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
    }
    if (NT_SUCCESS(Status)) {
        Accepted = (PWSK_SOCKET)Irp->IoStatus.Information;
//                              ^^^^^^^^^^^^^^^^^^^^^^^^^ WSK221 'Irp->IoStatus.Information' is used although nothing has tested whether WskAccept succeeded
    }
    IoFreeIrp(Irp);
    return Accepted;
}

SIZE_T CountOfNothing(PLINK Link, PWSK_BUF Buffer, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    KeInitializeEvent(&Link->Done, SynchronizationEvent, FALSE);
    IoReuseIrp(Link->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Link->Irp, Signal, &Link->Done, TRUE, TRUE, TRUE);
    Dispatch->WskReceive(Link->Socket, Buffer, 0, Link->Irp);
    KeWaitForSingleObject(&Link->Done, Executive, KernelMode, FALSE, NULL);
    return Link->Irp->IoStatus.Information;
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK221 although nothing has tested whether WskReceive succeeded
}

VOID KeepInMember(PLINK Link, const WSK_PROVIDER_DISPATCH *Dispatch, PWSK_CLIENT Client)
{
    KeInitializeEvent(&Link->Done, SynchronizationEvent, FALSE);
    IoReuseIrp(Link->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Link->Irp, Signal, &Link->Done, TRUE, TRUE, TRUE);
    if (Dispatch->WskSocket(Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL,
                            NULL, NULL, Link->Irp) == STATUS_PENDING) {
        KeWaitForSingleObject(&Link->Done, Executive, KernelMode, FALSE, NULL);
    }
    Link->Socket = (PWSK_SOCKET)Link->Irp->IoStatus.Information;
//                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK221 whether WskSocket succeeded
}

// ---------------------------------------------------------------- it is read, and not tested

NTSTATUS UsedBeforeTest(PLINK Link, const WSK_PROVIDER_DISPATCH *Dispatch, PWSK_CLIENT Client)
{
    NTSTATUS Status;
    KEVENT Done;
    PIRP Irp = NewIrp(&Done);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Status = Dispatch->WskSocket(Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL,
                                 NULL, NULL, Irp);
    Status = Await(Irp, &Done, Status);
    Link->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    Link->Dispatch = Link->Socket->Dispatch;
//                   ^^^^^^^^^^^^ WSK221 'Link->Socket' is used although nothing has tested whether WskSocket succeeded
    if (!NT_SUCCESS(Status)) {
        Link->Socket = NULL;
    }
    return Status;
}

static NTSTATUS TakeAndFree(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PLINK Link = (PLINK)Context;

    UNREFERENCED_PARAMETER(Device);
    Link->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
//                              ^^^^^^^^^^^^^^^^^^^^^^^^^ WSK221 'Irp->IoStatus.Information' is used although nothing has tested whether WskAccept succeeded
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS BeginAccept(PLINK Link, PWSK_SOCKET Listener, const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, TakeAndFree, Link, TRUE, TRUE, TRUE);
    return Dispatch->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
}

// ---------------------------------------------------------------- silent

PWSK_SOCKET Tested(PWSK_SOCKET Listener, const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch)
{
    PWSK_SOCKET Accepted = NULL;
    NTSTATUS Status;
    KEVENT Done;
    PIRP Irp = NewIrp(&Done);

    if (Irp == NULL) {
        return NULL;
    }
    Status = Dispatch->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
    Status = Await(Irp, &Done, Status);
    // The helper gives the status of the request.
    if (NT_SUCCESS(Status)) {
        Accepted = (PWSK_SOCKET)Irp->IoStatus.Information;
    }
    IoFreeIrp(Irp);
    return Accepted;
}

PWSK_SOCKET TestedInPlace(PWSK_SOCKET Listener, PIRP Irp, PKEVENT Done, const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch)
{
    KeInitializeEvent(Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
    Dispatch->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
    KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
    // The status itself decides.
    return NT_SUCCESS(Irp->IoStatus.Status) ? (PWSK_SOCKET)Irp->IoStatus.Information : NULL;
}

NTSTATUS HandedOut(PWSK_SOCKET Listener, const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch, PWSK_SOCKET *Accepted)
{
    NTSTATUS Status;
    KEVENT Done;
    PIRP Irp = NewIrp(&Done);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Status = Dispatch->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
    }
    // The caller gets both, and looks at the status.
    *Accepted = (PWSK_SOCKET)Irp->IoStatus.Information;
    Status = Irp->IoStatus.Status;
    IoFreeIrp(Irp);
    return Status;
}

NTSTATUS ReadThenTested(PLINK Link, const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch, PWSK_SOCKET Listener)
{
    PWSK_SOCKET Accepted;
    NTSTATUS Status;
    KEVENT Done;
    PIRP Irp = NewIrp(&Done);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Dispatch->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
    KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    Accepted = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    // It is only a word until the test.
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Link->Socket = Accepted;
    return Accepted->Dispatch == NULL ? STATUS_UNSUCCESSFUL : STATUS_SUCCESS;
}

VOID OnlyPrinted(PLINK Link, PWSK_BUF Buffer, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    KeInitializeEvent(&Link->Done, SynchronizationEvent, FALSE);
    IoReuseIrp(Link->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Link->Irp, Signal, &Link->Done, TRUE, TRUE, TRUE);
    Dispatch->WskSend(Link->Socket, Buffer, 0, Link->Irp);
    KeWaitForSingleObject(&Link->Done, Executive, KernelMode, FALSE, NULL);
    // Nothing depends on what is printed, or on a sum for the statistics.
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "%Iu bytes\n", Link->Irp->IoStatus.Information);
    Link->Total += Link->Irp->IoStatus.Information;
}

SIZE_T AtOnceOnly(PLINK Link, PWSK_BUF Buffer, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    NTSTATUS Status;

    KeInitializeEvent(&Link->Done, SynchronizationEvent, FALSE);
    IoReuseIrp(Link->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Link->Irp, Signal, &Link->Done, TRUE, TRUE, TRUE);
    Status = Dispatch->WskReceive(Link->Socket, Buffer, 0, Link->Irp);
    if (Status == STATUS_PENDING) {
        IoCancelIrp(Link->Irp);
        KeWaitForSingleObject(&Link->Done, Executive, KernelMode, FALSE, NULL);
        return 0;
    }
    // What the call returns at once is the outcome.
    return Status == STATUS_SUCCESS ? Link->Irp->IoStatus.Information : 0;
}

static NTSTATUS TakeBoth(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PLINK Link = (PLINK)Context;

    UNREFERENCED_PARAMETER(Device);
    // Who waits for the event looks at what is kept beside the socket.
    Link->Ended = Irp->IoStatus.Status;
    Link->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    KeSetEvent(&Link->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS BeginAcceptAndKeepBoth(PLINK Link, PWSK_SOCKET Listener, const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, TakeBoth, Link, TRUE, TRUE, TRUE);
    return Dispatch->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
}

// A helper makes the request, and only its caller takes the count: whether the helper has told how it ended is not followed.
static VOID ReceiveAndWait(PLINK Link, PWSK_BUF Buffer, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    KeInitializeEvent(&Link->Done, SynchronizationEvent, FALSE);
    IoReuseIrp(Link->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Link->Irp, Signal, &Link->Done, TRUE, TRUE, TRUE);
    Dispatch->WskReceive(Link->Socket, Buffer, 0, Link->Irp);
    KeWaitForSingleObject(&Link->Done, Executive, KernelMode, FALSE, NULL);
}

SIZE_T KnownMissRequestInHelper(PLINK Link, PWSK_BUF Buffer, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    ReceiveAndWait(Link, Buffer, Dispatch);
    return Link->Irp->IoStatus.Information;
}
