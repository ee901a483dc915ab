import {
  isZero,
  c,
  categoryMade,
  controlRequest,
  defineRule,
  learn,
  replaceArgument,
  saidIn,
  wrongCalls,
} from '../kit';
import type { Analysis, Argument, Fix, Use } from '../kit';

interface Unused {
  /** What should be NULL. */
  readonly given: readonly Argument[];
  /** The table is one of them. */
  readonly isTable: boolean;
  readonly why: string;
}

export default defineRule({
  code: 'WSK304',
  name: 'context-without-callbacks',
  category: 'socket',
  severity: 'info',
  since: 'unreleased',
  summary: 'A basic socket, or one without callbacks, gets a context or a dispatch table.',
  why: `
    The context of a socket goes to its event callbacks, and to nobody else.
    A basic socket has no events, and one without a dispatch table has no callbacks.
    What is passed there is never used, and who reads the code looks for a callback that does not exist.`,
  remedy: `
    Pass NULL for both the context and the dispatch table.`,
  exceptions: `
    A helper that makes sockets with and without callbacks may hand on the context of both.
    A table whose events nobody enables is not told: they may be enabled in another file.`,
  related: {
    'enabled-callback-missing': 'a socket has a context and a table for its callbacks: all of them, or none.',
    'client-dispatch-of-wrong-type': 'both are about what WskSocket is given for callbacks.',
  },
  sources: [learn.ddi('wsk/nc-wsk-pfn_wsk_socket'), learn.ddi('wsk/nc-wsk-pfn_wsk_socket_connect')],
  bad: c`
    typedef struct _ADMIN {
        PWSK_SOCKET Socket;
        WSK_PROVIDER_NPI Npi;
    } ADMIN, *PADMIN;

    NTSTATUS Open(PADMIN Admin, PIRP Irp)
    {
        return Admin->Npi.Dispatch->WskSocket(Admin->Npi.Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_BASIC_SOCKET, Admin, NULL, NULL, NULL, NULL, Irp);
    }
  `,
  good: c`
    typedef struct _ADMIN {
        PWSK_SOCKET Socket;
        WSK_PROVIDER_NPI Npi;
    } ADMIN, *PADMIN;

    NTSTATUS Open(PADMIN Admin, PIRP Irp)
    {
        return Admin->Npi.Dispatch->WskSocket(Admin->Npi.Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_BASIC_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
    }
  `,

  query: (analysis) => [
    ...wrongCalls(analysis, ['WskSocket', 'WskSocketConnect'], (use) => {
      const detail = unusedIn(analysis, use, 'SocketContext', 'Dispatch');
      return detail && { marked: detail.isTable ? 'Dispatch' : 'SocketContext', because: [], detail };
    }),
    ...wrongCalls(analysis, ['WskAccept'], (use) => {
      const detail = unusedIn(analysis, use, 'AcceptSocketContext', 'AcceptSocketDispatch');
      return detail && { marked: 'AcceptSocketContext', because: [], detail };
    }),
  ],

  *check({ at, through, detail: { given, why } }, analysis) {
    yield { at, message: saidIn(through, why), fix: through === undefined ? passNull(analysis, given) : undefined };
  },
});

function unusedIn(analysis: Analysis, use: Use, context: string, table: string): Unused | undefined {
  const [owner, dispatch] = [use.arguments.get(context), use.arguments.get(table)];
  if (owner === undefined || dispatch === undefined) return undefined;
  const given = [dispatch, owner].filter((argument) => isGiven(analysis, argument));
  const isTable = given.includes(dispatch);
  if (categoryMade(use) === 'basic' && given.length > 0) {
    const what = isTable ? `for which '${dispatch.text}' could be` : `to which '${owner.text}' could go`;
    return { given, isTable, why: `a basic socket has no event callbacks ${what}: pass NULL` };
  }
  // A helper may be asked for sockets with and without callbacks.
  const isWithout = isZero(dispatch.value) && use.through.length === 0;
  if (!isWithout || given.length === 0 || analysis.ofFile('enables events', enablesEvents)) return undefined;
  const why = `without a dispatch table the socket has no callback to which '${owner.text}' could go: pass NULL`;
  return { given, isTable, why };
}

/** Whether an argument is certainly not NULL: an address, or a pointer that the function goes through. */
function isGiven(analysis: Analysis, { value, text, at }: Argument): boolean {
  if (value.kind !== 'symbol') return value.kind === 'address' || value.kind === 'function';
  const name = /^(?:\(\s*\w+[\s*]*\)\s*)?([A-Za-z_]\w*)$/.exec(text)?.[1];
  const { tree } = analysis.unit;
  const place = analysis.locate(at);
  if (name === undefined || place?.path !== analysis.unit.file.path) return false;
  const body = tree.enclosing(tree.nodeAt(place.at.start), 'function_definition');
  return body !== undefined && new RegExp(`\\b${name}->`).test(tree.textOf(body));
}

/** Whether the file enables events: a socket that should have callbacks then is told of by another rule. */
const enablesEvents = (analysis: Analysis): boolean =>
  analysis.functions
    .flatMap((definition) => analysis.resultOf(definition)?.uses ?? [])
    .some((use) => ENABLING.includes(controlRequest(use)?.name ?? ''));

const ENABLING: readonly string[] = [
  'SO_WSK_EVENT_CALLBACK',
  'SO_CONDITIONAL_ACCEPT',
  'WSK_SET_STATIC_EVENT_CALLBACKS',
];

function passNull(analysis: Analysis, given: readonly Argument[]): Fix | undefined {
  const [title, safe] = ['Pass NULL', false];
  const fixes = given.flatMap(({ at }) => replaceArgument(analysis, at, 'NULL', { title, safe }) ?? []);
  return fixes.length < given.length ? undefined : { title, safe, edits: fixes.flatMap(({ edits }) => edits) };
}
