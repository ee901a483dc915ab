// Where memory comes from that WSK and completion routines touch.

#include <ntddk.h>
#include <wsk.h>

#define TAG 'gaPW'

typedef struct _ENDPOINT {
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Done;
    SOCKADDR_STORAGE Remote;
    ULONG Count;
} ENDPOINT, *PENDPOINT;

typedef struct _HOLDER {
    PENDPOINT Endpoint;
} HOLDER, *PHOLDER;

#pragma data_seg(push, "PAGEDATA")
static WSK_REGISTRATION PagedRegistration = {0};
#pragma data_seg(pop)
static WSK_REGISTRATION ResidentRegistration;

static PAGED_LOOKASIDE_LIST PagedList;
static NPAGED_LOOKASIDE_LIST ResidentList;

static NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// Right in itself: it depends on the memory that it is given.
static VOID Arm(PENDPOINT Endpoint)
{
    KeInitializeEvent(&Endpoint->Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Endpoint->Irp, Signal, &Endpoint->Done, TRUE, TRUE, TRUE);
}

// ---------------------------------------------------------------- completion contexts

PENDPOINT ContextFromPagedPool(PIRP Irp)
{
    PENDPOINT Endpoint = ExAllocatePoolWithTag(PagedPool, sizeof(ENDPOINT), TAG);
//                                             ^^^^^^^^^ WSK805 this memory may be paged out, and 'Endpoint' makes it the context of a completion routine

    if (Endpoint == NULL) {
        return NULL;
    }
    RtlZeroMemory(Endpoint, sizeof(ENDPOINT));
    IoSetCompletionRoutine(Irp, Signal, Endpoint, TRUE, TRUE, TRUE);
    return Endpoint;
}

// A member of the memory, through a variable and a helper.
NTSTATUS MemberThroughHelper(PHOLDER Holder, PIRP Irp)
{
    const POOL_FLAGS Kind = POOL_FLAG_PAGED | POOL_FLAG_UNINITIALIZED;

    Holder->Endpoint = (PENDPOINT)ExAllocatePool2(Kind, sizeof(ENDPOINT), TAG);
//                                                ^^^^ WSK805 this memory may be paged out, and '&Endpoint->Done' makes it the context of a completion routine
    if (Holder->Endpoint == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Holder->Endpoint->Irp = Irp;
    Arm(Holder->Endpoint);
    return STATUS_SUCCESS;
}

// ---------------------------------------------------------------- socket contexts, addresses, registration

NTSTATUS SocketContextPaged(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    PENDPOINT Endpoint = (PENDPOINT)ExAllocatePool2(POOL_FLAG_PAGED, sizeof(ENDPOINT), TAG);
//                                                  ^^^^^^^^^^^^^^^ WSK805 this memory may be paged out, and 'Endpoint' makes it the context of a socket

    if (Endpoint == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, Endpoint,
                                    NULL, NULL, NULL, NULL, Irp);
}

static PVOID AllocatePaged(SIZE_T Size)
{
    return ExAllocatePoolZero(PagedPool, Size, TAG);
}

// The helper is right in itself: not all memory has to stay.
NTSTATUS AddressFromHelper(PWSK_SOCKET Listener, PIRP Irp)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Listener->Dispatch;
    PSOCKADDR Remote = (PSOCKADDR)AllocatePaged(sizeof(SOCKADDR_STORAGE));
//                                ^^^^^^^^^^^^^ WSK805 'Remote' is memory that may be paged out, and becomes the buffer of an address

    if (Remote == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return Dispatch->WskAccept(Listener, 0, NULL, NULL, NULL, Remote, Irp);
}

NTSTATUS AddressFromLookasideList(PWSK_SOCKET Socket, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    PENDPOINT Endpoint = (PENDPOINT)ExAllocateFromPagedLookasideList(&PagedList);
//                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK805 '(PSOCKADDR)&Endpoint->Remote' is memory that may be paged out

    if (Endpoint == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return Dispatch->WskGetRemoteAddress(Socket, (PSOCKADDR)&Endpoint->Remote, Irp);
}

NTSTATUS RegisterPaged(PWSK_CLIENT_NPI ClientNpi)
{
    return WskRegister(ClientNpi, &PagedRegistration);
//                                ^^^^^^^^^^^^^^^^^^ WSK805 '&PagedRegistration' is memory that may be paged out, and becomes the registration object
}

PMDL BufferPaged(SIZE_T Size)
{
    PVOID Data = ExAllocatePoolWithTag(PagedPool, Size, TAG);
//                                     ^^^^^^^^^ WSK805 this memory may be paged out, and 'Mdl' makes it the buffer of an MDL for non-paged pool
    PMDL Mdl = Data == NULL ? NULL : IoAllocateMdl(Data, (ULONG)Size, FALSE, FALSE, NULL);

    if (Mdl != NULL) {
        MmBuildMdlForNonPagedPool(Mdl);
    }
    return Mdl;
}

// ---------------------------------------------------------------- right

PENDPOINT ContextFromNonPagedPool(PIRP Irp)
{
    PENDPOINT Endpoint = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(ENDPOINT), TAG);

    if (Endpoint != NULL) {
        Endpoint->Irp = Irp;
        Arm(Endpoint);
    }
    return Endpoint;
}

// NonPagedPool is right, too, and so are the flags of ExAllocatePool2.
NTSTATUS ContextsResident(PWSK_PROVIDER_NPI Npi, PIRP Irp, BOOLEAN IsOld)
{
    PENDPOINT Endpoint = IsOld ? (PENDPOINT)ExAllocatePoolWithTag(NonPagedPool, sizeof(ENDPOINT), TAG)
                               : (PENDPOINT)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(ENDPOINT), TAG);

    if (Endpoint == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, Endpoint,
                                    NULL, NULL, NULL, NULL, Irp);
}

// The stack of a thread that waits in KernelMode stays in memory.
NTSTATUS StackOfWaitingThread(PWSK_SOCKET Listener, PIRP Irp)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Listener->Dispatch;
    SOCKADDR_STORAGE Remote;
    KEVENT Done;
    NTSTATUS status;

    KeInitializeEvent(&Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Signal, &Done, TRUE, TRUE, TRUE);
    status = Dispatch->WskAccept(Listener, 0, NULL, NULL, NULL, (PSOCKADDR)&Remote, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    return status;
}

// No address is asked for.
NTSTATUS NoAddress(PWSK_SOCKET Listener, PIRP Irp)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Listener->Dispatch;

    return Dispatch->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
}

// A device extension is in non-paged pool.
NTSTATUS DeviceExtension(PDEVICE_OBJECT Device, PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    PENDPOINT Endpoint = (PENDPOINT)Device->DeviceExtension;

    Endpoint->Irp = Irp;
    Arm(Endpoint);
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, Endpoint,
                                    NULL, NULL, NULL, NULL, Irp);
}

// A variable outside of functions stays in memory, unless a section says otherwise.
NTSTATUS RegisterResident(PWSK_CLIENT_NPI ClientNpi)
{
    return WskRegister(ClientNpi, &ResidentRegistration);
}

// The pages of the buffer are locked.
PMDL BufferLocked(SIZE_T Size)
{
    PVOID Data = ExAllocatePoolWithTag(PagedPool, Size, TAG);
    PMDL Mdl = Data == NULL ? NULL : IoAllocateMdl(Data, (ULONG)Size, FALSE, FALSE, NULL);

    if (Mdl == NULL) {
        return NULL;
    }
    __try {
        MmProbeAndLockPages(Mdl, KernelMode, IoModifyAccess);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        IoFreeMdl(Mdl);
        Mdl = NULL;
    }
    return Mdl;
}

// What nobody touches above APC_LEVEL may be paged: here a name that is only handed to WskGetAddressInfo.
NTSTATUS NameFromPagedPool(PWSK_PROVIDER_NPI Npi, PUNICODE_STRING Name, PADDRINFOEXW *Result, PIRP Irp)
{
    PADDRINFOEXW Hints = (PADDRINFOEXW)ExAllocatePoolZero(PagedPool, sizeof(ADDRINFOEXW), TAG);

    if (Hints == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Hints->ai_family = AF_INET;
    return Npi->Dispatch->WskGetAddressInfo(Npi->Client, Name, NULL, NS_ALL, NULL, Hints, Result, NULL, NULL, Irp);
}

// A block of a list of non-paged memory.
NTSTATUS AddressFromResidentList(PWSK_SOCKET Socket, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    PENDPOINT Endpoint = (PENDPOINT)ExAllocateFromNPagedLookasideList(&ResidentList);

    if (Endpoint == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return Dispatch->WskGetRemoteAddress(Socket, (PSOCKADDR)&Endpoint->Remote, Irp);
}

// ---------------------------------------------------------------- missed

static PVOID AllocateAsTold(POOL_TYPE Type, SIZE_T Size)
{
    return ExAllocatePoolWithTag(Type, Size, TAG);
}

// What a helper allocates for the kind that its caller names.
NTSTATUS KnownMissKindInCaller(PIRP Irp)
{
    PENDPOINT Endpoint = (PENDPOINT)AllocateAsTold(PagedPool, sizeof(ENDPOINT));

    if (Endpoint == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Endpoint->Irp = Irp;
    Arm(Endpoint);
    return STATUS_SUCCESS;
}
