// mirror.h
//
// What a program writes to \Device\Mirror goes to a second machine, in the order of the writes. A write returns as
// soon as its data is copied into a slot; each slot has an IRP, a buffer and an MDL that serve again and again.
// When no slot is free the program is told to try again: memory use never grows.
//
// One thread makes the connection, and makes it anew when it breaks.

#pragma once

#include <ntddk.h>
#include <wsk.h>

#define MIRROR_TAG            'rriM'
#define MIRROR_SLOTS          32
#define MIRROR_SLOT_SIZE      (16 * 1024)
#define MIRROR_RETRY_SECONDS  5
#define SECONDS(n)            (-10000000LL * (n))

struct _MIRROR_LINK;

typedef struct _MIRROR_SLOT {
  LIST_ENTRY FreeEntry;
  struct _MIRROR_LINK *Link;
  PIRP Irp;
  PMDL Mdl;
  PVOID Data;
  WSK_BUF Buffer;
  BOOLEAN IsUsedBefore;
} MIRROR_SLOT, *PMIRROR_SLOT;

typedef struct _MIRROR_LINK {
  PWSK_SOCKET Socket;
  const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;

  EX_RUNDOWN_REF Users;       // of the socket: calls and requests
  KSPIN_LOCK Lock;
  LIST_ENTRY FreeSlots;       // under Lock
  FAST_MUTEX Order;           // one write after the other
  MIRROR_SLOT Slots[MIRROR_SLOTS];

  KEVENT Broken;
  KEVENT Stop;
  PETHREAD Thread;
} MIRROR_LINK, *PMIRROR_LINK;

extern WSK_REGISTRATION MirrorRegistration;
extern WSK_PROVIDER_NPI MirrorNpi;

// pool.c
_IRQL_requires_max_(PASSIVE_LEVEL) NTSTATUS MirrorCreatePool(_Inout_ PMIRROR_LINK Link);
_IRQL_requires_max_(PASSIVE_LEVEL) VOID MirrorDeletePool(_Inout_ PMIRROR_LINK Link);
_IRQL_requires_max_(APC_LEVEL) NTSTATUS MirrorWrite(_Inout_ PMIRROR_LINK Link, _In_reads_bytes_(Length) const VOID *Data,
                                                    _In_ ULONG Length);

// link.c
KSTART_ROUTINE MirrorLinkThread;
