#include "whoami.h"

static IO_COMPLETION_ROUTINE WhoSendDone;

static
VOID
WhoFreeSend(
    _In_ PWHO_SEND Send
    )
{
    if (Send->Buffer.Mdl != NULL) {
        IoFreeMdl(Send->Buffer.Mdl);
    }
    if (Send->Irp != NULL) {
        IoFreeIrp(Send->Irp);
    }
    ExFreePoolWithTag(Send, WHO_POOL_TAG);
}

static
NTSTATUS
WhoSendDone(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_reads_opt_(_Inexpressible_("varies")) PVOID Context
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);

    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        DbgPrintEx(DPFLTR_IHVNETWORK_ID, DPFLTR_TRACE_LEVEL, "whoami: not sent, 0x%08x\n", Irp->IoStatus.Status);
    }
    WhoFreeSend((PWHO_SEND)Context);
    ExReleaseRundownProtection(&Who.Sends);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static
PWHO_SEND
WhoAllocateSend(
    _In_reads_bytes_(Length) const VOID *Data,
    _In_range_(1, WHO_MAX_DATA) ULONG Length
    )
{
    PWHO_SEND send;

    send = (PWHO_SEND)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(WHO_SEND), WHO_POOL_TAG);
    if (send == NULL) {
        return NULL;
    }
    RtlZeroMemory(send, sizeof(*send));
    RtlCopyMemory(send->Data, Data, Length);
    send->Buffer.Length = Length;

    send->Irp = IoAllocateIrp(1, FALSE);
    if (send->Irp == NULL) {
        WhoFreeSend(send);
        return NULL;
    }
    send->Buffer.Mdl = IoAllocateMdl(send->Data, WHO_MAX_DATA, FALSE, FALSE, NULL);
    if (send->Buffer.Mdl == NULL) {
        WhoFreeSend(send);
        return NULL;
    }
    MmBuildMdlForNonPagedPool(send->Buffer.Mdl);
    return send;
}

//
// Without an address the datagram goes to the one that was set on the socket. A datagram that cannot be sent is lost,
// as datagrams are.
//
_Use_decl_annotations_
VOID
WhoSend(
    const WHO_ENDPOINT *From,
    const SOCKADDR_IN *To,
    const VOID *Data,
    ULONG Length
    )
{
    PSOCKADDR address = NULL;
    PWHO_SEND send;

    if (!ExAcquireRundownProtection(&Who.Sends)) {
        return;
    }
    send = WhoAllocateSend(Data, Length);
    if (send == NULL) {
        ExReleaseRundownProtection(&Who.Sends);
        return;
    }
    if (To != NULL) {
        send->To = *To;
        address = (PSOCKADDR)&send->To;
    }
    IoSetCompletionRoutine(send->Irp, WhoSendDone, send, TRUE, TRUE, TRUE);

    // From here on everything belongs to the completion routine, whatever is returned.
    From->Dispatch->WskSendTo(From->Socket, &send->Buffer, 0, address, 0, NULL, send->Irp);
}
