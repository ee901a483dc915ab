import { c, callsBeforeBind, defineRule, learn, pathTo, placeOf } from '../kit';

export default defineRule({
  code: 'WSK320',
  name: 'socket-used-before-bind',
  category: 'socket',
  severity: 'error',
  since: 'unreleased',
  summary: 'A function that needs a bound socket is called on one that was never bound.',
  why: `
    WSK binds no socket by itself: unlike in user mode, neither a connect nor the first datagram chooses a local address.
    On a socket without one the request fails with STATUS_INVALID_DEVICE_STATE.
    Nothing is sent, received or accepted.`,
  remedy: `
    Call WskBind first; the wildcard address lets the system choose the local address and port.`,
  exceptions: `
    The socket counts from the call that made it, as far as its way can be followed.
    WskSocketConnect and accepting bind the socket that they make.`,
  related: {
    'option-set-too-late': 'options come before WskBind, all other calls behind it.',
    'socket-used-after-close': 'the life of a socket goes from WskBind to WskCloseSocket.',
  },
  sources: [
    learn.network('binding-a-socket-to-a-transport-address'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_bind'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_connect'),
  ],
  bad: c`
    NTSTATUS Open(PWSK_PROVIDER_NPI Npi, PWSK_BUF Data, PSOCKADDR To, PIRP CreateIrp, PIRP SendIrp)
    {
        PWSK_SOCKET Socket;
        NTSTATUS Status;

        Status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, CreateIrp);
        if (Status != STATUS_SUCCESS) {
            return Status;
        }
        Socket = (PWSK_SOCKET)CreateIrp->IoStatus.Information;
        return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskSendTo(Socket, Data, 0, To, 0, NULL, SendIrp);
    }
  `,
  good: c`
    NTSTATUS Open(PWSK_PROVIDER_NPI Npi, PWSK_BUF Data, PSOCKADDR Any, PSOCKADDR To, PIRP CreateIrp, PIRP BindIrp, PIRP SendIrp)
    {
        PWSK_PROVIDER_DATAGRAM_DISPATCH Dispatch;
        PWSK_SOCKET Socket;
        NTSTATUS Status;

        Status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, CreateIrp);
        if (Status != STATUS_SUCCESS) {
            return Status;
        }
        Socket = (PWSK_SOCKET)CreateIrp->IoStatus.Information;
        Dispatch = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch;
        Status = Dispatch->WskBind(Socket, Any, 0, BindIrp);
        if (Status != STATUS_SUCCESS) {
            return Status;
        }
        return Dispatch->WskSendTo(Socket, Data, 0, To, 0, NULL, SendIrp);
    }
  `,

  query: callsBeforeBind,

  *check({ callee, at, through, because, detail: socket, use }, analysis) {
    const code = use.arguments.get('ControlCode')?.text;
    const needs = `and ${code ?? callee} needs a local address`;
    yield {
      at,
      message:
        through === undefined
          ? `'${socket}' was never bound, ${needs}`
          : `'${through}' is called for a socket that was never bound, ${needs}`,
      related: [
        ...because.flatMap((made) => pathTo(analysis, made, 'the socket is made here')),
        ...(through === undefined ? [] : placeOf(analysis, use.at, `the call of ${callee}`)),
      ],
    };
  },
});
