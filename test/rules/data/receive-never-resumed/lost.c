// The callback of a driver whose DriverEntry is in another file.

#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI LostReceives(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated,
                             SIZE_T *BytesAccepted)
{
    if (DataIndication == NULL) {
        return STATUS_SUCCESS;
    }
    return BytesIndicated > 4096 ? STATUS_DATA_NOT_ACCEPTED : STATUS_SUCCESS;
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^ WSK707 'LostReceives' refuses data, and nothing in the driver calls WskReceive
}

const WSK_CLIENT_CONNECTION_DISPATCH LostTable = {LostReceives, NULL, NULL};
