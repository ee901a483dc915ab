import { c, defineSuppressionRule, withoutName, withoutSuppression, type Fix, type Suppression } from '../kit';

export default defineSuppressionRule({
  code: 'WSK001',
  name: 'unused-suppression',
  category: 'comments',
  severity: 'info',
  since: 'unreleased',
  summary: 'A comment silences a rule that finds nothing there.',
  why: `
    The code was put right, or the comment stands in the wrong place.
    As long as it stays, it would hide the next mistake of that kind.`,
  remedy: `
    Remove the comment, or the name that silences nothing, or put it where the finding is.`,
  exceptions: `
    What is found may depend on other files: a comment can look unused where only a part of the driver is checked.
    Nothing is said of a rule that is switched off, nor of a place that could not be read.`,
  sources: [],
  bad: c`
    NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Context);
        IoFreeIrp(Irp);
        // wsk-ignore completion-routine-lets-own-irp-go-on: to be mended later
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
  marksUnnecessary: true,

  *check({ suppressions, unit, isUnused }) {
    for (const suppression of suppressions.all) {
      const { names, at } = suppression;
      const unused = names.filter(({ text }) => isUnused(suppression, text));
      if (unused.length === 0) continue;
      if (unused.length === names.length) {
        yield { at, message: messageOf(suppression, unused), fix: wholeRemoval(suppression, unit.file.text) };
        continue;
      }
      for (const name of unused) {
        yield { at: name.at, message: messageOf(suppression, [name]), fix: nameRemoval(suppression, name) };
      }
    }
  },
});

const messageOf = ({ keyword }: Suppression, unused: Suppression['names']): string =>
  `this ${keyword.text} silences nothing of ${unused.map(({ text }) => `'${text}'`).join(' and ')}`;

/** A person wrote down a reason: that goes only by another person's hand. */
const wholeRemoval = (suppression: Suppression, text: string): Fix => ({
  title: 'Remove the comment that silences nothing',
  edits: withoutSuppression(text, suppression),
  safe: false,
});

function nameRemoval(suppression: Suppression, name: Suppression['names'][number]): Fix | undefined {
  const edits = withoutName(suppression, suppression.names.indexOf(name));
  return edits && { title: `Remove ${name.text} from the comment`, edits, safe: false };
}
