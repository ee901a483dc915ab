#pragma once

#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI TakeBlindly(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted);
NTSTATUS WSKAPI TakeTested(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted);
