// No driver: whoever uses this enables what it needs.

#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI LibraryReceives(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                             SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH LibraryDispatch = {LibraryReceives, NULL, NULL};
