#pragma once

#include <ntddk.h>
#include <wsk.h>

IO_COMPLETION_ROUTINE SendDone;
PIRP NewRequest(VOID);
VOID DropRequest(PIRP Irp);
