#include "echo.h"

static IO_COMPLETION_ROUTINE EchoSendComplete;
static IO_COMPLETION_ROUTINE EchoDisconnectComplete;

static BOOLEAN EchoAllocateSendIrp(PECHO_SEND Send)
{
    Send->Irp = IoAllocateIrp(1, FALSE);
    return Send->Irp != NULL;
}

PECHO_SEND EchoCreateSend(_In_ PECHO_CONNECTION Connection, _In_ SIZE_T Length)
{
    PECHO_SEND send;

    if (Length > ECHO_MAX_OUTSTANDING) {
        return NULL;
    }
    send = ExAllocatePool2(POOL_FLAG_NON_PAGED, FIELD_OFFSET(ECHO_SEND, Data) + Length, ECHO_TAG);
    if (send == NULL) {
        return NULL;
    }
    send->Connection = Connection;
    send->Buffer.Offset = 0;
    send->Buffer.Length = Length;
    send->Buffer.Mdl = IoAllocateMdl(send->Data, (ULONG)Length, FALSE, FALSE, NULL);
    if (send->Buffer.Mdl == NULL) {
        ExFreePoolWithTag(send, ECHO_TAG);
        return NULL;
    }
    MmBuildMdlForNonPagedPool(send->Buffer.Mdl);
    return send;
}

VOID EchoFreeSend(_In_ PECHO_SEND Send)
{
    if (Send->Irp != NULL) {
        IoFreeIrp(Send->Irp);
    }
    IoFreeMdl(Send->Buffer.Mdl);
    ExFreePoolWithTag(Send, ECHO_TAG);
}

static VOID EchoSettleSend(PECHO_SEND Send)
{
    PECHO_CONNECTION connection = Send->Connection;
    KIRQL irql;

    KeAcquireSpinLock(&connection->Server->Lock, &irql);
    connection->Outstanding -= Send->Buffer.Length;
    KeReleaseSpinLock(&connection->Server->Lock, irql);
    EchoFreeSend(Send);
}

static NTSTATUS EchoSendComplete(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PECHO_SEND send = (PECHO_SEND)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        EchoQueueConnection(send->Connection, TRUE);
        EchoSettleSend(send);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    EchoSettleSend(send);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID EchoArmSend(PECHO_SEND Send)
{
    IoSetCompletionRoutine(Send->Irp, EchoSendComplete, Send, TRUE, TRUE, TRUE);
}

// Gives the buffer to WSK. From the call on it belongs to the completion routine, whatever the call returns.
VOID EchoSubmitSend(_In_ PECHO_SEND Send)
{
    PECHO_CONNECTION connection = Send->Connection;
    PWSK_SOCKET socket = connection->Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = (const WSK_PROVIDER_CONNECTION_DISPATCH *)socket->Dispatch;

    if (!EchoAllocateSendIrp(Send)) {
        EchoSettleSend(Send);
        EchoQueueConnection(connection, TRUE);
        return;
    }
    EchoArmSend(Send);
    (VOID)dispatch->WskSend(socket, &Send->Buffer, 0, Send->Irp);
}

// Both sides have finished, or the attempt failed: either way the socket can be closed.
static NTSTATUS EchoDisconnectComplete(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PECHO_CONNECTION connection = (PECHO_CONNECTION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "echo: no graceful end, 0x%08x\n", Irp->IoStatus.Status);
    }
    IoFreeIrp(Irp);
    EchoQueueConnection(connection, TRUE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// FALSE where the IRP could not be allocated: the connection can only be closed then.
BOOLEAN EchoStartDisconnect(_In_ PECHO_CONNECTION Connection)
{
    PWSK_SOCKET socket = Connection->Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = (const WSK_PROVIDER_CONNECTION_DISPATCH *)socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return FALSE;
    }
    IoSetCompletionRoutine(irp, EchoDisconnectComplete, Connection, TRUE, TRUE, TRUE);
    (VOID)dispatch->WskDisconnect(socket, NULL, 0, irp);
    return TRUE;
}
