// The callbacks of a driver whose other file only counts what has arrived.

#include <ntddk.h>
#include <wsk.h>

typedef struct _CONNECTION {
    PWSK_DATA_INDICATION Unread;
    PWSK_SOCKET Socket;
    SIZE_T Length;
    KEVENT Dead;
} CONNECTION, *PCONNECTION;

NTSTATUS WSKAPI LostReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                            SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONNECTION Connection = (PCONNECTION)SocketContext;

    if (DataIndication == NULL) {
        KeSetEvent(&Connection->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    Connection->Unread = DataIndication;
    return STATUS_PENDING;
//         ^^^^^^^^^^^^^^ WSK702 'LostReceive' keeps 'DataIndication' with STATUS_PENDING, but nothing in the driver calls WskRelease
}

const WSK_CLIENT_CONNECTION_DISPATCH LostDispatch = {LostReceive, NULL, NULL};
