import { c, callsWithOtherObject, defineRule, learn, placeOf } from '../kit';

export default defineRule({
  code: 'WSK308',
  name: 'dispatch-of-another-object',
  category: 'socket',
  severity: 'error',
  since: 'unreleased',
  summary: 'The socket or client argument is not the object whose dispatch table is called.',
  why: `
    A dispatch table belongs to one object: the socket, or the client that WskCaptureProviderNPI gave with it.
    The functions behind it take the first argument for just that object and read memory of WSK's own behind it.
    Another socket may be of another transport, whose memory looks different; a registration or an NPI has none of it.
    WSK then works on memory that is not its own, and the system stops or is corrupted.`,
  remedy: `
    Pass the object that the dispatch table was taken from.`,
  exceptions: `
    A table that was kept in a variable may serve several sockets of one category, and is left alone.
    A copy of the captured NPI is as good as the NPI.`,
  sources: [
    learn.network('winsock-kernel-objects'),
    learn.ddi('wsk/ns-wsk-_wsk_socket'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_socket'),
  ],
  bad: c`
    NTSTATUS Accepted(PWSK_SOCKET Listener, PWSK_SOCKET Connection, PIRP Irp)
    {
        return ((PWSK_PROVIDER_BASIC_DISPATCH)Connection->Dispatch)->WskCloseSocket(Listener, Irp);
    }
  `,
  good: c`
    NTSTATUS Accepted(PWSK_SOCKET Connection, PIRP Irp)
    {
        return ((PWSK_PROVIDER_BASIC_DISPATCH)Connection->Dispatch)->WskCloseSocket(Connection, Irp);
    }
  `,

  query: callsWithOtherObject,

  *check({ callee, at, through, detail: { text, type, owner }, use }, analysis) {
    const reason =
      owner !== undefined
        ? `'${text}' is passed to ${callee} from the dispatch table of '${owner}'`
        : type === undefined
          ? `'${text}' is given to ${callee} in the place of the client`
          : `'${text}' is no client: the Client of the captured NPI is`;
    yield {
      at,
      message: through === undefined ? reason : `in '${through}' ${reason}`,
      related: through === undefined ? [] : placeOf(analysis, use.at, `the call of ${callee}`),
      fix:
        owner !== undefined && through === undefined
          ? { title: `Pass ${owner}`, edits: [{ at, text: owner }], safe: false }
          : undefined,
    };
  },
});
