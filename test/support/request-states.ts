import { statesTold } from './analysis';

/** A routine that sets the event it is given, one that finds it in its context, and one that frees the IRP. */
const ROUTINES = `
NTSTATUS Set(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS SetInside(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent(&((POPERATION)c)->Event, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Free(PDEVICE_OBJECT d, PIRP i, PVOID c) { IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Nothing(PDEVICE_OBJECT d, PIRP i, PVOID c) { return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS SetIfPending(PDEVICE_OBJECT d, PIRP i, PVOID c) { if (i->PendingReturned) KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
VOID Wait(PKEVENT e) { KeWaitForSingleObject(e, Executive, KernelMode, FALSE, NULL); }
VOID WaitInside(POPERATION o) { KeWaitForSingleObject(&o->Event, Executive, KernelMode, FALSE, NULL); }
VOID Settle(PKEVENT e, PIRP irp, PNTSTATUS status) {
  if (*status == STATUS_PENDING) { KeWaitForSingleObject(e, Executive, KernelMode, FALSE, NULL); *status = irp->IoStatus.Status; } }
`;

/** Sets the routine of an IRP. */
export const install = (routine = 'Set', data = '&event', irp = 'irp') =>
  `IoSetCompletionRoutine(${irp}, ${routine}, ${data}, TRUE, TRUE, TRUE);`;

/** A wait, as an expression. */
export const wait = (event = '&event', timeout = 'NULL', alertable = 'FALSE') =>
  `KeWaitForSingleObject(${event}, Executive, KernelMode, ${alertable}, ${timeout})`;

/** How the IRP, or what else is told, stands at each place in a function that has an IRP and an event. */
export function states(body: string, more = ''): string[] {
  const source = `${ROUTINES}${more}
    NTSTATUS test(PWSK_SOCKET s, POPERATION o, PLARGE_INTEGER timeout) {
      KEVENT event; LARGE_INTEGER second; NTSTATUS status = STATUS_SUCCESS; PIRP irp = IoAllocateIrp(1, FALSE);
      if (irp == NULL) return STATUS_INSUFFICIENT_RESOURCES;
      KeInitializeEvent(&event, SynchronizationEvent, FALSE);
      ${body}
      return status; }`;
  return [...new Set(statesTold(source))].sort();
}
