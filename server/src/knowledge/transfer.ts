import { datagramFunctions, releaseValues } from './datagrams';
import { alwaysCompleted, requestRules, socketRequestValues, submitsIrp } from './outcomes';
import { flags, optional, reads, requiredIrp, socket } from './parameters';
import { defineFunctions } from './shape';

export { datagramRelease } from './datagrams';

const connectionTables = ['WSK_PROVIDER_CONNECTION_DISPATCH', 'WSK_PROVIDER_STREAM_DISPATCH'] as const;

const dataOwnership =
  'The MDLs and the data are the memory of the driver, locked until the IRP is completed. IoFreeIrp does not free them. The WSK_BUF itself may be on the stack.';

const streamFunctions = defineFunctions({
  WskSend: {
    summary: 'Sends data over a connection.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      Buffer: reads(
        'PWSK_BUF',
        'buffer',
        'The data to send, never NULL. Its MDLs describe locked or non-paged memory until the IRP is completed; the WSK_BUF itself need not stay.',
      ),
      Flags: flags(['WSK_FLAG_NODELAY'], 'WSK_FLAG_NODELAY to send without waiting for more data, or 0.'),
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['connection', 'stream'],
    tables: connectionTables,
    irp: `${alwaysCompleted} On success IoStatus.Information is the number of bytes sent.`,
    ownership: dataOwnership,
    values: { ...socketRequestValues, STATUS_NOT_SUPPORTED: 'The transport does not know the flag.' },
    notes: [
      'WSK does not buffer: the IRP completes when all is sent, which can take as long as the peer likes.',
      'SIO_WSK_QUERY_IDEAL_SEND_BACKLOG and WskSendBacklogEvent tell how much data is best kept outstanding.',
      'wsk.h defines WSK_FLAG_OOB too; the page does not list it, so it is not to be used.',
    ],
    rules: [
      'data-buffer-freed-while-pending',
      ...requestRules,
      'flag-not-accepted-by-function',
      'send-after-disconnect',
    ],
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_send',
  },
  WskReceive: {
    summary: 'Receives data over a connection.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      Buffer: reads(
        'PWSK_BUF',
        'buffer',
        'Where the data goes, never NULL; of length 0 with WSK_FLAG_DRAIN. Its MDLs describe locked or non-paged memory until the IRP is completed.',
      ),
      Flags: flags(
        ['WSK_FLAG_WAITALL', 'WSK_FLAG_DRAIN'],
        'WSK_FLAG_WAITALL to wait until the buffer is full, WSK_FLAG_DRAIN to throw away what arrives, or 0; not both.',
      ),
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['connection', 'stream'],
    tables: connectionTables,
    irp: `${alwaysCompleted} On success IoStatus.Information is the number of bytes received; 0 means that the other side has ended its sending.`,
    ownership: dataOwnership,
    values: { ...socketRequestValues, STATUS_NOT_SUPPORTED: 'The transport does not know the flag.' },
    notes: [
      'Without WSK_FLAG_WAITALL it completes with what there is: a message can arrive in parts.',
      'WskReceiveEvent is the other way, without IRPs and without buffers of the driver.',
      'A pending WskReceive goes before WskReceiveEvent, but the callback may be called all the same while it is enabled.',
      'After WskReceiveEvent took part of the data or none, a call of this function, of length 0 even, resumes it.',
    ],
    rules: [
      'data-buffer-freed-while-pending',
      ...requestRules,
      'flag-not-accepted-by-function',
      'zero-bytes-taken-for-data',
    ],
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_receive',
  },
  WskDisconnect: {
    summary: 'Ends a connection: gracefully for this side, or abortively for both.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      Buffer: optional(
        reads(
          'PWSK_BUF',
          'buffer',
          'Data to send before a graceful disconnect, or NULL for none. Always NULL with WSK_FLAG_ABORTIVE. Its MDLs stay locked until the IRP is completed.',
        ),
      ),
      Flags: flags(
        ['WSK_FLAG_ABORTIVE'],
        'WSK_FLAG_ABORTIVE to break the connection off at once, or 0 for a graceful end.',
      ),
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['connection', 'stream'],
    tables: connectionTables,
    irp: alwaysCompleted,
    ownership: dataOwnership,
    values: socketRequestValues,
    notes: [
      'A graceful disconnect ends sending only; the socket can go on receiving. An abortive one ends both.',
      'It does not close the socket: WskCloseSocket follows.',
      'A graceful disconnect can stay pending for as long as the peer likes. Then call it again with WSK_FLAG_ABORTIVE, or close the socket.',
    ],
    rules: [...requestRules, 'flag-not-accepted-by-function', 'buffer-contradicts-call', 'send-after-disconnect'],
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_disconnect',
  },
  /** The signature of connection and stream sockets; `datagramRelease` is that of datagram sockets. */
  WskRelease: {
    summary: 'Gives back a list of data indications that WskReceiveEvent retained by returning STATUS_PENDING.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: reads('PWSK_SOCKET', 'socket', 'The socket on which the data arrived.'),
      DataIndication: reads(
        'PWSK_DATA_INDICATION',
        'value',
        'The first element of the retained list, as WskReceiveEvent was given it: not where a walk through the list ended.',
      ),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['connection', 'stream'],
    tables: connectionTables,
    ownership: 'The list, its MDLs and its data belong to WSK again from this call on.',
    values: releaseValues,
    notes: [
      'Release soon: WSK can run out of memory otherwise. It must be done before WskCloseSocket.',
      'Only a list that was retained is released: with any other return value WSK takes it back itself.',
      'The page speaks of listening sockets and of WskReceiveFromEvent. It means connections and WskReceiveEvent: the listening table has no WskRelease.',
    ],
    rules: ['indication-not-released', 'indication-released-wrongly', 'function-on-wrong-socket-category'],
    effects: [{ effect: 'releases', object: 'DataIndication', resource: 'indication' }],
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_release_data_indication_list',
  },
});

/** What moves data over sockets, and ends a connection. */
export const transferFunctions = { ...streamFunctions, ...datagramFunctions };
