import { alwaysCompleted, deliversSocket, requestRules, requestValues, submitsIrp } from './outcomes';
import { changes, client, flags, optional, reads, requiredIrp, reservedFlags, writes } from './parameters';
import { resolutionFunctions } from './resolution';
import { defineFunctions, type Effect } from './shape';

const owningProcess = optional(
  reads(
    'PEPROCESS',
    'value',
    'The process whose security context decides on sharing the local address; NULL for the current process.',
  ),
);

const owningThread = optional(
  reads(
    'PETHREAD',
    'value',
    'The thread whose security context decides on sharing the local address, needed where it impersonates; NULL for none in particular.',
  ),
);

const securityDescriptor = optional(
  reads(
    'PSECURITY_DESCRIPTOR',
    'value',
    'A descriptor cached with WSK_CACHE_SD, which must stay cached until the IRP is completed; or NULL, so that the local address is not shared.',
  ),
);

const socketContext = optional(
  reads(
    'PVOID',
    'context',
    'What the event callbacks of the socket are given: non-paged memory that lives until the close is completed. NULL where no callback is enabled.',
  ),
);

const clientDispatch = (type: string, category: string) =>
  optional(
    reads(
      type,
      'value',
      `The client dispatch table for ${category}, or NULL where no event callback is enabled. It is constant and outlives the socket.`,
    ),
  );

const socketInformation = `${alwaysCompleted} On success IoStatus.Information is the new PWSK_SOCKET; otherwise it means nothing.`;

const socketOwnership =
  'WSK owns the memory of the socket. The driver closes it with WskCloseSocket, once, also where a wait for the IRP was given up. The client dispatch table and the context are the memory of the driver until the close is completed.';

const createsSocket: readonly Effect[] = [
  { effect: 'marks', object: 'Client', fact: 'has-socket', unlessFailed: true },
  ...deliversSocket,
];

const creationFunctions = defineFunctions({
  WskSocket: {
    summary: 'Creates a socket, which is not bound yet.',
    returns: 'NTSTATUS',
    parameters: {
      Client: client,
      AddressFamily: reads('ADDRESS_FAMILY', 'value', 'AF_INET or AF_INET6. All addresses of the socket are of it.'),
      SocketType: reads('USHORT', 'value', 'SOCK_STREAM, SOCK_DGRAM or SOCK_RAW.'),
      Protocol: reads(
        'ULONG',
        'value',
        'IPPROTO_TCP with SOCK_STREAM, IPPROTO_UDP with SOCK_DGRAM, any with SOCK_RAW.',
      ),
      Flags: flags(
        [
          'WSK_FLAG_BASIC_SOCKET',
          'WSK_FLAG_LISTEN_SOCKET',
          'WSK_FLAG_CONNECTION_SOCKET',
          'WSK_FLAG_DATAGRAM_SOCKET',
          'WSK_FLAG_STREAM_SOCKET',
        ],
        'The category of the socket: exactly one flag. 0 is a basic socket, which only takes control operations.',
      ),
      SocketContext: socketContext,
      Dispatch: clientDispatch('CONST VOID *', 'the category that Flags names'),
      OwningProcess: owningProcess,
      OwningThread: owningThread,
      SecurityDescriptor: securityDescriptor,
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    tables: ['WSK_PROVIDER_DISPATCH'],
    irp: socketInformation,
    ownership: socketOwnership,
    values: requestValues,
    notes: [
      'All event callbacks are off until SO_WSK_EVENT_CALLBACK or WSK_SET_STATIC_EVENT_CALLBACKS turns them on.',
      'A static callback can run before the driver has stored the socket from the IRP.',
      'WSK_TRANSPORT_LIST_QUERY lists the combinations of family, type and protocol.',
    ],
    rules: [
      ...requestRules,
      'unsupported-protocol-combination',
      'client-dispatch-of-wrong-type',
      'socket-never-closed',
    ],
    effects: createsSocket,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_socket',
  },
  WskSocketConnect: {
    summary: 'Creates a connection-oriented socket, binds it and connects it, all in one request.',
    returns: 'NTSTATUS',
    parameters: {
      Client: client,
      SocketType: reads('USHORT', 'value', 'SOCK_STREAM.'),
      Protocol: reads('ULONG', 'value', 'IPPROTO_TCP.'),
      LocalAddress: reads(
        'PSOCKADDR',
        'address',
        'The local address to bind to, which may be the wildcard address. Its family is the family of the socket.',
      ),
      RemoteAddress: reads('PSOCKADDR', 'address', 'The address to connect to, of the family of LocalAddress.'),
      Flags: reservedFlags,
      SocketContext: socketContext,
      Dispatch: clientDispatch('CONST WSK_CLIENT_CONNECTION_DISPATCH *', 'connections'),
      OwningProcess: owningProcess,
      OwningThread: owningThread,
      SecurityDescriptor: securityDescriptor,
      Irp: requiredIrp,
    },
    irql: { max: 'DISPATCH_LEVEL' },
    tables: ['WSK_PROVIDER_DISPATCH'],
    irp: socketInformation,
    ownership: socketOwnership,
    values: requestValues,
    notes: [
      'The socket is bound and connected: no WskBind or WskConnect may follow.',
      'An option that must be set before WskBind or WskConnect needs WskSocket and those two instead; otherwise this is the recommended way.',
      'The page lists SOCK_DGRAM and SOCK_RAW too. A connection exists over SOCK_STREAM only, as the pages of the address families say.',
    ],
    rules: [...requestRules, 'address-of-wrong-family', 'option-set-too-late', 'socket-never-closed'],
    effects: createsSocket,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_socket_connect',
  },
  WskControlClient: {
    summary: 'Carries out a control operation on the client object.',
    returns: 'NTSTATUS',
    parameters: {
      Client: client,
      ControlCode: reads(
        'ULONG',
        'value',
        'The client control code (WSK_…), WSK_SET_STATIC_EVENT_CALLBACKS for one. It decides on all other arguments.',
      ),
      InputSize: reads('SIZE_T', 'value', 'The size of the input buffer in bytes; 0 where the code takes no input.'),
      InputBuffer: optional(
        reads(
          'PVOID',
          'buffer',
          'The input; NULL where the code takes none. With an IRP it stays valid until the IRP is completed.',
        ),
      ),
      OutputSize: reads('SIZE_T', 'value', 'The size of the output buffer in bytes; 0 where the code gives no output.'),
      OutputBuffer: optional(
        writes(
          'PVOID',
          'buffer',
          'Receives the output; NULL where the code gives none. With an IRP it stays valid until the IRP is completed.',
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
        'NULL for every client control code but WSK_TRANSPORT_LIST_CHANGE, which needs an IRP with a completion routine.',
      ),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    tables: ['WSK_PROVIDER_DISPATCH'],
    irp: 'Only WSK_TRANSPORT_LIST_CHANGE takes an IRP, which WSK then completes whatever the function returns. All other codes want NULL, and are done when the function returns.',
    values: {
      ...requestValues,
      STATUS_BUFFER_OVERFLOW:
        'The output buffer is too small. *OutputSizeReturned is the size that is needed: try again.',
    },
    notes: [
      'The page calls *OutputSizeReturned a ULONG. It is a SIZE_T, as wsk.h and the page of WSK_TRANSPORT_LIST_QUERY say.',
    ],
    rules: [
      'irp-not-allowed',
      'irp-missing',
      'option-buffer-size-mismatch',
      'output-size-returned-of-wrong-type',
      'static-callbacks-set-after-socket',
      'wsk-status-ignored',
    ],
    effects: submitsIrp,
    since: 'Windows Vista',
    page: 'wsk/nc-wsk-pfn_wsk_control_client',
  },
});

/** The functions of WSK_PROVIDER_DISPATCH, which are called with the client object. */
export const providerFunctions = { ...creationFunctions, ...resolutionFunctions };
