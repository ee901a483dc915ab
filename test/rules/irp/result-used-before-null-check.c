// Whether what an allocation gave is looked at before it is used.

#include <ntddk.h>
#include <wsk.h>

#define TAG 'tseT'

typedef struct _REQUEST {
    PIRP Irp;
    PMDL Mdl;
    KEVENT Done;
    WSK_BUF Buffer;
    PUCHAR Bytes;
    SIZE_T Size;
} REQUEST, *PREQUEST;

extern VOID TakeBytes(const UCHAR *Bytes, SIZE_T Length);
static REQUEST Shared;

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS FreeWhenDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// ---------------------------------------------------------------- an IRP

// It goes to the next function as it came.
NTSTATUS CloseAtOnce(PWSK_SOCKET Socket)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    IoSetCompletionRoutine(Irp, FreeWhenDone, NULL, TRUE, TRUE, TRUE);
//                         ^^^ WSK205 'Irp' is NULL where IoAllocateIrp has failed, and is used here without a test
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
}

// It is a member, and the first to use it is an assignment.
NTSTATUS Prepare(PREQUEST Request)
{
    Request->Irp = IoAllocateIrp(1, FALSE);
    Request->Irp->Tail.Overlay.Thread = PsGetCurrentThread();
//  ^^^^^^^^^^^^ WSK205 'Request->Irp' is NULL where IoAllocateIrp has failed
    KeInitializeEvent(&Request->Done, NotificationEvent, FALSE);
    return STATUS_SUCCESS;
}

// An ASSERT is not there in a free build.
NTSTATUS CloseAsserted(PWSK_SOCKET Socket)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    NT_ASSERT(Irp != NULL);
    IoSetCompletionRoutine(Irp, FreeWhenDone, NULL, TRUE, TRUE, TRUE);
//                         ^^^ WSK205 'Irp' is NULL where IoAllocateIrp has failed
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
}

// Only one of the two was tested.
VOID PrepareTwo(PIRP *Irps, PKEVENT Event)
{
    PIRP first = IoAllocateIrp(1, FALSE);
    PIRP second = IoAllocateIrp(1, FALSE);

    if (first != NULL) {
        IoSetCompletionRoutine(first, Done, Event, TRUE, TRUE, TRUE);
        IoSetCompletionRoutine(second, Done, Event, TRUE, TRUE, TRUE);
//                             ^^^^^^ WSK205 'second' is NULL where IoAllocateIrp has failed
        Irps[0] = first;
        Irps[1] = second;
    }
}

static VOID Install(PIRP Irp, PKEVENT Event)
{
    KeInitializeEvent(Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);
}

// The helper relies on its caller.
NTSTATUS PrepareByHelper(PREQUEST Request)
{
    Request->Irp = IoAllocateIrp(1, FALSE);
    Install(Request->Irp, &Request->Done);
//          ^^^^^^^^^^^^ WSK205 'Request->Irp' is NULL where IoAllocateIrp has failed
    return STATUS_SUCCESS;
}

static PIRP NewIrp(VOID)
{
    return IoAllocateIrp(1, FALSE);
}

// A helper has allocated it.
NTSTATUS PrepareFromHelper(PREQUEST Request)
{
    PIRP Irp = NewIrp();

    IoSetCompletionRoutine(Irp, Done, &Request->Done, TRUE, TRUE, TRUE);
//                         ^^^ WSK205 'Irp' is NULL where IoAllocateIrp has failed
    Request->Irp = Irp;
    return STATUS_SUCCESS;
}

static NTSTATUS AllocateInto(PREQUEST Request)
{
    KeInitializeEvent(&Request->Done, NotificationEvent, FALSE);
    Request->Irp = IoAllocateIrp(1, FALSE);
    if (Request->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Request->Irp, Done, &Request->Done, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

// The helper has tested it, and says so; nobody listens.
NTSTATUS CloseUnheard(PREQUEST Request, PWSK_SOCKET Socket)
{
    AllocateInto(Request);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Request->Irp);
//                                                                                  ^^^^^^^^^^^^ WSK205 'Request->Irp' is NULL where IoAllocateIrp has failed
}

// ---------------------------------------------------------------- an MDL, and its memory

NTSTATUS LockBuffer(PREQUEST Request, PVOID Bytes, ULONG Length)
{
    NTSTATUS status = STATUS_SUCCESS;

    Request->Buffer.Mdl = IoAllocateMdl(Bytes, Length, FALSE, FALSE, NULL);
    __try {
        MmProbeAndLockPages(Request->Buffer.Mdl, KernelMode, IoReadAccess);
//                          ^^^^^^^^^^^^^^^^^^^ WSK205 'Request->Buffer.Mdl' is NULL where IoAllocateMdl has failed
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode();
    }
    return status;
}

NTSTATUS WSKAPI FirstByte(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated,
                          SIZE_T *BytesAccepted)
{
    PREQUEST Request = (PREQUEST)SocketContext;
    PUCHAR bytes;

    UNREFERENCED_PARAMETER(Flags);
    if (DataIndication == NULL) {
        return STATUS_SUCCESS;
    }
    bytes = MmGetSystemAddressForMdlSafe(DataIndication->Buffer.Mdl, NormalPagePriority | MdlMappingNoExecute);
    Request->Bytes[0] = bytes[DataIndication->Buffer.Offset];
//                      ^^^^^ WSK205 'bytes' is NULL where MmGetSystemAddressForMdlSafe has failed
    *BytesAccepted = BytesIndicated;
    return STATUS_SUCCESS;
}

static VOID CopyOut(PREQUEST Request, PWSK_DATAGRAM_INDICATION Datagram)
{
    PVOID from = MmGetSystemAddressForMdlSafe(Datagram->Buffer.Mdl, NormalPagePriority | MdlMappingNoExecute);

    RtlCopyMemory(Request->Bytes, from, Request->Size);
//                                ^^^^ WSK205 'from' is NULL where MmGetSystemAddressForMdlSafe has failed
}

// ---------------------------------------------------------------- right

// The test is there.
NTSTATUS CloseTested(PWSK_SOCKET Socket)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (!Irp) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, FreeWhenDone, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
}

// The helper has tested it, and its status is looked at.
NTSTATUS CloseHeard(PREQUEST Request, PWSK_SOCKET Socket)
{
    NTSTATUS status = AllocateInto(Request);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Request->Irp);
}

// All that failed is found at the end.
NTSTATUS PrepareAll(PREQUEST Request, PVOID Bytes, ULONG Length)
{
    NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;

    Request->Irp = IoAllocateIrp(1, FALSE);
    Request->Mdl = IoAllocateMdl(Bytes, Length, FALSE, FALSE, NULL);
    if (Request->Irp == NULL || Request->Mdl == NULL) {
        goto Failed;
    }
    MmBuildMdlForNonPagedPool(Request->Mdl);
    IoSetCompletionRoutine(Request->Irp, Done, &Request->Done, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;

Failed:
    if (Request->Mdl != NULL) {
        IoFreeMdl(Request->Mdl);
    }
    if (Request->Irp != NULL) {
        IoFreeIrp(Request->Irp);
    }
    return status;
}

// The MDL was made of non-paged memory: it is mapped, and its address is never NULL.
UCHAR FirstOf(PREQUEST Request)
{
    PUCHAR bytes = MmGetSystemAddressForMdlSafe(Request->Mdl, NormalPagePriority | MdlMappingNoExecute);

    return bytes[0];
}

// The address of a part is no use of it.
PLIST_ENTRY LinkOf(VOID)
{
    Shared.Irp = IoAllocateIrp(1, FALSE);
    return &Shared.Irp->Tail.Overlay.ListEntry;
}

// It is stored, and whoever needs it looks.
VOID KeepForLater(VOID)
{
    Shared.Irp = IoAllocateIrp(1, FALSE);
    DbgPrint("the IRP is %p\n", Shared.Irp);
}

NTSTATUS CloseKept(PWSK_SOCKET Socket)
{
    if (Shared.Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Shared.Irp, Done, &Shared.Done, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Shared.Irp);
}

// What failed stays in the status, which is asked before the IRP is used.
NTSTATUS PrepareByStatus(PREQUEST Request, BOOLEAN Wanted)
{
    NTSTATUS status = STATUS_SUCCESS;

    if (Wanted) {
        Request->Irp = IoAllocateIrp(1, FALSE);
        if (Request->Irp == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
        }
    }
    if (NT_SUCCESS(status) && Wanted) {
        Install(Request->Irp, &Request->Done);
    }
    return status;
}

// The helper copes with NULL.
static VOID FreeIfAny(PIRP Irp)
{
    if (Irp != NULL) {
        IoFreeIrp(Irp);
    }
}

VOID AllocateAndDrop(VOID)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    FreeIfAny(Irp);
}

// There is something else to take in its place.
VOID CopyWithDefault(PREQUEST Request, PMDL Mdl)
{
    UCHAR nothing[4] = {0};
    PUCHAR from = MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority | MdlMappingNoExecute);

    TakeBytes(from != NULL ? from : nothing, from != NULL ? Request->Size : sizeof(nothing));
}

// ---------------------------------------------------------------- a helper that says whether it has failed

typedef struct _SLOT {
    KEVENT Done;
    PIRP SlotIrp;
    PIRP SpareIrp;
} SLOT, *PSLOT;

typedef struct _LINK {
    PWSK_SOCKET Socket;
    SLOT Slot;
} LINK, *PLINK;

static NTSTATUS PrepareSlot(PSLOT Slot)
{
    KeInitializeEvent(&Slot->Done, SynchronizationEvent, FALSE);
    Slot->SlotIrp = IoAllocateIrp(1, FALSE);
    if (Slot->SlotIrp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Slot->SlotIrp, Done, &Slot->Done, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static NTSTATUS PrepareSpare(PSLOT Slot)
{
    Slot->SpareIrp = IoAllocateIrp(1, FALSE);
    return Slot->SpareIrp == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

// They reset and send what they find there.
NTSTATUS SendOnLink(PLINK Link, PWSK_BUF Buffer)
{
    IoReuseIrp(Link->Slot.SlotIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Link->Slot.SlotIrp, Done, &Link->Slot.Done, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Link->Socket->Dispatch)->WskSend(Link->Socket, Buffer, 0, Link->Slot.SlotIrp);
}

VOID ResetSpare(PLINK Link)
{
    if (Link->Slot.SpareIrp != NULL) {
        IoReuseIrp(Link->Slot.SpareIrp, STATUS_UNSUCCESSFUL);
    }
}

// Nobody looks whether there was memory for an IRP, and the link is handed out.
NTSTATUS MakeLink(PWSK_SOCKET Socket, PLINK *Made)
{
    PLINK link = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(LINK), TAG);

    if (link == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    link->Socket = Socket;
    PrepareSlot(&link->Slot);
//  ^^^^^^^^^^^ WSK205 nothing tests whether PrepareSlot has failed: 'Slot.SlotIrp' is NULL then, and used later
    *Made = link;
    return STATUS_SUCCESS;
}

// The same where the caller has the structure.
VOID RenewLink(PLINK Link)
{
    IoFreeIrp(Link->Slot.SlotIrp);
    PrepareSlot(&Link->Slot);
//  ^^^^^^^^^^^ WSK205 nothing tests whether PrepareSlot has failed
}

// Not a mistake: what the helper says decides.
NTSTATUS MakeLinkWithCare(PWSK_SOCKET Socket, PLINK Link)
{
    Link->Socket = Socket;
    return PrepareSlot(&Link->Slot);
}

// Not a mistake: the IRP itself is looked at.
NTSTATUS MakeLinkAndLook(PWSK_SOCKET Socket, PLINK Link)
{
    Link->Socket = Socket;
    PrepareSlot(&Link->Slot);
    if (Link->Slot.SlotIrp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return STATUS_SUCCESS;
}

// Not a mistake: whoever uses the spare one asks first whether it is there.
VOID MakeSpare(PLINK Link)
{
    PrepareSpare(&Link->Slot);
}
