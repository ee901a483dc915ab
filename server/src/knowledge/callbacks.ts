import { changes, reads, writes } from './parameters';
import { defineCallbacks } from './shape';

const socketContext = reads('PVOID', 'context', 'The context that the socket was created or accepted with.');

const callbackIrql = { max: 'DISPATCH_LEVEL', note: 'It must not wait for other WSK requests to complete.' } as const;

const atDispatch =
  'WSK_FLAG_AT_DISPATCH_LEVEL tells that the IRQL is DISPATCH_LEVEL; without it the IRQL may be lower or equal.';

const staticEnabled = 'or once for all sockets with WSK_SET_STATIC_EVENT_CALLBACKS before the client has any socket';

const connectionEnabled = (event: string): string =>
  `Set SO_WSK_EVENT_CALLBACK with ${event} once the socket is connected (no IRP), ${staticEnabled}. ` +
  `A socket that WskAcceptEvent hands over inherits what was enabled on the listening socket. ` +
  `To switch it off, set ${event} | WSK_EVENT_DISABLE; a static callback cannot be switched off.`;

const boundEnabled = (event: string): string =>
  `Set SO_WSK_EVENT_CALLBACK with ${event} once the socket is bound (no IRP), ${staticEnabled}. ` +
  `To switch it off, set ${event} | WSK_EVENT_DISABLE; a static callback cannot be switched off.`;

const conditionalEnabled =
  'Set SO_CONDITIONAL_ACCEPT to 1 on the listening socket before WskBind. It cannot be switched off afterwards.';

const done = { STATUS_SUCCESS: 'The event is handled. No other value is allowed.' } as const;

/** The event callbacks that a client implements, by the member of its dispatch table. */
export const callbacks = defineCallbacks({
  WskClientEvent: {
    summary: 'Tells the client of events that belong to no socket. No event is defined today.',
    returns: 'NTSTATUS',
    parameters: {
      ClientContext: reads('PVOID', 'context', 'The context in the WSK_CLIENT_NPI that the client registered with.'),
      EventType: reads('ULONG', 'event', 'Which event it is.'),
      Information: reads('PVOID', 'value', 'More about the event, or NULL.'),
      InformationLength: reads('SIZE_T', 'value', 'The size of that in bytes, or 0.'),
    },
    irql: callbackIrql,
    typedef: 'PFN_WSK_CLIENT_EVENT',
    table: 'WSK_CLIENT_DISPATCH',
    values: {
      STATUS_NOT_IMPLEMENTED: 'The page asks for this value always, as no event is defined.',
      STATUS_SUCCESS: 'What the comment in wsk.h asks for.',
    },
    enabled: 'Always enabled where the member is not NULL.',
    page: 'wsk/nc-wsk-pfn_wsk_client_event',
  },
  WskAcceptEvent: {
    summary: 'Hands over a connection that was accepted on a listening socket.',
    returns: 'NTSTATUS',
    parameters: {
      SocketContext: socketContext,
      Flags: reads('ULONG', 'flags', atDispatch),
      LocalAddress: reads('PSOCKADDR', 'address', 'The local address. It is valid only during the call.'),
      RemoteAddress: reads('PSOCKADDR', 'address', 'The remote address. It is valid only during the call.'),
      AcceptSocket: reads(
        'PWSK_SOCKET',
        'socket',
        'The accepted socket, or NULL where the listening socket no longer works and must be closed soon.',
      ),
      AcceptSocketContext: writes(
        'PVOID *',
        'context',
        'Receives the context for the accepted socket, in non-paged memory.',
      ),
      AcceptSocketDispatch: writes(
        'CONST WSK_CLIENT_CONNECTION_DISPATCH **',
        'value',
        'Receives the address of the table of event callbacks for the accepted socket.',
      ),
    },
    irql: callbackIrql,
    typedef: 'PFN_WSK_ACCEPT_EVENT',
    table: 'WSK_CLIENT_LISTEN_DISPATCH',
    values: {
      STATUS_SUCCESS: 'The client takes the socket, and must close it one day.',
      STATUS_REQUEST_NOT_ACCEPTED: 'The client does not take it. WSK closes it.',
    },
    enabled: boundEnabled('WSK_EVENT_ACCEPT'),
    page: 'wsk/nc-wsk-pfn_wsk_accept_event',
  },
  WskInspectEvent: {
    summary: 'Asks whether a connection request is to be accepted, where conditional accept mode is on.',
    returns: 'WSK_INSPECT_ACTION',
    parameters: {
      SocketContext: socketContext,
      LocalAddress: reads('PSOCKADDR', 'address', 'The local address. It is valid only during the call.'),
      RemoteAddress: reads('PSOCKADDR', 'address', 'The remote address. It is valid only during the call.'),
      InspectID: reads(
        'PWSK_INSPECT_ID',
        'inspect-id',
        'Names the request. Copy its contents to keep it; NULL where the listening socket no longer works and must be closed soon.',
      ),
    },
    irql: callbackIrql,
    typedef: 'PFN_WSK_INSPECT_EVENT',
    table: 'WSK_CLIENT_LISTEN_DISPATCH',
    values: {
      WskInspectAccept: 'The connection is established.',
      WskInspectReject: 'The request is refused. Return this where InspectID is NULL.',
      WskInspectPend: 'Not decided yet. The client owes one WskInspectComplete with a copy of the inspect ID.',
    },
    enabled: conditionalEnabled,
    page: 'wsk/nc-wsk-pfn_wsk_inspect_event',
  },
  WskAbortEvent: {
    summary: 'Tells that a request under inspection was dropped before the connection was established.',
    returns: 'NTSTATUS',
    parameters: {
      SocketContext: socketContext,
      InspectID: reads(
        'PWSK_INSPECT_ID',
        'inspect-id',
        'Names the request. Compare its members Key and SerialNumber with the copies; the pointer itself means nothing.',
      ),
    },
    irql: callbackIrql,
    typedef: 'PFN_WSK_ABORT_EVENT',
    table: 'WSK_CLIENT_LISTEN_DISPATCH',
    values: done,
    enabled: conditionalEnabled,
    page: 'wsk/nc-wsk-pfn_wsk_abort_event',
  },
  WskReceiveFromEvent: {
    summary: 'Hands over datagrams that a datagram socket has received.',
    returns: 'NTSTATUS',
    parameters: {
      SocketContext: socketContext,
      Flags: reads('ULONG', 'flags', `MSG_BCAST and MSG_MCAST where they apply. ${atDispatch}`),
      DataIndication: changes(
        'PWSK_DATAGRAM_INDICATION',
        'value',
        'A list of datagrams, or NULL where the socket no longer works and must be closed soon.',
      ),
    },
    irql: callbackIrql,
    typedef: 'PFN_WSK_RECEIVE_FROM_EVENT',
    table: 'WSK_CLIENT_DATAGRAM_DISPATCH',
    values: {
      STATUS_SUCCESS: 'The client has taken what it wanted, and keeps nothing of the list.',
      STATUS_PENDING: 'The client keeps the list, and owes one WskRelease with its first element.',
      STATUS_DATA_NOT_ACCEPTED: 'The client takes nothing. The callback is then off, unless it is static.',
    },
    enabled: boundEnabled('WSK_EVENT_RECEIVE_FROM'),
    page: 'wsk/nc-wsk-pfn_wsk_receive_from_event',
  },
  WskReceiveEvent: {
    summary: 'Hands over data that a connection has received.',
    returns: 'NTSTATUS',
    parameters: {
      SocketContext: socketContext,
      Flags: reads(
        'ULONG',
        'flags',
        `WSK_FLAG_RELEASE_ASAP asks to give back a retained list soon, WSK_FLAG_ENTIRE_MESSAGE tells that a message is complete. ${atDispatch}`,
      ),
      DataIndication: changes(
        'PWSK_DATA_INDICATION',
        'value',
        'A list of buffers, or NULL where the socket no longer works and must be closed soon.',
      ),
      BytesIndicated: reads('SIZE_T', 'value', 'The number of bytes in the list.'),
      BytesAccepted: writes(
        'SIZE_T *',
        'value',
        'Receives the number of bytes taken, where that is not all and the return value is STATUS_SUCCESS.',
      ),
    },
    irql: callbackIrql,
    typedef: 'PFN_WSK_RECEIVE_EVENT',
    table: 'WSK_CLIENT_CONNECTION_DISPATCH',
    values: {
      STATUS_SUCCESS: 'The client has taken all, or *BytesAccepted bytes, and keeps nothing of the list.',
      STATUS_PENDING: 'The client keeps the whole list, and owes one WskRelease with its first element.',
      STATUS_DATA_NOT_ACCEPTED:
        'The client takes nothing now. The callback is not called again until it has called WskReceive.',
    },
    enabled: connectionEnabled('WSK_EVENT_RECEIVE'),
    page: 'wsk/nc-wsk-pfn_wsk_receive_event',
  },
  WskDisconnectEvent: {
    summary: 'Tells that the other side has ended the connection.',
    returns: 'NTSTATUS',
    parameters: {
      SocketContext: socketContext,
      Flags: reads('ULONG', 'flags', `WSK_FLAG_ABORTIVE where it was broken off. ${atDispatch}`),
    },
    irql: callbackIrql,
    typedef: 'PFN_WSK_DISCONNECT_EVENT',
    table: 'WSK_CLIENT_CONNECTION_DISPATCH',
    values: done,
    enabled: connectionEnabled('WSK_EVENT_DISCONNECT'),
    page: 'wsk/nc-wsk-pfn_wsk_disconnect_event',
  },
  WskSendBacklogEvent: {
    summary: 'Tells that the ideal send backlog of a connection has changed.',
    returns: 'NTSTATUS',
    parameters: {
      SocketContext: socketContext,
      IdealBacklogSize: reads('SIZE_T', 'value', 'How many bytes are best kept outstanding from now on.'),
    },
    irql: callbackIrql,
    typedef: 'PFN_WSK_SEND_BACKLOG_EVENT',
    table: 'WSK_CLIENT_CONNECTION_DISPATCH',
    values: done,
    enabled: connectionEnabled('WSK_EVENT_SEND_BACKLOG'),
    page: 'wsk/nc-wsk-pfn_wsk_send_backlog_event',
  },
});
