import { awaitRequest, c, defineRule, learn, pathTo, readsWhilePending } from '../kit';

export default defineRule({
  code: 'WSK220',
  name: 'pending-taken-for-success',
  category: 'irp',
  severity: 'error',
  since: 'unreleased',
  summary: 'The return value of a call that can pend is taken for its outcome.',
  why: `
    STATUS_PENDING passes NT_SUCCESS, but nothing has happened yet.
    Until the IRP completes, its IoStatus holds what stood there before: a status of zero and no socket, or those of its last use.
    A driver that reads it then calls through NULL, or uses the result of another request.
    It works on an idle machine, where the request ends at once, and fails under load.`,
  remedy: `
    Where the call returns STATUS_PENDING, wait for the event that the IoCompletion routine sets, and take Irp->IoStatus.Status for the outcome.`,
  exceptions: `
    Where STATUS_PENDING is excluded, or the driver has waited for the event that the IoCompletion routine sets, IoStatus is good.
    Where the checker cannot see whether the request is complete, nothing is said.`,
  related: {
    'completion-status-ignored': 'first the request has to be over, then its status has to be looked at.',
  },
  sources: [
    learn.network('using-irps-with-winsock-kernel-functions'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_socket'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive'),
  ],
  bad: c`
    NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Receive(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp, PKEVENT Done, PSIZE_T Length)
    {
        const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
        NTSTATUS Status;

        IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
        Status = Dispatch->WskReceive(Socket, Buffer, 0, Irp);
        if (NT_SUCCESS(Status)) {
            *Length = Irp->IoStatus.Information;
        }
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

    NTSTATUS Receive(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp, PKEVENT Done, PSIZE_T Length)
    {
        const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
        NTSTATUS Status;

        KeInitializeEvent(Done, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(Irp, Signal, Done, TRUE, TRUE, TRUE);
        Status = Dispatch->WskReceive(Socket, Buffer, 0, Irp);
        if (Status == STATUS_PENDING) {
            KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
            Status = Irp->IoStatus.Status;
        }
        if (NT_SUCCESS(Status)) {
            *Length = Irp->IoStatus.Information;
        }
        return Status;
    }
  `,

  query: readsWhilePending,

  *check({ definition, at, text, request }, analysis) {
    yield {
      at,
      message: `'${text}' is read although ${request.callee} may have returned STATUS_PENDING and still be under way`,
      related: pathTo(analysis, request, 'it is handed to WSK here'),
      fix: awaitRequest(analysis, definition, request),
    };
  },
});
