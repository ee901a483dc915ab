#include "echo.h"

static NTSTATUS WSKAPI EchoAcceptEvent(_In_opt_ PVOID SocketContext, _In_ ULONG Flags, _In_ PSOCKADDR LocalAddress,
                                       _In_ PSOCKADDR RemoteAddress, _In_opt_ PWSK_SOCKET AcceptSocket,
                                       _Outptr_result_maybenull_ PVOID *AcceptSocketContext,
                                       _Outptr_result_maybenull_ CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch);
static WSK_INSPECT_ACTION WSKAPI EchoInspectEvent(_In_opt_ PVOID SocketContext, _In_ PSOCKADDR LocalAddress,
                                                  _In_ PSOCKADDR RemoteAddress, _In_opt_ PWSK_INSPECT_ID InspectID);
static NTSTATUS WSKAPI EchoAbortEvent(_In_opt_ PVOID SocketContext, _In_ PWSK_INSPECT_ID InspectID);

const WSK_CLIENT_LISTEN_DISPATCH EchoListenDispatch = {EchoAcceptEvent, EchoInspectEvent, EchoAbortEvent};

// The listening socket no longer works. The worker closes it: a callback must not wait for that.
static VOID EchoListenerFailed(PECHO_SERVER Server)
{
    KIRQL irql;

    KeAcquireSpinLock(&Server->Lock, &irql);
    Server->ListenerFailed = TRUE;
    KeReleaseSpinLock(&Server->Lock, irql);
    KeSetEvent(&Server->Wake, IO_NO_INCREMENT, FALSE);
}

_Use_decl_annotations_
static NTSTATUS WSKAPI EchoAcceptEvent(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress,
                                       PSOCKADDR RemoteAddress, PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                       CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PECHO_SERVER server = (PECHO_SERVER)SocketContext;
    PECHO_CONNECTION connection;
    BOOLEAN stopping;
    KIRQL irql;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    if (AcceptSocket == NULL) {
        EchoListenerFailed(server);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    connection = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*connection), ECHO_TAG);
    if (connection == NULL) {
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    connection->Server = server;
    connection->Socket = AcceptSocket;
    InitializeListHead(&connection->Sends);

    KeAcquireSpinLock(&server->Lock, &irql);
    stopping = server->Stopping;
    if (!stopping) {
        InsertTailList(&server->Connections, &connection->Link);
        server->ConnectionCount++;
    }
    KeReleaseSpinLock(&server->Lock, irql);
    if (stopping) {
        ExFreePoolWithTag(connection, ECHO_TAG);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    *AcceptSocketContext = connection;
    *AcceptSocketDispatch = &EchoConnectionDispatch;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
static WSK_INSPECT_ACTION WSKAPI EchoInspectEvent(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                                  PWSK_INSPECT_ID InspectID)
{
    PECHO_SERVER server = (PECHO_SERVER)SocketContext;
    PECHO_INSPECTION inspection;
    WSK_INSPECT_ACTION action = WskInspectReject;
    KIRQL irql;

    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    if (InspectID == NULL) {
        EchoListenerFailed(server);
        return WskInspectReject;
    }
    inspection = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*inspection), ECHO_TAG);
    if (inspection == NULL) {
        return WskInspectReject;
    }
    inspection->Id = *InspectID;

    KeAcquireSpinLock(&server->Lock, &irql);
    if (!server->Stopping) {
        InsertTailList(&server->Inspections, &inspection->Link);
        action = WskInspectPend;
    }
    KeReleaseSpinLock(&server->Lock, irql);
    if (action == WskInspectPend) {
        KeSetEvent(&server->Wake, IO_NO_INCREMENT, FALSE);
    } else {
        ExFreePoolWithTag(inspection, ECHO_TAG);
    }
    return action;
}

_Use_decl_annotations_
static NTSTATUS WSKAPI EchoAbortEvent(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PECHO_SERVER server = (PECHO_SERVER)SocketContext;
    PECHO_INSPECTION aborted = NULL;
    PLIST_ENTRY entry;
    KIRQL irql;

    KeAcquireSpinLock(&server->Lock, &irql);
    for (entry = server->Inspections.Flink; entry != &server->Inspections; entry = entry->Flink) {
        PECHO_INSPECTION inspection = CONTAINING_RECORD(entry, ECHO_INSPECTION, Link);

        if (inspection->Id.Key == InspectID->Key && inspection->Id.SerialNumber == InspectID->SerialNumber) {
            RemoveEntryList(entry);
            aborted = inspection;
            break;
        }
    }
    KeReleaseSpinLock(&server->Lock, irql);
    if (aborted != NULL) {
        ExFreePoolWithTag(aborted, ECHO_TAG);
    }
    return STATUS_SUCCESS;
}
