import { c, callsThroughOtherTable, castToTable, defineRule, learn, nameOfCategory, pathTo, placeOf } from '../kit';

export default defineRule({
  code: 'WSK307',
  name: 'dispatch-cast-to-wrong-category',
  category: 'socket',
  severity: 'error',
  since: 'unreleased',
  summary: 'The dispatch table of a socket is read as that of another socket category.',
  why: `
    Socket->Dispatch points to the table of the category with which the socket was made.
    The tables of the categories agree in their first functions only; after WskBind the same name stands in another slot.
    Read as another table, the call takes the wrong slot, and another function of WSK runs with these arguments.
    It fails at best; at worst it writes where the arguments happen to point.`,
  remedy: `
    Cast Socket->Dispatch to the provider structure of the category with which the socket was created.`,
  exceptions: `
    WskControlSocket, WskCloseSocket and WskBind stand in the same place in all tables that have them, and are right through any.
    So are WskSend and WskReceive through the table of a stream or of a connection-oriented socket.
    A socket whose category does not show is left alone.`,
  related: {
    'function-on-wrong-socket-category':
      'a function that the category does not have is told by `function-on-wrong-socket-category`, whatever the cast.',
    'dispatch-of-another-object': 'the table and the object of a call come from the same socket.',
  },
  sources: [learn.network('winsock-kernel-dispatch-tables'), learn.ddi('wsk/ns-wsk-_wsk_socket')],
  bad: c`
    NTSTATUS Open(PWSK_PROVIDER_NPI Npi, PSOCKADDR Local, PSOCKADDR Remote, PIRP CreateIrp, PIRP BindIrp, PIRP ConnectIrp)
    {
        PWSK_SOCKET Socket;
        NTSTATUS Status;

        Status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET, NULL, NULL, NULL, NULL, NULL, CreateIrp);
        if (Status != STATUS_SUCCESS) {
            return Status;
        }
        Socket = (PWSK_SOCKET)CreateIrp->IoStatus.Information;
        Status = ((PWSK_PROVIDER_STREAM_DISPATCH)Socket->Dispatch)->WskBind(Socket, Local, 0, BindIrp);
        if (Status != STATUS_SUCCESS) {
            return Status;
        }
        return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskConnect(Socket, Remote, 0, ConnectIrp);
    }
  `,
  good: c`
    NTSTATUS Open(PWSK_PROVIDER_NPI Npi, PSOCKADDR Local, PSOCKADDR Remote, PIRP CreateIrp, PIRP BindIrp, PIRP ConnectIrp)
    {
        PWSK_SOCKET Socket;
        NTSTATUS Status;

        Status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET, NULL, NULL, NULL, NULL, NULL, CreateIrp);
        if (Status != STATUS_SUCCESS) {
            return Status;
        }
        Socket = (PWSK_SOCKET)CreateIrp->IoStatus.Information;
        Status = ((PWSK_PROVIDER_STREAM_DISPATCH)Socket->Dispatch)->WskBind(Socket, Local, 0, BindIrp);
        if (Status != STATUS_SUCCESS) {
            return Status;
        }
        return ((PWSK_PROVIDER_STREAM_DISPATCH)Socket->Dispatch)->WskConnect(Socket, Remote, 0, ConnectIrp);
    }
  `,

  query: callsThroughOtherTable,

  *check({ callee, at, through, because, detail: { socket, category, table, meant }, use }, analysis) {
    const [made] = because;
    const what = `a ${nameOfCategory(category)} socket has ${callee} in another place than ${table ?? 'this table'}`;
    yield {
      at,
      message: through === undefined ? `'${socket}': ${what}` : `'${through}' is called for another socket: ${what}`,
      related: [
        ...(made === undefined ? [] : pathTo(analysis, made, 'the socket is made here')),
        ...(through === undefined ? [] : placeOf(analysis, use.at, `the call of ${callee}`)),
      ],
      fix: through === undefined && table !== undefined ? castToTable(analysis.unit, at, table, meant) : undefined,
    };
  },
});
