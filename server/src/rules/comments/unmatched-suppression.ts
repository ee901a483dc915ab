import { c, closedRange, defineSuppressionRule, mayBeOutOfSight, withoutComment } from '../kit';

export default defineSuppressionRule({
  code: 'WSK004',
  name: 'unmatched-suppression',
  category: 'comments',
  severity: 'warning',
  since: 'unreleased',
  summary: 'A range of silence has no end or no beginning, or no function belongs to the comment.',
  why: `
    A range silences what stands between wsk-ignore-begin and wsk-ignore-end with the same names.
    Where one of the two is missing, nothing is silenced.
    The same goes for wsk-ignore-function that stands neither in a function nor above one.`,
  remedy: `
    Write the missing comment with the same names, or remove the one that is alone.`,
  exceptions: `
    Nothing is said where a part of the file could not be read, as the other comment may stand there.`,
  sources: [],
  bad: c`
    NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        UNREFERENCED_PARAMETER(Context);
        // wsk-ignore-begin completion-routine-lets-own-irp-go-on: the filter below takes the IRP back
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
        // wsk-ignore-begin completion-routine-lets-own-irp-go-on: the filter below takes the IRP back
        return STATUS_SUCCESS;
        // wsk-ignore-end completion-routine-lets-own-irp-go-on
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

  *check({ suppressions: { all, strayEnds }, unit }) {
    if (mayBeOutOfSight(unit)) return;
    const removal = (of: (typeof strayEnds)[number]) => ({
      title: 'Remove the comment that silences nothing',
      edits: [withoutComment(unit.file.text, of.at)],
      safe: false,
    });
    for (const suppression of all) {
      const { at, form, scope } = suppression;
      if (scope !== undefined) continue;
      if (form === 'begin') {
        const fix = { title: 'End the range here', edits: [closedRange(unit, suppression)], safe: false };
        yield { at, message: 'no wsk-ignore-end with the same names follows', fix };
      } else {
        const message = 'this wsk-ignore-function stands neither in a function nor above one';
        yield { at, message, fix: removal(suppression) };
      }
    }
    for (const end of strayEnds) {
      yield { at: end.at, message: 'no wsk-ignore-begin with the same names stands above', fix: removal(end) };
    }
  },
});
