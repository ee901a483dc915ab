#include <ntddk.h>
#include <wsk.h>
#include "events.h"

NTSTATUS Refusal(VOID)
{
    return STATUS_UNSUCCESSFUL;
}
