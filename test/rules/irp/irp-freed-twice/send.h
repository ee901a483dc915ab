#pragma once

#include <ntddk.h>
#include <wsk.h>

// The routine that frees the IRP of a send.
IO_COMPLETION_ROUTINE SendDone;

// The routine that leaves the IRP to whoever waits for it.
IO_COMPLETION_ROUTINE SendSignals;
