import { c, callsOfOtherCategory, defineRule, learn, nameOfCategory, pathTo, placeOf } from '../kit';

export default defineRule({
  code: 'WSK309',
  name: 'function-on-wrong-socket-category',
  category: 'socket',
  severity: 'error',
  since: 'unreleased',
  summary: 'A function is called on a socket whose category does not have it.',
  why: `
    The category is chosen when the socket is made, and decides which dispatch table Socket->Dispatch points to.
    Through a cast the compiler sees a table that the socket does not have.
    The call takes whatever stands in that slot, or behind the end of the table, and jumps there with the wrong arguments.
    The system stops, or another operation runs on memory that was meant for something else.`,
  remedy: `
    Create the socket with the category that has the function, or call the function that this category has for the purpose.`,
  exceptions: `
    The category counts where the call that made the socket is seen, with a flag that is known.
    A socket that comes from somewhere else is left alone.`,
  related: {
    'option-on-wrong-socket-category': 'functions and options belong to categories.',
  },
  sources: [
    learn.network('winsock-kernel-socket-categories'),
    learn.network('winsock-kernel-dispatch-tables'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_socket'),
  ],
  bad: c`
    NTSTATUS Open(PWSK_PROVIDER_NPI Npi, PWSK_BUF Data, PIRP CreateIrp, PIRP SendIrp)
    {
        PWSK_SOCKET Socket;
        NTSTATUS Status;

        Status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, CreateIrp);
        if (Status != STATUS_SUCCESS) {
            return Status;
        }
        Socket = (PWSK_SOCKET)CreateIrp->IoStatus.Information;
        return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Data, 0, SendIrp);
    }
  `,
  good: c`
    NTSTATUS Open(PWSK_PROVIDER_NPI Npi, PWSK_SOCKET Connection, PWSK_BUF Data, PIRP CreateIrp, PIRP SendIrp)
    {
        NTSTATUS Status;

        Status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, CreateIrp);
        if (Status != STATUS_SUCCESS) {
            return Status;
        }
        return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Connection->Dispatch)->WskSend(Connection, Data, 0, SendIrp);
    }
  `,

  query: callsOfOtherCategory,

  *check({ callee, at, through, because, detail: { socket, category }, use }, analysis) {
    const [made] = because;
    const what = `a ${nameOfCategory(category)} socket has no ${callee}`;
    yield {
      at,
      message: through === undefined ? `'${socket}': ${what}` : `'${through}' is called for another socket: ${what}`,
      related: [
        ...(made === undefined ? [] : pathTo(analysis, made, 'the socket is made here')),
        ...(through === undefined ? [] : placeOf(analysis, use.at, `the call of ${callee}`)),
      ],
    };
  },
});
