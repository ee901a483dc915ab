#include <ntddk.h>
#include <wsk.h>

}}}
NTSTATUS Abort(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    return STATUS_SUCCESS;
}}
)}]
