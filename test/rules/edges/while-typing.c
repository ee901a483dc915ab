#include <ntddk.h>
#include <wsk.h>

static WSK_INSPECT_ID Kept;

NTSTATUS WSKAPI Abort(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    if (Kept.Key == InspectID->Key && Kept.SerialNumber ==
