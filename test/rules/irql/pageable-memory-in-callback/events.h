#pragma once

#include <ntddk.h>
#include <wsk.h>

VOID NoteGone(PVOID SocketContext);
VOID NoteLeft(PVOID SocketContext);
