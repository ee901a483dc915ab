import { alwaysCompleted, requestRules, socketRequestValues, submitsIrp } from './outcomes';
import { addressMemory, changes, optional, reads, requiredIrp, reservedFlags, socket, writes } from './parameters';
import { defineFunctions, type ApiFunction } from './shape';

const datagramTables = ['WSK_PROVIDER_DATAGRAM_DISPATCH'] as const;

const controlInfoLength = reads(
  'ULONG',
  'value',
  'The size of the control information in bytes; 0 where there is none.',
);

const controlInfo = optional(
  reads(
    'PCMSGHDR',
    'value',
    'Control information for the transport, or NULL for none. It stays valid until the IRP is completed.',
  ),
);

const remoteAddress = optional(
  reads(
    'PSOCKADDR',
    'address',
    'The address to send to, of the address family of the socket. NULL only where SIO_WSK_SET_REMOTE_ADDRESS or SIO_WSK_SET_SENDTO_ADDRESS has set one.',
  ),
);

const bytesSent = `${alwaysCompleted} On success IoStatus.Information is the number of bytes sent.`;

const dataOwnership =
  'The MDLs, the data and the control information are the memory of the driver, until the IRP is completed. IoFreeIrp frees none of it.';

/** What both forms of WskRelease return. */
export const releaseValues = {
  STATUS_SUCCESS: 'The list is released.',
  STATUS_INVALID_PARAMETER: 'The argument is not the first element of a retained list.',
} as const;

/** What moves data over datagram sockets. */
export const datagramFunctions = defineFunctions({
  WskSendTo: {
    summary: 'Sends a datagram.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      Buffer: reads(
        'PWSK_BUF',
        'buffer',
        'The datagram, never NULL. Its MDLs describe locked or non-paged memory until the IRP is completed; the WSK_BUF itself need not stay.',
      ),
      Flags: reservedFlags,
      RemoteAddress: remoteAddress,
      ControlInfoLength: controlInfoLength,
      ControlInfo: controlInfo,
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['datagram'],
    tables: datagramTables,
    irp: bytesSent,
    ownership: dataOwnership,
    values: socketRequestValues,
    notes: [
      'The socket must be bound first. A broadcast address needs SO_BROADCAST.',
      'With a fixed remote address the socket drops what comes from any other, an answer to this datagram too; a fixed send-to address drops nothing.',
    ],
    rules: [
      'data-buffer-freed-while-pending',
      ...requestRules,
      'socket-used-before-bind',
      'datagram-without-destination',
    ],
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
        'One element for each datagram, the Next of the last one NULL. Their MDLs describe locked or non-paged memory until the IRP is completed.',
      ),
      Flags: reservedFlags,
      RemoteAddress: remoteAddress,
      ControlInfoLength: controlInfoLength,
      ControlInfo: controlInfo,
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL', note: 'Its page gives none; that of WskSendTo is taken.' },
    sockets: ['datagram'],
    tables: datagramTables,
    irp: bytesSent,
    ownership: `${dataOwnership} The page is silent on it; keep the list, too, to be safe.`,
    values: socketRequestValues,
    notes: ['The socket must be bound first. A broadcast address needs SO_BROADCAST.'],
    rules: ['input-left-uninitialised', ...requestRules, 'socket-used-before-bind', 'function-not-available'],
    effects: submitsIrp,
    since: 'Windows 8',
    page: 'wsk/nc-wsk-pfn_wsk_send_messages',
  },
  WskReceiveFrom: {
    summary: 'Receives a datagram.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      Buffer: reads(
        'PWSK_BUF',
        'buffer',
        'Where the datagram goes, never NULL. Its MDLs describe locked or non-paged memory until the IRP is completed.',
      ),
      Flags: reservedFlags,
      RemoteAddress: optional(
        writes('PSOCKADDR', 'address', `Receives the sender, or NULL where it is not wanted: ${addressMemory}.`),
      ),
      ControlLength: changes(
        'PULONG',
        'value',
        'On entry the size of ControlInfo in bytes, on completion the size that was filled, 0 for nothing. It stays valid until then.',
      ),
      ControlInfo: optional(
        writes(
          'PCMSGHDR',
          'value',
          'Receives control information, or NULL where it is not wanted. It stays valid until the IRP is completed.',
        ),
      ),
      ControlFlags: optional(
        writes(
          'PULONG',
          'flags',
          'Receives MSG_BCAST, MSG_MCAST, MSG_TRUNC and MSG_CTRUNC, where they apply; or NULL. It stays valid until the IRP is completed.',
        ),
      ),
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['datagram'],
    tables: datagramTables,
    irp: `${alwaysCompleted} On success IoStatus.Information is the number of bytes received.`,
    ownership:
      'All that the arguments point at is the memory of the driver, until the IRP is completed; the WSK_BUF itself need not stay.',
    values: socketRequestValues,
    notes: [
      'A datagram that is too long for the buffer is cut off, which only *ControlFlags tells: MSG_TRUNC, and MSG_CTRUNC for control information.',
      'The text of the page lets ControlLength be NULL, with ControlInfo NULL then. wsk.h does not mark it as optional: pass a variable.',
      'A pending WskReceiveFrom goes before WskReceiveFromEvent, but the callback may be called all the same while it is enabled.',
    ],
    rules: [
      'argument-gone-before-completion',
      'data-buffer-freed-while-pending',
      ...requestRules,
      'input-left-uninitialised',
    ],
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
    Socket: reads('PWSK_SOCKET', 'socket', 'The socket on which the datagrams arrived.'),
    DatagramIndication: reads(
      'PWSK_DATAGRAM_INDICATION',
      'value',
      'The first element of the retained list, as WskReceiveFromEvent was given it: not where a walk through the list ended.',
    ),
  },
  irql: { max: 'DISPATCH_LEVEL' },
  sockets: ['datagram'],
  tables: datagramTables,
  ownership: 'The list, its MDLs and all that it points at belong to WSK again from this call on.',
  values: releaseValues,
  notes: [
    'Release soon: WSK can run out of memory otherwise. It must be done before WskCloseSocket.',
    'Only a list that was retained is released: with any other return value WSK takes it back itself.',
  ],
  rules: ['indication-not-released', 'indication-released-wrongly', 'function-on-wrong-socket-category'],
  effects: [{ effect: 'releases', object: 'DatagramIndication', resource: 'indication' }],
  since: 'Windows Vista',
  page: 'wsk/nc-wsk-pfn_wsk_release_datagram_indication_list',
} as const satisfies ApiFunction;
