import { c, defineRule, learn, partialRoutines, pathTo, placeOf } from '../kit';

export default defineRule({
  code: 'WSK207',
  name: 'completion-routine-not-always-called',
  category: 'irp',
  severity: 'error',
  since: 'unreleased',
  summary: 'A completion routine is set for an own IRP with an Invoke flag that is not TRUE.',
  why: `
    The I/O manager skips the routine for each way of ending whose flag is FALSE.
    An own IRP then goes on to its end, although nobody above it takes it, and the system stops or corrupts memory.
    Whoever waits for the routine to set an event waits for ever, and what it frees is leaked.
    Requests end with an error, or are cancelled, on the day a cable is pulled or a peer is restarted.`,
  remedy: `
    Pass TRUE for InvokeOnSuccess, InvokeOnError and InvokeOnCancel.`,
  exceptions: `
    For an IRP that a driver above has sent, any choice of flags is right.
    Only IRPs that the driver made and that go to WSK are looked at.`,
  sources: [learn.ddi('wdm/nf-wdm-iosetcompletionroutine'), learn.network('using-irps-with-winsock-kernel-functions')],
  bad: c`
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
        IoSetCompletionRoutine(Irp, SendDone, NULL, TRUE, FALSE, FALSE);
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

  query: partialRoutines,

  *check({ routine, irp, off, request }, analysis) {
    const [first] = off;
    if (first === undefined) return;
    const flags = off.map(({ flag }) => flag).join(' and ');
    const origin = request.arguments.get('Irp')?.facts.get('own')?.site;
    yield {
      at: first.at,
      message: `'${routine}' is not called when '${irp}' ${off.map(({ flag }) => ENDS[flag]).join(' or ')}, as ${flags} ${off.length > 1 ? 'are' : 'is'} FALSE`,
      related: [
        ...(origin === undefined ? [] : pathTo(analysis, origin, 'the IRP belongs to the driver from here on')),
        ...placeOf(analysis, request.at, `it goes to ${request.callee} here`),
      ],
      // A flag in a variable may have been meant for something else.
      fix: off.every(({ text }) => /^(?:FALSE|false|0)$/.test(text))
        ? { title: 'Set the flags to TRUE', edits: off.map(({ at }) => ({ at, text: 'TRUE' })), safe: true }
        : undefined,
    };
  },
});

const ENDS = { InvokeOnSuccess: 'succeeds', InvokeOnError: 'fails', InvokeOnCancel: 'is cancelled' } as const;
