#include "gate.h"

#define LISTEN(g) ((g)->Dispatch)

static NTSTATUS GateDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Irp);
	KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS GateOpenCall(PGATE_CALL Call)
{
	KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
	Call->Irp = IoAllocateIrp(1, FALSE);
	return Call->Irp ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

void GateCloseCall(PGATE_CALL Call)
{
	IoFreeIrp(Call->Irp);
	Call->Irp = NULL;
}

static PIRP GateArm(PGATE_CALL Call)
{
	IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
	IoSetCompletionRoutine(Call->Irp, GateDone, &Call->Event, TRUE, TRUE, TRUE);
	return Call->Irp;
}

static NTSTATUS GateWait(PGATE_CALL Call)
{
	KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
	return Call->Irp->IoStatus.Status;
}

static void GateShut(PGATE Gate, PWSK_SOCKET Socket)
{
	const WSK_PROVIDER_BASIC_DISPATCH *basic = Socket->Dispatch;

	basic->WskCloseSocket(Socket, GateArm(&Gate->Call));
	GateWait(&Gate->Call);
}

static NTSTATUS GateSetOption(PGATE Gate, ULONG Option, ULONG Value)
{
	/* The value is read until the request is complete, which is before this returns. */
	LISTEN(Gate)->WskControlSocket(Gate->Socket, WskSetOption, Option, SOL_SOCKET, sizeof(Value), &Value, 0, NULL,
				       NULL, GateArm(&Gate->Call));
	return GateWait(&Gate->Call);
}

static NTSTATUS GateSwitchAccept(PGATE Gate, BOOLEAN On)
{
	WSK_EVENT_CALLBACK_CONTROL control = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };

	if (On)
		return LISTEN(Gate)->WskControlSocket(Gate->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
						      sizeof(control), &control, 0, NULL, NULL, NULL);
	/* With an IRP this ends once no accept event is running any more. */
	control.EventMask |= WSK_EVENT_DISABLE;
	LISTEN(Gate)->WskControlSocket(Gate->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control),
				       &control, 0, NULL, NULL, GateArm(&Gate->Call));
	return GateWait(&Gate->Call);
}

static NTSTATUS GateOpen(PGATE Gate)
{
	SOCKADDR_IN any = { .sin_family = AF_INET, .sin_port = GATE_PORT };
	NTSTATUS status;

	Gate->Npi.Dispatch->WskSocket(Gate->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Gate,
				      &GateListenCallbacks, NULL, NULL, NULL, GateArm(&Gate->Call));
	status = GateWait(&Gate->Call);
	if (!NT_SUCCESS(status))
		return status;
	Gate->Socket = (PWSK_SOCKET)Gate->Call.Irp->IoStatus.Information;
	Gate->Dispatch = Gate->Socket->Dispatch;

	/* Both before the bind: from then on requests come in. */
	status = GateSetOption(Gate, SO_EXCLUSIVEADDRUSE, 1);
	if (!NT_SUCCESS(status))
		goto close;
	status = GateSetOption(Gate, SO_CONDITIONAL_ACCEPT, 1);
	if (!NT_SUCCESS(status))
		goto close;
	LISTEN(Gate)->WskBind(Gate->Socket, (PSOCKADDR)&any, 0, GateArm(&Gate->Call));
	status = GateWait(&Gate->Call);
	if (!NT_SUCCESS(status))
		goto close;
	status = GateSwitchAccept(Gate, TRUE);
	if (NT_SUCCESS(status))
		return status;
close:
	GateShut(Gate, Gate->Socket);
	Gate->Socket = NULL;
	return status;
}

static PLIST_ENTRY GatePop(PGATE Gate, PLIST_ENTRY List)
{
	KIRQL irql;
	PLIST_ENTRY entry = NULL;

	KeAcquireSpinLock(&Gate->Lock, &irql);
	if (!IsListEmpty(List))
		entry = RemoveHeadList(List);
	KeReleaseSpinLock(&Gate->Lock, irql);
	return entry;
}

static void GateDecide(PGATE Gate, BOOLEAN RejectAll)
{
	PLIST_ENTRY entry;

	while ((entry = GatePop(Gate, &Gate->Waiting)) != NULL) {
		PGATE_REQUEST request = CONTAINING_RECORD(entry, GATE_REQUEST, Entry);
		WSK_INSPECT_ACTION action = WskInspectReject;
		KIRQL irql;

		KeAcquireSpinLock(&Gate->Lock, &irql);
		if (!RejectAll && !GateIsBlocked(Gate, request->Address))
			action = WskInspectAccept;
		KeReleaseSpinLock(&Gate->Lock, irql);

		LISTEN(Gate)->WskInspectComplete(Gate->Socket, &request->Id, action, GateArm(&Gate->Call));
		GateWait(&Gate->Call);
		ExFreePoolWithTag(request, GATE_TAG);
	}
}

/* The ticket goes out with the end of the connection. */
static NTSTATUS GateHandOut(PGATE Gate, PGATE_GUEST Guest)
{
	const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Guest->Socket->Dispatch;
	PGATE_TICKET ticket;
	LARGE_INTEGER now;
	WSK_BUF last;
	NTSTATUS status;

	ticket = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*ticket), GATE_TAG);
	if (!ticket)
		return STATUS_INSUFFICIENT_RESOURCES;
	KeQuerySystemTimePrecise(&now);
	ticket->Number = Gate->NextTicket++;
	ticket->Issued = (ULONG64)now.QuadPart;

	last.Offset = 0;
	last.Length = sizeof(*ticket);
	last.Mdl = IoAllocateMdl(ticket, sizeof(*ticket), FALSE, FALSE, NULL);
	if (!last.Mdl) {
		ExFreePoolWithTag(ticket, GATE_TAG);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	MmBuildMdlForNonPagedPool(last.Mdl);

	dispatch->WskDisconnect(Guest->Socket, &last, 0, GateArm(&Gate->Call));
	status = GateWait(&Gate->Call);

	IoFreeMdl(last.Mdl);
	ExFreePoolWithTag(ticket, GATE_TAG);
	return status;
}

static void GateServe(PGATE Gate, BOOLEAN SendAway)
{
	PLIST_ENTRY entry;

	while ((entry = GatePop(Gate, &Gate->Guests)) != NULL) {
		PGATE_GUEST guest = CONTAINING_RECORD(entry, GATE_GUEST, Entry);

		if (!SendAway) {
			NTSTATUS status = GateHandOut(Gate, guest);

			if (!NT_SUCCESS(status))
				DbgPrint("gate: a guest left without ticket, 0x%08x\n", status);
		}
		GateShut(Gate, guest->Socket);
		ExFreePoolWithTag(guest, GATE_TAG);
	}
}

static void GateClose(PGATE Gate)
{
	PLIST_ENTRY entry;
	KIRQL irql;

	if (!Gate->Socket)
		return;
	KeAcquireSpinLock(&Gate->Lock, &irql);
	Gate->Dead = TRUE;
	KeReleaseSpinLock(&Gate->Lock, irql);

	GateSwitchAccept(Gate, FALSE);
	GateDecide(Gate, TRUE);
	GateShut(Gate, Gate->Socket);
	Gate->Socket = NULL;
	while ((entry = GatePop(Gate, &Gate->Waiting)) != NULL)
		ExFreePoolWithTag(CONTAINING_RECORD(entry, GATE_REQUEST, Entry), GATE_TAG);
}

VOID GateThread(PVOID StartContext)
{
	PGATE gate = StartContext;
	NTSTATUS status = GateOpen(gate);

	if (!NT_SUCCESS(status))
		DbgPrint("gate: stays closed, 0x%08x\n", status);
	for (;;) {
		KeWaitForSingleObject(&gate->Wake, Executive, KernelMode, FALSE, NULL);
		if (gate->Stop)
			break;
		if (gate->Dead)
			GateClose(gate);
		if (gate->Socket)
			GateDecide(gate, FALSE);
		GateServe(gate, FALSE);
	}
	GateClose(gate);
	GateServe(gate, TRUE);
	PsTerminateSystemThread(STATUS_SUCCESS);
}
