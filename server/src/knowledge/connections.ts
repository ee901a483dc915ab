import { alwaysCompleted, deliversSocket, requestRules, socketRequestValues, submitsIrp } from './outcomes';
import { addressMemory, optional, reads, requiredIrp, reservedFlags, socket, writes } from './parameters';
import { defineFunctions, type Effect } from './shape';

const listenSocket = reads(
  'PWSK_SOCKET',
  'socket',
  'The listening socket, or the stream socket that listens: bound, and the one whose Dispatch table is used.',
);

const remoteAddress = reads(
  'PSOCKADDR',
  'address',
  'The address to connect to, in the SOCKADDR of the address family of the socket.',
);

const connectionTables = ['WSK_PROVIDER_CONNECTION_DISPATCH', 'WSK_PROVIDER_STREAM_DISPATCH'] as const;

const connects: readonly Effect[] = [
  { effect: 'marks', object: 'Socket', fact: 'connected', unlessFailed: true },
  ...submitsIrp,
];

/** What begins a connection, from this side or the other. */
export const connectionFunctions = defineFunctions({
  WskListen: {
    summary: 'Makes a bound stream socket listen for incoming connections.',
    returns: 'NTSTATUS',
    parameters: { Socket: socket, Irp: requiredIrp },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['stream'],
    tables: ['WSK_PROVIDER_STREAM_DISPATCH'],
    irp: alwaysCompleted,
    values: socketRequestValues,
    notes: [
      'From then on the socket can listen only, never connect.',
      'The page says of STATUS_PENDING that a connection is waited for. That is the text of WskAccept: here it is the listening that is under way.',
    ],
    rules: [
      ...requestRules,
      'socket-used-before-bind',
      'function-on-wrong-socket-category',
      'socket-already-committed',
    ],
    effects: submitsIrp,
    since: 'Windows 10 1703',
    page: 'wsk/nc-wsk-pfn_wsk_listen',
  },
  WskAccept: {
    summary: 'Accepts an incoming connection. The IRP is queued until one arrives.',
    returns: 'NTSTATUS',
    parameters: {
      ListenSocket: listenSocket,
      Flags: reservedFlags,
      AcceptSocketContext: optional(
        reads(
          'PVOID',
          'context',
          'What the event callbacks of the accepted socket are given: non-paged memory that lives until its close is completed. NULL where no callback is enabled.',
        ),
      ),
      AcceptSocketDispatch: optional(
        reads(
          'CONST WSK_CLIENT_CONNECTION_DISPATCH *',
          'value',
          'The table of event callbacks for the accepted socket, or NULL where none is enabled. It is constant and outlives the socket.',
        ),
      ),
      LocalAddress: optional(
        writes('PSOCKADDR', 'address', `Receives the local address, or NULL where it is not wanted: ${addressMemory}.`),
      ),
      RemoteAddress: optional(
        writes(
          'PSOCKADDR',
          'address',
          `Receives the remote address, or NULL where it is not wanted: ${addressMemory}.`,
        ),
      ),
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['listening', 'stream'],
    tables: ['WSK_PROVIDER_LISTEN_DISPATCH', 'WSK_PROVIDER_STREAM_DISPATCH'],
    irp: `${alwaysCompleted} On success IoStatus.Information is the PWSK_SOCKET of the accepted connection; otherwise it means nothing.`,
    ownership:
      'The accepted socket belongs to the driver, which closes it with WskCloseSocket. Closing the listening socket does not close it.',
    values: socketRequestValues,
    notes: [
      'The accepted socket has all its callbacks off: unlike with WskAcceptEvent, it inherits none.',
      'A pending WskAccept goes before WskAcceptEvent, but the callback may be called all the same while it is enabled.',
      'A cancelled WskAccept can still have succeeded; its socket must be closed then.',
      'Keep several queued, or connections that arrive between two calls can be dropped.',
    ],
    rules: [...requestRules, 'socket-never-closed', 'argument-gone-before-completion', 'socket-used-before-bind'],
    effects: deliversSocket,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_accept',
  },
  WskInspectComplete: {
    summary: 'Ends the inspection of a connection request for which WskInspectEvent returned WskInspectPend.',
    returns: 'NTSTATUS',
    parameters: {
      ListenSocket: reads('PWSK_SOCKET', 'socket', 'The listening socket, in conditional accept mode.'),
      InspectID: reads(
        'PWSK_INSPECT_ID',
        'inspect-id',
        "The driver's own copy of the inspect ID that WskInspectEvent was given, not the pointer from there.",
      ),
      Action: reads('WSK_INSPECT_ACTION', 'value', 'WskInspectAccept or WskInspectReject, not WskInspectPend.'),
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['listening'],
    tables: ['WSK_PROVIDER_LISTEN_DISPATCH'],
    irp: alwaysCompleted,
    values: socketRequestValues,
    notes: [
      'WskAbortEvent may come for the same request while this call runs: guard the record of what is pending.',
      'After an abort this call establishes no connection.',
    ],
    rules: ['inspect-id-pointer-kept', 'inspect-action-invalid', ...requestRules, 'inspection-completed-without-pend'],
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_inspect_complete',
  },
  WskConnect: {
    summary: 'Connects a bound socket to a remote transport address.',
    returns: 'NTSTATUS',
    parameters: { Socket: socket, RemoteAddress: remoteAddress, Flags: reservedFlags, Irp: requiredIrp },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['connection', 'stream'],
    tables: connectionTables,
    irp: `${alwaysCompleted} The socket is connected once it has completed with success.`,
    values: socketRequestValues,
    notes: [
      'WskBind comes first: nothing binds the socket implicitly.',
      'A socket from WskSocketConnect or from accepting is connected already.',
      'Event callbacks are enabled once the socket is connected.',
    ],
    rules: [...requestRules, 'socket-used-before-bind', 'address-of-wrong-family', 'socket-already-committed'],
    effects: connects,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_connect',
  },
  WskConnectEx: {
    summary: 'Connects a bound socket and sends the first data with the request.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      RemoteAddress: remoteAddress,
      Buffer: optional(
        reads(
          'PWSK_BUF',
          'buffer',
          'The data to send once connected, at most 65,535 bytes, or NULL for none. Its MDLs stay locked until the IRP is completed.',
        ),
      ),
      Flags: reservedFlags,
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['connection', 'stream'],
    tables: connectionTables,
    irp: `${alwaysCompleted} The socket is connected once it has completed with success.`,
    ownership:
      'The MDLs and the data are the memory of the driver, and stay until the IRP is completed. The WSK_BUF need not.',
    values: {
      ...socketRequestValues,
      STATUS_INVALID_PARAMETER: 'Flags is not 0. The IRP is completed all the same.',
      STATUS_BUFFER_OVERFLOW: 'The buffer is longer than 65,535 bytes. The IRP is completed all the same.',
    },
    notes: [
      'WskBind comes first: nothing binds the socket implicitly.',
      'TCP_FASTOPEN has an effect only where it is set before this call.',
    ],
    rules: [...requestRules, 'data-buffer-freed-while-pending', 'socket-used-before-bind', 'function-not-available'],
    effects: connects,
    since: 'Windows 10 1703',
    page: 'wsk/nc-wsk-pfn_wsk_connect_ex',
  },
  WskGetRemoteAddress: {
    summary: 'Gets the remote transport address of a connected socket.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      RemoteAddress: writes('PSOCKADDR', 'address', `Receives the remote address: ${addressMemory}.`),
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['connection', 'stream'],
    tables: connectionTables,
    irp: alwaysCompleted,
    values: { ...socketRequestValues, STATUS_INVALID_DEVICE_STATE: 'The socket is not connected.' },
    notes: ['An accepted socket has the address family of its listening socket, AF_INET6 on a dual-stack one.'],
    rules: [
      ...requestRules,
      'argument-gone-before-completion',
      'address-buffer-size-wrong',
      'socket-used-before-connect',
    ],
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_get_remote_address',
  },
});
