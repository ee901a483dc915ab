import { c, callsWithoutRoutine, defineRule, prepareCall, learn, pathTo, placeOf, routineTextFor } from '../kit';

export default defineRule({
  code: 'WSK206',
  name: 'irp-without-completion-routine',
  category: 'irp',
  severity: 'error',
  since: 'unreleased',
  summary: 'An IRP the driver allocated or reused reaches WSK without a completion routine.',
  why: `
    An IRP of the driver has nobody above it who wants it back.
    Only a completion routine that returns STATUS_MORE_PROCESSING_REQUIRED keeps the I/O manager from going on.
    Without one it completes the IRP to its end as if a thread had sent it, and works with fields that nobody filled.
    The system stops in the I/O manager, long after the call, and nothing in the dump names the driver.
    IoReuseIrp takes the routine away, and a completed request does so, too: it has to be set before each call.`,
  remedy: `
    Call IoSetCompletionRoutine right before the request, also where the IRP is used again: IoReuseIrp has taken the routine away.`,
  exceptions: `
    An IRP from a driver above needs no routine of this driver.
    Where the routine is written into the stack location by hand, silence the line with a reason.`,
  related: {
    'irp-reused-without-ioreuseirp':
      'IoReuseIrp comes first, then the routine; where both are missing, `irp-without-completion-routine` speaks.',
    'completion-routine-not-always-called': 'the routine has to be there, and to run however the request ends.',
  },
  sources: [
    learn.network('using-irps-with-winsock-kernel-functions'),
    learn.ddi('wdm/nf-wdm-iosetcompletionroutine'),
    learn.ddi('wdm/nf-wdm-ioreuseirp'),
  ],
  bad: c`
    NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer)
    {
        PIRP Irp = IoAllocateIrp(1, FALSE);
        if (Irp == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
    }
  `,
  good: c`
    NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Context);
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer)
    {
        PIRP Irp = IoAllocateIrp(1, FALSE);
        if (Irp == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        IoSetCompletionRoutine(Irp, SendDone, NULL, TRUE, TRUE, TRUE);
        return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
    }
  `,

  query: callsWithoutRoutine,

  *check({ at, callee, through, detail: { irp, state, since }, use }, analysis) {
    const hasNone = state === 'fresh' ? 'has no completion routine' : 'has completed and lost its completion routine';
    const set = through === undefined ? routineTextFor(analysis, use) : undefined;
    const reset = state === 'fresh' ? [] : [`IoReuseIrp(${irp}, STATUS_SUCCESS);`];
    yield {
      at,
      message:
        through === undefined
          ? `'${irp}' ${hasNone} when ${callee} gets it`
          : `the IRP that ${through} hands to ${callee} ${hasNone}`,
      related: [
        ...pathTo(analysis, since, `since ${since.callee}`),
        ...(through === undefined ? [] : placeOf(analysis, use.at, `it goes to ${callee} here`)),
      ],
      fix:
        set === undefined
          ? undefined
          : prepareCall(analysis, use.at, [...reset, set], 'Set the completion routine before this call'),
    };
  },
});
