// Right, as far as anybody can see: a part of a driver whose DriverEntry is not here.

#include <ntddk.h>
#include <wsk.h>

typedef struct _CONNECTION {
    PWSK_DATA_INDICATION Unread;
    PWSK_SOCKET Socket;
    SIZE_T Length;
    KEVENT Dead;
} CONNECTION, *PCONNECTION;

NTSTATUS WSKAPI PartReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                            SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        KeSetEvent(&Connection->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    Connection->Unread = DataIndication;
    return STATUS_PENDING;
}

static const WSK_CLIENT_CONNECTION_DISPATCH PartDispatch = {PartReceive, NULL, NULL};
