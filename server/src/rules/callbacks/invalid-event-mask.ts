import {
  c,
  categoryOf,
  defineRule,
  eventControl,
  eventsOfCategory,
  insertBefore,
  learn,
  listed,
  memberText,
  nameOfCategory,
  pathTo,
  placeOf,
  saidIn,
  wrongCalls,
  type Analysis,
  type Argument,
  type EventControl,
  type Fix,
  type Judgement,
  type Site,
  type SocketCategory,
  type Use,
} from '../kit';

interface InvalidMask {
  readonly message: string;
  /** The one event that the socket has, where another was meant. */
  readonly instead?: string | undefined;
}

type Mistake = InvalidMask & { readonly because: readonly Site[] };

export default defineRule({
  code: 'WSK504',
  name: 'invalid-event-mask',
  category: 'callbacks',
  severity: 'error',
  since: 'unreleased',
  summary:
    'The event mask is empty, or has a flag that this socket category or a static mask does not have or cannot disable.',
  why: `
    Each event belongs to one socket category, and a basic socket has none.
    WSK refuses a request with a flag that the socket does not have.
    Nothing is enabled then, not the events that would have been right either, and the driver waits for callbacks that never come.
    What was enabled statically, or on a listening socket for its connections, stays enabled: to disable it is refused, too.`,
  remedy: `
    Name the events that the category has, with WSK_EVENT_DISABLE only where they can be disabled; nothing else belongs into the mask.`,
  exceptions: `
    A listening socket takes the flags of connections, too: accepted sockets inherit them.
    Nothing is said of stream sockets, and of flags that go with the NPI of an extension.`,
  related: {
    'several-events-disabled-at-once':
      'the mask may hold only what the category has, and only one event where it disables.',
    'wrong-npi-for-callbacks': 'both are members of WSK_EVENT_CALLBACK_CONTROL.',
  },
  sources: [
    learn.network('so-wsk-event-callback'),
    learn.network('winsock-kernel-events'),
    learn.network('wsk-set-static-event-callbacks'),
  ],
  bad: c`
    NTSTATUS EnableEvents(PWSK_PROVIDER_NPI Npi)
    {
        WSK_EVENT_CALLBACK_CONTROL Control = { (PNPIID)&NPI_WSK_INTERFACE_ID, 0 };

        return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }
  `,
  good: c`
    NTSTATUS EnableEvents(PWSK_PROVIDER_NPI Npi)
    {
        WSK_EVENT_CALLBACK_CONTROL Control = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT };

        return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }
  `,

  query: (analysis) => wrongCalls(analysis, ['WskControlSocket', 'WskControlClient'], invalidMask),

  *check({ at, through, because: [made], detail: { message, instead }, use }, analysis) {
    yield {
      at,
      message: saidIn(through, message),
      related: [
        ...(made === undefined ? [] : pathTo(analysis, made, `the socket is made here, by ${made.callee}`)),
        ...(through === undefined ? [] : placeOf(analysis, use.at, 'the events are controlled here')),
      ],
      fix: through === undefined && instead !== undefined ? replaceEvent(analysis, use, instead) : undefined,
    };
  },
});

function replaceEvent(analysis: Analysis, use: Use, event: string): Fix | undefined {
  const control = use.arguments.get('InputBuffer');
  const mask = control && memberText(control, 'EventMask');
  if (mask === undefined) return undefined;
  return insertBefore(analysis, use.at, `${mask} = ${event};`, { title: `Control ${event}`, safe: false });
}

function invalidMask(use: Use): Judgement<'WskControlSocket' | 'WskControlClient', InvalidMask> | undefined {
  const known = eventControl(use);
  if (known?.npi !== 'WSK') return undefined;
  const mistake = known.isStatic ? ofClient(known) : (emptyMask(known) ?? ofSocket(known, use.arguments.get('Socket')));
  if (mistake === undefined) return undefined;
  const judgement = { marked: 'InputBuffer', because: mistake.because, detail: mistake } as const;
  // A mask to which the events are added one by one is empty on the way on which there is none.
  return known.events?.length === 0 ? { ...judgement, needsAllWays: true } : judgement;
}

function emptyMask({ events, disables, control }: EventControl): Mistake | undefined {
  if (events?.length !== 0 || disables) return undefined;
  return { message: `'${control.text}' enables no event: its EventMask is 0`, because: [] };
}

function ofClient(known: EventControl): Mistake | undefined {
  const { disables, control } = known;
  if (!disables) return emptyMask(known);
  return {
    message: `'${control.text}' has WSK_EVENT_DISABLE, and what is enabled statically stays enabled`,
    because: [],
  };
}

function ofSocket(known: EventControl, socket: Argument | undefined): Mistake | undefined {
  const made = socket && categoryOf(socket);
  if (socket === undefined || made === undefined || made.is === 'stream') return undefined;
  // Of several that are disabled at once another rule speaks.
  if (known.disables && known.events?.length !== 1) return undefined;
  const mistake = notOfCategory(known, made.is, socket.text);
  return mistake && { ...mistake, because: [made.since] };
}

function notOfCategory(
  { events = [], disables, control }: EventControl,
  category: SocketCategory,
  socket: string,
): InvalidMask | undefined {
  const { own, inherited } = eventsOfCategory(category);
  const foreign = events.filter((event) => !own.includes(event) && !inherited.includes(event));
  if (foreign.length > 0) {
    const message = `'${control.text}' has ${listed(foreign, 'and')}, and '${socket}' is a ${nameOfCategory(category)} socket`;
    return { message, instead: !disables && own.length === 1 && events.length === 1 ? own[0] : undefined };
  }
  const kept = disables ? events.filter((event) => inherited.includes(event)) : [];
  if (kept.length === 0) return undefined;
  return {
    message: `'${control.text}' disables ${listed(kept, 'and')}, which a listening socket such as '${socket}' never loses`,
  };
}
