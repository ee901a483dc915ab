import {
  c,
  controlRequest,
  defineRule,
  dispatchOf,
  lackingCallbacks,
  learn,
  listed,
  pathTo,
  placeOf,
  saidIn,
  wrongCalls,
} from '../kit';
import type { Analysis, Judgement, Use, Value } from '../kit';

const NEEDED = ['WskInspectEvent', 'WskAbortEvent'] as const;

interface Lacking {
  readonly socket: string;
  /** What is wrong with the table that the socket was made with. */
  readonly what: string;
}

export default defineRule({
  code: 'WSK603',
  name: 'conditional-accept-without-callbacks',
  category: 'accept',
  severity: 'error',
  since: 'unreleased',
  summary: 'A listening socket is in conditional accept mode without WskInspectEvent or WskAbortEvent.',
  why: `
    In conditional accept mode WSK asks WskInspectEvent about each connection request, and tells WskAbortEvent of one that is gone.
    Both are called through the dispatch table that the socket was created with.
    An empty slot is called like any other: the system stops with a bugcheck as soon as somebody connects.`,
  remedy: `
    Put both WskInspectEvent and WskAbortEvent into the WSK_CLIENT_LISTEN_DISPATCH of the socket, or do without the mode.`,
  exceptions: `
    What counts is the table that WskSocket was given for this socket.
    A table that is filled in at run time, or in another file, is not judged.`,
  sources: [
    learn.ddi('wsk/ns-wsk-_wsk_client_listen_dispatch'),
    learn.network('listening-for-and-accepting-incoming-connections'),
    learn.network('so-conditional-accept'),
  ],
  bad: c`
    NTSTATUS Listen(PWSK_PROVIDER_NPI Npi, PIRP Irp, PIRP OptionIrp, PKEVENT Done)
    {
        static ULONG On = 1;
        PWSK_SOCKET Socket;
        NTSTATUS status;

        On = 1;
        status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
            status = Irp->IoStatus.Status;
        }
        if (!NT_SUCCESS(status)) {
            return status;
        }
        Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        return ((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, OptionIrp);
    }
  `,
  good: c`
    extern const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch;

    NTSTATUS Listen(PWSK_PROVIDER_NPI Npi, PIRP Irp, PIRP OptionIrp, PKEVENT Done)
    {
        static ULONG On = 1;
        PWSK_SOCKET Socket;
        NTSTATUS status;

        On = 1;
        status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, &ListenDispatch, NULL, NULL, NULL, Irp);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
            status = Irp->IoStatus.Status;
        }
        if (!NT_SUCCESS(status)) {
            return status;
        }
        Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        return ((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, OptionIrp);
    }
  `,

  query: (analysis) => wrongCalls(analysis, ['WskControlSocket'], (use) => withoutCallbacks(analysis, use)),

  *check({ at, through, because: [made], detail: { socket, what }, use }, analysis) {
    yield {
      at,
      message: saidIn(through, `'${socket}' gets conditional accept mode, and ${what}`),
      related: [
        ...(made === undefined ? [] : pathTo(analysis, made, 'the socket is made here')),
        ...(through === undefined ? [] : placeOf(analysis, use.at, 'the option is set here')),
      ],
    };
  },
});

function withoutCallbacks(analysis: Analysis, use: Use): Judgement<'WskControlSocket', Lacking> | undefined {
  const socket = use.arguments.get('Socket');
  const dispatch = socket && dispatchOf(socket);
  if (socket === undefined || dispatch === undefined || !turnsOn(use)) return undefined;
  const what = lackOf(analysis, dispatch.is);
  return what === undefined
    ? undefined
    : { marked: 'ControlCode', because: [dispatch.since], detail: { socket: socket.text, what } };
}

function turnsOn(use: Use): boolean {
  const request = controlRequest(use);
  if (request?.name !== 'SO_CONDITIONAL_ACCEPT' || request.operation !== 'WskSetOption') return false;
  const value = use.arguments.get('InputBuffer')?.behind?.holds.get('');
  return value?.kind === 'number' && value.value !== 0;
}

function lackOf(analysis: Analysis, dispatch: Value): string | undefined {
  const lacking = lackingCallbacks(analysis, dispatch, 'listening', NEEDED);
  if (lacking === undefined) return undefined;
  const { table, callbacks } = lacking;
  return table === undefined
    ? 'it was made without a dispatch table'
    : `its table '${table.name}' has no ${listed(callbacks, 'and')}`;
}
