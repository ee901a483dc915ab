import { c, defineRule, learn, outlivedBy, pathTo, waitForever, type Lent } from '../kit';

export default defineRule({
  code: 'WSK222',
  name: 'stack-event-outlived-by-irp',
  category: 'irp',
  severity: 'error',
  since: 'unreleased',
  summary:
    'A function can return, after a timed or alertable wait or without one, before the IRP that uses its stack event, IRP or buffers has completed.',
  why: `
    WSK and the IoCompletion routine go on using what they were given until the request completes.
    Once the function has returned, its stack belongs to whatever is called next.
    KeSetEvent then writes into a stranger's return addresses and locals, and wakes a thread that waits for nothing.
    The system stops somewhere else, in code that did nothing wrong.
    A wait in UserMode also lets the stack itself be paged out.`,
  remedy: `
    Wait with KernelMode, not alertable and without a time-out before the function returns.
    To give up earlier, call IoCancelIrp and then wait.`,
  elsewhere: ['Code Analysis for drivers warns with C28135 where a local event is waited for in user mode.'],
  exceptions: `
    After a time-out IoCancelIrp and then a wait without an end is right.
    If something that the checker cannot see waits for the request, silence the line with a reason.`,
  related: {
    'argument-gone-before-completion':
      'the event, the IRP and what is awaited through them belong to the first, all other arguments to the second.',
  },
  sources: [
    learn.network('using-irps-with-winsock-kernel-functions'),
    learn.ddi('wdm/nf-wdm-kewaitforsingleobject'),
    learn.ddi('wdm/nf-wdm-iocancelirp'),
  ],
  bad: c`
    NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Disconnect(PWSK_SOCKET Socket, PIRP Irp, PLARGE_INTEGER Limit)
    {
        KEVENT Event;
        NTSTATUS status;

        KeInitializeEvent(&Event, NotificationEvent, FALSE);
        IoSetCompletionRoutine(Irp, Done, &Event, TRUE, TRUE, TRUE);
        status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskDisconnect(Socket, NULL, 0, Irp);
        if (status == STATUS_PENDING) {
            status = KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, Limit);
        }
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

    NTSTATUS Disconnect(PWSK_SOCKET Socket, PIRP Irp, PLARGE_INTEGER Limit)
    {
        KEVENT Event;
        NTSTATUS status;

        KeInitializeEvent(&Event, NotificationEvent, FALSE);
        IoSetCompletionRoutine(Irp, Done, &Event, TRUE, TRUE, TRUE);
        status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskDisconnect(Socket, NULL, 0, Irp);
        if (status == STATUS_PENDING) {
            if (KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, Limit) == STATUS_TIMEOUT) {
                IoCancelIrp(Irp);
                KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
            }
            status = Irp->IoStatus.Status;
        }
        return status;
    }
  `,

  query: outlivedBy,

  *check({ definition, use, at, place, givenUp, lent }, analysis) {
    const kept = lent.find((one) => isOfRequest(one) || givenUp !== undefined);
    if (kept === undefined) return;
    const early = givenUp === undefined ? '' : ` after ${givenUp.callee}`;
    yield {
      at: place ?? at,
      message: `'${definition.name}' can return${early} while ${use.callee} is pending and uses its local '${kept.variable}'`,
      related: pathTo(analysis, use, `the request goes to ${use.callee} here`),
      fix: place && waitForever(analysis, place, 'Wait until the request is over'),
    };
  },
});

/** The IRP, and what its routine is given. */
const isOfRequest = ({ parameter }: Lent): boolean => parameter === undefined || parameter === 'Irp';
