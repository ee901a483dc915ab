#include "gate.h"

static NTSTATUS WSKAPI GateAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
				  PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
				  const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch);
static WSK_INSPECT_ACTION WSKAPI GateInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
					     PWSK_INSPECT_ID InspectID);
static NTSTATUS WSKAPI GateAbort(PVOID SocketContext, PWSK_INSPECT_ID InspectID);

const WSK_CLIENT_LISTEN_DISPATCH GateListenCallbacks = {
	.WskAcceptEvent = GateAccept,
	.WskInspectEvent = GateInspect,
	.WskAbortEvent = GateAbort,
};

static void GateReportDead(PGATE Gate)
{
	KIRQL irql;

	KeAcquireSpinLock(&Gate->Lock, &irql);
	Gate->Dead = TRUE;
	KeReleaseSpinLock(&Gate->Lock, irql);
	KeSetEvent(&Gate->Wake, IO_NO_INCREMENT, FALSE);
}

/* The lock is held. */
BOOLEAN GateIsBlocked(PGATE Gate, ULONG Address)
{
	ULONG i;

	for (i = 0; i < Gate->BlockedCount; i++) {
		if (Gate->Blocked[i] == Address)
			return TRUE;
	}
	return FALSE;
}

/* The socket is served without callbacks, so it gets neither a context nor a table. */
static NTSTATUS WSKAPI GateAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
				  PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
				  const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
	PGATE gate = SocketContext;
	PGATE_GUEST guest;
	BOOLEAN stop;
	KIRQL irql;

	UNREFERENCED_PARAMETER(Flags);
	UNREFERENCED_PARAMETER(LocalAddress);
	UNREFERENCED_PARAMETER(RemoteAddress);

	*AcceptSocketContext = NULL;
	*AcceptSocketDispatch = NULL;
	if (AcceptSocket == NULL) {
		GateReportDead(gate);
		return STATUS_REQUEST_NOT_ACCEPTED;
	}
	guest = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*guest), GATE_TAG);
	if (guest == NULL)
		return STATUS_REQUEST_NOT_ACCEPTED;
	guest->Socket = AcceptSocket;

	KeAcquireSpinLock(&gate->Lock, &irql);
	stop = gate->Stop;
	if (!stop)
		InsertTailList(&gate->Guests, &guest->Entry);
	KeReleaseSpinLock(&gate->Lock, irql);

	if (stop) {
		ExFreePoolWithTag(guest, GATE_TAG);
		return STATUS_REQUEST_NOT_ACCEPTED;
	}
	KeSetEvent(&gate->Wake, IO_NO_INCREMENT, FALSE);
	return STATUS_SUCCESS;
}

/* The addresses are gone when this returns: the one that the decision needs is copied. */
static WSK_INSPECT_ACTION WSKAPI GateInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
					     PWSK_INSPECT_ID InspectID)
{
	PGATE gate = SocketContext;
	PGATE_REQUEST request;
	BOOLEAN pend = FALSE;
	KIRQL irql;

	UNREFERENCED_PARAMETER(LocalAddress);

	if (!InspectID) {
		GateReportDead(gate);
		return WskInspectReject;
	}
	request = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*request), GATE_TAG);
	if (!request)
		return WskInspectReject;
	RtlCopyMemory(&request->Id, InspectID, sizeof(request->Id));
	request->Address = ((PSOCKADDR_IN)RemoteAddress)->sin_addr.s_addr;

	KeAcquireSpinLock(&gate->Lock, &irql);
	if (!gate->Stop && !gate->Dead) {
		InsertTailList(&gate->Waiting, &request->Entry);
		pend = TRUE;
	}
	KeReleaseSpinLock(&gate->Lock, irql);

	if (!pend) {
		ExFreePoolWithTag(request, GATE_TAG);
		return WskInspectReject;
	}
	KeSetEvent(&gate->Wake, IO_NO_INCREMENT, FALSE);
	return WskInspectPend;
}

static BOOLEAN GateIsSame(const WSK_INSPECT_ID *Left, const WSK_INSPECT_ID *Right)
{
	return Left->Key == Right->Key && Left->SerialNumber == Right->SerialNumber;
}

/* If the thread has taken the request already, its WskInspectComplete will have no effect. */
static NTSTATUS WSKAPI GateAbort(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
	PGATE gate = SocketContext;
	PGATE_REQUEST aborted = NULL;
	PLIST_ENTRY entry;
	KIRQL irql;

	KeAcquireSpinLock(&gate->Lock, &irql);
	for (entry = gate->Waiting.Flink; entry != &gate->Waiting; entry = entry->Flink) {
		PGATE_REQUEST request = CONTAINING_RECORD(entry, GATE_REQUEST, Entry);

		if (GateIsSame(&request->Id, InspectID)) {
			RemoveEntryList(&request->Entry);
			aborted = request;
			break;
		}
	}
	KeReleaseSpinLock(&gate->Lock, irql);
	if (aborted)
		ExFreePoolWithTag(aborted, GATE_TAG);
	return STATUS_SUCCESS;
}
