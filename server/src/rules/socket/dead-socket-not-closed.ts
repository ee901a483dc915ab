import { c, defineRule, ignoredDeaths, learn } from '../kit';

export default defineRule({
  code: 'WSK332',
  name: 'dead-socket-not-closed',
  category: 'socket',
  severity: 'warning',
  since: 'unreleased',
  summary: 'WSK reports that a socket no longer works, and nothing starts closing it.',
  why: `
    The report comes once: no callback of the socket is called for anything else any more.
    Until the socket is closed, it holds its local address and its memory, and the driver waits for data or connections that never come.
    A new socket cannot be bound to the same address before.`,
  remedy: `
    Begin to close the socket: queue a work item that calls WskCloseSocket, or mark the connection and wake the thread that does.`,
  exceptions: `
    Setting an event, queueing a work item, calling a function or marking the context counts as a start.
    The callback must not wait for the close itself: the close waits for the callback.`,
  related: {
    'indication-used-before-null-check': 'NULL in a callback says that the socket is dead.',
  },
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_accept_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_receive_from_event'),
    learn.network('closing-a-socket'),
  ],
  bad: c`
    NTSTATUS WSKAPI ReceiveEvent(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
    {
        UNREFERENCED_PARAMETER(Flags);
        UNREFERENCED_PARAMETER(BytesAccepted);
        if (DataIndication == NULL) {
            return STATUS_SUCCESS;
        }
        *(SIZE_T *)SocketContext += BytesIndicated;
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = { ReceiveEvent, NULL, NULL };
  `,
  good: c`
    typedef struct _CONNECTION {
        SIZE_T Received;
        KEVENT CloseNow;
    } CONNECTION, *PCONNECTION;

    NTSTATUS WSKAPI ReceiveEvent(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
    {
        PCONNECTION Connection = (PCONNECTION)SocketContext;

        UNREFERENCED_PARAMETER(Flags);
        UNREFERENCED_PARAMETER(BytesAccepted);
        if (DataIndication == NULL) {
            KeSetEvent(&Connection->CloseNow, IO_NO_INCREMENT, FALSE);
            return STATUS_SUCCESS;
        }
        Connection->Received += BytesIndicated;
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = { ReceiveEvent, NULL, NULL };
  `,

  query: ignoredDeaths,

  *check({ by: { definition }, node, parameter }, { unit: { tree } }) {
    yield {
      at: tree.span(node),
      message: `'${definition.name}' returns without starting to close the socket that WSK reports dead by '${parameter}' being NULL`,
    };
  },
});
