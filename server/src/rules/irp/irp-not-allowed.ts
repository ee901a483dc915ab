import { c, callsWithIrpTooMany, defineRule, learn, placeOf, replaceArgument } from '../kit';

export default defineRule({
  code: 'WSK203',
  name: 'irp-not-allowed',
  category: 'irp',
  severity: 'error',
  since: 'unreleased',
  summary: 'An IRP is passed with a control code that completes inline and takes none.',
  why: `
    Some control codes are done when the call returns, and tell their outcome by what it returns.
    With an IRP the call fails, and what was asked for is not set or not told.
    A driver that takes such a request for one that will complete waits for an event that nobody sets.`,
  remedy: `
    Pass NULL for the IRP: the call is over when it returns, and its value is the outcome.`,
  exceptions: `
    To switch event callbacks off an IRP may be passed with SO_WSK_EVENT_CALLBACK. To switch them on WSK takes one as well,
    though the page asks for NULL: nothing is said of it.
    Where it cannot be seen that the pointer is an IRP, nothing is said.`,
  sources: [
    learn.network('performing-control-operations-on-a-client-object'),
    learn.network('sio-wsk-query-inspect-id'),
    learn.network('wsk-set-static-event-callbacks'),
  ],
  bad: c`
    NTSTATUS SwitchTdiOff(PWSK_PROVIDER_NPI Npi, PIRP Irp, PIO_COMPLETION_ROUTINE Routine)
    {
        ULONG Behavior = WSK_TDI_BEHAVIOR_BYPASS_TDI;
        IoSetCompletionRoutine(Irp, Routine, NULL, TRUE, TRUE, TRUE);
        return Npi->Dispatch->WskControlClient(Npi->Client, WSK_TDI_BEHAVIOR, sizeof(Behavior), &Behavior, 0, NULL, NULL, Irp);
    }
  `,
  good: c`
    NTSTATUS SwitchTdiOff(PWSK_PROVIDER_NPI Npi)
    {
        ULONG Behavior = WSK_TDI_BEHAVIOR_BYPASS_TDI;
        return Npi->Dispatch->WskControlClient(Npi->Client, WSK_TDI_BEHAVIOR, sizeof(Behavior), &Behavior, 0, NULL, NULL, NULL);
    }
  `,

  query: callsWithIrpTooMany,

  *check({ at, callee, through, detail: { code, irp }, use }, analysis) {
    const argument = use.arguments.get('Irp');
    yield {
      at,
      message:
        through === undefined
          ? `'${irp}' is passed with ${code}, which takes no IRP`
          : `'${through}' is given an IRP for ${code}, which takes none`,
      related: through === undefined ? [] : placeOf(analysis, use.at, `it hands it to ${callee} here`),
      fix:
        through === undefined && argument !== undefined
          ? replaceArgument(analysis, argument.at, 'NULL', { title: 'Pass NULL as the IRP', safe: false })
          : undefined,
    };
  },
});
