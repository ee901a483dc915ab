#include "echo.h"

static NTSTATUS WSKAPI EchoReceiveEvent(_In_opt_ PVOID SocketContext, _In_ ULONG Flags,
                                        _In_opt_ PWSK_DATA_INDICATION DataIndication, _In_ SIZE_T BytesIndicated,
                                        _Inout_ SIZE_T *BytesAccepted);
static NTSTATUS WSKAPI EchoDisconnectEvent(_In_opt_ PVOID SocketContext, _In_ ULONG Flags);

const WSK_CLIENT_CONNECTION_DISPATCH EchoConnectionDispatch = {
    .WskReceiveEvent = EchoReceiveEvent,
    .WskDisconnectEvent = EchoDisconnectEvent,
    .WskSendBacklogEvent = NULL,
};

// Lets the worker look at a connection. Does nothing once the worker has begun to close it.
VOID EchoQueueConnection(_Inout_ PECHO_CONNECTION Connection, _In_ BOOLEAN Broken)
{
    PECHO_SERVER server = Connection->Server;
    KIRQL irql;

    KeAcquireSpinLock(&server->Lock, &irql);
    Connection->Broken = Connection->Broken || Broken;
    if (!Connection->Queued && !Connection->Closed) {
        Connection->Queued = TRUE;
        InsertTailList(&server->Ready, &Connection->ReadyLink);
    }
    KeReleaseSpinLock(&server->Lock, irql);
    KeSetEvent(&server->Wake, IO_NO_INCREMENT, FALSE);
}

// Copies what a WSK_BUF describes. The offset counts in its first MDL only.
static BOOLEAN EchoCopyBuffer(const WSK_BUF *Buffer, PUCHAR Target)
{
    SIZE_T left = Buffer->Length;
    ULONG offset = Buffer->Offset;
    PMDL mdl;

    for (mdl = Buffer->Mdl; mdl != NULL && left > 0; mdl = mdl->Next) {
        PUCHAR source = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
        SIZE_T part = min(left, (SIZE_T)(MmGetMdlByteCount(mdl) - offset));

        if (source == NULL) {
            return FALSE;
        }
        RtlCopyMemory(Target, source + offset, part);
        Target += part;
        left -= part;
        offset = 0;
    }
    return left == 0;
}

static BOOLEAN EchoCopyIndication(const WSK_DATA_INDICATION *Indication, PUCHAR Target, SIZE_T Room)
{
    const WSK_DATA_INDICATION *next;

    for (next = Indication; next != NULL; next = next->Next) {
        if (next->Buffer.Length > Room || !EchoCopyBuffer(&next->Buffer, Target)) {
            return FALSE;
        }
        Target += next->Buffer.Length;
        Room -= next->Buffer.Length;
    }
    return Room == 0;
}

// Takes the data for sending back. FALSE where the peer sends faster than it reads.
static BOOLEAN EchoQueueSend(PECHO_CONNECTION Connection, PECHO_SEND Send)
{
    BOOLEAN taken = FALSE;
    KIRQL irql;

    KeAcquireSpinLock(&Connection->Server->Lock, &irql);
    if (!Connection->Closed && Connection->Outstanding + Send->Buffer.Length <= ECHO_MAX_OUTSTANDING) {
        Connection->Outstanding += Send->Buffer.Length;
        InsertTailList(&Connection->Sends, &Send->Link);
        taken = TRUE;
    }
    KeReleaseSpinLock(&Connection->Server->Lock, irql);
    return taken;
}

_Use_decl_annotations_
static NTSTATUS WSKAPI EchoReceiveEvent(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                        SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PECHO_CONNECTION connection = (PECHO_CONNECTION)SocketContext;
    PECHO_SEND send;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesAccepted);
    if (DataIndication == NULL) {
        EchoQueueConnection(connection, TRUE);
        return STATUS_SUCCESS;
    }
    send = EchoCreateSend(connection, BytesIndicated);
    if (send == NULL) {
        // An echo with a gap would be worse than none.
        EchoQueueConnection(connection, TRUE);
        return STATUS_SUCCESS;
    }
    if (!EchoCopyIndication(DataIndication, send->Data, BytesIndicated) || !EchoQueueSend(connection, send)) {
        EchoFreeSend(send);
        EchoQueueConnection(connection, TRUE);
        return STATUS_SUCCESS;
    }
    EchoQueueConnection(connection, FALSE);
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
static NTSTATUS WSKAPI EchoDisconnectEvent(PVOID SocketContext, ULONG Flags)
{
    PECHO_CONNECTION connection = (PECHO_CONNECTION)SocketContext;
    KIRQL irql;

    KeAcquireSpinLock(&connection->Server->Lock, &irql);
    connection->PeerFinished = TRUE;
    KeReleaseSpinLock(&connection->Server->Lock, irql);
    EchoQueueConnection(connection, (Flags & WSK_FLAG_ABORTIVE) != 0);
    return STATUS_SUCCESS;
}
