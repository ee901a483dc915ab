import { c, callsWithStaleIrp, defineRule, prepareCall, learn, pathTo, placeOf } from '../kit';

export default defineRule({
  code: 'WSK208',
  name: 'irp-reused-without-ioreuseirp',
  category: 'irp',
  severity: 'error',
  since: 'unreleased',
  summary: 'A completed IRP goes into a second WSK call without IoReuseIrp.',
  why: `
    Completion leaves an IRP as it ended: its status, its cancel flag, its flags and its current stack location.
    IoReuseIrp puts all of that back to where a new request begins.
    Without it the new request can count as cancelled or pending before it has started.
    Its stack location can be one past the end, and then WSK writes into memory behind the IRP.`,
  remedy: `
    Call IoReuseIrp and then IoSetCompletionRoutine before each further request with the same IRP.`,
  exceptions: `
    An IRP that is made anew with IoInitializeIrp, or allocated anew, needs no IoReuseIrp.
    Where a function that the checker cannot see resets the IRP, nothing is said.`,
  sources: [learn.network('using-irps-with-winsock-kernel-functions'), learn.ddi('wdm/nf-wdm-ioreuseirp')],
  bad: c`
    NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS SendTwice(PWSK_SOCKET Socket, PWSK_BUF First, PWSK_BUF Second)
    {
        const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
        KEVENT Done;
        NTSTATUS Status;
        PIRP Irp = IoAllocateIrp(1, FALSE);

        if (Irp == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        KeInitializeEvent(&Done, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(Irp, Signal, &Done, TRUE, TRUE, TRUE);
        Dispatch->WskSend(Socket, First, 0, Irp);
        KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
        if (NT_SUCCESS(Status)) {
            IoSetCompletionRoutine(Irp, Signal, &Done, TRUE, TRUE, TRUE);
            Dispatch->WskSend(Socket, Second, 0, Irp);
            KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
            Status = Irp->IoStatus.Status;
        }
        IoFreeIrp(Irp);
        return Status;
    }
  `,
  good: c`
    NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS SendTwice(PWSK_SOCKET Socket, PWSK_BUF First, PWSK_BUF Second)
    {
        const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
        KEVENT Done;
        NTSTATUS Status;
        PIRP Irp = IoAllocateIrp(1, FALSE);

        if (Irp == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        KeInitializeEvent(&Done, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(Irp, Signal, &Done, TRUE, TRUE, TRUE);
        Dispatch->WskSend(Socket, First, 0, Irp);
        KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
        if (NT_SUCCESS(Status)) {
            IoReuseIrp(Irp, STATUS_SUCCESS);
            IoSetCompletionRoutine(Irp, Signal, &Done, TRUE, TRUE, TRUE);
            Dispatch->WskSend(Socket, Second, 0, Irp);
            KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
            Status = Irp->IoStatus.Status;
        }
        IoFreeIrp(Irp);
        return Status;
    }
  `,

  query: callsWithStaleIrp,

  *check({ at, callee, through, detail: { irp, since, routine }, use }, analysis) {
    yield {
      at,
      message:
        through === undefined
          ? `'${irp}' goes to ${callee} after its last request without IoReuseIrp`
          : `the IRP that ${through} hands to ${callee} has completed a request and was not reset with IoReuseIrp`,
      related: [
        ...pathTo(analysis, since, 'its last request completes here at the latest'),
        ...pathTo(analysis, routine, 'its routine is set again here'),
        ...(through === undefined ? [] : placeOf(analysis, use.at, `it goes to ${callee} here`)),
      ],
      fix:
        through === undefined && routine.through.length === 0
          ? prepareCall(analysis, routine.at, [`IoReuseIrp(${irp}, STATUS_SUCCESS);`], 'Reset the IRP with IoReuseIrp')
          : undefined,
    };
  },
});
