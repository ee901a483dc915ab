#include <ntddk.h>
#include <wsk.h>
#include "events.h"

// The table stands in another file, and so does the function that the value comes from.
NTSTATUS WSKAPI ConnectionGone(PVOID SocketContext, ULONG Flags)
{
    if (SocketContext == NULL) {
        return Refusal();
//             ^^^^^^^^^ WSK521 'ConnectionGone' can return STATUS_UNSUCCESSFUL
    }
    return STATUS_SUCCESS;
}

NTSTATUS Unrelated(PVOID Context, ULONG Flags)
{
    return STATUS_UNSUCCESSFUL;
}
