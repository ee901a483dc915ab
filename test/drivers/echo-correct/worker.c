#include "echo.h"

static PLIST_ENTRY EchoTake(PECHO_SERVER Server, PLIST_ENTRY List)
{
    PLIST_ENTRY entry = NULL;
    KIRQL irql;

    KeAcquireSpinLock(&Server->Lock, &irql);
    if (!IsListEmpty(List)) {
        entry = RemoveHeadList(List);
    }
    KeReleaseSpinLock(&Server->Lock, irql);
    return entry;
}

// After this WSK calls nothing of the connection any more, so its memory can go.
static VOID EchoCloseConnection(PECHO_SERVER Server, PECHO_CONNECTION Connection)
{
    PLIST_ENTRY entry;
    KIRQL irql;

    KeAcquireSpinLock(&Server->Lock, &irql);
    Connection->Closed = TRUE;
    RemoveEntryList(&Connection->Link);
    if (Connection->Queued) {
        RemoveEntryList(&Connection->ReadyLink);
    }
    Server->ConnectionCount--;
    KeReleaseSpinLock(&Server->Lock, irql);

    EchoCloseSocket(Server, Connection->Socket);
    while ((entry = EchoTake(Server, &Connection->Sends)) != NULL) {
        EchoFreeSend(CONTAINING_RECORD(entry, ECHO_SEND, Link));
    }
    ExFreePoolWithTag(Connection, ECHO_TAG);
}

static VOID EchoServeConnection(PECHO_SERVER Server, PECHO_CONNECTION Connection)
{
    PLIST_ENTRY entry;
    BOOLEAN broken;
    BOOLEAN finish;
    KIRQL irql;

    while ((entry = EchoTake(Server, &Connection->Sends)) != NULL) {
        EchoSubmitSend(CONTAINING_RECORD(entry, ECHO_SEND, Link));
    }
    KeAcquireSpinLock(&Server->Lock, &irql);
    broken = Connection->Broken;
    finish = Connection->PeerFinished && !Connection->Disconnecting && IsListEmpty(&Connection->Sends);
    Connection->Disconnecting = Connection->Disconnecting || finish;
    KeReleaseSpinLock(&Server->Lock, irql);

    if (broken || (finish && !EchoStartDisconnect(Connection))) {
        EchoCloseConnection(Server, Connection);
    }
}

static VOID EchoServeReady(PECHO_SERVER Server)
{
    for (;;) {
        PECHO_CONNECTION connection = NULL;
        KIRQL irql;

        KeAcquireSpinLock(&Server->Lock, &irql);
        if (!IsListEmpty(&Server->Ready)) {
            connection = CONTAINING_RECORD(RemoveHeadList(&Server->Ready), ECHO_CONNECTION, ReadyLink);
            connection->Queued = FALSE;
        }
        KeReleaseSpinLock(&Server->Lock, irql);
        if (connection == NULL) {
            return;
        }
        EchoServeConnection(Server, connection);
    }
}

static VOID EchoDecideInspections(PECHO_SERVER Server, BOOLEAN Refuse)
{
    PLIST_ENTRY entry;

    while ((entry = EchoTake(Server, &Server->Inspections)) != NULL) {
        PECHO_INSPECTION inspection = CONTAINING_RECORD(entry, ECHO_INSPECTION, Link);
        BOOLEAN full = Server->ConnectionCount >= ECHO_MAX_CONNECTIONS;

        EchoCompleteInspection(Server, inspection, Refuse || full ? WskInspectReject : WskInspectAccept);
        ExFreePoolWithTag(inspection, ECHO_TAG);
    }
}

static VOID EchoCloseListener(PECHO_SERVER Server)
{
    PLIST_ENTRY entry;

    if (Server->Listener == NULL) {
        return;
    }
    EchoDecideInspections(Server, TRUE);
    EchoCloseSocket(Server, Server->Listener);
    Server->Listener = NULL;
    // What came in between ended with the socket.
    while ((entry = EchoTake(Server, &Server->Inspections)) != NULL) {
        ExFreePoolWithTag(CONTAINING_RECORD(entry, ECHO_INSPECTION, Link), ECHO_TAG);
    }
}

static VOID EchoCloseAll(PECHO_SERVER Server)
{
    EchoCloseListener(Server);
    while (!IsListEmpty(&Server->Connections)) {
        EchoCloseConnection(Server, CONTAINING_RECORD(Server->Connections.Flink, ECHO_CONNECTION, Link));
    }
}

VOID EchoWorker(_In_ PVOID StartContext)
{
    PECHO_SERVER server = (PECHO_SERVER)StartContext;
    NTSTATUS status = EchoStartListener(server);

    if (!NT_SUCCESS(status)) {
        DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "echo: cannot listen, 0x%08x\n", status);
        EchoCloseListener(server);
    }
    while (!server->Stopping) {
        KeWaitForSingleObject(&server->Wake, Executive, KernelMode, FALSE, NULL);
        if (server->ListenerFailed) {
            EchoCloseListener(server);
        }
        if (server->Listener != NULL) {
            EchoDecideInspections(server, FALSE);
        }
        EchoServeReady(server);
    }
    EchoCloseAll(server);
    PsTerminateSystemThread(STATUS_SUCCESS);
}
