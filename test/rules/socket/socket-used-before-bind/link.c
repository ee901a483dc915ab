#include "link.h"

static NTSTATUS LinkDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID Prepare(PLINK Link)
{
    KeClearEvent(&Link->Done);
    IoReuseIrp(Link->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Link->Irp, LinkDone, &Link->Done, TRUE, TRUE, TRUE);
}

NTSTATUS Await(PLINK Link, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Link->Done, Executive, KernelMode, FALSE, NULL);
        Status = Link->Irp->IoStatus.Status;
    }
    return Status;
}

NTSTATUS OpenSocket(PWSK_PROVIDER_NPI Npi, PLINK Link, USHORT Type, ULONG Protocol, ULONG Flags)
{
    NTSTATUS status;

    Prepare(Link);
    status = Await(Link, Npi->Dispatch->WskSocket(Npi->Client, AF_INET, Type, Protocol, Flags, NULL, NULL, NULL, NULL, NULL, Link->Irp));
    if (NT_SUCCESS(status)) {
        Link->Socket = (PWSK_SOCKET)Link->Irp->IoStatus.Information;
    }
    return status;
}

NTSTATUS BindSocket(PLINK Link, PSOCKADDR Address)
{
    Prepare(Link);
    return Await(Link, ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Link->Socket->Dispatch)->WskBind(Link->Socket, Address, 0, Link->Irp));
}
