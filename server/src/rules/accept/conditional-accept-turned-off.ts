import { isZero, c, controlRequest, defineRule, deleteCall, learn, pathTo, placeOf, saidIn, wrongCalls } from '../kit';
import type { Judgement, Use } from '../kit';

export default defineRule({
  code: 'WSK604',
  name: 'conditional-accept-turned-off',
  category: 'accept',
  severity: 'warning',
  since: 'unreleased',
  summary: 'Conditional accept mode, or one of its callbacks, is switched off although it cannot be.',
  why: `
    Conditional accept mode, once it is on, stays on as long as the listening socket lives.
    No option and no event flag disables WskInspectEvent and WskAbortEvent.
    A driver that sets it to 0 goes on to be asked about every connection request, and no longer expects that.
    Requests that nobody answers hang until the remote side gives up.`,
  remedy: `
    Leave the mode as it is: close the socket and open one without it, or accept every request in WskInspectEvent.`,
  exceptions: `
    To set 0 where the mode was never on is right, and does nothing.
    To stop being asked, close the listening socket.`,
  sources: [
    learn.network('enabling-and-disabling-event-callback-functions'),
    learn.network('so-wsk-event-callback'),
    learn.network('so-conditional-accept'),
  ],
  bad: c`
    NTSTATUS OnAndOff(PWSK_SOCKET Socket, PIRP OnIrp, PIRP OffIrp)
    {
        PWSK_PROVIDER_LISTEN_DISPATCH Dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch;
        static ULONG On;
        static ULONG Off;
        NTSTATUS status;

        On = 1;
        status = Dispatch->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, OnIrp);
        if (!NT_SUCCESS(status)) {
            return status;
        }
        Off = 0;
        return Dispatch->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(Off), &Off, 0, NULL, NULL, OffIrp);
    }
  `,
  good: c`
    NTSTATUS On(PWSK_SOCKET Socket, PIRP OnIrp)
    {
        PWSK_PROVIDER_LISTEN_DISPATCH Dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch;
        static ULONG On;

        On = 1;
        return Dispatch->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, OnIrp);
    }
  `,

  query: (analysis) => wrongCalls(analysis, ['WskControlSocket'], turnedOff),

  *check({ at, through, because: [on], detail: socket, use }, analysis) {
    yield {
      at,
      message: saidIn(through, `conditional accept mode of '${socket}' is set to 0, and never ends once it is on`),
      related: [
        ...(on === undefined ? [] : pathTo(analysis, on, 'it is turned on here')),
        ...(through === undefined ? [] : placeOf(analysis, use.at, 'the option is set here')),
      ],
      fix: through === undefined ? deleteCall(analysis, use.at, 'Delete the call') : undefined,
    };
  },
});

function turnedOff(use: Use): Judgement<'WskControlSocket', string> | undefined {
  const socket = use.arguments.get('Socket');
  const on = socket?.facts.get('conditional');
  // Of an option that comes after the bind another rule speaks.
  if (socket === undefined || on?.isDoubtful !== false || socket.facts.has('bound') || !setsZero(use)) return undefined;
  return { marked: 'ControlCode', because: [on.site], detail: socket.text };
}

function setsZero(use: Use): boolean {
  const request = controlRequest(use);
  if (request?.name !== 'SO_CONDITIONAL_ACCEPT' || request.operation !== 'WskSetOption') return false;
  const value = use.arguments.get('InputBuffer')?.behind?.holds.get('');
  return value !== undefined && isZero(value);
}
