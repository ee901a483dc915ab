// All that a WSK driver includes, in one: compiled once, read before every text that is checked.

#include "annotations.h"

#include <ntddk.h>

#include <ntstrsafe.h>

#include "kernel.h"

#include <wsk.h>

#include <mstcpip.h>
