import { c, defineRule, definitionAround, learn, makeStatic, placeOf, tablesOutOfScope } from '../kit';

export default defineRule({
  code: 'WSK306',
  name: 'client-dispatch-not-constant',
  category: 'socket',
  severity: 'error',
  since: 'unreleased',
  summary: 'A client dispatch table is changed, or goes out of scope, while a socket uses it.',
  why: `
    WSK copies no client dispatch table: it keeps the pointer, and looks for a callback there each time an event comes.
    A table in a local variable is gone when the function returns, and its place on the stack is used for something else.
    With the next event WSK calls whatever address stands there.`,
  remedy: `
    Make the table \`static const\` at file level, with all members in its initialiser.`,
  exceptions: `
    A function that also closes its socket before it returns may have the table on its stack.
    A static table is right inside a function, too.`,
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_socket'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_socket_connect'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_accept'),
  ],
  bad: c`
    NTSTATUS WSKAPI AcceptEvent(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, CONST WSK_CLIENT_CONNECTION_DISPATCH **);

    NTSTATUS Listen(PWSK_PROVIDER_NPI Npi, PVOID Context, PIRP Irp)
    {
        const WSK_CLIENT_LISTEN_DISPATCH Dispatch = {AcceptEvent, NULL, NULL};

        return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Context, &Dispatch, NULL, NULL, NULL, Irp);
    }
  `,
  good: c`
    NTSTATUS WSKAPI AcceptEvent(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, CONST WSK_CLIENT_CONNECTION_DISPATCH **);

    NTSTATUS Listen(PWSK_PROVIDER_NPI Npi, PVOID Context, PIRP Irp)
    {
        static const WSK_CLIENT_LISTEN_DISPATCH Dispatch = {AcceptEvent, NULL, NULL};

        return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Context, &Dispatch, NULL, NULL, NULL, Irp);
    }
  `,

  query: tablesOutOfScope,

  *check({ callee, at, through, detail: name, use }, analysis) {
    const around = definitionAround(analysis.unit, at);
    const what = `'${name}' is a local variable, and ${callee} keeps a pointer to it`;
    yield {
      at,
      message: through === undefined ? what : `in '${through}' ${what}`,
      related: through === undefined ? [] : placeOf(analysis, use.at, 'the socket is made here'),
      fix: around && makeStatic(analysis.unit, around, name, 'static const'),
    };
  },
});
