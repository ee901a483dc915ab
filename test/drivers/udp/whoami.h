/*++

    whoami.h

    Answers each datagram to UDP port 4500 with the address that it came from, and says every ten seconds on the local
    network that the service is there. What is answered is also told to a log host, if one is configured.

    Requests arrive through WskReceiveFromEvent. All sends are asynchronous, with an IRP, a buffer and an address of
    their own, that the IoCompletion routine frees.

--*/

#pragma once

#include <ntddk.h>
#include <wsk.h>

#define WHO_POOL_TAG        'iohW'

#define WHO_SERVICE_PORT    0x9411      // 4500, in network order
#define WHO_ANNOUNCE_PORT   0x9511      // 4501
#define WHO_LOG_PORT        0x0202      // 514

#define WHO_PERIOD_MS       10000
#define WHO_MAX_DATA        32

#define WHO_MAGIC           'iohW'

// What a client gets, and what the log host gets. Both in network order.
typedef struct _WHO_ANSWER {

    ULONG               Magic;
    IN_ADDR             Address;
    USHORT              Port;

} WHO_ANSWER, *PWHO_ANSWER;

typedef struct _WHO_ENDPOINT {

    PWSK_SOCKET                             Socket;
    const WSK_PROVIDER_DATAGRAM_DISPATCH   *Dispatch;

} WHO_ENDPOINT, *PWHO_ENDPOINT;

typedef struct _WHO_GLOBALS {

    WSK_REGISTRATION    Registration;
    WSK_PROVIDER_NPI    Npi;

    WHO_ENDPOINT        Service;
    WHO_ENDPOINT        Announcer;
    WHO_ENDPOINT        Log;

    // Held while a send is under way; run down before a socket is closed.
    EX_RUNDOWN_REF      Sends;

    KTIMER              Timer;
    KDPC                Dpc;

    // The service socket can fail while the driver runs. A work item closes it then.
    PDEVICE_OBJECT      Device;
    PIO_WORKITEM        CloseWork;
    volatile LONG       IsServiceOver;
    KEVENT              ServiceClosed;

} WHO_GLOBALS, *PWHO_GLOBALS;

typedef struct _WHO_SEND {

    PIRP                Irp;
    WSK_BUF             Buffer;
    SOCKADDR_IN         To;
    UCHAR               Data[WHO_MAX_DATA];

} WHO_SEND, *PWHO_SEND;

extern WHO_GLOBALS Who;

//
// send.c
//

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID
WhoSend(
    _In_ const WHO_ENDPOINT *From,
    _In_opt_ const SOCKADDR_IN *To,
    _In_reads_bytes_(Length) const VOID *Data,
    _In_range_(1, WHO_MAX_DATA) ULONG Length
    );

//
// endpoint.c
//

_IRQL_requires_max_(PASSIVE_LEVEL)
_Must_inspect_result_
NTSTATUS
WhoOpenEndpoints(
    VOID
    );

_IRQL_requires_max_(PASSIVE_LEVEL)
VOID
WhoCloseEndpoints(
    VOID
    );
