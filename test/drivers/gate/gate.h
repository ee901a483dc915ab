#ifndef GATE_H
#define GATE_H

/*
 * A gate for TCP port 4100: a client gets one ticket and is sent away. Who may come in is decided before the
 * connection is made.
 *
 * All requests to WSK are made by one thread. Callbacks put into lists what it has to do, and wake it.
 */

#include <ntddk.h>
#include <wsk.h>

#define GATE_TAG 'etaG'
#define GATE_PORT 0x0410 // 4100, in network order
#define GATE_MAX_BLOCKED 64

#pragma pack(push, 1)
typedef struct _GATE_TICKET {
	ULONG64 Number;
	ULONG64 Issued;
} GATE_TICKET, *PGATE_TICKET;
#pragma pack(pop)

typedef struct _GATE_CALL {
	PIRP Irp;
	KEVENT Event;
} GATE_CALL, *PGATE_CALL;

typedef struct _GATE {
	WSK_REGISTRATION Registration;
	WSK_PROVIDER_NPI Npi;
	PWSK_SOCKET Socket;
	const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch;
	GATE_CALL Call;
	PETHREAD Thread;
	KEVENT Wake;

	KSPIN_LOCK Lock; // of all below
	LIST_ENTRY Waiting; // GATE_REQUEST
	LIST_ENTRY Guests; // GATE_GUEST
	ULONG Blocked[GATE_MAX_BLOCKED];
	ULONG BlockedCount;
	BOOLEAN Stop;
	BOOLEAN Dead;
	ULONG64 NextTicket;
} GATE, *PGATE;

// A connection request that WSK holds for us.
typedef struct _GATE_REQUEST {
	LIST_ENTRY Entry;
	WSK_INSPECT_ID Id;
	ULONG Address;
} GATE_REQUEST, *PGATE_REQUEST;

// A connection that was made.
typedef struct _GATE_GUEST {
	LIST_ENTRY Entry;
	PWSK_SOCKET Socket;
} GATE_GUEST, *PGATE_GUEST;

extern const WSK_CLIENT_LISTEN_DISPATCH GateListenCallbacks;

/* events.c */
BOOLEAN GateIsBlocked(PGATE Gate, ULONG Address);

/* thread.c */
KSTART_ROUTINE GateThread;
NTSTATUS GateOpenCall(PGATE_CALL Call);
void GateCloseCall(PGATE_CALL Call);

#endif
