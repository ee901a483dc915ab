import { c, defineRule, learn, freedEarly, pathTo, placeOf } from '../kit';

export default defineRule({
  code: 'WSK213',
  name: 'cancelled-irp-freed-without-wait',
  category: 'irp',
  severity: 'error',
  since: 'unreleased',
  summary: 'An IRP is freed right after IoCancelIrp, or after a wait that may time out, while WSK still owns it.',
  why: `
    IoCancelIrp only asks WSK to end the request: it may return long before the request completes.
    So does a wait that has timed out.
    WSK still completes the IRP, and then writes into freed memory and calls the IoCompletion routine of what may be another IRP by now.
    The system stops with a bugcheck in the I/O manager, or with a corrupt pool much later.`,
  remedy: `
    Wait once more behind IoCancelIrp, without a time-out: WSK completes a cancelled IRP soon, and only then is it yours.`,
  exceptions: `
    A second wait, without a time-out, makes it right, and so does leaving the IRP to its IoCompletion routine.
    If another wait that the checker cannot see lies between, silence the line with a reason.`,
  related: {
    'stack-event-outlived-by-irp':
      'the first is about an IRP that is freed too early, the second about a function that returns too early.',
  },
  sources: [
    learn.ddi('wdm/nf-wdm-iocancelirp'),
    learn.ddi('wdm/nf-wdm-kewaitforsingleobject'),
    learn.network('using-irps-with-winsock-kernel-functions'),
  ],
  bad: c`
    NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Close(PWSK_SOCKET Socket, PIRP Irp, PKEVENT Event, PLARGE_INTEGER Limit)
    {
        NTSTATUS status;

        IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);
        status = ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
        if (status == STATUS_PENDING) {
            status = KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, Limit);
            if (status == STATUS_TIMEOUT) {
                IoCancelIrp(Irp);
            }
        }
        IoFreeIrp(Irp);
        return status;
    }
  `,
  good: c`
    NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Close(PWSK_SOCKET Socket, PIRP Irp, PKEVENT Event, PLARGE_INTEGER Limit)
    {
        NTSTATUS status;

        IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);
        status = ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
        if (status == STATUS_PENDING) {
            status = KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, Limit);
            if (status == STATUS_TIMEOUT) {
                IoCancelIrp(Irp);
                KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
            }
        }
        IoFreeIrp(Irp);
        return status;
    }
  `,

  query: freedEarly,

  *check({ object, at, through, after, use, wait }, analysis) {
    if (wait !== undefined) {
      yield {
        at: wait,
        message: `${after.callee} may end before the request, and who calls ${after.through.at(-1)?.callee ?? 'this'} then frees the IRP`,
        related: placeOf(analysis, use.at, 'an IRP is freed here that WSK may still own'),
      };
      return;
    }
    const why = after.callee === 'IoCancelIrp' ? 'it was only cancelled' : `${after.callee} may have ended without it`;
    yield {
      at,
      message: `'${object}' is freed${through === undefined ? '' : ` by ${through}`} while WSK may still own it: ${why}`,
      related: [
        ...pathTo(analysis, after, `it is given up here, by ${after.callee}`),
        ...(through === undefined ? [] : placeOf(analysis, use.at, 'the IRP is freed here')),
      ],
    };
  },
});
