import { c, defineRule, learn, placeOf, wrongFlags } from '../kit';

export default defineRule({
  code: 'WSK302',
  name: 'flag-not-accepted-by-function',
  category: 'socket',
  severity: 'error',
  since: 'unreleased',
  summary:
    'A flag is passed that this parameter does not take, not with the other flags, or at all because it is reserved.',
  why: `
    Each flag of WSK belongs to one function, and the flags of different functions have the same values.
    The compiler takes any of them, and WSK reads the number as another flag: a receive that should be quick waits until its buffer is full.
    Where the value means nothing, or the parameter is reserved, the request fails with STATUS_INVALID_PARAMETER or STATUS_NOT_SUPPORTED, on some releases only.`,
  remedy: `
    Pass 0, or a flag whose name carries the name of this function.`,
  exceptions: `
    A wrapper that hands its own Flags parameter on is right: what counts is what its callers pass.
    For a flag that a later release brought, silence the line with the release as the reason.`,
  related: {
    'invalid-event-mask': 'each parameter has flags of its own, and their names say whose they are.',
  },
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_send'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_socket'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_bind'),
  ],
  bad: c`
    NTSTATUS Receive(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
    {
        PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
        return Dispatch->WskReceive(Socket, Buffer, WSK_FLAG_NODELAY, Irp);
    }
  `,
  good: c`
    NTSTATUS Receive(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp)
    {
        PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
        return Dispatch->WskReceive(Socket, Buffer, 0, Irp);
    }
  `,

  query: wrongFlags,

  *check({ callee, at, through, detail: { flag, accepted, besides }, use }, analysis) {
    const reason =
      besides !== undefined
        ? `does not go with ${besides} in ${callee}`
        : accepted.length === 0
          ? `is passed to ${callee}, whose flags are reserved and have to be 0`
          : `is no flag of ${callee}, which takes ${listed(accepted)}`;
    const isPlain = /^[\w\s|()]+$/.test(analysis.unit.tree.text.slice(at.start, at.end));
    yield {
      at,
      message: through === undefined ? `'${flag}' ${reason}` : `'${through}' hands on a flag: '${flag}' ${reason}`,
      related: through === undefined ? [] : placeOf(analysis, use.at, `the call of ${callee}`),
      fix:
        through === undefined && isPlain && besides === undefined && callee !== 'WskSocket'
          ? { title: 'Pass no flag', edits: [{ at, text: '0' }], safe: false }
          : undefined,
    };
  },
});

/** Two can be named; of the categories of sockets, and of names, one stands for the others. */
const listed = ([first = '', second, ...others]: readonly string[]): string =>
  second === undefined ? first : others.length === 0 ? `${first} or ${second}` : `others, such as ${first}`;
