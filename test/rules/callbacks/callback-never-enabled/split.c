// The table of a driver whose DriverEntry is in another file.

#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI SplitReceives(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                             SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI SplitDisconnects(PVOID SocketContext, ULONG Flags)
{
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH SplitDispatch = {SplitReceives, SplitDisconnects, NULL};
//                                                    ^^^^^^^^^^^^^ WSK509 'SplitReceives' never runs: nothing in the driver enables WSK_EVENT_RECEIVE
