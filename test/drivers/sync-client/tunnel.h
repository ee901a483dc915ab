// \Device\Tunnel: each handle is one TCP connection. A program opens it, writes, reads, and closes it; all requests
// come in at PASSIVE_LEVEL in the thread of the program, so each waits there for WSK.
#pragma once

#include <ntddk.h>
#include <wsk.h>

#define TUNNEL_TAG 'lnuT'
#define TUNNEL_CAPTURE_TIMEOUT 3000
#define TUNNEL_PORT 0x591b // 7001, in network order

// One request to WSK that the caller waits for. It lives on the stack of the caller.
typedef struct _TUNNEL_CALL {
    PIRP Irp;
    KEVENT Done;
} TUNNEL_CALL, *PTUNNEL_CALL;

// A handle's connection. Dispatch and Connection are the same pointer.
typedef struct _TUNNEL_SOCKET {
    PWSK_SOCKET Socket;
    union {
        PVOID Dispatch;
        PWSK_PROVIDER_CONNECTION_DISPATCH Connection;
    };
    BOOLEAN Finished; // We have sent our end: nothing can be written any more.
} TUNNEL_SOCKET, *PTUNNEL_SOCKET;

typedef enum _TUNNEL_DIRECTION { TunnelSend, TunnelReceive } TUNNEL_DIRECTION;

// socket.c
_IRQL_requires_max_(PASSIVE_LEVEL) _Must_inspect_result_ NTSTATUS TunnelStartClient(VOID);
_IRQL_requires_max_(PASSIVE_LEVEL) VOID TunnelStopClient(VOID);
_IRQL_requires_max_(PASSIVE_LEVEL) _Must_inspect_result_ NTSTATUS
TunnelConnect(_In_ const SOCKADDR_IN *Server, _Out_ PTUNNEL_SOCKET *Connected);
_IRQL_requires_max_(PASSIVE_LEVEL) NTSTATUS TunnelTransfer(_In_ PTUNNEL_SOCKET Socket, _In_ PMDL Mdl,
                                                           _In_ SIZE_T Length, _In_ TUNNEL_DIRECTION Direction,
                                                           _Out_ PULONG_PTR Transferred);
_IRQL_requires_max_(PASSIVE_LEVEL) NTSTATUS TunnelFinish(_Inout_ PTUNNEL_SOCKET Socket);
_IRQL_requires_max_(PASSIVE_LEVEL) VOID TunnelClose(_In_ PTUNNEL_SOCKET Socket);
