// The types come through two headers.

#include "inspection.h"

NTSTATUS WSKAPI AbortLast(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PINSPECTION pending = (PINSPECTION)SocketContext;

    if (pending->Last == InspectID) {
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK602 inspect IDs are compared as pointers
        pending->Dropped = TRUE;
    }
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI AbortCopy(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PINSPECTION pending = (PINSPECTION)SocketContext;

    if (&pending->Id == InspectID) {
//      ^^^^^^^^^^^^^^^^^^^^^^^^^ WSK602 inspect IDs are compared as pointers
        pending->Dropped = TRUE;
    }
    return STATUS_SUCCESS;
}

// By what they hold, in a function of another file.
NTSTATUS WSKAPI AbortByContent(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PINSPECTION pending = (PINSPECTION)SocketContext;

    if (IsSameRequest(&pending->Id, InspectID)) {
        pending->Dropped = TRUE;
    }
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI AbortIfAny(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PINSPECTION pending = (PINSPECTION)SocketContext;

    if (InspectID == NULL || IdOf(pending) == NULL) {
        return STATUS_INVALID_PARAMETER;
    }
    pending->Dropped = IsSame(&pending->Id, InspectID);
    return STATUS_SUCCESS;
}
