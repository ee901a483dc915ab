import {
  c,
  categoryOf,
  controlRequest,
  type ControlRequest,
  defineRule,
  learn,
  nameOfCategory,
  pathTo,
  placeOf,
  saidIn,
  wrongCalls,
  type Judgement,
  type SocketCategory,
  type Use,
} from '../kit';

interface WrongCategory {
  readonly option: string;
  readonly socket: string;
  /** What the socket is, in words. */
  readonly is: string;
  /** What the option is for, in words. */
  readonly isFor: string;
}

export default defineRule({
  code: 'WSK402',
  name: 'option-on-wrong-socket-category',
  category: 'options',
  severity: 'error',
  since: 'unreleased',
  summary: 'An option or IOCTL is used on a socket category it does not apply to.',
  why: `
    Each option belongs to certain socket categories, and WSK refuses it on any other.
    The request fails, and the socket goes on without what the driver wanted of it.
    Where the result is not looked at, that shows only when a connection hangs or a broadcast is refused.`,
  remedy: `
    Use the option on a socket of a category that has it, or leave it out.`,
  exceptions: `
    The category is that of the call that made the socket.
    Nothing is said of stream sockets, which the pages do not mention, and of sockets that are made out of sight.`,
  sources: [learn.network('so-broadcast'), learn.network('so-keepalive'), learn.network('sio-wsk-query-inspect-id')],
  bad: c`
    NTSTATUS OptionDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS OpenListener(PWSK_PROVIDER_NPI Npi, PIRP Irp, PKEVENT Done, PWSK_SOCKET *Listener)
    {
        static ULONG On = 1;
        NTSTATUS status;

        IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(Irp, OptionDone, Done, TRUE, TRUE, TRUE);
        status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
            status = Irp->IoStatus.Status;
        }
        if (!NT_SUCCESS(status)) {
            return status;
        }
        *Listener = (PWSK_SOCKET)Irp->IoStatus.Information;
        KeClearEvent(Done);
        IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(Irp, OptionDone, Done, TRUE, TRUE, TRUE);
        return ((PWSK_PROVIDER_LISTEN_DISPATCH)(*Listener)->Dispatch)->WskControlSocket(*Listener, WskSetOption, SO_BROADCAST, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Irp);
    }
  `,
  good: c`
    NTSTATUS OptionDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS OpenListener(PWSK_PROVIDER_NPI Npi, PIRP Irp, PKEVENT Done, PWSK_SOCKET *Listener)
    {
        static ULONG On = 1;
        NTSTATUS status;

        IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(Irp, OptionDone, Done, TRUE, TRUE, TRUE);
        status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
            status = Irp->IoStatus.Status;
        }
        if (!NT_SUCCESS(status)) {
            return status;
        }
        *Listener = (PWSK_SOCKET)Irp->IoStatus.Information;
        KeClearEvent(Done);
        IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(Irp, OptionDone, Done, TRUE, TRUE, TRUE);
        return ((PWSK_PROVIDER_LISTEN_DISPATCH)(*Listener)->Dispatch)->WskControlSocket(*Listener, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Irp);
    }
  `,

  query: (analysis) => wrongCalls(analysis, ['WskControlSocket'], categoryMistake),

  *check({ at, through, because: [made], detail: { option, socket, is, isFor }, use }, analysis) {
    yield {
      at,
      message: saidIn(through, `'${option}' is for ${isFor}, and '${socket}' is ${is}`),
      related: [
        ...(made === undefined ? [] : pathTo(analysis, made, `the socket is made here, by ${made.callee}`)),
        ...(through === undefined ? [] : placeOf(analysis, use.at, 'the request is made here')),
      ],
    };
  },
});

function categoryMistake(use: Use): Judgement<'WskControlSocket', WrongCategory> | undefined {
  const [request, socket] = [controlRequest(use), use.arguments.get('Socket')];
  const made = socket && categoryOf(socket);
  if (made === undefined || request?.name === undefined || isLeftOut(request, made.is)) return undefined;
  const words = wordsFor(request, made.is, made.since.callee);
  const detail = words && { option: request.name, socket: socket?.text ?? '', ...words };
  return detail && { marked: 'ControlCode', because: [made.since], detail };
}

/** What the socket is, and what the request is for, where that does not agree. */
function wordsFor(
  { name, control }: ControlRequest,
  category: SocketCategory,
  maker: string,
): Pick<WrongCategory, 'is' | 'isFor'> | undefined {
  const categories = control?.categories ?? [];
  if (!categories.includes(category)) {
    const isFor = `${categories.map(nameOfCategory).join(' and ')} sockets`;
    return { is: `a ${nameOfCategory(category)} socket`, isFor };
  }
  // Only what was a connection request once has an inspect ID.
  const isOfAccepted = name === 'SIO_WSK_QUERY_INSPECT_ID';
  return isOfAccepted && maker !== 'WskAccept' ? { is: `made by ${maker}`, isFor: 'accepted sockets' } : undefined;
}

/** That a basic socket has no events is another rule's; of stream sockets the pages say nothing. */
const isLeftOut = ({ name, control }: ControlRequest, category: SocketCategory): boolean =>
  control === undefined || category === 'stream' || name === 'SO_WSK_EVENT_CALLBACK';
