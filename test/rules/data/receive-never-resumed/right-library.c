// No driver: whoever uses this resumes.

#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI LibraryRefuses(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated,
                               SIZE_T *BytesAccepted)
{
    if (DataIndication == NULL) {
        return STATUS_SUCCESS;
    }
    return BytesIndicated > 4096 ? STATUS_DATA_NOT_ACCEPTED : STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH LibraryTable = {LibraryRefuses, NULL, NULL};
