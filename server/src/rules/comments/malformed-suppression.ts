import { c, defineSuppressionRule, understoodAs } from '../kit';

export default defineSuppressionRule({
  code: 'WSK005',
  name: 'malformed-suppression',
  category: 'comments',
  severity: 'warning',
  since: 'unreleased',
  summary: 'A comment is to silence a finding, but is not written so that it can.',
  why: `
    What silences a finding is one of wsk-ignore, wsk-ignore-function, wsk-ignore-file, wsk-ignore-begin and
    wsk-ignore-end, then the names of rules with commas between them, then a colon and the reason.
    Anything else is a comment like any other, and silences nothing.`,
  remedy: `
    Write the keyword, the names of the rules, a colon and the reason.`,
  exceptions: `
    A comment that only speaks of these words is left alone, as long as it names no rule.`,
  related: {
    'suppression-without-reason': 'a comment that is understood but gives no reason is told as such.',
    'unmatched-suppression': 'of a range it is told when it is written wrong, and when its other end is missing.',
  },
  sources: [],
  bad: c`
    NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        UNREFERENCED_PARAMETER(Context);
        // wsk-ignore-next-line completion-routine-lets-own-irp-go-on -- the filter below takes the IRP back
        return STATUS_SUCCESS;
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
  good: c`
    NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        UNREFERENCED_PARAMETER(Context);
        // wsk-ignore completion-routine-lets-own-irp-go-on: the filter below takes the IRP back
        return STATUS_SUCCESS;
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

  *check({ suppressions, known, unit }) {
    for (const comment of suppressions.malformed) {
      const meant = understoodAs(comment, known, unit.file.text);
      if (meant === undefined) continue;
      yield { at: meant.at, message: meant.message, fix: meant.fix };
    }
  },
});
