import { c, callsAfterClose, defineRule, deleteCall, learn, pathTo, placeOf, type Use } from '../kit';

export default defineRule({
  code: 'WSK330',
  name: 'socket-used-after-close',
  category: 'socket',
  severity: 'error',
  since: 'unreleased',
  summary: 'A socket is used, or closed again, after WskCloseSocket was called on it.',
  why: `
    WSK frees the WSK_SOCKET as the close goes on, with its dispatch table pointer in it.
    Whoever reads Socket->Dispatch after the call reads freed memory, and jumps to what stands there by then.
    A second close frees the same socket twice.
    The system stops in a thread that has nothing to do with it, or only on a busy machine.`,
  remedy: `
    Make WskCloseSocket the last call with the socket, once, and clear the pointer that others could still use.`,
  exceptions: `
    A pointer that was set anew, or taken out with InterlockedExchangePointer, is another socket.
    The call counts, not its outcome: also while the close is pending the socket is gone.`,
  related: {
    'socket-never-closed': 'each socket is closed once, and that is the last call with it.',
    'callback-waits-for-itself': 'WskCloseSocket waits for the callbacks of the socket.',
  },
  sources: [learn.ddi('wsk/nc-wsk-pfn_wsk_close_socket'), learn.network('closing-a-socket')],
  bad: c`
    NTSTATUS Stop(PWSK_SOCKET Socket, PIRP CloseIrp, PIRP DisconnectIrp)
    {
        PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;

        Dispatch->WskCloseSocket(Socket, CloseIrp);
        return Dispatch->WskDisconnect(Socket, NULL, 0, DisconnectIrp);
    }
  `,
  good: c`
    NTSTATUS Stop(PWSK_SOCKET Socket, PIRP CloseIrp)
    {
        PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;

        return Dispatch->WskCloseSocket(Socket, CloseIrp);
    }
  `,

  query: callsAfterClose,

  *check({ object, callee, at, through, after, use }, analysis) {
    const what = callee === 'WskCloseSocket' ? 'is closed again' : `is used by ${callee} after it was closed`;
    yield {
      at,
      message: through === undefined ? `'${object}' ${what}` : `the socket that '${through}' is for ${what}`,
      related: [
        ...pathTo(analysis, after, 'closed here'),
        ...(through === undefined ? [] : placeOf(analysis, use.at, `the call of ${callee}`)),
      ],
      fix: through === undefined && !hasOwnIrp(use) ? deleteCall(analysis, use.at, 'Delete this call') : undefined,
    };
  },
});

/** An IRP that was made for the call, and that a local holds, would be left over without it. */
function hasOwnIrp({ arguments: named }: Use): boolean {
  const irp = named.get('Irp');
  return irp?.facts.has('own') === true && /^\w+$/.test(irp.text);
}
