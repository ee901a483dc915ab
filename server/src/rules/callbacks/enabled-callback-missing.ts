import {
  c,
  callbacksOf,
  categoryMade,
  categoryOf,
  controlRequest,
  defineRule,
  dispatchOf,
  enabledBy,
  lackingCallbacks,
  learn,
  listed,
  pathTo,
  placeOf,
  saidIn,
  staticRequests,
  wrongCalls,
} from '../kit';
import type { Analysis, Judgement, LackingCallbacks, SocketCategory, Use, Value } from '../kit';

interface Missing {
  readonly lacking: LackingCallbacks;
  /** The socket that has them enabled; undefined where all sockets of the client have. */
  readonly socket: string | undefined;
  /** The request that enables them for all sockets. */
  readonly request: Use | undefined;
}

export default defineRule({
  code: 'WSK508',
  name: 'enabled-callback-missing',
  category: 'callbacks',
  severity: 'error',
  since: 'unreleased',
  summary: 'An event is enabled for which the dispatch table of the socket has no callback.',
  why: `
    WSK calls an enabled callback through the dispatch table that the socket was made with.
    It does not look whether the slot is filled: a flag says that it is.
    An empty slot is an address of 0, and a call of it stops the system with a bugcheck.
    That happens as soon as a peer sends something, and so whenever the peer wants.`,
  remedy: `
    Put the function for the event into the table that the socket was created with, or leave the event out of the mask.`,
  exceptions: `
    What counts is the table that this socket was given.
    A table that is chosen or filled in at run time, or that stands in another file, is not judged.
    Events of a connection that are enabled on a listening socket are those of the sockets that it accepts.`,
  related: {
    'conditional-accept-without-callbacks':
      'the callbacks of conditional accept are told by `conditional-accept-without-callbacks`.',
  },
  sources: [
    learn.network('enabling-and-disabling-event-callback-functions'),
    learn.network('wsk-set-static-event-callbacks'),
    learn.ddi('wsk/ns-wsk-_wsk_client_connection_dispatch'),
  ],
  bad: c`
    NTSTATUS Open(PWSK_PROVIDER_NPI Npi, PIRP Irp, PKEVENT Done)
    {
        WSK_EVENT_CALLBACK_CONTROL Control = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
        PWSK_SOCKET Socket;
        NTSTATUS status;

        status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
            status = Irp->IoStatus.Status;
        }
        if (!NT_SUCCESS(status)) {
            return status;
        }
        Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }
  `,
  good: c`
    extern const WSK_CLIENT_DATAGRAM_DISPATCH DatagramDispatch;

    NTSTATUS Open(PWSK_PROVIDER_NPI Npi, PIRP Irp, PKEVENT Done)
    {
        WSK_EVENT_CALLBACK_CONTROL Control = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
        PWSK_SOCKET Socket;
        NTSTATUS status;

        status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, Npi, &DatagramDispatch, NULL, NULL, NULL, Irp);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
            status = Irp->IoStatus.Status;
        }
        if (!NT_SUCCESS(status)) {
            return status;
        }
        Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }
  `,

  query: (analysis) => {
    const requests = staticRequests(analysis);
    const onSocket = wrongCalls(analysis, ['WskControlSocket'], (use) => missingOnSocket(analysis, use));
    if (requests.length === 0) return onSocket;
    return [
      ...onSocket,
      ...wrongCalls(analysis, ['WskSocket', 'WskSocketConnect'], (use) => {
        const detail = missingFromStart(analysis, use, 'Dispatch', requests);
        return detail && { marked: 'Dispatch', because: [], detail };
      }),
      ...wrongCalls(analysis, ['WskAccept'], (use) => {
        const detail = missingFromStart(analysis, use, 'AcceptSocketDispatch', requests);
        return detail && { marked: 'AcceptSocketDispatch', because: [], detail };
      }),
    ];
  },

  *check({ at, through, because: [made], detail: { lacking, socket, request }, use }, analysis) {
    const { table, callbacks } = lacking;
    const names = listed(callbacks, 'and');
    const one = socket === undefined ? 'this socket' : `'${socket}'`;
    const what = table === undefined ? 'was made without a dispatch table' : `has none in its table '${table.name}'`;
    const events = socket === undefined ? 'that are enabled for all sockets' : 'enabled here';
    yield {
      at,
      message: saidIn(through, `${one} needs ${names} for the events ${events}, and ${what}`),
      related: [
        ...(made === undefined ? [] : pathTo(analysis, made, 'the socket is made here')),
        ...(request === undefined ? [] : placeOf(analysis, request.at, 'enabled for all sockets of the client here')),
        ...(through === undefined ? [] : placeOf(analysis, use.at, 'in this call')),
      ],
    };
  },
});

/** A request that enables callbacks which this socket does not have. */
function missingOnSocket(analysis: Analysis, use: Use): Judgement<'WskControlSocket', Missing> | undefined {
  const socket = use.arguments.get('Socket');
  const [dispatch, category] = [socket && dispatchOf(socket), socket && categoryOf(socket)?.is];
  if (socket === undefined || dispatch === undefined || category === undefined) return undefined;
  if (controlRequest(use)?.operation !== 'WskSetOption') return undefined;
  const lacking = lackOf(analysis, dispatch.is, category, use);
  const detail = lacking && { lacking, socket: socket.text, request: undefined };
  return detail && { marked: 'InputBuffer', because: [dispatch.since], detail };
}

/** What a socket lacks from the start that is made by a call, of what all sockets of the client have enabled. */
function missingFromStart(
  analysis: Analysis,
  use: Use,
  table: 'Dispatch' | 'AcceptSocketDispatch',
  requests: readonly Use[],
): Missing | undefined {
  const [dispatch, category] = [use.arguments.get(table)?.value, categoryMade(use)];
  // A stream socket that only connects needs nothing of what one that listens does.
  if (dispatch === undefined || category === undefined || category === 'stream') return undefined;
  for (const request of requests) {
    const lacking = lackOf(analysis, dispatch, category, request);
    if (lacking !== undefined) return { lacking, socket: undefined, request };
  }
  return undefined;
}

/** What a socket lacks of the callbacks that a request enables. */
function lackOf(
  analysis: Analysis,
  dispatch: Value,
  category: SocketCategory,
  request: Use,
): LackingCallbacks | undefined {
  const lacking = lackingCallbacks(analysis, dispatch, category, callbacksOf(enabledBy(request), category));
  return lacking !== undefined && category === 'listening' && isToldByMode(analysis, dispatch) ? undefined : lacking;
}

/** A table that lacks the callbacks of conditional accept mode, too, is told of where that mode is set. */
function isToldByMode(analysis: Analysis, dispatch: Value): boolean {
  return (
    analysis.ofFile('sets conditional accept', setsConditionalAccept) &&
    lackingCallbacks(analysis, dispatch, 'listening', ['WskInspectEvent', 'WskAbortEvent']) !== undefined
  );
}

const setsConditionalAccept = (analysis: Analysis): boolean =>
  analysis.functions
    .flatMap((definition) => analysis.resultOf(definition)?.uses ?? [])
    .some((use) => controlRequest(use)?.name === 'SO_CONDITIONAL_ACCEPT');
