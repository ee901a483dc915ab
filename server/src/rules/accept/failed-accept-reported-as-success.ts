import { c, defineRule, failedAccepts, learn, replaceValue } from '../kit';

/** What a callback returns where it does not take a connection. */
const REFUSALS = { WskAcceptEvent: 'STATUS_REQUEST_NOT_ACCEPTED', WskInspectEvent: 'WskInspectReject' } as const;

export default defineRule({
  code: 'WSK621',
  name: 'failed-accept-reported-as-success',
  category: 'accept',
  severity: 'warning',
  since: 'unreleased',
  summary: 'A callback that has no socket, inspect ID or context for a connection returns as if it accepted it.',
  why: `
    With STATUS_SUCCESS the driver takes the accepted socket over, and has to close it.
    Where it could keep it nowhere, nobody ever closes it: the connection stays open for the other side and leaks in this one.
    Where WSK gave no socket or inspect ID, there is nothing to accept: the listening socket has stopped working.`,
  remedy: `
    Return STATUS_REQUEST_NOT_ACCEPTED from WskAcceptEvent, or WskInspectReject from WskInspectEvent.
    Give back first what was made for the connection until then.`,
  exceptions: `
    A context for the connection is not needed where the socket itself is kept, or handed to a function.`,
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_accept_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_inspect_event'),
    learn.network('listening-for-and-accepting-incoming-connections'),
  ],
  bad: c`
    typedef struct _CONNECTION {
        PWSK_SOCKET Socket;
    } CONNECTION, *PCONNECTION;

    NTSTATUS WSKAPI AcceptEvent(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress, PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
    {
        PCONNECTION Connection;

        UNREFERENCED_PARAMETER(Flags);
        UNREFERENCED_PARAMETER(LocalAddress);
        UNREFERENCED_PARAMETER(RemoteAddress);
        *AcceptSocketContext = NULL;
        *AcceptSocketDispatch = NULL;
        if (AcceptSocket == NULL) {
            KeSetEvent((PKEVENT)SocketContext, IO_NO_INCREMENT, FALSE);
            return STATUS_REQUEST_NOT_ACCEPTED;
        }
        Connection = (PCONNECTION)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(CONNECTION), 'nnoC');
        if (Connection == NULL) {
            return STATUS_SUCCESS;
        }
        Connection->Socket = AcceptSocket;
        *AcceptSocketContext = Connection;
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch = { AcceptEvent, NULL, NULL };
  `,
  good: c`
    typedef struct _CONNECTION {
        PWSK_SOCKET Socket;
    } CONNECTION, *PCONNECTION;

    NTSTATUS WSKAPI AcceptEvent(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress, PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
    {
        PCONNECTION Connection;

        UNREFERENCED_PARAMETER(Flags);
        UNREFERENCED_PARAMETER(LocalAddress);
        UNREFERENCED_PARAMETER(RemoteAddress);
        *AcceptSocketContext = NULL;
        *AcceptSocketDispatch = NULL;
        if (AcceptSocket == NULL) {
            KeSetEvent((PKEVENT)SocketContext, IO_NO_INCREMENT, FALSE);
            return STATUS_REQUEST_NOT_ACCEPTED;
        }
        Connection = (PCONNECTION)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(CONNECTION), 'nnoC');
        if (Connection == NULL) {
            return STATUS_REQUEST_NOT_ACCEPTED;
        }
        Connection->Socket = AcceptSocket;
        *AcceptSocketContext = Connection;
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch = { AcceptEvent, NULL, NULL };
  `,

  query: failedAccepts,

  *check({ by: { definition, callback }, node, parameter, why }, { unit: { tree } }) {
    const refusal = REFUSALS[callback];
    const fix = replaceValue(tree, node, refusal, `Return ${refusal}`);
    yield {
      at: tree.span(node),
      message:
        why === 'is NULL'
          ? `'${definition.name}' takes a connection although '${parameter}' is NULL here: return ${refusal}`
          : `'${definition.name}' accepts the connection, but '${parameter}' is kept nowhere on this path, so nobody closes it`,
      fix: fix && { ...fix, safe: false },
    };
  },
});
