import { c, defineRule, learn, misuses, moveStatementBefore, pathTo, placeOf } from '../kit';

export default defineRule({
  code: 'WSK501',
  name: 'static-callbacks-set-after-socket',
  category: 'callbacks',
  severity: 'error',
  since: '0.1.0',
  summary: 'WSK_SET_STATIC_EVENT_CALLBACKS is issued after the client created a socket.',
  why: `
    WSK enables static event callbacks on each socket as it creates it, from one setting for the whole client.
    Once the client has a socket, the setting cannot be made any more: the request fails.
    The sockets then live without the callbacks that the driver waits for, and connections and data go unnoticed.`,
  remedy: `
    Set the static callbacks right after WskCaptureProviderNPI, before anything creates a socket.`,
  exceptions: `
    What counts is the client: a socket of another registration does not matter.
    A set-up that runs once, before the first socket, is right wherever it stands.`,
  related: {
    'static-callback-toggled': 'what is enabled statically is so for every socket, from the first to the last.',
  },
  sources: [
    learn.network('wsk-set-static-event-callbacks'),
    learn.network('enabling-and-disabling-event-callback-functions'),
  ],
  bad: c`
    extern const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch;

    NTSTATUS Start(PWSK_PROVIDER_NPI Npi, PIRP Irp)
    {
        WSK_EVENT_CALLBACK_CONTROL Control;
        NTSTATUS status;

        status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, &ListenDispatch, NULL, NULL, NULL, Irp);
        if (!NT_SUCCESS(status)) {
            return status;
        }
        Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
        Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
        return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }
  `,
  good: c`
    extern const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch;

    NTSTATUS Start(PWSK_PROVIDER_NPI Npi, PIRP Irp)
    {
        WSK_EVENT_CALLBACK_CONTROL Control;
        NTSTATUS status;

        Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
        Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
        status = Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control, 0, NULL, NULL, NULL);
        if (!NT_SUCCESS(status)) {
            return status;
        }
        return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, &ListenDispatch, NULL, NULL, NULL, Irp);
    }
  `,

  query: (analysis) =>
    misuses(analysis, {
      calls: ['WskControlClient'],
      object: 'Client',
      where: { ControlCode: 'WSK_SET_STATIC_EVENT_CALLBACKS' },
      wrongIf: { has: ['has-socket'] },
    }),

  *check({ object, at, through, after, use }, analysis) {
    yield {
      at,
      message: `'${object}' has already created a socket when ${through ?? 'this'} sets its static event callbacks`,
      related: [
        ...pathTo(analysis, after, `the socket is created here, by ${after.callee}`),
        ...(through === undefined ? [] : placeOf(analysis, use.at, 'the callbacks are set here')),
      ],
      fix:
        through === undefined
          ? moveStatementBefore(analysis, use.at, after, 'Set the callbacks before the socket is created')
          : undefined,
    };
  },
});
