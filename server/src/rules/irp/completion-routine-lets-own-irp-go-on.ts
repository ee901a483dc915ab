import { c, completionRoutines, defineRule, isOtherConstant, learn, pathTo, replaceValue } from '../kit';

const KEEP = 'STATUS_MORE_PROCESSING_REQUIRED';

export default defineRule({
  code: 'WSK201',
  name: 'completion-routine-lets-own-irp-go-on',
  category: 'irp',
  severity: 'error',
  since: '0.1.0',
  summary: `A completion routine of an IRP the driver allocated returns something other than ${KEEP}.`,
  why: `
    An IRP from IoAllocateIrp belongs to the driver: there is no caller above to hand it back to.
    Any other return value lets the I/O manager go on completing the IRP after the routine has returned.
    The routine has usually freed or reused it by then, so the I/O manager works on freed memory.
    The system stops with a bugcheck such as MULTIPLE_IRP_COMPLETE_REQUESTS, or corrupts its pool and stops later.`,
  remedy: `
    Return STATUS_MORE_PROCESSING_REQUIRED on each way out.`,
  exceptions: `
    A routine that also completes IRPs from other drivers is left alone.
    If the IRP comes from somewhere that the checker cannot see, silence the line with a reason.`,
  related: {
    'completion-routine-not-always-called':
      "an IRP of the driver's own ends in its routine: that is always called, and lets nobody else have the IRP.",
    'irp-freed-twice': 'a routine that frees its IRP has to keep it from being freed again.',
    'callback-signature-mismatch': 'a routine that returns nothing is told by `completion-routine-lets-own-irp-go-on`.',
  },
  sources: [learn.network('using-irps-with-winsock-kernel-functions'), learn.ddi('wdm/nf-wdm-iosetcompletionroutine')],
  bad: c`
    NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Context);
        IoFreeIrp(Irp);
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

  query: (analysis) => completionRoutines(analysis).filter(({ irp }) => irp === 'own'),

  *check({ definition, exits, origin, installed, request }, analysis) {
    const { tree } = analysis.unit;
    for (const { node, value } of exits) {
      if (!isOtherConstant(value, KEEP) && !isStatusOfIrp(value.key)) continue;
      const text =
        value.kind === 'number' || value.kind === 'named' ? (value.name ?? tree.textOf(node)) : tree.textOf(node);
      yield {
        at: tree.span(node),
        message: `'${definition.name}' can return ${text}, and the IRP it completes is the driver's own`,
        related: [
          ...(origin === undefined ? [] : pathTo(analysis, origin, 'the IRP is made here')),
          ...pathTo(analysis, installed, `'${definition.name}' becomes its IoCompletion routine here`),
          ...pathTo(analysis, request, `the IRP is handed to ${request.callee} here`),
        ],
        fix: replaceValue(tree, node, KEEP, `Return ${KEEP}`),
      };
    }
  },
});

/** The status with which the request ended, read from the IRP that the routine is given: never the one that keeps the IRP. */
const isStatusOfIrp = (key: string): boolean => key === '(*(param1).IoStatus.Status)';
