#include <ntddk.h>
#include <wsk.h>

static PWSK_INSPECT_ID Kept;

NTSTATUS WSKAPI Abort(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    // A comment that goes on in the next line \
    if (InspectID == Kept) return STATUS_UNSUCCESSFUL;
    const char *text = "InspectID == Kept \
InspectID == Kept";
    const char quote = '"'; /* InspectID == Kept */ const char slash = '\\'; // "
    DbgPrint("%s %c %c\n", text, quote, slash);
    return STATUS_SUCCESS;
}
