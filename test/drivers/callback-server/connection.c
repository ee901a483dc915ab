#include "collect.h"

static NTSTATUS WSKAPI CollectAcceptEvent(_In_opt_ PVOID SocketContext, _In_ ULONG Flags, _In_ PSOCKADDR LocalAddress, _In_ PSOCKADDR RemoteAddress, _In_opt_ PWSK_SOCKET AcceptSocket, _Outptr_result_maybenull_ PVOID *AcceptSocketContext, _Outptr_result_maybenull_ CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch);
static NTSTATUS WSKAPI CollectReceiveEvent(_In_opt_ PVOID SocketContext, _In_ ULONG Flags, _In_opt_ PWSK_DATA_INDICATION DataIndication, _In_ SIZE_T BytesIndicated, _Inout_ SIZE_T *BytesAccepted);
static NTSTATUS WSKAPI CollectDisconnectEvent(_In_opt_ PVOID SocketContext, _In_ ULONG Flags);

static IO_WORKITEM_ROUTINE CollectServeConnection;
static IO_COMPLETION_ROUTINE CollectConnectionClosed;
static IO_COMPLETION_ROUTINE CollectResumed;

const WSK_CLIENT_LISTEN_DISPATCH CollectListenDispatch = { CollectAcceptEvent, NULL, NULL };
static const WSK_CLIENT_CONNECTION_DISPATCH CollectConnectionDispatch = { CollectReceiveEvent, CollectDisconnectEvent, NULL };

/* The server's lock is held. */
static
VOID
CollectQueueLocked(
    _Inout_ PCOLLECT_CONNECTION Connection
    )
{
    if (!Connection->IsQueued && !Connection->IsClosing)
    {
        Connection->IsQueued = TRUE;
        IoQueueWorkItem(Connection->Work, CollectServeConnection, DelayedWorkQueue, Connection);
    }
}

static
VOID
CollectEndConnection(
    _Inout_ PCOLLECT_CONNECTION Connection
    )
{
    KIRQL irql;

    KeAcquireSpinLock(&Connection->Server->Lock, &irql);
    Connection->IsOver = TRUE;
    CollectQueueLocked(Connection);
    KeReleaseSpinLock(&Connection->Server->Lock, irql);
}

static
VOID
CollectFreeConnection(
    _In_ PCOLLECT_CONNECTION Connection
    )
{
    if (Connection->CloseIrp != NULL)
    {
        IoFreeIrp(Connection->CloseIrp);
    }
    if (Connection->Work != NULL)
    {
        IoFreeWorkItem(Connection->Work);
    }
    ExFreePoolWithTag(Connection, COLLECT_TAG);
}

static
PCOLLECT_CONNECTION
CollectCreateConnection(
    _In_ PCOLLECT_SERVER Server,
    _In_ PWSK_SOCKET Socket
    )
{
    PCOLLECT_CONNECTION connection;

    connection = (PCOLLECT_CONNECTION)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(COLLECT_CONNECTION), COLLECT_TAG);
    if (connection == NULL)
    {
        return NULL;
    }
    InitializeListHead(&connection->Kept);
    connection->Server = Server;
    connection->Socket = Socket;
    connection->Work = IoAllocateWorkItem(Server->Device);
    connection->CloseIrp = IoAllocateIrp(1, FALSE);
    if (connection->Work == NULL || connection->CloseIrp == NULL)
    {
        CollectFreeConnection(connection);
        return NULL;
    }
    return connection;
}

_Use_decl_annotations_
static
NTSTATUS
WSKAPI
CollectAcceptEvent(
    PVOID SocketContext,
    ULONG Flags,
    PSOCKADDR LocalAddress,
    PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket,
    PVOID *AcceptSocketContext,
    CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch
    )
{
    PCOLLECT_SERVER server = (PCOLLECT_SERVER)SocketContext;
    PCOLLECT_CONNECTION connection;
    BOOLEAN isStopping;
    KIRQL irql;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL)
    {
        /* The listening socket no longer works. To wait for its end here would wait for ourselves. */
        CollectQueueListenerClose(server);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    connection = CollectCreateConnection(server, AcceptSocket);
    if (connection == NULL)
    {
        return STATUS_REQUEST_NOT_ACCEPTED;
    }

    KeAcquireSpinLock(&server->Lock, &irql);
    isStopping = server->Stopping;
    if (!isStopping)
    {
        InsertTailList(&server->Connections, &connection->Link);
        KeClearEvent(&server->AllClosed);
    }
    KeReleaseSpinLock(&server->Lock, irql);

    if (isStopping)
    {
        CollectFreeConnection(connection);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    *AcceptSocketContext = connection;
    *AcceptSocketDispatch = &CollectConnectionDispatch;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
static
NTSTATUS
WSKAPI
CollectReceiveEvent(
    PVOID SocketContext,
    ULONG Flags,
    PWSK_DATA_INDICATION DataIndication,
    SIZE_T BytesIndicated,
    SIZE_T *BytesAccepted
    )
{
    PCOLLECT_CONNECTION connection = (PCOLLECT_CONNECTION)SocketContext;
    NTSTATUS status = STATUS_PENDING;
    PCOLLECT_KEPT kept;
    KIRQL irql;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesAccepted);
    if (DataIndication == NULL)
    {
        CollectEndConnection(connection);
        return STATUS_SUCCESS;
    }

    kept = (PCOLLECT_KEPT)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(COLLECT_KEPT), COLLECT_TAG);
    KeAcquireSpinLock(&connection->Server->Lock, &irql);
    if (kept != NULL && connection->KeptBytes + BytesIndicated <= COLLECT_MAX_KEPT && !connection->IsClosing)
    {
        kept->Indication = DataIndication;
        kept->Bytes = BytesIndicated;
        InsertTailList(&connection->Kept, &kept->Link);
        connection->KeptBytes += BytesIndicated;
    }
    else
    {
        connection->IsStalled = TRUE;
        status = STATUS_DATA_NOT_ACCEPTED;
    }
    CollectQueueLocked(connection);
    KeReleaseSpinLock(&connection->Server->Lock, irql);

    if (status != STATUS_PENDING && kept != NULL)
    {
        ExFreePoolWithTag(kept, COLLECT_TAG);
    }
    return status;
}

_Use_decl_annotations_
static
NTSTATUS
WSKAPI
CollectDisconnectEvent(
    PVOID SocketContext,
    ULONG Flags
    )
{
    UNREFERENCED_PARAMETER(Flags);
    CollectEndConnection((PCOLLECT_CONNECTION)SocketContext);
    return STATUS_SUCCESS;
}

/* Each indication may be a chain of MDLs, of which the first is read from an offset. */
static
LONG64
CollectCountLines(
    _In_ const WSK_DATA_INDICATION *Indication
    )
{
    LONG64 lines = 0;

    for (; Indication != NULL; Indication = Indication->Next)
    {
        SIZE_T left = Indication->Buffer.Length;
        ULONG offset = Indication->Buffer.Offset;
        PMDL mdl;

        for (mdl = Indication->Buffer.Mdl; mdl != NULL && left != 0; mdl = mdl->Next)
        {
            const CHAR *bytes = MmGetSystemAddressForMdlSafe(mdl, LowPagePriority | MdlMappingNoExecute);
            SIZE_T count = min(left, (SIZE_T)MmGetMdlByteCount(mdl) - offset);
            SIZE_T index;

            for (index = 0; bytes != NULL && index < count; index++)
            {
                lines += bytes[offset + index] == '\n';
            }
            left -= count;
            offset = 0;
        }
    }
    return lines;
}

static
NTSTATUS
CollectResumed(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_reads_opt_(_Inexpressible_("varies")) PVOID Context
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (!NT_SUCCESS(Irp->IoStatus.Status))
    {
        CollectEndConnection((PCOLLECT_CONNECTION)Context);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* A receive of nothing tells WSK to indicate data again. */
static
VOID
CollectResume(
    _In_ PCOLLECT_CONNECTION Connection
    )
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Connection->Socket->Dispatch;
    WSK_BUF nothing = { NULL, 0, 0 };
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
    {
        CollectEndConnection(Connection);
        return;
    }
    IoSetCompletionRoutine(irp, CollectResumed, Connection, TRUE, TRUE, TRUE);
    dispatch->WskReceive(Connection->Socket, &nothing, 0, irp);
}

/* No callback runs any more: WSK has called all that it will ever call. */
static
NTSTATUS
CollectConnectionClosed(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_reads_opt_(_Inexpressible_("varies")) PVOID Context
    )
{
    PCOLLECT_CONNECTION connection = (PCOLLECT_CONNECTION)Context;
    PCOLLECT_SERVER server = connection->Server;
    KIRQL irql;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeAcquireSpinLock(&server->Lock, &irql);
    RemoveEntryList(&connection->Link);
    if (IsListEmpty(&server->Connections))
    {
        KeSetEvent(&server->AllClosed, IO_NO_INCREMENT, FALSE);
    }
    KeReleaseSpinLock(&server->Lock, irql);
    CollectFreeConnection(connection);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static
VOID
CollectServeConnection(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_opt_ PVOID Context
    )
{
    PCOLLECT_CONNECTION connection = (PCOLLECT_CONNECTION)Context;
    PCOLLECT_SERVER server = connection->Server;
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = connection->Socket->Dispatch;
    BOOLEAN isToResume;
    BOOLEAN isToClose;
    KIRQL irql;

    UNREFERENCED_PARAMETER(DeviceObject);
    KeAcquireSpinLock(&server->Lock, &irql);
    while (!IsListEmpty(&connection->Kept))
    {
        PCOLLECT_KEPT kept = CONTAINING_RECORD(RemoveHeadList(&connection->Kept), COLLECT_KEPT, Link);

        connection->KeptBytes -= kept->Bytes;
        KeReleaseSpinLock(&server->Lock, irql);
        InterlockedAdd64(&server->Lines, CollectCountLines(kept->Indication));
        dispatch->WskRelease(connection->Socket, kept->Indication);
        ExFreePoolWithTag(kept, COLLECT_TAG);
        KeAcquireSpinLock(&server->Lock, &irql);
    }
    isToClose = connection->IsOver;
    isToResume = connection->IsStalled && !isToClose;
    connection->IsClosing = isToClose;
    connection->IsStalled = FALSE;
    if (!isToResume)
    {
        connection->IsQueued = FALSE;
    }
    KeReleaseSpinLock(&server->Lock, irql);

    if (isToClose)
    {
        IoSetCompletionRoutine(connection->CloseIrp, CollectConnectionClosed, connection, TRUE, TRUE, TRUE);
        dispatch->WskCloseSocket(connection->Socket, connection->CloseIrp);
    }
    else if (isToResume)
    {
        CollectResume(connection);
        KeAcquireSpinLock(&server->Lock, &irql);
        connection->IsQueued = FALSE;
        if (connection->IsOver || connection->IsStalled || !IsListEmpty(&connection->Kept))
        {
            CollectQueueLocked(connection);
        }
        KeReleaseSpinLock(&server->Lock, irql);
    }
}

/* Returns once the last connection is closed. No new ones come: the listening socket is closed. */
VOID
CollectEndAllConnections(
    _In_ PCOLLECT_SERVER Server
    )
{
    PLIST_ENTRY entry;
    KIRQL irql;

    KeAcquireSpinLock(&Server->Lock, &irql);
    Server->Stopping = TRUE;
    for (entry = Server->Connections.Flink; entry != &Server->Connections; entry = entry->Flink)
    {
        PCOLLECT_CONNECTION connection = CONTAINING_RECORD(entry, COLLECT_CONNECTION, Link);

        connection->IsOver = TRUE;
        CollectQueueLocked(connection);
    }
    KeReleaseSpinLock(&Server->Lock, irql);
    KeWaitForSingleObject(&Server->AllClosed, Executive, KernelMode, FALSE, NULL);
}
