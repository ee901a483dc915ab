// An echo server: sends back to each client what it receives on TCP port 7.
//
// WSK calls the event callbacks at up to DISPATCH_LEVEL. They only note what happened; one worker thread makes every
// call that names a socket, so that no call can be under way when a socket is closed.
#pragma once

#include <ntddk.h>
#include <wsk.h>

#define ECHO_PORT 7
#define ECHO_TAG 'ohcE'
#define ECHO_CAPTURE_TIMEOUT 2000
#define ECHO_MAX_CONNECTIONS 256
#define ECHO_MAX_OUTSTANDING (1024 * 1024)

// One IRP that the worker uses again and again, for requests whose end it waits for.
typedef struct _ECHO_REQUEST {
    PIRP Irp;
    KEVENT Done;
} ECHO_REQUEST, *PECHO_REQUEST;

typedef struct _ECHO_SERVER {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    ECHO_REQUEST Request;
    PWSK_SOCKET Listener;
    PETHREAD Worker;
    KEVENT Wake;
    KSPIN_LOCK Lock;
    LIST_ENTRY Connections; // All that are open; under Lock.
    LIST_ENTRY Ready;       // Those that need the worker; under Lock.
    LIST_ENTRY Inspections; // Requests that wait for a decision; under Lock.
    ULONG ConnectionCount;
    BOOLEAN Stopping;
    BOOLEAN ListenerFailed;
} ECHO_SERVER, *PECHO_SERVER;

typedef struct _ECHO_CONNECTION {
    LIST_ENTRY Link;
    LIST_ENTRY ReadyLink;
    LIST_ENTRY Sends; // Data that still has to go out; under the server's lock.
    PECHO_SERVER Server;
    PWSK_SOCKET Socket;
    SIZE_T Outstanding;
    BOOLEAN Queued;
    BOOLEAN PeerFinished;
    BOOLEAN Disconnecting;
    BOOLEAN Broken;
    BOOLEAN Closed;
} ECHO_CONNECTION, *PECHO_CONNECTION;

typedef struct _ECHO_SEND {
    LIST_ENTRY Link;
    PECHO_CONNECTION Connection;
    PIRP Irp;
    WSK_BUF Buffer;
    UCHAR Data[ANYSIZE_ARRAY];
} ECHO_SEND, *PECHO_SEND;

// A connection request that WSK holds until WskInspectComplete.
typedef struct _ECHO_INSPECTION {
    LIST_ENTRY Link;
    WSK_INSPECT_ID Id;
} ECHO_INSPECTION, *PECHO_INSPECTION;

extern const WSK_CLIENT_LISTEN_DISPATCH EchoListenDispatch;
extern const WSK_CLIENT_CONNECTION_DISPATCH EchoConnectionDispatch;

// listener.c
_IRQL_requires_max_(PASSIVE_LEVEL) NTSTATUS EchoStartListener(_Inout_ PECHO_SERVER Server);
_IRQL_requires_max_(PASSIVE_LEVEL) VOID EchoCompleteInspection(_In_ PECHO_SERVER Server,
                                                               _In_ PECHO_INSPECTION Inspection,
                                                               _In_ WSK_INSPECT_ACTION Action);
_IRQL_requires_max_(PASSIVE_LEVEL) VOID EchoCloseSocket(_In_ PECHO_SERVER Server, _In_ PWSK_SOCKET Socket);
_IRQL_requires_max_(PASSIVE_LEVEL) NTSTATUS EchoOpenRequest(_Out_ PECHO_REQUEST Request);

// connection.c
_IRQL_requires_max_(DISPATCH_LEVEL) VOID EchoQueueConnection(_Inout_ PECHO_CONNECTION Connection, _In_ BOOLEAN Broken);

// send.c
_IRQL_requires_max_(DISPATCH_LEVEL) PECHO_SEND EchoCreateSend(_In_ PECHO_CONNECTION Connection, _In_ SIZE_T Length);
_IRQL_requires_max_(DISPATCH_LEVEL) VOID EchoFreeSend(_In_ PECHO_SEND Send);
_IRQL_requires_max_(DISPATCH_LEVEL) VOID EchoSubmitSend(_In_ PECHO_SEND Send);
_IRQL_requires_max_(DISPATCH_LEVEL) BOOLEAN EchoStartDisconnect(_In_ PECHO_CONNECTION Connection);

// worker.c
KSTART_ROUTINE EchoWorker;
