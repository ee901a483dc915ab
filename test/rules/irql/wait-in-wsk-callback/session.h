#pragma once

typedef struct _SESSION {
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Done;
} SESSION, *PSESSION;

NTSTATUS EnableCallbacks(PSESSION Session, ULONG Mask);
NTSTATUS WSKAPI AcceptEvent(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                            PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                            CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch);
