import {
  c,
  controlRequest,
  defineRule,
  learn,
  moveStatementBefore,
  pathTo,
  phaseOf,
  placeOf,
  saidIn,
  wrongCalls,
  type Fact,
  type Judgement,
  type Severity,
  type Use,
} from '../kit';

type ControlCall = 'WskControlSocket' | 'WskControlClient';

interface TooLate {
  readonly option: string;
  readonly object: string;
  readonly end: End;
}

/** What ends a phase, with the words for it. */
interface End {
  readonly object: 'Socket' | 'Client';
  readonly fact: Fact;
  readonly before: string;
  readonly is: string;
}

const ENDS: Readonly<Record<string, End>> = {
  'before bind': { object: 'Socket', fact: 'bound', before: 'before WskBind', is: 'is already bound' },
  'before connect or accept': {
    object: 'Socket',
    fact: 'connected',
    before: 'before the connection is made',
    is: 'is already connected',
  },
  'before any socket': {
    object: 'Client',
    fact: 'has-socket',
    before: 'before the first socket',
    is: 'has one already',
  },
};

/** A sample or a remark asks for these, and no page demands them. */
const ADVICE: Readonly<Record<string, Severity>> = { IPV6_V6ONLY: 'warning', TCP_FASTOPEN: 'info' };

/** These have rules of their own. */
const ELSEWHERE: readonly string[] = ['SO_CONDITIONAL_ACCEPT', 'WSK_SET_STATIC_EVENT_CALLBACKS'];

export default defineRule({
  code: 'WSK407',
  name: 'option-set-too-late',
  category: 'options',
  severity: 'error',
  since: 'unreleased',
  summary: 'An option or control code is used after the bind, connect or first socket it must come before.',
  why: `
    Who may share a local address is decided while the socket is bound, with the options that it has then.
    An option that comes later is refused, or has no effect on the bind or connect that is over.
    The address is then shared with a stranger, or refused where it should have been shared.
    WskSocketConnect and WskAccept give sockets that are bound and connected: no option comes before that.`,
  remedy: `
    Set the option first, wait for its IRP, and go on with the bind, connect or socket.
    Instead of WskSocketConnect call WskSocket, WskControlSocket, WskBind and WskConnect.`,
  exceptions: `
    Reading an option with WskGetOption is right at any time.
    Only the socket that was bound counts, and only where WskBind did not fail.
    For IPV6_V6ONLY this is a warning and for TCP_FASTOPEN information: no page demands them, and a late one has no effect.`,
  related: {
    'conditional-accept-after-bind':
      'SO_CONDITIONAL_ACCEPT is told by `conditional-accept-after-bind`, all other options by `option-set-too-late`.',
    'static-callbacks-set-after-socket':
      'static callbacks are told by `static-callbacks-set-after-socket`, other control codes by `option-set-too-late`.',
  },
  sources: [
    learn.network('so-exclusiveaddruse'),
    learn.network('so-reuseaddr'),
    learn.network('so-wsk-security'),
    learn.network('sio-loopback-fast-path'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_socket_connect'),
  ],
  bad: c`
    NTSTATUS BindExclusively(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP BindIrp, PIRP OptionIrp)
    {
        PWSK_PROVIDER_DATAGRAM_DISPATCH Dispatch = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch;
        static ULONG On = 1;
        NTSTATUS status;

        status = Dispatch->WskBind(Socket, Address, 0, BindIrp);
        if (!NT_SUCCESS(status)) {
            return status;
        }
        return Dispatch->WskControlSocket(Socket, WskSetOption, SO_EXCLUSIVEADDRUSE, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, OptionIrp);
    }
  `,
  good: c`
    NTSTATUS BindExclusively(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP BindIrp, PIRP OptionIrp)
    {
        PWSK_PROVIDER_DATAGRAM_DISPATCH Dispatch = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch;
        static ULONG On = 1;
        NTSTATUS status;

        status = Dispatch->WskControlSocket(Socket, WskSetOption, SO_EXCLUSIVEADDRUSE, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, OptionIrp);
        if (!NT_SUCCESS(status)) {
            return status;
        }
        return Dispatch->WskBind(Socket, Address, 0, BindIrp);
    }
  `,

  query: (analysis) => wrongCalls(analysis, ['WskControlSocket', 'WskControlClient'], tooLate),

  *check({ at, through, because: [after], detail: { option, object, end }, use }, analysis) {
    if (after === undefined) return;
    const severity = Object.hasOwn(ADVICE, option) ? ADVICE[option] : undefined;
    const verb = severity === undefined ? 'must' : 'should';
    yield {
      at,
      severity,
      message: saidIn(through, `'${option}' ${verb} be set ${end.before}, and '${object}' ${end.is}`),
      related: [
        ...pathTo(analysis, after, `this is too early for it, by ${after.callee}`),
        ...(through === undefined ? [] : placeOf(analysis, use.at, 'the option is set here')),
      ],
      fix:
        through === undefined ? moveStatementBefore(analysis, use.at, after, `Set ${option} ${end.before}`) : undefined,
    };
  },
});

function tooLate(use: Use): Judgement<ControlCall, TooLate> | undefined {
  const option = optionSet(use);
  const end = option === undefined ? undefined : ENDS[phaseOf(option)];
  if (option === undefined || end === undefined) return undefined;
  const object = use.arguments.get(end.object);
  const known = object?.facts.get(end.fact);
  if (object === undefined || known?.isDoubtful !== false) return undefined;
  return { marked: 'ControlCode', because: [known.site], detail: { option, object: object.text, end } };
}

/** The option or code that a call sets, by its name. */
function optionSet(use: Use): string | undefined {
  const request = controlRequest(use);
  if (request === undefined || request.operation === 'WskGetOption') return undefined;
  const code = use.arguments.get('ControlCode')?.value;
  const option = request.name ?? (code?.kind === 'number' || code?.kind === 'named' ? code.name : undefined);
  return option === undefined || ELSEWHERE.includes(option) ? undefined : option;
}
