import { c, defineRule, learn, nestedRequests, pathTo } from '../kit';

export default defineRule({
  code: 'WSK225',
  name: 'wsk-call-in-completion-routine',
  category: 'irp',
  severity: 'warning',
  since: 'unreleased',
  summary: 'A completion routine starts a new WSK operation, which can recurse when it completes inline.',
  why: `
    WSK may complete a request before the call returns, and calls its completion routine there and then.
    A routine that makes the next request runs inside itself, once more for each that completes at once.
    A kernel stack has room for few such turns: the system stops with a double fault or a stack overflow.
    At DISPATCH_LEVEL a chain of requests keeps the processor as well, until the watchdog for DPCs stops the system.`,
  remedy: `
    Queue a work item, or wake a thread, and make the next request there.`,
  elsewhere: [
    'The bugcheck is DPC_WATCHDOG_VIOLATION (0x133) where a chain of requests keeps a processor, and UNEXPECTED_KERNEL_MODE_TRAP (0x7F) with a double fault where it has used up the stack.',
  ],
  exceptions: `
    WskRelease completes nothing and is right here.
    Nor does a call without an IRP, as the one that enables event callbacks: it is told as information only.
    Where something makes sure that the chain is short, silence the line and say what.`,
  related: {
    'wait-in-wsk-callback': 'a call that is waited for is told by `wait-in-wsk-callback`.',
  },
  sources: [learn.network('using-irps-with-winsock-kernel-functions')],
  bad: c`
    typedef struct _RECEIVER {
        PWSK_SOCKET Socket;
        WSK_BUF Buffer;
    } RECEIVER, *PRECEIVER;

    NTSTATUS ReceiveDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        PRECEIVER Receiver = (PRECEIVER)Context;
        const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Receiver->Socket->Dispatch;

        UNREFERENCED_PARAMETER(Device);
        if (NT_SUCCESS(Irp->IoStatus.Status)) {
            IoReuseIrp(Irp, STATUS_SUCCESS);
            IoSetCompletionRoutine(Irp, ReceiveDone, Receiver, TRUE, TRUE, TRUE);
            Dispatch->WskReceive(Receiver->Socket, &Receiver->Buffer, 0, Irp);
        } else {
            IoFreeIrp(Irp);
        }
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    VOID StartReceiving(PRECEIVER Receiver)
    {
        const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Receiver->Socket->Dispatch;
        PIRP Irp = IoAllocateIrp(1, FALSE);

        if (Irp != NULL) {
            IoSetCompletionRoutine(Irp, ReceiveDone, Receiver, TRUE, TRUE, TRUE);
            Dispatch->WskReceive(Receiver->Socket, &Receiver->Buffer, 0, Irp);
        }
    }
  `,
  good: c`
    typedef struct _RECEIVER {
        PWSK_SOCKET Socket;
        WSK_BUF Buffer;
        PIRP Irp;
        PIO_WORKITEM Work;
        IO_WORKITEM_ROUTINE *Continue;
    } RECEIVER, *PRECEIVER;

    NTSTATUS ReceiveDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        PRECEIVER Receiver = (PRECEIVER)Context;

        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        IoQueueWorkItem(Receiver->Work, Receiver->Continue, DelayedWorkQueue, Receiver);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    VOID Receive(PDEVICE_OBJECT Device, PVOID Context)
    {
        PRECEIVER Receiver = (PRECEIVER)Context;
        const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Receiver->Socket->Dispatch;

        UNREFERENCED_PARAMETER(Device);
        IoReuseIrp(Receiver->Irp, STATUS_SUCCESS);
        IoSetCompletionRoutine(Receiver->Irp, ReceiveDone, Receiver, TRUE, TRUE, TRUE);
        Dispatch->WskReceive(Receiver->Socket, &Receiver->Buffer, 0, Receiver->Irp);
    }
  `,

  query: nestedRequests,

  *check({ at, routine, through, use, hasIrp }, analysis) {
    const { definition, installed, request } = routine;
    const by = through === undefined ? '' : ` by ${through}`;
    const what = hasIrp
      ? `starts ${use.callee}${by}, which may complete within it`
      : `calls ${use.callee}${by} without an IRP, which ends at once but is better done elsewhere`;
    yield {
      at,
      severity: hasIrp ? undefined : 'info',
      message: `'${definition.name}' completes a request and ${what}`,
      related: [
        ...(through === undefined
          ? []
          : pathTo(analysis, { at: use.at, through: use.through.slice(1) }, `it goes to ${use.callee} here`)),
        ...pathTo(analysis, installed, `'${definition.name}' becomes the completion routine of ${request.callee} here`),
      ],
    };
  },
});
