import { c, defineRule, learn, nameOfCategory, placeOf, wrongTables } from '../kit';

export default defineRule({
  code: 'WSK305',
  name: 'client-dispatch-of-wrong-type',
  category: 'socket',
  severity: 'error',
  since: 'unreleased',
  summary: 'The client dispatch argument is not the address of the structure of the socket category.',
  why: `
    WSK takes the pointer for the table of the category that the flag names; the parameter has no type of its own.
    It finds its callbacks by their place: an accept event may land in the slot of a receive event.
    The wrong callback runs with arguments it does not expect, or WSK jumps to what stands behind a smaller table.
    That happens with the first event, long after the call has succeeded.`,
  remedy: `
    Pass the address of the structure that belongs to the category: WSK_CLIENT_CONNECTION_DISPATCH, WSK_CLIENT_LISTEN_DISPATCH, WSK_CLIENT_DATAGRAM_DISPATCH or WSK_CLIENT_STREAM_DISPATCH.`,
  exceptions: `
    A wrapper that takes the table as a pointer to anything is judged by what its callers pass.
    A table of a type of the driver's own is not known to be wrong.`,
  related: {
    'client-dispatch-not-constant': 'the table has to be that of the category, and to stay as it is.',
    'dispatch-cast-to-wrong-category':
      'the category decides on both tables: the one that the driver gives, and the one that it gets.',
  },
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_socket'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_accept'),
    learn.network('winsock-kernel-dispatch-tables'),
  ],
  bad: c`
    extern const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch;

    NTSTATUS Listen(PWSK_PROVIDER_NPI Npi, PVOID Context, PIRP Irp)
    {
        return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Context, &ConnectionDispatch, NULL, NULL, NULL, Irp);
    }
  `,
  good: c`
    extern const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch;

    NTSTATUS Listen(PWSK_PROVIDER_NPI Npi, PVOID Context, PIRP Irp)
    {
        return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Context, &ListenDispatch, NULL, NULL, NULL, Irp);
    }
  `,

  query: wrongTables,

  *check({ at, through, detail: { text, given, category, wanted, isPointer }, use }, analysis) {
    const what = isPointer
      ? `'${text}' is the address of a pointer and not of a ${wanted}`
      : `'${text}' is a ${given}, and a ${nameOfCategory(category)} socket takes a ${wanted}`;
    const isAddress = isPointer && given === wanted && /^&\w/.test(text);
    yield {
      at,
      message: through === undefined ? what : `in '${through}' ${what}`,
      related: through === undefined ? [] : placeOf(analysis, use.at, 'the socket is made here'),
      fix:
        through === undefined && isAddress
          ? { title: 'Pass the pointer itself', edits: [{ at, text: text.slice(1) }], safe: false }
          : undefined,
    };
  },
});
