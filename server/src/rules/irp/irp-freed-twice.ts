import { areInOneBlock, c, defineRule, deleteCall, learn, pathTo, placeOf, secondFrees } from '../kit';

export default defineRule({
  code: 'WSK211',
  name: 'irp-freed-twice',
  category: 'irp',
  severity: 'error',
  since: 'unreleased',
  summary: 'The caller frees an IRP or its request on failure although the completion routine frees it as well.',
  why: `
    WSK completes every IRP that it is given, also where the call returns an error at once.
    The completion routine has then run, or will run, and it frees the IRP.
    Whoever frees it a second time gives the pool a block that may belong to somebody else by now.
    The system stops with BAD_POOL_CALLER, or corrupts memory that another driver has just been given.`,
  remedy: `
    Free the IRP in one place only: in the IoCompletion routine, which runs however the request ends.`,
  exceptions: `
    Where the routine only sets an event, the caller frees the IRP once, after the wait.
    A routine that frees it only on some of its ways is left alone.`,
  related: {
    'irp-leaked': 'an IRP is freed once on each way: neither twice nor never.',
    'irp-used-when-not-owned': 'WSK completes the IRP even where the call fails: the routine has it then.',
  },
  sources: [learn.network('using-irps-with-winsock-kernel-functions'), learn.ddi('wdm/nf-wdm-iofreeirp')],
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
        NTSTATUS status;
        PIRP Irp = IoAllocateIrp(1, FALSE);
        if (Irp == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        IoSetCompletionRoutine(Irp, SendDone, NULL, TRUE, TRUE, TRUE);
        status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
        if (!NT_SUCCESS(status)) {
            IoFreeIrp(Irp);
        }
        return status;
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

  query: secondFrees,

  *check({ at, through, detail: { irp, owner, since }, use }, analysis) {
    const before = owner === 'routine' ? 'its completion routine frees it as well' : 'it was freed before';
    yield {
      at,
      message:
        through === undefined ? `'${irp}' is freed here, and ${before}` : `'${through}' frees an IRP, and ${before}`,
      related: [
        ...pathTo(analysis, since, owner === 'routine' ? 'the routine frees it here' : 'freed here'),
        ...(through === undefined ? [] : placeOf(analysis, use.at, 'freed here')),
      ],
      // What was freed before on some ways only has to be freed here on the others.
      fix:
        through === undefined && (owner === 'routine' || areInOneBlock(analysis, since.at, use.at))
          ? deleteCall(analysis, use.at, 'Delete this call')
          : undefined,
    };
  },
});
