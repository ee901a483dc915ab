import { c, defineRule, insertAtEntry, learn, missingAcceptOutputs } from '../kit';

export default defineRule({
  code: 'WSK620',
  name: 'accept-outputs-not-set',
  category: 'accept',
  severity: 'error',
  since: 'unreleased',
  summary:
    'WskAcceptEvent accepts a connection without setting the context and dispatch table, or sets them after enabling callbacks.',
  why: `
    WSK calls the callbacks of the accepted socket through the table that WskAcceptEvent puts out, with the context beside it.
    What the driver leaves unset is whatever stood in that memory before.
    Once a callback of the socket is enabled, or was enabled on the listening socket, WSK calls an address from there.
    The system stops with a bugcheck, or runs what somebody else has put there.`,
  remedy: `
    Set both outputs to NULL on entry, and to the context and table of the connection before the return that accepts it.
    Where the callback enables events of the new socket itself, set them before that.`,
  exceptions: `
    A function out of sight that is given both pointers may set what they point at: then nothing is said.
    Where no callback is ever enabled, set both to NULL.`,
  related: {
    'failed-accept-reported-as-success':
      'an accepted connection has a context and a table, one that failed is refused.',
  },
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_accept_event'),
    learn.network('listening-for-and-accepting-incoming-connections'),
  ],
  bad: c`
    typedef struct _SERVER {
        PWSK_SOCKET Accepted;
        KEVENT Arrived;
    } SERVER, *PSERVER;

    NTSTATUS WSKAPI AcceptEvent(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress, PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
    {
        PSERVER Server = (PSERVER)SocketContext;

        UNREFERENCED_PARAMETER(Flags);
        UNREFERENCED_PARAMETER(LocalAddress);
        UNREFERENCED_PARAMETER(RemoteAddress);
        if (AcceptSocket == NULL) {
            KeSetEvent(&Server->Arrived, IO_NO_INCREMENT, FALSE);
            return STATUS_REQUEST_NOT_ACCEPTED;
        }
        Server->Accepted = AcceptSocket;
        KeSetEvent(&Server->Arrived, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch = { AcceptEvent, NULL, NULL };
  `,
  good: c`
    typedef struct _SERVER {
        PWSK_SOCKET Accepted;
        KEVENT Arrived;
    } SERVER, *PSERVER;

    NTSTATUS WSKAPI AcceptEvent(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress, PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
    {
        PSERVER Server = (PSERVER)SocketContext;

        UNREFERENCED_PARAMETER(Flags);
        UNREFERENCED_PARAMETER(LocalAddress);
        UNREFERENCED_PARAMETER(RemoteAddress);
        *AcceptSocketContext = NULL;
        *AcceptSocketDispatch = NULL;
        if (AcceptSocket == NULL) {
            KeSetEvent(&Server->Arrived, IO_NO_INCREMENT, FALSE);
            return STATUS_REQUEST_NOT_ACCEPTED;
        }
        Server->Accepted = AcceptSocket;
        KeSetEvent(&Server->Arrived, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch = { AcceptEvent, NULL, NULL };
  `,

  query: missingAcceptOutputs,

  *check({ definition, at, missing, when }, { unit: { tree } }) {
    const outputs = missing.map((name) => `'*${name}'`).join(' and ');
    yield {
      at,
      message:
        when === 'accepting'
          ? `'${definition.name}' accepts the connection without setting ${outputs}`
          : `callbacks of the accepted socket are enabled before ${outputs} ${missing.length > 1 ? 'are' : 'is'} set`,
      fix:
        when === 'accepting'
          ? insertAtEntry(
              tree,
              definition.body,
              missing.map((name) => `*${name} = NULL;`),
              'Set to NULL on entry what the callback puts out',
            )
          : undefined,
    };
  },
});
