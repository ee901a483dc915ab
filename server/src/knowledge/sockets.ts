import { alwaysCompleted, requestValues, socketRequestValues, submitsIrp } from './outcomes';
import { changes, optional, reads, requiredIrp, reservedFlags, writes } from './parameters';
import { defineFunctions } from './shape';

const socket = reads('PWSK_SOCKET', 'socket', 'The socket.');

const listenSocket = reads('PWSK_SOCKET', 'socket', 'The listening socket.');

const basicTables = [
  'WSK_PROVIDER_BASIC_DISPATCH',
  'WSK_PROVIDER_LISTEN_DISPATCH',
  'WSK_PROVIDER_DATAGRAM_DISPATCH',
  'WSK_PROVIDER_CONNECTION_DISPATCH',
  'WSK_PROVIDER_STREAM_DISPATCH',
] as const;

const connectionTables = ['WSK_PROVIDER_CONNECTION_DISPATCH', 'WSK_PROVIDER_STREAM_DISPATCH'] as const;

const whereAddress = 'non-paged memory, large enough for the address family, valid until the IRP is completed';

/** What sockets of several categories can do: control, address, accept, connect and close. */
export const socketFunctions = defineFunctions({
  WskControlSocket: {
    summary: 'Sets or gets a socket option, or carries out an I/O control operation on a socket.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      RequestType: reads('WSK_CONTROL_SOCKET_TYPE', 'value', 'WskSetOption, WskGetOption or WskIoctl.'),
      ControlCode: reads('ULONG', 'value', 'The socket option (SO_…) or the I/O control code (SIO_…).'),
      Level: reads('ULONG', 'value', 'The level of the option, SOL_SOCKET for those of WSK; ignored for WskIoctl.'),
      InputSize: reads('SIZE_T', 'value', 'The size of the input buffer in bytes, or 0.'),
      InputBuffer: optional(
        reads(
          'PVOID',
          'buffer',
          'The input, or NULL. With an IRP it must be non-paged and valid until the IRP is completed.',
        ),
      ),
      OutputSize: reads('SIZE_T', 'value', 'The size of the output buffer in bytes, or 0.'),
      OutputBuffer: optional(
        writes(
          'PVOID',
          'buffer',
          'Receives the output, or NULL. With an IRP it must be non-paged and valid until the IRP is completed.',
        ),
      ),
      OutputSizeReturned: optional(
        writes('SIZE_T *', 'value', 'Receives the number of bytes of output where there is no IRP; otherwise NULL.'),
      ),
      Irp: changes('PIRP', 'irp', 'The IRP, or NULL: the option or control code says which.'),
    },
    irql: {
      max: 'DISPATCH_LEVEL',
      note: 'PASSIVE_LEVEL for SIO_ADDRESS_LIST_*, SIO_LOOPBACK_FAST_PATH and the WFP redirect codes.',
    },
    sockets: ['basic', 'listening', 'datagram', 'connection', 'stream'],
    tables: basicTables,
    irp: 'Where there is an IRP, WSK completes it whatever the function returns; IoStatus.Information is the number of bytes of output. Enabling event callbacks takes no IRP.',
    values: {
      ...socketRequestValues,
      STATUS_EVENT_PENDING: 'Only when an event callback is disabled without an IRP: a call of it is still running.',
    },
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_control_socket',
  },
  WskCloseSocket: {
    summary: 'Closes a socket and frees what belongs to it.',
    returns: 'NTSTATUS',
    parameters: { Socket: socket, Irp: requiredIrp },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['basic', 'listening', 'datagram', 'connection', 'stream'],
    tables: basicTables,
    irp: `${alwaysCompleted} It does so once no callback of the socket runs any more. No function of the socket may be called after this one.`,
    values: requestValues,
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_close_socket',
  },
  WskBind: {
    summary: 'Binds a socket to a local transport address. A listening socket listens from then on.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      LocalAddress: reads(
        'PSOCKADDR',
        'address',
        'The local address, in the structure of the address family of the socket.',
      ),
      Flags: reservedFlags,
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['listening', 'datagram', 'connection', 'stream'],
    tables: basicTables.slice(1),
    irp: `${alwaysCompleted} SO_CONDITIONAL_ACCEPT and the options on sharing an address must be set before.`,
    values: socketRequestValues,
    effects: [{ effect: 'marks', object: 'Socket', fact: 'bound', unlessFailed: true }, ...submitsIrp],
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_bind',
  },
  WskListen: {
    summary: 'Makes a stream socket listen for incoming connections.',
    returns: 'NTSTATUS',
    parameters: { Socket: socket, Irp: requiredIrp },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['stream'],
    tables: ['WSK_PROVIDER_STREAM_DISPATCH'],
    irp: alwaysCompleted,
    values: socketRequestValues,
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
        reads('PVOID', 'context', "What the accepted socket's event callbacks are given: non-paged memory, or NULL."),
      ),
      AcceptSocketDispatch: optional(
        reads(
          'CONST WSK_CLIENT_CONNECTION_DISPATCH *',
          'value',
          "The accepted socket's table of event callbacks, or NULL where none is used. It must be constant and outlive the socket.",
        ),
      ),
      LocalAddress: optional(writes('PSOCKADDR', 'address', `Receives the local address: ${whereAddress}.`)),
      RemoteAddress: optional(writes('PSOCKADDR', 'address', `Receives the remote address: ${whereAddress}.`)),
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['listening', 'stream'],
    tables: ['WSK_PROVIDER_LISTEN_DISPATCH', 'WSK_PROVIDER_STREAM_DISPATCH'],
    irp: `${alwaysCompleted} On success IoStatus.Information is the PWSK_SOCKET of the accepted connection.`,
    values: socketRequestValues,
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_accept',
  },
  WskInspectComplete: {
    summary: 'Ends the inspection of a connection request for which WskInspectEvent returned WskInspectPend.',
    returns: 'NTSTATUS',
    parameters: {
      ListenSocket: listenSocket,
      InspectID: reads(
        'PWSK_INSPECT_ID',
        'inspect-id',
        "The driver's own copy of the inspect ID that WskInspectEvent was given.",
      ),
      Action: reads('WSK_INSPECT_ACTION', 'value', 'WskInspectAccept or WskInspectReject.'),
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['listening'],
    tables: ['WSK_PROVIDER_LISTEN_DISPATCH'],
    irp: alwaysCompleted,
    values: socketRequestValues,
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_inspect_complete',
  },
  WskConnect: {
    summary: 'Connects a bound socket to a remote transport address.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      RemoteAddress: reads('PSOCKADDR', 'address', 'The address to connect to, of the address family of the socket.'),
      Flags: reservedFlags,
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['connection', 'stream'],
    tables: connectionTables,
    irp: `${alwaysCompleted} The socket must have been bound before.`,
    values: socketRequestValues,
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_connect',
  },
  WskConnectEx: {
    summary: 'Connects a bound socket and sends the first data with the request.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      RemoteAddress: reads('PSOCKADDR', 'address', 'The address to connect to, of the address family of the socket.'),
      Buffer: optional(
        reads(
          'PWSK_BUF',
          'buffer',
          'The data to send once connected, at most 65,535 bytes, or NULL. It must stay locked until the IRP is completed.',
        ),
      ),
      Flags: reservedFlags,
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['connection', 'stream'],
    tables: connectionTables,
    irp: alwaysCompleted,
    values: {
      ...socketRequestValues,
      STATUS_INVALID_PARAMETER: 'Flags is not 0.',
      STATUS_BUFFER_OVERFLOW: 'The buffer is longer than 65,535 bytes.',
    },
    effects: submitsIrp,
    since: 'Windows 10 1703',
    page: 'wsk/nc-wsk-pfn_wsk_connect_ex',
  },
  WskGetLocalAddress: {
    summary: 'Gets the local transport address of a bound socket.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      LocalAddress: writes('PSOCKADDR', 'address', `Receives the address: ${whereAddress}.`),
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['listening', 'datagram', 'connection', 'stream'],
    tables: basicTables.slice(1),
    irp: alwaysCompleted,
    values: { ...socketRequestValues, STATUS_INVALID_DEVICE_STATE: 'The socket is not bound.' },
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_get_local_address',
  },
  WskGetRemoteAddress: {
    summary: 'Gets the remote transport address of a connected socket.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      RemoteAddress: writes('PSOCKADDR', 'address', `Receives the address: ${whereAddress}.`),
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['connection', 'stream'],
    tables: connectionTables,
    irp: alwaysCompleted,
    values: { ...socketRequestValues, STATUS_INVALID_DEVICE_STATE: 'The socket is not connected.' },
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_get_remote_address',
  },
});
