import { c, defineRule, insertBeforeReturn, learn, obligations, pathTo } from '../kit';

export default defineRule({
  code: 'WSK212',
  name: 'irp-leaked',
  category: 'irp',
  severity: 'error',
  since: 'unreleased',
  summary: 'An IRP that the driver allocated is neither freed nor kept when the operation is over.',
  why: `
    An IRP from IoAllocateIrp belongs to the driver until it calls IoFreeIrp: WSK never frees it.
    A function that returns with the only pointer to it has lost it for good.
    Each time that happens, non-paged pool is gone until the system starts again.
    A driver that loses an IRP for each failed request can be made to exhaust it from the network.`,
  remedy: `
    Call IoFreeIrp on each way that does not hand the IRP to WSK, and in the IoCompletion routine for all others.`,
  exceptions: `
    An IRP that is returned, stored where others find it, put into a list or handed to code that the checker does not see is not meant.
    Nor is one whose IoCompletion routine frees or keeps it.
    If the IRP is found again in another way, silence the line with a reason.`,
  related: {
    'result-used-before-null-check': 'an allocation that nobody tested is told by `result-used-before-null-check`.',
    'socket-never-closed': 'what was acquired is given back on each way out, failures among them.',
  },
  sources: [learn.network('using-irps-with-winsock-kernel-functions'), learn.ddi('wdm/nf-wdm-ioallocateirp')],
  bad: c`
    IO_COMPLETION_ROUTINE SendDone;

    NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer)
    {
        PIRP Irp = IoAllocateIrp(1, FALSE);
        if (Irp == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        if (Buffer->Length == 0) {
            return STATUS_INVALID_PARAMETER;
        }
        IoSetCompletionRoutine(Irp, SendDone, NULL, TRUE, TRUE, TRUE);
        return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
    }
  `,
  good: c`
    IO_COMPLETION_ROUTINE SendDone;

    NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer)
    {
        PIRP Irp = IoAllocateIrp(1, FALSE);
        if (Irp == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        if (Buffer->Length == 0) {
            IoFreeIrp(Irp);
            return STATUS_INVALID_PARAMETER;
        }
        IoSetCompletionRoutine(Irp, SendDone, NULL, TRUE, TRUE, TRUE);
        return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
    }
  `,

  query: (analysis) => obligations(analysis).filter(({ resource }) => resource === 'IRP'),

  *check({ name, at, isLastBrace, again, acquired, isPending }, analysis) {
    const maker = acquired.through[0]?.callee ?? acquired.callee;
    const irp = name === undefined ? `the IRP that ${maker} has made` : `'${name}'`;
    const end =
      again !== undefined ? `the loop calls ${again} again` : isLastBrace ? 'the function ends' : 'this returns';
    yield {
      at,
      message: isPending
        ? `${irp} is never freed: ${end}, and its IoCompletion routine leaves it as it is`
        : `${irp} is neither freed nor kept when ${end}`,
      related: again === acquired.callee ? [] : pathTo(analysis, acquired, 'the IRP is allocated here'),
      fix:
        name === undefined || isPending || again !== undefined
          ? undefined
          : insertBeforeReturn(
              analysis.unit.tree,
              at.start,
              `IoFreeIrp(${name});`,
              'Call IoFreeIrp before this return',
            ),
    };
  },
});
