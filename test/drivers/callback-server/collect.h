/*
 * collect.h - counts the lines that clients send to TCP port 5514.
 *
 * Callbacks may run at DISPATCH_LEVEL: they only keep what arrived and queue the work item of the connection. That
 * work item is the only one that calls functions of the connection's socket, and it is queued at most once.
 */
#pragma once

#include <ntddk.h>
#include <wsk.h>

#define COLLECT_TAG         'lloC'
#define COLLECT_PORT        0x8a15          /* 5514, in network order */
#define COLLECT_MAX_KEPT    (64 * 1024)     /* bytes that one connection may keep from WSK */

typedef struct _COLLECT_SERVER
{
    WSK_REGISTRATION    Registration;
    WSK_PROVIDER_NPI    Npi;
    PDEVICE_OBJECT      Device;
    PIO_WORKITEM        CloseListenerWork;
    PWSK_SOCKET         Listener;
    volatile LONG       IsListenerOver;     /* somebody closes it, or has closed it */
    KEVENT              ListenerOpened;
    KEVENT              ListenerClosed;
    KSPIN_LOCK          Lock;
    LIST_ENTRY          Connections;        /* under Lock */
    BOOLEAN             Stopping;           /* under Lock */
    KEVENT              AllClosed;          /* set while there is no connection */
    volatile LONG64     Lines;
} COLLECT_SERVER, *PCOLLECT_SERVER;

typedef struct _COLLECT_CONNECTION
{
    LIST_ENTRY          Link;
    PCOLLECT_SERVER     Server;
    PWSK_SOCKET         Socket;
    PIO_WORKITEM        Work;
    PIRP                CloseIrp;
    LIST_ENTRY          Kept;               /* all from here on under the server's lock */
    SIZE_T              KeptBytes;
    BOOLEAN             IsQueued;
    BOOLEAN             IsStalled;          /* WSK indicates nothing more until WskReceive is called */
    BOOLEAN             IsOver;
    BOOLEAN             IsClosing;
} COLLECT_CONNECTION, *PCOLLECT_CONNECTION;

/* A list of indications that belongs to us until WskRelease. */
typedef struct _COLLECT_KEPT
{
    LIST_ENTRY              Link;
    PWSK_DATA_INDICATION    Indication;
    SIZE_T                  Bytes;
} COLLECT_KEPT, *PCOLLECT_KEPT;

extern const WSK_CLIENT_LISTEN_DISPATCH CollectListenDispatch;

/* connection.c */
VOID CollectEndAllConnections(_In_ PCOLLECT_SERVER Server);

/* server.c */
VOID CollectQueueListenerClose(_In_ PCOLLECT_SERVER Server);
