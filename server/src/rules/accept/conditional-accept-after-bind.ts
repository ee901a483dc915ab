import { c, categoryOf, defineRule, learn, misuses, moveStatementBefore, pathTo, placeOf, type Use } from '../kit';

export default defineRule({
  code: 'WSK601',
  name: 'conditional-accept-after-bind',
  category: 'accept',
  severity: 'error',
  since: '0.1.0',
  summary: 'SO_CONDITIONAL_ACCEPT is set on a listening socket that is already bound.',
  why: `
    A listening socket takes connections from the moment it is bound.
    Conditional accept mode can only be switched on before that: afterwards the option fails.
    Connections are then accepted without WskInspectEvent ever being asked, from every remote address.`,
  remedy: `
    Set the option between the creation of the socket and WskBind, and wait for its IRP before the bind.`,
  exceptions: `
    Only the socket that was bound counts, and only where WskBind did not fail.
    Reading the option with WskGetOption is right at any time.`,
  related: {
    'conditional-accept-without-callbacks':
      'conditional accept mode needs the option before the bind and both callbacks.',
    'conditional-accept-turned-off': 'the mode is chosen before the bind, and for good.',
  },
  sources: [learn.network('so-conditional-accept'), learn.network('listening-for-and-accepting-incoming-connections')],
  bad: c`
    NTSTATUS Listen(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP BindIrp, PIRP OptionIrp)
    {
        PWSK_PROVIDER_LISTEN_DISPATCH Dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch;
        static ULONG On = 1;
        NTSTATUS status;

        status = Dispatch->WskBind(Socket, Address, 0, BindIrp);
        if (!NT_SUCCESS(status)) {
            return status;
        }
        return Dispatch->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, OptionIrp);
    }
  `,
  good: c`
    NTSTATUS Listen(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP BindIrp, PIRP OptionIrp)
    {
        PWSK_PROVIDER_LISTEN_DISPATCH Dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch;
        static ULONG On = 1;
        NTSTATUS status;

        status = Dispatch->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, OptionIrp);
        if (!NT_SUCCESS(status)) {
            return status;
        }
        return Dispatch->WskBind(Socket, Address, 0, BindIrp);
    }
  `,

  query: (analysis) =>
    misuses(analysis, {
      calls: ['WskControlSocket'],
      object: 'Socket',
      where: { RequestType: 'WskSetOption', ControlCode: 'SO_CONDITIONAL_ACCEPT' },
      wrongIf: { has: ['bound'] },
    }).filter(({ use }) => mayListen(use)),

  *check({ object, at, through, after, use }, analysis) {
    yield {
      at,
      message: `'${object}' is already bound when ${through ?? 'this'} sets conditional accept mode`,
      related: [
        ...pathTo(analysis, after, 'bound here'),
        ...(through === undefined ? [] : placeOf(analysis, use.at, 'the option is set here')),
      ],
      fix:
        through === undefined
          ? moveStatementBefore(analysis, use.at, after, 'Set the option before WskBind')
          : undefined,
    };
  },
});

/** On any other socket the option is wrong whenever it is set, which is another mistake. */
function mayListen({ arguments: named }: Use): boolean {
  const socket = named.get('Socket');
  const category = socket && categoryOf(socket)?.is;
  return category === undefined || category === 'listening' || category === 'stream';
}
