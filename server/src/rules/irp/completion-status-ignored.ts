import { c, defineRule, learn, pathTo, takeOnSuccess, usesWithoutTest } from '../kit';

export default defineRule({
  code: 'WSK221',
  name: 'completion-status-ignored',
  category: 'irp',
  severity: 'error',
  since: 'unreleased',
  summary: 'The socket, byte count or effect of an operation is used without a success test of Irp->IoStatus.Status.',
  why: `
    IoStatus.Information means something only where the request has succeeded.
    After a failure it is NULL or whatever stood there before, and a driver that takes it for a socket calls through it.
    That a wait has succeeded says only that the request is over, not how it has ended.
    The system stops at the first call through the dispatch table of a socket that never was.`,
  remedy: `
    Test Irp->IoStatus.Status with NT_SUCCESS once the request has completed, and read Information only where it holds.`,
  exceptions: `
    Information that is kept beside the status, so that whoever takes it can look, is right, and so is one that is only printed or counted.
    If a function that the checker cannot see tests the status, silence the line with a reason.`,
  related: {
    'result-used-before-null-check': 'what a call gives is looked at before it is used.',
    'failed-accept-reported-as-success': 'a failure that nobody looks at is reported as success.',
  },
  sources: [
    learn.network('creating-sockets'),
    learn.network('listening-for-and-accepting-incoming-connections'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_socket'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_accept'),
  ],
  bad: c`
    NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    PWSK_SOCKET Accept(PWSK_SOCKET Listener, PIRP Irp, PKEVENT Done)
    {
        const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Listener->Dispatch;

        KeInitializeEvent(Done, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
        Dispatch->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
        KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
        return (PWSK_SOCKET)Irp->IoStatus.Information;
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

    PWSK_SOCKET Accept(PWSK_SOCKET Listener, PIRP Irp, PKEVENT Done)
    {
        const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Listener->Dispatch;

        KeInitializeEvent(Done, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
        Dispatch->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
        KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
        return NT_SUCCESS(Irp->IoStatus.Status) ? (PWSK_SOCKET)Irp->IoStatus.Information : NULL;
    }
  `,

  query: usesWithoutTest,

  *check({ at, text, request }, analysis) {
    yield {
      at,
      message: `'${text}' is used although nothing has tested whether ${request.callee} succeeded`,
      related: pathTo(analysis, request, 'the request is made here'),
      fix: takeOnSuccess(analysis.unit, at, 'Take it only where the request succeeded'),
    };
  },
});
