import { c, defineSuppressionRule, withReason } from '../kit';

export default defineSuppressionRule({
  code: 'WSK002',
  name: 'suppression-without-reason',
  category: 'comments',
  severity: 'warning',
  since: 'unreleased',
  summary: 'A comment that is to silence a finding does not say why, and silences nothing.',
  why: `
    Who reads the code next has to know why the finding is no mistake, and when it becomes one.
    Without a reason behind a colon the comment has no effect.`,
  remedy: `
    Say behind a colon why the finding is no mistake here.`,
  exceptions: `
    There are none: a short reason is enough.`,
  sources: [],
  bad: c`
    NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        UNREFERENCED_PARAMETER(Context);
        // wsk-ignore completion-routine-lets-own-irp-go-on
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
        // wsk-ignore completion-routine-lets-own-irp-go-on: the filter below takes the IRP back and frees it
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

  *check({ suppressions }) {
    for (const suppression of suppressions.all) {
      if (suppression.reason !== undefined) continue;
      yield {
        at: { start: suppression.keyword.at.start, end: suppression.tail.start },
        message: `this ${suppression.keyword.text} silences nothing until a reason stands behind a colon`,
        fix: { title: 'Write the reason', edits: [withReason(suppression)], safe: false },
      };
    }
  },
});
