#pragma once

#include <ntddk.h>
#include <wsk.h>

NTSTATUS SendWithEvent(PWSK_SOCKET Socket, PWSK_BUF Data, PIRP Irp, PKEVENT Event);
