import {
  c,
  defineRule,
  eventControl,
  learn,
  listed,
  memberText,
  placeOf,
  saidIn,
  repeatAfter,
  wrongCalls,
  type Analysis,
  type Fix,
  type Judgement,
  type Use,
} from '../kit';

export default defineRule({
  code: 'WSK505',
  name: 'several-events-disabled-at-once',
  category: 'callbacks',
  severity: 'error',
  since: 'unreleased',
  summary: 'More than one event flag is combined with WSK_EVENT_DISABLE.',
  why: `
    Several events may be enabled in one request, but each has to be disabled by a request of its own.
    WSK refuses a request with several flags, and with none, beside WSK_EVENT_DISABLE.
    The callbacks stay enabled, and run while the driver already takes down what they work on.`,
  remedy: `
    Make one call for each event that is to be disabled.`,
  exceptions: `
    A mask that is put together at run time from values that nobody knows is not judged.`,
  sources: [learn.network('so-wsk-event-callback'), learn.ddi('wsk/ns-wsk-_wsk_event_callback_control')],
  bad: c`
    NTSTATUS Quiet(PWSK_SOCKET Socket)
    {
        PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
        WSK_EVENT_CALLBACK_CONTROL Control = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE };

        return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }
  `,
  good: c`
    NTSTATUS Quiet(PWSK_SOCKET Socket)
    {
        PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
        WSK_EVENT_CALLBACK_CONTROL Control = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };

        return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }
  `,

  query: (analysis) => wrongCalls(analysis, ['WskControlSocket'], severalAtOnce),

  *check({ at, through, detail: { control, events }, use }, analysis) {
    yield {
      at,
      message: saidIn(
        through,
        events.length === 0
          ? `'${control}' has WSK_EVENT_DISABLE without the event that is to be disabled`
          : `'${control}' disables ${listed(events, 'and')} at once, and each takes a request of its own`,
      ),
      related: through === undefined ? [] : placeOf(analysis, use.at, 'the events are disabled here'),
      fix: through === undefined ? split(analysis, use, events) : undefined,
    };
  },
});

function split(analysis: Analysis, use: Use, events: readonly string[]): Fix | undefined {
  const control = use.arguments.get('InputBuffer');
  const mask = control && memberText(control, 'EventMask');
  const hasIrp = use.arguments.get('Irp')?.value.kind !== 'number';
  // An IRP would have to be made ready again between the requests.
  if (mask === undefined || hasIrp || events.length === 0) return undefined;
  const lines = events.map((event) => `${mask} = ${event} | WSK_EVENT_DISABLE;`);
  return repeatAfter(analysis, use.at, lines, 'Disable one event after the other');
}

interface Several {
  readonly control: string;
  readonly events: readonly string[];
}

function severalAtOnce(use: Use): Judgement<'WskControlSocket', Several> | undefined {
  const known = eventControl(use);
  if (known?.events === undefined || known.npi !== 'WSK' || !known.disables || known.events.length === 1)
    return undefined;
  return { marked: 'InputBuffer', because: [], detail: { control: known.control.text, events: known.events } };
}
