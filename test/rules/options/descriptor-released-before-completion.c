// A cached security descriptor is WSK's to read until the IRP of the operation completes.

#include <ntddk.h>
#include <wsk.h>

typedef struct _OWNER {
    const WSK_PROVIDER_DISPATCH *Dispatch;
    PWSK_CLIENT Client;
    PSECURITY_DESCRIPTOR Cached;
    PSECURITY_DESCRIPTOR Other;
    PIRP Irp;
    KEVENT Done;
} OWNER, *POWNER;

static NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Prepare(POWNER Owner)
{
    KeInitializeEvent(&Owner->Done, SynchronizationEvent, FALSE);
    IoReuseIrp(Owner->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Owner->Irp, Signal, &Owner->Done, TRUE, TRUE, TRUE);
}

// ---------------------------------------------------------------- too early

NTSTATUS ReleasedAtOnce(POWNER Owner, PSECURITY_DESCRIPTOR Descriptor)
{
    PSECURITY_DESCRIPTOR Cached = NULL;
    NTSTATUS Status;

    Status = Owner->Dispatch->WskControlClient(Owner->Client, WSK_CACHE_SD, sizeof(Descriptor), &Descriptor,
                                               sizeof(Cached), &Cached, NULL, NULL);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Prepare(Owner);
    Status = Owner->Dispatch->WskSocket(Owner->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL,
                                        NULL, NULL, NULL, Cached, Owner->Irp);
    Owner->Dispatch->WskControlClient(Owner->Client, WSK_RELEASE_SD, sizeof(Cached), &Cached, 0, NULL, NULL, NULL);
//                                                                                   ^^^^^^^ WSK421 'Cached' is released although nothing shows that WskSocket, which uses it, has completed
    return Status;
}

NTSTATUS ReleasedWherePending(POWNER Owner)
{
    NTSTATUS Status;

    Prepare(Owner);
    Status = Owner->Dispatch->WskSocketConnect(Owner->Client, SOCK_STREAM, IPPROTO_TCP, NULL, NULL, 0, NULL, NULL, NULL,
                                               NULL, Owner->Cached, Owner->Irp);
    if (NT_SUCCESS(Status)) {
        Owner->Dispatch->WskControlClient(Owner->Client, WSK_RELEASE_SD, sizeof(Owner->Cached), &Owner->Cached, 0, NULL,
//                                                                                              ^^^^^^^^^^^^^^ WSK421 'Owner->Cached' is released although nothing shows that WskSocketConnect, which uses it, has completed
                                          NULL, NULL);
    }
    return Status;
}

NTSTATUS OptionPending(POWNER Owner, PWSK_SOCKET Socket)
{
    NTSTATUS Status;

    Prepare(Owner);
    Status = ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)
                 ->WskControlSocket(Socket, WskSetOption, SO_WSK_SECURITY, SOL_SOCKET, sizeof(Owner->Cached),
                                    &Owner->Cached, 0, NULL, NULL, Owner->Irp);
    Owner->Dispatch->WskControlClient(Owner->Client, WSK_RELEASE_SD, sizeof(Owner->Cached), &Owner->Cached, 0, NULL,
//                                                                                          ^^^^^^^^^^^^^^ WSK421 'Owner->Cached' is released although nothing shows that WskControlSocket, which uses it, has completed
                                      NULL, NULL);
    return Status;
}

// ---------------------------------------------------------------- silent

NTSTATUS ReleasedAfterWait(POWNER Owner)
{
    Prepare(Owner);
    Owner->Dispatch->WskSocket(Owner->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL,
                               NULL, NULL, Owner->Cached, Owner->Irp);
    KeWaitForSingleObject(&Owner->Done, Executive, KernelMode, FALSE, NULL);
    // The IRP has completed.
    Owner->Dispatch->WskControlClient(Owner->Client, WSK_RELEASE_SD, sizeof(Owner->Cached), &Owner->Cached, 0, NULL,
                                      NULL, NULL);
    return Owner->Irp->IoStatus.Status;
}

NTSTATUS ReleasedAfterFailure(POWNER Owner)
{
    NTSTATUS Status;

    Prepare(Owner);
    Status = Owner->Dispatch->WskSocket(Owner->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL,
                                        NULL, NULL, NULL, Owner->Cached, Owner->Irp);
    // What has failed is not pending.
    if (!NT_SUCCESS(Status)) {
        Owner->Dispatch->WskControlClient(Owner->Client, WSK_RELEASE_SD, sizeof(Owner->Cached), &Owner->Cached, 0, NULL,
                                          NULL, NULL);
    }
    return Status;
}

VOID ReleasedAtUnload(POWNER Owner)
{
    // No request is under way any more.
    Owner->Dispatch->WskControlClient(Owner->Client, WSK_RELEASE_SD, sizeof(Owner->Cached), &Owner->Cached, 0, NULL,
                                      NULL, NULL);
}

NTSTATUS AnotherDescriptor(POWNER Owner)
{
    NTSTATUS Status;

    Prepare(Owner);
    Status = Owner->Dispatch->WskSocket(Owner->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL,
                                        NULL, NULL, NULL, Owner->Cached, Owner->Irp);
    // The request does not use this one.
    Owner->Dispatch->WskControlClient(Owner->Client, WSK_RELEASE_SD, sizeof(Owner->Other), &Owner->Other, 0, NULL, NULL,
                                      NULL);
    return Status;
}

static NTSTATUS ReleaseWhenDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    POWNER Owner = (POWNER)Context;

    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    // The routine runs when the request is over.
    Owner->Dispatch->WskControlClient(Owner->Client, WSK_RELEASE_SD, sizeof(Owner->Cached), &Owner->Cached, 0, NULL,
                                      NULL, NULL);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS BeginWithRoutine(POWNER Owner)
{
    IoReuseIrp(Owner->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Owner->Irp, ReleaseWhenDone, Owner, TRUE, TRUE, TRUE);
    return Owner->Dispatch->WskSocket(Owner->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL,
                                      NULL, NULL, NULL, Owner->Cached, Owner->Irp);
}

static VOID Release(POWNER Owner, PSECURITY_DESCRIPTOR Cached)
{
    Owner->Dispatch->WskControlClient(Owner->Client, WSK_RELEASE_SD, sizeof(Cached), &Cached, 0, NULL, NULL, NULL);
}

// Which requests are pending is known only in the function that makes the call.
NTSTATUS KnownMissReleasedByHelper(POWNER Owner, PSECURITY_DESCRIPTOR Cached)
{
    NTSTATUS Status;

    Prepare(Owner);
    Status = Owner->Dispatch->WskSocket(Owner->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL,
                                        NULL, NULL, NULL, Cached, Owner->Irp);
    Release(Owner, Cached);
    return Status;
}
