import { c, defineRule, learn, pathTo, placeOf, readsOfFreedIrps, usesOfLostIrps } from '../kit';

export default defineRule({
  code: 'WSK210',
  name: 'irp-used-when-not-owned',
  category: 'irp',
  severity: 'error',
  since: 'unreleased',
  summary: 'An IRP is touched while WSK or the completion routine owns it, or after it was freed.',
  why: `
    From the call on the IRP belongs to WSK, and after it to its completion routine.
    What is reset, freed or sent again meanwhile is completed by WSK all the same, in the middle of its next use.
    A routine that frees the IRP may have done so before the call returns: any look at it is one into freed memory.
    The system stops with MULTIPLE_IRP_COMPLETE_REQUESTS or in the pool, and only when the timing is bad.`,
  remedy: `
    Read what you need before the call, or in the IoCompletion routine.
    To look at the IRP behind the call, wait for its completion first.`,
  exceptions: `
    Where STATUS_PENDING is excluded, or the driver has waited for the event that the routine sets, the IRP is its own again.
    Where the checker cannot see that the request is complete, nothing is said.`,
  related: {
    'cancelled-irp-freed-without-wait':
      'a free behind IoCancelIrp or a wait that may time out is told by `cancelled-irp-freed-without-wait`.',
    'pending-taken-for-success':
      'IoStatus that is read while the request may be pending is told by `pending-taken-for-success`.',
  },
  sources: [
    learn.network('using-irps-with-winsock-kernel-functions'),
    learn.ddi('wdm/nf-wdm-ioreuseirp'),
    learn.ddi('wdm/nf-wdm-iofreeirp'),
  ],
  bad: c`
    NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS SendTwice(PWSK_SOCKET Socket, PWSK_BUF First, PWSK_BUF Second, PIRP Irp, PKEVENT Done)
    {
        const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;

        IoReuseIrp(Irp, STATUS_SUCCESS);
        IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
        Dispatch->WskSend(Socket, First, 0, Irp);
        IoReuseIrp(Irp, STATUS_SUCCESS);
        IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
        return Dispatch->WskSend(Socket, Second, 0, Irp);
    }
  `,
  good: c`
    NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS SendTwice(PWSK_SOCKET Socket, PWSK_BUF First, PWSK_BUF Second, PIRP Irp, PKEVENT Done)
    {
        const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;

        KeInitializeEvent(Done, SynchronizationEvent, FALSE);
        IoReuseIrp(Irp, STATUS_SUCCESS);
        IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
        Dispatch->WskSend(Socket, First, 0, Irp);
        KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
        IoReuseIrp(Irp, STATUS_SUCCESS);
        IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
        return Dispatch->WskSend(Socket, Second, 0, Irp);
    }
  `,

  query: (analysis) => [...usesOfLostIrps(analysis), ...readsOfFreedIrps(analysis)],

  *check(found, analysis) {
    if ('text' in found) {
      const { at, text, request } = found;
      yield {
        at,
        message: `'${text}' is read after the IRP was freed`,
        related: pathTo(analysis, request, 'freed here'),
      };
      return;
    }
    const { at, callee, through, detail, use } = found;
    const { irp, owner, since } = detail;
    const deed = DEEDS[callee] ?? `goes to ${callee}`;
    const why = {
      WSK: `although nothing shows that ${since.callee} has completed it`,
      routine: 'although its completion routine frees it',
      nobody: 'after it was freed',
    }[owner];
    yield {
      at,
      message: through === undefined ? `'${irp}' ${deed} ${why}` : `an IRP ${deed} by '${through}' ${why}`,
      related: [
        ...pathTo(analysis, since, owner === 'WSK' ? 'it is handed to WSK here' : 'freed here'),
        ...(through === undefined ? [] : placeOf(analysis, use.at, 'it happens here')),
      ],
    };
  },
});

const DEEDS: Readonly<Record<string, string>> = {
  IoReuseIrp: 'is reset',
  IoFreeIrp: 'is freed',
  IoCancelIrp: 'is cancelled',
  IoSetCompletionRoutine: 'is given a completion routine',
};
