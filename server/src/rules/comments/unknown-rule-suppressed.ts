import {
  c,
  defineSuppressionRule,
  nearestName,
  renamed,
  withoutName,
  withoutSuppression,
  type Fix,
  type Suppression,
} from '../kit';

export default defineSuppressionRule({
  code: 'WSK003',
  name: 'unknown-rule-suppressed',
  category: 'comments',
  severity: 'warning',
  since: 'unreleased',
  summary: 'A comment names a rule that does not exist, and silences nothing.',
  why: `
    A name that is misspelt, or the code of a rule in the place of its name, silences nothing.
    Whoever reads the comment believes that the finding was dealt with.`,
  remedy: `
    Write the name of a rule as the finding has it, or take the name out.`,
  exceptions: `
    A name of a rule that a later version brings is unknown to this one.`,
  related: {
    'unused-suppression': 'a name that no rule has is told as unknown, and not as unused.',
  },
  sources: [],
  bad: c`
    NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        UNREFERENCED_PARAMETER(Context);
        // wsk-ignore WSK201: the filter below takes the IRP back and frees it
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

  *check({ suppressions, known, unit }) {
    const names = known.map(({ name }) => name);
    for (const suppression of suppressions.all) {
      for (const [index, { text, at }] of suppression.names.entries()) {
        if (names.includes(text)) continue;
        const byCode = known.find(({ code }) => code.toLowerCase() === text.toLowerCase())?.name;
        const nearest = byCode ?? nearestName(text, names);
        yield {
          at,
          message: messageOf(text, nearest, byCode !== undefined),
          fix:
            nearest === undefined
              ? removal(suppression, index, unit.file.text)
              : {
                  title: `Name ${nearest}`,
                  edits: renamed(suppression, text, nearest),
                  safe: byCode !== undefined,
                },
        };
      }
    }
  },
});

function messageOf(name: string, nearest: string | undefined, isCode: boolean): string {
  if (nearest === undefined) return `there is no rule named '${name}'`;
  if (isCode) return `a comment names a rule by its name, which for '${name}' is '${nearest}'`;
  return `there is no rule named '${name}', perhaps '${nearest}' is meant`;
}

function removal(suppression: Suppression, index: number, text: string): Fix | undefined {
  if (suppression.names.length === 1) {
    return {
      title: 'Remove the comment that silences nothing',
      edits: withoutSuppression(text, suppression),
      safe: false,
    };
  }
  const edits = withoutName(suppression, index);
  return edits && { title: 'Remove the unknown name', edits, safe: false };
}
