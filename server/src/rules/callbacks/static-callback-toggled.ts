import {
  c,
  defineRule,
  enabledBy,
  eventControl,
  learn,
  listed,
  placeOf,
  saidIn,
  staticRequests,
  wrongCalls,
} from '../kit';
import type { Judgement, Use } from '../kit';

interface Toggled {
  readonly events: readonly string[];
  readonly disables: boolean;
  /** Where they are enabled for the whole client. */
  readonly enabled: Use;
}

/** A callback that refused data is enabled again by the same request: that is no second enabling. */
const RESUMED: readonly string[] = ['WSK_EVENT_RECEIVE', 'WSK_EVENT_RECEIVE_FROM'];

export default defineRule({
  code: 'WSK502',
  name: 'static-callback-toggled',
  category: 'callbacks',
  severity: 'error',
  since: 'unreleased',
  summary: 'A callback that was enabled statically is enabled or disabled on a socket.',
  why: `
    What WSK_SET_STATIC_EVENT_CALLBACKS enables is enabled on every socket of the client, for good.
    A socket cannot have it disabled, and the request to do so fails.
    A driver that disables a callback before it frees what that works on frees it while the callback still runs.`,
  remedy: `
    Leave events that were enabled statically alone on single sockets.
    Where single sockets are to differ, enable them socket by socket with SO_WSK_EVENT_CALLBACK instead.`,
  exceptions: `
    What counts is the client: the sockets of another registration have their own setting.
    To enable WskReceiveEvent or WskReceiveFromEvent again, after it refused data, is right.`,
  related: {
    'several-events-disabled-at-once':
      'callbacks of one socket are switched one at a time, and only those that are not static.',
  },
  sources: [
    learn.network('wsk-set-static-event-callbacks'),
    learn.network('enabling-and-disabling-event-callback-functions'),
  ],
  bad: c`
    NTSTATUS Start(PWSK_PROVIDER_NPI Npi)
    {
        WSK_EVENT_CALLBACK_CONTROL Control = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT };

        return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }

    NTSTATUS Quiet(PWSK_SOCKET Socket)
    {
        PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
        WSK_EVENT_CALLBACK_CONTROL Control = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };

        return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }
  `,
  good: c`
    NTSTATUS Start(PWSK_PROVIDER_NPI Npi)
    {
        WSK_EVENT_CALLBACK_CONTROL Control = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };

        return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }

    NTSTATUS Quiet(PWSK_SOCKET Socket)
    {
        PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
        WSK_EVENT_CALLBACK_CONTROL Control = { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };

        return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }
  `,

  query: (analysis) => {
    const enabled = staticRequests(analysis);
    return enabled.length === 0 ? [] : wrongCalls(analysis, ['WskControlSocket'], (use) => toggled(use, enabled));
  },

  *check({ at, through, detail: { events, disables, enabled }, use }, analysis) {
    const does = disables ? 'disabled' : 'enabled once more';
    const quoted = events.map((event) => `'${event}'`);
    yield {
      at,
      message: saidIn(through, `${listed(quoted, 'and')} is ${does}, and is enabled statically, for good`),
      related: [
        ...placeOf(analysis, enabled.at, 'enabled for all sockets of the client here'),
        ...(through === undefined ? [] : placeOf(analysis, use.at, `${does} here`)),
      ],
    };
  },
});

function toggled(use: Use, enabled: readonly Use[]): Judgement<'WskControlSocket', Toggled> | undefined {
  const known = eventControl(use);
  if (known?.npi !== 'WSK' || known.isStatic) return undefined;
  const named: readonly string[] = known.events ?? [];
  for (const one of enabled) {
    const on: readonly string[] = enabledBy(one);
    const events = named.filter((event) => on.includes(event) && (known.disables || !RESUMED.includes(event)));
    if (events.length > 0)
      return { marked: 'InputBuffer', because: [], detail: { events, disables: known.disables, enabled: one } };
  }
  return undefined;
}
