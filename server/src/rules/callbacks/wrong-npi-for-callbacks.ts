import {
  c,
  defineRule,
  eventControl,
  insertBefore,
  learn,
  memberText,
  placeOf,
  saidIn,
  wrongCalls,
  type Judgement,
  type Use,
} from '../kit';

const NPI = '&NPI_WSK_INTERFACE_ID';

export default defineRule({
  code: 'WSK506',
  name: 'wrong-npi-for-callbacks',
  category: 'callbacks',
  severity: 'error',
  since: 'unreleased',
  summary: 'Standard callbacks are controlled with an NpiId other than &NPI_WSK_INTERFACE_ID.',
  why: `
    The event flags mean something only together with the NPI whose events they are.
    WSK compares what NpiId points at with its own identifier, and refuses the request if it is another.
    An NpiId that was never set is whatever the stack held: WSK reads through it, and the system stops with a bugcheck.`,
  remedy: `
    Set NpiId to &NPI_WSK_INTERFACE_ID.`,
  exceptions: `
    For an extension interface NpiId is the identifier of that extension, and the flags are its own.
    An NpiId that is filled in by code out of sight is not judged.`,
  sources: [learn.network('so-wsk-event-callback'), learn.ddi('wsk/ns-wsk-_wsk_event_callback_control')],
  bad: c`
    NTSTATUS EnableAccept(PWSK_SOCKET Socket)
    {
        PWSK_PROVIDER_LISTEN_DISPATCH Dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch;
        WSK_EVENT_CALLBACK_CONTROL Control;

        Control.EventMask = WSK_EVENT_ACCEPT;
        return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }
  `,
  good: c`
    NTSTATUS EnableAccept(PWSK_SOCKET Socket)
    {
        PWSK_PROVIDER_LISTEN_DISPATCH Dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch;
        WSK_EVENT_CALLBACK_CONTROL Control;

        Control.EventMask = WSK_EVENT_ACCEPT;
        Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
        return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }
  `,

  query: (analysis) => wrongCalls(analysis, ['WskControlSocket', 'WskControlClient'], npiMistake),

  *check({ at, through, detail: { is, member, name }, use }, analysis) {
    const line = `${member ?? ''} = (PNPIID)${NPI};`;
    yield {
      at,
      message: saidIn(through, `'${name}' ${is}, and must be ${NPI} for the events of WSK`),
      related: through === undefined ? [] : placeOf(analysis, use.at, 'the events are controlled here'),
      fix:
        member === undefined || through !== undefined
          ? undefined
          : insertBefore(analysis, use.at, line, { title: `Set NpiId to ${NPI}`, safe: true }),
    };
  },
});

interface WrongNpi {
  readonly is: string;
  /** How C names the member at the call, where it can. */
  readonly member: string | undefined;
  readonly name: string;
}

function npiMistake(use: Use): Judgement<'WskControlSocket' | 'WskControlClient', WrongNpi> | undefined {
  const known = eventControl(use);
  // A mask that is not WSK's may be that of an extension.
  if (known?.events === undefined || known.npi === 'WSK' || known.npi === 'unknown') return undefined;
  const member = memberText(known.control, 'NpiId');
  const is =
    known.npi === 'NULL' ? 'is NULL' : known.npi === 'unset' ? 'is never set' : `is the address of ${known.npi.other}`;
  const name = member ?? `${known.control.text}: NpiId`;
  return { marked: 'InputBuffer', because: [], detail: { is, member, name } };
}
