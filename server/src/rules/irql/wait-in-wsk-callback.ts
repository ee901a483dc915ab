import { barredCalls, c, callbackPath, defineRule, learn } from '../kit';

export default defineRule({
  code: 'WSK902',
  name: 'wait-in-wsk-callback',
  category: 'irql',
  severity: 'error',
  since: 'unreleased',
  summary: 'An event callback or completion routine waits for another WSK request.',
  why: `
    WSK calls event callbacks and completion routines at up to DISPATCH_LEVEL, where a wait stops the system with a bugcheck.
    Where the IRQL happens to be lower, the thread is one that the network stack needs to complete the awaited request.
    Both then wait for each other, and traffic stops until the machine is restarted.`,
  remedy: `
    Start the request and return; go on in its IoCompletion routine, or do the waiting in a work item.`,
  exceptions: `
    A test of KeGetCurrentIrql does not help: the thread is still the one that completes the request.
    A wait with a timeout of zero only looks, and is right.`,
  related: {
    'callback-waits-for-itself':
      'a close or WskDeregister that a callback waits for is told by `callback-waits-for-itself`, any other wait by `wait-in-wsk-callback`.',
    'function-above-its-irql': 'a wait for a request of WSK in a callback is told by `wait-in-wsk-callback`.',
  },
  sources: [learn.network('winsock-kernel-events'), learn.ddi('wsk/nc-wsk-pfn_wsk_receive_event')],
  bad: c`
    NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Answer(PWSK_SOCKET Socket, PWSK_BUF Buffer)
    {
        PIRP Irp = IoAllocateIrp(1, FALSE);
        KEVENT Sent;
        NTSTATUS status;

        if (Irp == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        KeInitializeEvent(&Sent, NotificationEvent, FALSE);
        IoSetCompletionRoutine(Irp, SendDone, &Sent, TRUE, TRUE, TRUE);
        status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(&Sent, Executive, KernelMode, FALSE, NULL);
            status = Irp->IoStatus.Status;
        }
        IoFreeIrp(Irp);
        return status;
    }

    typedef struct _CONNECTION {
        PWSK_SOCKET Socket;
        WSK_BUF Greeting;
    } CONNECTION, *PCONNECTION;

    NTSTATUS WSKAPI ReceiveEvent(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
    {
        PCONNECTION Connection = (PCONNECTION)SocketContext;

        UNREFERENCED_PARAMETER(Flags);
        UNREFERENCED_PARAMETER(BytesIndicated);
        UNREFERENCED_PARAMETER(BytesAccepted);
        if (DataIndication == NULL) {
            return STATUS_SUCCESS;
        }
        return Answer(Connection->Socket, &Connection->Greeting);
    }

    const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = { ReceiveEvent, NULL, NULL };
  `,
  good: c`
    NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Context);
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Answer(PWSK_SOCKET Socket, PWSK_BUF Buffer)
    {
        PIRP Irp = IoAllocateIrp(1, FALSE);

        if (Irp == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        IoSetCompletionRoutine(Irp, SendDone, NULL, TRUE, TRUE, TRUE);
        return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
    }

    typedef struct _CONNECTION {
        PWSK_SOCKET Socket;
        WSK_BUF Greeting;
    } CONNECTION, *PCONNECTION;

    NTSTATUS WSKAPI ReceiveEvent(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
    {
        PCONNECTION Connection = (PCONNECTION)SocketContext;

        UNREFERENCED_PARAMETER(Flags);
        UNREFERENCED_PARAMETER(BytesIndicated);
        UNREFERENCED_PARAMETER(BytesAccepted);
        if (DataIndication != NULL) {
            (VOID)Answer(Connection->Socket, &Connection->Greeting);
        }
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = { ReceiveEvent, NULL, NULL };
  `,

  query: (analysis) => barredCalls(analysis).forRequests,

  *check({ at, definition, need: { blocks, chain }, irql }, analysis) {
    const path = callbackPath(analysis, definition, irql.entry);
    if (path === undefined) return;
    const [callee = ''] = chain;
    const where = chain.length > 1 ? ` in '${callee}'` : '';
    yield {
      at,
      message: `${path.runner} waits for ${blocks?.request ?? 'a request'}${where}: leave that to a work item`,
      related: path.related,
    };
  },
});
