import {
  atDispatch,
  boundEnabled,
  callbackIrql,
  closeLater,
  connectionEnabled,
  done,
  socketContext,
} from './callback-words';
import { listeningCallbacks } from './listening-callbacks';
import { changes, reads, writes } from './parameters';
import { defineCallbacks } from './shape';

const clientCallbacks = defineCallbacks({
  WskClientEvent: {
    summary: 'Tells the client of events that belong to no socket. No event is defined today.',
    returns: 'NTSTATUS',
    parameters: {
      ClientContext: reads(
        'PVOID',
        'context',
        'The ClientContext of the WSK_CLIENT_NPI that the client registered with.',
      ),
      EventType: reads('ULONG', 'event', 'Which event it is.'),
      Information: reads(
        'PVOID',
        'value',
        'More about the event, or NULL. It is read-only, and valid only during the call.',
      ),
      InformationLength: reads('SIZE_T', 'value', 'The size of the information in bytes, or 0.'),
    },
    irql: callbackIrql,
    typedef: 'PFN_WSK_CLIENT_EVENT',
    table: 'WSK_CLIENT_DISPATCH',
    values: {
      STATUS_NOT_IMPLEMENTED: 'The page asks for this value always, as no event is defined. It holds.',
      STATUS_SUCCESS: 'What the comment in wsk.h asks for. It is allowed, too.',
    },
    notes: ['A driver without it sets the member to NULL, which is what most drivers do.'],
    rules: ['callback-returns-invalid-status', 'callback-signature-mismatch', 'wait-in-wsk-callback'],
    enabled: 'Always enabled where the member is not NULL.',
    page: 'wsk/nc-wsk-pfn_wsk_client_event',
  },
});

const dataCallbacks = defineCallbacks({
  WskReceiveFromEvent: {
    summary: 'Hands over datagrams that a datagram socket has received.',
    returns: 'NTSTATUS',
    parameters: {
      SocketContext: socketContext,
      Flags: reads('ULONG', 'flags', `MSG_BCAST and MSG_MCAST where they apply. ${atDispatch}`),
      DataIndication: changes(
        'PWSK_DATAGRAM_INDICATION',
        'value',
        'A list of datagrams, linked by Next, each a chain of MDLs; or NULL where the socket no longer works and must be closed soon.',
      ),
    },
    irql: callbackIrql,
    typedef: 'PFN_WSK_RECEIVE_FROM_EVENT',
    table: 'WSK_CLIENT_DATAGRAM_DISPATCH',
    ownership:
      'The list, with its MDLs, addresses and control information, belongs to WSK. Only STATUS_PENDING lets the driver keep it, until WskRelease.',
    values: {
      STATUS_SUCCESS: 'The client has taken what it wanted, and keeps nothing of the list.',
      STATUS_PENDING: 'The client keeps the list, and owes one WskRelease with its first element.',
      STATUS_DATA_NOT_ACCEPTED:
        'The client takes nothing. The callback is then off until SO_WSK_EVENT_CALLBACK enables it again; a static one stays on.',
    },
    notes: [
      'ControlInfo of a datagram is NULL where there is none.',
      'It may be called although a WskReceiveFrom is pending. Only disabling it excludes that.',
      closeLater,
    ],
    rules: [
      'indication-used-before-null-check',
      'dead-socket-not-closed',
      'indication-not-released',
      'indication-kept-after-success',
      'receive-never-resumed',
      'wait-in-wsk-callback',
    ],
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
        `WSK_FLAG_RELEASE_ASAP asks not to retain the list, or to give it back soon; WSK_FLAG_ENTIRE_MESSAGE is the push bit of TCP, no boundary of messages. ${atDispatch}`,
      ),
      DataIndication: changes(
        'PWSK_DATA_INDICATION',
        'value',
        'A list of buffers, linked by Next, each a chain of MDLs; or NULL where the socket no longer works and must be closed soon.',
      ),
      BytesIndicated: reads('SIZE_T', 'value', 'The number of bytes in the whole list.'),
      BytesAccepted: writes(
        'SIZE_T *',
        'value',
        'Receives the number of bytes taken, where that is not all and the return value is STATUS_SUCCESS. Untouched, it stands for all.',
      ),
    },
    irql: callbackIrql,
    typedef: 'PFN_WSK_RECEIVE_EVENT',
    table: 'WSK_CLIENT_CONNECTION_DISPATCH',
    ownership:
      'The list, with its MDLs and data, belongs to WSK. Only STATUS_PENDING lets the driver keep it, until WskRelease.',
    values: {
      STATUS_SUCCESS:
        'The client has taken all, or *BytesAccepted bytes, and keeps nothing of the list. After a part, nothing more comes until it has called WskReceive.',
      STATUS_PENDING: 'The client keeps the whole list, and owes one WskRelease with its first element.',
      STATUS_DATA_NOT_ACCEPTED:
        'The client takes nothing now. The callback is not called again until it has called WskReceive.',
    },
    notes: [
      'A WskReceive of length 0 resumes it. The page says from its call on, wsk.h from its completion on: count on the later.',
      'WSK calls it for one piece after the other, and although a WskReceive is pending; only disabling it excludes that.',
      closeLater,
    ],
    rules: [
      'indication-used-before-null-check',
      'dead-socket-not-closed',
      'receive-never-resumed',
      'indication-not-released',
      'indication-kept-after-success',
      'wait-in-wsk-callback',
    ],
    enabled: connectionEnabled('WSK_EVENT_RECEIVE'),
    page: 'wsk/nc-wsk-pfn_wsk_receive_event',
  },
  WskDisconnectEvent: {
    summary: 'Tells that the other side has ended the connection.',
    returns: 'NTSTATUS',
    parameters: {
      SocketContext: socketContext,
      Flags: reads('ULONG', 'flags', `WSK_FLAG_ABORTIVE where the connection was broken off. ${atDispatch}`),
    },
    irql: callbackIrql,
    typedef: 'PFN_WSK_DISCONNECT_EVENT',
    table: 'WSK_CLIENT_CONNECTION_DISPATCH',
    values: done,
    notes: [
      'After a graceful end no more data arrives, but the driver may send until it disconnects. After an abortive one neither works.',
      'The socket is still open: the driver disconnects where that is due, and closes it. It must not wait for that here.',
    ],
    rules: [
      'callback-waits-for-itself',
      'callback-returns-invalid-status',
      'wait-in-wsk-callback',
      'callback-signature-mismatch',
      'callback-never-enabled',
    ],
    enabled: connectionEnabled('WSK_EVENT_DISCONNECT'),
    page: 'wsk/nc-wsk-pfn_wsk_disconnect_event',
  },
  WskSendBacklogEvent: {
    summary: 'Tells that the ideal send backlog of a connection has changed.',
    returns: 'NTSTATUS',
    parameters: {
      SocketContext: socketContext,
      IdealBacklogSize: reads('SIZE_T', 'value', 'How many bytes of sends are best kept outstanding from now on.'),
    },
    irql: callbackIrql,
    typedef: 'PFN_WSK_SEND_BACKLOG_EVENT',
    table: 'WSK_CLIENT_CONNECTION_DISPATCH',
    values: done,
    notes: ['It is advice for speed: WskSend works with more or less outstanding.'],
    rules: [
      'callback-returns-invalid-status',
      'wait-in-wsk-callback',
      'callback-signature-mismatch',
      'callback-never-enabled',
    ],
    enabled: connectionEnabled('WSK_EVENT_SEND_BACKLOG'),
    page: 'wsk/nc-wsk-pfn_wsk_send_backlog_event',
  },
});

/** The event callbacks that a client implements, by the member of its dispatch table. */
export const callbacks = { ...clientCallbacks, ...listeningCallbacks, ...dataCallbacks };
