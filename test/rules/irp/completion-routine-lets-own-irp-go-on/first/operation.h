// One request and what belongs to it.

#pragma once

typedef struct _OPERATION {
    LIST_ENTRY Link;
    PIRP Irp;
    PWSK_SOCKET Socket;
    WSK_BUF Buffer;
    KEVENT Done;
    NTSTATUS Status;
} OPERATION, *POPERATION;
