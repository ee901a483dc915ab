import { connectionFunctions } from './connections';
import { alwaysCompleted, requestRules, requestValues, socketRequestValues, submitsIrp } from './outcomes';
import { addressMemory, changes, optional, reads, requiredIrp, reservedFlags, socket, writes } from './parameters';
import { defineFunctions } from './shape';

const basicTables = [
  'WSK_PROVIDER_BASIC_DISPATCH',
  'WSK_PROVIDER_LISTEN_DISPATCH',
  'WSK_PROVIDER_DATAGRAM_DISPATCH',
  'WSK_PROVIDER_CONNECTION_DISPATCH',
  'WSK_PROVIDER_STREAM_DISPATCH',
] as const;

const commonFunctions = defineFunctions({
  WskControlSocket: {
    summary: 'Sets or gets a socket option, or carries out an I/O control operation on a socket.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      RequestType: reads(
        'WSK_CONTROL_SOCKET_TYPE',
        'value',
        'WskSetOption or WskGetOption for a socket option (SO_…), WskIoctl for an I/O control code (SIO_…).',
      ),
      ControlCode: reads(
        'ULONG',
        'value',
        'The socket option (SO_…) or the I/O control code (SIO_…). It decides on the buffers and the IRP.',
      ),
      Level: reads(
        'ULONG',
        'value',
        'The level of the option: SOL_SOCKET for those of WSK, IPPROTO_… for those of a protocol. Ignored for WskIoctl: pass 0.',
      ),
      InputSize: reads('SIZE_T', 'value', 'The size of the input buffer in bytes; 0 where there is no input.'),
      InputBuffer: optional(
        reads(
          'PVOID',
          'buffer',
          'The input, or NULL where there is none. With an IRP it stays valid until the IRP is completed.',
        ),
      ),
      OutputSize: reads('SIZE_T', 'value', 'The size of the output buffer in bytes; 0 where there is no output.'),
      OutputBuffer: optional(
        writes(
          'PVOID',
          'buffer',
          'Receives the output; NULL where there is none. With an IRP it stays valid until the IRP is completed.',
        ),
      ),
      OutputSizeReturned: optional(
        writes(
          'SIZE_T *',
          'value',
          'Receives the size of the output in bytes. NULL where there is an IRP, no output, or output of a fixed size.',
        ),
      ),
      Irp: changes(
        'PIRP',
        'irp',
        'The IRP, or NULL: the option or control code says which. NULL to enable event callbacks, an IRP for nearly all else.',
      ),
    },
    irql: {
      max: 'DISPATCH_LEVEL',
      note: 'PASSIVE_LEVEL for SIO_ADDRESS_LIST_*, SIO_LOOPBACK_FAST_PATH and the WFP redirect codes.',
    },
    sockets: ['basic', 'listening', 'datagram', 'connection', 'stream'],
    tables: basicTables,
    irp: 'Where there is an IRP, WSK completes it whatever the function returns; IoStatus.Information is the size of the output in bytes. Enabling event callbacks takes no IRP.',
    ownership: 'The buffers are the memory of the driver, and stay valid until the IRP is completed.',
    values: {
      ...socketRequestValues,
      STATUS_EVENT_PENDING:
        'Only where an event callback is disabled without an IRP: a call of it still runs, so what it uses must stay. NT_SUCCESS is true of this value.',
    },
    notes: [
      'For disabling an event callback the IRP is optional: with one, its completion tells that no call runs any more.',
      'The page calls *OutputSizeReturned a ULONG. It is a SIZE_T, as wsk.h says.',
      'For a callback that still runs the page gives STATUS_EVENT_PENDING, wsk.h STATUS_REQUEST_NOT_ACCEPTED. After either, keep what the callback uses.',
    ],
    rules: [
      'irp-missing',
      'irp-not-allowed',
      'option-buffer-size-mismatch',
      'option-set-too-late',
      'option-at-wrong-level',
      'argument-gone-before-completion',
    ],
    effects: [
      {
        effect: 'marks',
        object: 'Socket',
        fact: 'conditional',
        unlessFailed: true,
        where: { RequestType: 'WskSetOption', ControlCode: 'SO_CONDITIONAL_ACCEPT' },
        nonZero: 'InputBuffer',
      },
      ...submitsIrp,
    ],
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_control_socket',
  },
  WskCloseSocket: {
    summary: 'Closes a socket and frees what belongs to it. Every socket is closed once, an accepted one too.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: reads(
        'PWSK_SOCKET',
        'socket',
        'The socket to close. From this call on it must not be used, and its memory not be read.',
      ),
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['basic', 'listening', 'datagram', 'connection', 'stream'],
    tables: basicTables,
    irp: `${alwaysCompleted} It does so once no event callback of the socket runs any more: to wait for it in one is a deadlock.`,
    ownership:
      'WSK frees the WSK_SOCKET. The context of the socket may be freed when the IRP is completed, not before. A cached security descriptor and retained indications are not released by it.',
    values: requestValues,
    notes: [
      'No other function of the socket may be running in another thread. Pending IRPs are allowed: WSK cancels and completes them.',
      'A connection that is not disconnected both ways is broken off. For a graceful end let WskDisconnect complete first.',
      'Retained indications are given back with WskRelease before, or the close never completes.',
    ],
    rules: [
      'socket-used-after-close',
      'context-outlived-by-socket',
      'callback-waits-for-itself',
      'indication-not-released',
      'irp-freed-twice',
      'close-not-serialised',
    ],
    effects: [...submitsIrp, { effect: 'releases', object: 'Socket', resource: 'socket' }],
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
        'The local address, in the SOCKADDR of the address family of the socket. It may be the wildcard address and port 0.',
      ),
      Flags: reservedFlags,
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['listening', 'datagram', 'connection', 'stream'],
    tables: basicTables.slice(1),
    irp: `${alwaysCompleted} The socket is bound once it has completed with success.`,
    values: {
      ...socketRequestValues,
      STATUS_ADDRESS_ALREADY_EXISTS: 'Another socket has the address. The IRP is completed with this status.',
      STATUS_ACCESS_DENIED: 'The security descriptors do not let the address be shared.',
    },
    notes: [
      'There is no implicit bind: WskConnect, WskListen, WskAccept and datagrams all need it first.',
      'SO_CONDITIONAL_ACCEPT, SO_REUSEADDR, SO_EXCLUSIVEADDRUSE, SO_WSK_SECURITY and IPV6_V6ONLY are set before.',
      'Event callbacks of listening and datagram sockets are enabled after.',
      'A wildcard address stands for all local addresses; a connection gets its own when it is connected.',
    ],
    rules: ['option-set-too-late', 'conditional-accept-after-bind', 'address-of-wrong-family', ...requestRules],
    effects: [{ effect: 'marks', object: 'Socket', fact: 'bound', unlessFailed: true }, ...submitsIrp],
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_bind',
  },
  WskGetLocalAddress: {
    summary: 'Gets the local transport address of a bound socket.',
    returns: 'NTSTATUS',
    parameters: {
      Socket: socket,
      LocalAddress: writes('PSOCKADDR', 'address', `Receives the local address: ${addressMemory}.`),
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    sockets: ['listening', 'datagram', 'connection', 'stream'],
    tables: basicTables.slice(1),
    irp: alwaysCompleted,
    values: { ...socketRequestValues, STATUS_INVALID_DEVICE_STATE: 'The socket is not bound.' },
    rules: [...requestRules, 'argument-gone-before-completion', 'address-buffer-size-wrong', 'socket-used-before-bind'],
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_get_local_address',
  },
});

/** What sockets of several categories can do: control, address, accept, connect and close. */
export const socketFunctions = { ...commonFunctions, ...connectionFunctions };
