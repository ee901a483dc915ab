import { alwaysCompleted, socketRequestValues, submitsIrp } from './outcomes';
import { changes, flags, optional, reads, requiredIrp, reservedFlags, writes } from './parameters';
import { defineFunctions, type ApiFunction } from './shape';

const socket = reads('PWSK_SOCKET', 'socket', 'The socket.');

const connectionTables = ['WSK_PROVIDER_CONNECTION_DISPATCH', 'WSK_PROVIDER_STREAM_DISPATCH'] as const;

const datagramTables = ['WSK_PROVIDER_DATAGRAM_DISPATCH'] as const;

const sent = reads(
  'PWSK_BUF',
  'buffer',
  'The data. Its MDLs must stay locked until the IRP is completed; the WSK_BUF itself need not.',
);

const received = reads(
  'PWSK_BUF',
  'buffer',
  'Where the data goes. Its MDLs must stay locked until the IRP is completed.',
);

const controlInfo = optional(reads('PCMSGHDR', 'value', 'Control information for the transport, or NULL.'));

const controlInfoLength = reads('ULONG', 'value', 'The size of the control information in bytes, or 0.');

const bytesSent = `${alwaysCompleted} IoStatus.Information is the number of bytes sent.`;

const bytesReceived = `${alwaysCompleted} IoStatus.Information is the number of bytes received.`;

const releaseValues = {
  STATUS_SUCCESS: 'The list is released.',
  STATUS_INVALID_PARAMETER: 'What was passed is not the first element of a retained list.',
} as const;

/** What moves data over sockets, and ends a connection. */
export const transferFunctions = defineFunctions({
  WskSend: {
    summary: 'Sends data over a connection.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      Buffer: sent,
      Flags: flags(['WSK_FLAG_NODELAY'], 'WSK_FLAG_NODELAY to send without waiting for more data, or 0.'),
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['connection', 'stream'],
    tables: connectionTables,
    irp: bytesSent,
    values: { ...socketRequestValues, STATUS_NOT_SUPPORTED: 'The transport does not support the flag.' },
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_send',
  },
  WskReceive: {
    summary: 'Receives data over a connection.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      Buffer: received,
      Flags: flags(
        ['WSK_FLAG_WAITALL', 'WSK_FLAG_DRAIN'],
        'WSK_FLAG_WAITALL to wait until the buffer is full, WSK_FLAG_DRAIN to throw away what arrives, or 0; not both.',
      ),
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['connection', 'stream'],
    tables: connectionTables,
    irp: `${bytesReceived} Success with 0 bytes means that the other side has ended the connection.`,
    values: { ...socketRequestValues, STATUS_NOT_SUPPORTED: 'The transport does not support the flag.' },
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_receive',
  },
  WskDisconnect: {
    summary: 'Disconnects a socket, gracefully or abortively.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      Buffer: optional(
        reads('PWSK_BUF', 'buffer', 'Data to send before a graceful disconnect. NULL with WSK_FLAG_ABORTIVE.'),
      ),
      Flags: flags(
        ['WSK_FLAG_ABORTIVE'],
        'WSK_FLAG_ABORTIVE to break the connection at once, or 0 for a graceful end.',
      ),
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['connection', 'stream'],
    tables: connectionTables,
    irp: `${alwaysCompleted} A graceful disconnect ends sending only; the socket can go on receiving.`,
    values: socketRequestValues,
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_disconnect',
  },
  /** The signature of connection and stream sockets; `datagramRelease` is that of datagram sockets. */
  WskRelease: {
    summary: 'Gives back a list of data indications that WskReceiveEvent retained by returning STATUS_PENDING.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      DataIndication: reads(
        'PWSK_DATA_INDICATION',
        'value',
        'The first element of the list, as the callback was given it.',
      ),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['connection', 'stream'],
    tables: connectionTables,
    values: releaseValues,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_release_data_indication_list',
  },
  WskSendTo: {
    summary: 'Sends a datagram.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      Buffer: sent,
      Flags: reservedFlags,
      RemoteAddress: optional(
        reads(
          'PSOCKADDR',
          'address',
          'Where to send it. NULL only where a fixed remote or send-to address was set for the socket.',
        ),
      ),
      ControlInfoLength: controlInfoLength,
      ControlInfo: controlInfo,
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['datagram'],
    tables: datagramTables,
    irp: bytesSent,
    values: socketRequestValues,
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_send_to',
  },
  WskSendMessages: {
    summary: 'Sends several datagrams to one address.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      BufferList: reads(
        'PWSK_BUF_LIST',
        'buffer',
        'One buffer for each datagram. Their MDLs must stay locked until the IRP is completed.',
      ),
      Flags: reservedFlags,
      RemoteAddress: optional(
        reads(
          'PSOCKADDR',
          'address',
          'Where to send them. NULL only where a fixed remote or send-to address was set for the socket.',
        ),
      ),
      ControlInfoLength: controlInfoLength,
      ControlInfo: controlInfo,
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL', note: 'Its page gives none; that of WskSendTo is taken.' },
    sockets: ['datagram'],
    tables: datagramTables,
    irp: bytesSent,
    values: socketRequestValues,
    effects: submitsIrp,
    since: 'Windows 8',
    page: 'wsk/nc-wsk-pfn_wsk_send_messages',
  },
  WskReceiveFrom: {
    summary: 'Receives a datagram.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      Buffer: received,
      Flags: reservedFlags,
      RemoteAddress: optional(
        writes(
          'PSOCKADDR',
          'address',
          'Receives the sender: non-paged memory, large enough for the address family, or NULL.',
        ),
      ),
      ControlLength: changes('PULONG', 'value', 'The size of ControlInfo in bytes; receives the size that was filled.'),
      ControlInfo: optional(writes('PCMSGHDR', 'value', 'Receives control information, or NULL.')),
      ControlFlags: optional(
        writes(
          'PULONG',
          'flags',
          'Receives MSG_BCAST, MSG_MCAST, MSG_TRUNC and MSG_CTRUNC, where they apply; or NULL.',
        ),
      ),
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['datagram'],
    tables: datagramTables,
    irp: bytesReceived,
    values: socketRequestValues,
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_receive_from',
  },
});

/** WskRelease as the dispatch table of datagram sockets has it: the same name, another second parameter. */
export const datagramRelease = {
  summary: 'Gives back a list of datagram indications that WskReceiveFromEvent retained by returning STATUS_PENDING.',
  returns: 'NTSTATUS',
  parameters: {
    Socket: socket,
    DatagramIndication: reads(
      'PWSK_DATAGRAM_INDICATION',
      'value',
      'The first element of the list, as the callback was given it.',
    ),
  },
  irql: { max: 'DISPATCH_LEVEL' },
  sockets: ['datagram'],
  tables: datagramTables,
  values: releaseValues,
  since: 'Windows Vista',
  page: 'wsk/nc-wsk-pfn_wsk_release_datagram_indication_list',
} as const satisfies ApiFunction;
