// Where the security descriptor of a socket comes from.

#include <ntddk.h>
#include <wsk.h>

typedef struct _SERVER {
    PWSK_PROVIDER_NPI Npi;
    PIRP Irp;
    KEVENT Done;
    PWSK_SOCKET Socket;
    PSECURITY_DESCRIPTOR Cached;
    ULONG_PTR Descriptor[5];
} SERVER, *PSERVER;

extern PSECURITY_DESCRIPTOR DescriptorOf(PSERVER Server);

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Prepare(PSERVER Server)
{
    KeClearEvent(&Server->Done);
    IoReuseIrp(Server->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Server->Irp, Done, &Server->Done, TRUE, TRUE, TRUE);
}

static NTSTATUS Await(PSERVER Server, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Server->Done, Executive, KernelMode, FALSE, NULL);
        Status = Server->Irp->IoStatus.Status;
    }
    return Status;
}

static NTSTATUS Cache(PSERVER Server, PSECURITY_DESCRIPTOR Original, PSECURITY_DESCRIPTOR *Cached)
{
    return Server->Npi->Dispatch->WskControlClient(Server->Npi->Client, WSK_CACHE_SD, sizeof(Original), &Original, sizeof(*Cached), Cached, NULL, NULL);
}

static NTSTATUS Open(PSERVER Server, PSECURITY_DESCRIPTOR Descriptor)
{
    Prepare(Server);
    return Await(Server, Server->Npi->Dispatch->WskSocket(Server->Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, Descriptor, Server->Irp));
}

// ---------------------------------------------------------------- wrong

// A descriptor on the stack.
NTSTATUS OnStack(PSERVER Server)
{
    ULONG_PTR descriptor[5];

    RtlCreateSecurityDescriptor(descriptor, SECURITY_DESCRIPTOR_REVISION);
    Prepare(Server);
    return Await(Server, Server->Npi->Dispatch->WskSocket(Server->Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, descriptor, Server->Irp));
//                                                                                                                                                                ^^^^^^^^^^ WSK420 'descriptor' leads to memory of the driver, and WskSocket takes what WSK_CACHE_SD made
}

// By a variable, to WskSocketConnect.
NTSTATUS ByVariable(PSERVER Server, PSOCKADDR Local, PSOCKADDR Remote)
{
    PSECURITY_DESCRIPTOR descriptor = Server->Descriptor;

    RtlCreateSecurityDescriptor(descriptor, SECURITY_DESCRIPTOR_REVISION);
    Prepare(Server);
    return Await(Server, Server->Npi->Dispatch->WskSocketConnect(Server->Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, NULL, NULL, NULL, NULL, descriptor, Server->Irp));
//                                                                                                                                                        ^^^^^^^^^^ WSK420 'descriptor' leads to memory of the driver, and WskSocketConnect takes
}

// By an option, before what is cached is used.
NTSTATUS ByOption(PSERVER Server)
{
    PSECURITY_DESCRIPTOR descriptor = &Server->Descriptor[0];

    if (!NT_SUCCESS(Cache(Server, descriptor, &Server->Cached))) {
        return STATUS_UNSUCCESSFUL;
    }
    Prepare(Server);
    return Await(Server, ((PWSK_PROVIDER_LISTEN_DISPATCH)Server->Socket->Dispatch)->WskControlSocket(Server->Socket, WskSetOption, SO_WSK_SECURITY, SOL_SOCKET, sizeof(descriptor), &descriptor, 0, NULL, NULL, Server->Irp));
//                                                                                                                                                                                  ^^^^^^^^^^^ WSK420 '&descriptor' leads to memory of the driver, and SO_WSK_SECURITY takes
}

// The helper takes any; this caller gives it its own.
NTSTATUS ByHelper(PSERVER Server)
{
    return Open(Server, Server->Descriptor);
//         ^^^^ WSK420 in Open, 'Descriptor' leads to memory of the driver
}

// ---------------------------------------------------------------- right

// The cached one.
NTSTATUS Cached(PSERVER Server)
{
    ULONG_PTR descriptor[5];
    PSECURITY_DESCRIPTOR cached = NULL;
    NTSTATUS status;

    RtlCreateSecurityDescriptor(descriptor, SECURITY_DESCRIPTOR_REVISION);
    status = Cache(Server, descriptor, &cached);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Server->Cached = cached;
    return Open(Server, cached);
}

// In the variable that held the original.
NTSTATUS InPlace(PSERVER Server)
{
    ULONG_PTR memory[5];
    PSECURITY_DESCRIPTOR descriptor = memory;
    NTSTATUS status;

    RtlCreateSecurityDescriptor(descriptor, SECURITY_DESCRIPTOR_REVISION);
    status = Server->Npi->Dispatch->WskControlClient(Server->Npi->Client, WSK_CACHE_SD, sizeof(descriptor), &descriptor, sizeof(descriptor), &descriptor, NULL, NULL);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Server->Cached = descriptor;
    return Open(Server, descriptor);
}

// None: nobody shares the address.
NTSTATUS None(PSERVER Server)
{
    return Open(Server, NULL);
}

// From a structure that was filled in elsewhere, and from a function out of sight.
NTSTATUS FromElsewhere(PSERVER Server, BOOLEAN IsKept)
{
    return Open(Server, IsKept ? Server->Cached : DescriptorOf(Server));
}

// The option with the cached one.
NTSTATUS CachedByOption(PSERVER Server)
{
    Prepare(Server);
    return Await(Server, ((PWSK_PROVIDER_LISTEN_DISPATCH)Server->Socket->Dispatch)->WskControlSocket(Server->Socket, WskSetOption, SO_WSK_SECURITY, SOL_SOCKET, sizeof(Server->Cached), &Server->Cached, 0, NULL, NULL, Server->Irp));
}

// Received, not set: what the variable held before does not matter.
NTSTATUS Received(PSERVER Server)
{
    ULONG_PTR memory[5];
    PSECURITY_DESCRIPTOR descriptor = memory;
    NTSTATUS status;

    Prepare(Server);
    status = Await(Server, ((PWSK_PROVIDER_LISTEN_DISPATCH)Server->Socket->Dispatch)->WskControlSocket(Server->Socket, WskGetOption, SO_WSK_SECURITY, SOL_SOCKET, 0, NULL, sizeof(descriptor), &descriptor, NULL, Server->Irp));
    Server->Cached = NT_SUCCESS(status) ? descriptor : NULL;
    return status;
}

// From pool: what allocated memory was made by is not known of a pointer that was handed on.
NTSTATUS KnownMissFromPool(PSERVER Server)
{
    PSECURITY_DESCRIPTOR descriptor = ExAllocatePool2(POOL_FLAG_NON_PAGED, 40, 'ksWD');
    NTSTATUS status;

    if (descriptor == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    RtlCreateSecurityDescriptor(descriptor, SECURITY_DESCRIPTOR_REVISION);
    Prepare(Server);
    status = Await(Server, Server->Npi->Dispatch->WskSocket(Server->Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, descriptor, Server->Irp));
    ExFreePoolWithTag(descriptor, 'ksWD');
    return status;
}
