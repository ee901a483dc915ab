#pragma once

#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI PeerGone(PVOID SocketContext);
NTSTATUS WSKAPI PeerLeft(PVOID SocketContext, ULONG Flags);
