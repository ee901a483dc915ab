import {
  atDispatch,
  boundEnabled,
  callbackIrql,
  closeLater,
  conditionalEnabled,
  done,
  socketContext,
} from './callback-words';
import { reads, writes } from './parameters';
import { defineCallbacks } from './shape';

const localAddress = reads(
  'PSOCKADDR',
  'address',
  'The local address, in the SOCKADDR of the address family of the listening socket. It is valid only during the call: copy it to keep it.',
);

const remoteAddress = reads(
  'PSOCKADDR',
  'address',
  'The remote address, in the SOCKADDR of the address family of the listening socket. It is valid only during the call: copy it to keep it.',
);

/** The event callbacks of listening sockets. */
export const listeningCallbacks = defineCallbacks({
  WskAcceptEvent: {
    summary: 'Hands over a connection that was accepted on a listening socket.',
    returns: 'NTSTATUS',
    parameters: {
      SocketContext: socketContext,
      Flags: reads('ULONG', 'flags', atDispatch),
      LocalAddress: localAddress,
      RemoteAddress: remoteAddress,
      AcceptSocket: reads(
        'PWSK_SOCKET',
        'socket',
        'The accepted socket, or NULL where the listening socket no longer works and must be closed soon.',
      ),
      AcceptSocketContext: writes(
        'PVOID *',
        'context',
        'Receives the context for the accepted socket, in non-paged memory; or NULL where no callback of it is enabled.',
      ),
      AcceptSocketDispatch: writes(
        'CONST WSK_CLIENT_CONNECTION_DISPATCH **',
        'value',
        'Receives the address of a constant table of event callbacks for the accepted socket; or NULL where none is enabled.',
      ),
    },
    irql: callbackIrql,
    typedef: 'PFN_WSK_ACCEPT_EVENT',
    table: 'WSK_CLIENT_LISTEN_DISPATCH',
    ownership:
      'With STATUS_SUCCESS the accepted socket belongs to the driver, which closes it one day. Otherwise WSK closes it, and the driver must not keep it.',
    values: {
      STATUS_SUCCESS: 'The client takes the socket, and must close it one day.',
      STATUS_REQUEST_NOT_ACCEPTED:
        'The client does not take it, or got none. WSK closes it. Return this where memory for a context is not to be had.',
    },
    notes: [
      'Set both output parameters before a callback of the accepted socket is enabled.',
      'It may be called although a WskAccept is pending. Only disabling it excludes that.',
      closeLater,
    ],
    rules: [
      'indication-used-before-null-check',
      'accept-outputs-not-set',
      'callback-returns-invalid-status',
      'dead-socket-not-closed',
      'failed-accept-reported-as-success',
      'wait-in-wsk-callback',
    ],
    enabled: boundEnabled('WSK_EVENT_ACCEPT'),
    page: 'wsk/nc-wsk-pfn_wsk_accept_event',
  },
  WskInspectEvent: {
    summary: 'Asks whether a connection request is to be accepted, where conditional accept mode is on.',
    returns: 'WSK_INSPECT_ACTION',
    parameters: {
      SocketContext: socketContext,
      LocalAddress: localAddress,
      RemoteAddress: remoteAddress,
      InspectID: reads(
        'PWSK_INSPECT_ID',
        'inspect-id',
        'Names the request. Copy what it points at to keep it; NULL where the listening socket no longer works and must be closed soon.',
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
    notes: [
      'Several requests can be pending at once: keep a list of copies, not one variable.',
      'The guide calls the values InspectAccept, InspectReject and InspectPend. They exist in no header: wsk.h and the pages have the names above.',
      closeLater,
    ],
    rules: [
      'indication-used-before-null-check',
      'inspect-id-pointer-kept',
      'pended-inspection-never-finished',
      'dead-socket-not-closed',
      'inspect-action-invalid',
      'one-slot-for-inspect-ids',
    ],
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
    notes: [
      'Drop the record of the request. A WskInspectComplete for it establishes no connection any more.',
      'It may come at any time after the inspection, also while WskInspectComplete runs: guard the records.',
      'The page says that the request was pended in WskAbortEvent. It means WskInspectEvent.',
    ],
    rules: [
      'inspect-id-compared-by-pointer',
      'callback-returns-invalid-status',
      'pended-inspection-never-finished',
      'wait-in-wsk-callback',
      'callback-argument-kept',
    ],
    enabled: conditionalEnabled,
    page: 'wsk/nc-wsk-pfn_wsk_abort_event',
  },
});
