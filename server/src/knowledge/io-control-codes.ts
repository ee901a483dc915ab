import type { Control, ControlBuffer } from './control-shape';

const request = { kind: 'I/O control code', operations: ['WskIoctl'], irp: 'required', input: {}, output: {} } as const;
const every = ['basic', 'listening', 'datagram', 'connection', 'stream'] as const;

/** Said wherever the size comes back. */
const sizeIsSizeT =
  'OutputSizeReturned points to a SIZE_T. Some pages say ULONG, the header SIZE_T, and WSK writes as much as the header says.';

const backlog: ControlBuffer = { type: 'SIZE_T', size: 'sizeof(SIZE_T)', about: 'Receives a number of bytes.' };

const address: ControlBuffer = {
  type: 'SOCKADDR',
  about:
    'The SOCKADDR structure of the address family of the socket; NULL with a size of 0 takes the address away again.',
  optional: true,
};

const redirected = {
  ...request,
  categories: ['connection'],
  phase: 'connected',
  when: 'At PASSIVE_LEVEL, on an accepted TCP connection that was redirected.',
  irql: 'PASSIVE_LEVEL',
  returnsSize: true,
  since: 'Windows 8',
  notes: [
    'It works only where a callout redirected the connection at FWPS_LAYER_ALE_CONNECT_REDIRECT_V4 or _V6.',
    'It takes both an IRP and OutputSizeReturned; IoStatus.Information holds the size as well.',
    sizeIsSizeT,
  ],
} as const;

const redirectFailures = {
  STATUS_NOT_FOUND: 'The connection was not redirected.',
  STATUS_BUFFER_TOO_SMALL: 'The buffer does not hold it. Here that is not STATUS_BUFFER_OVERFLOW, as elsewhere.',
  STATUS_ACCESS_DENIED: 'The caller may not see it.',
  STATUS_INTEGER_OVERFLOW: 'A size in the request is too large.',
} as const;

const opaque: ControlBuffer = {
  type: 'VOID',
  about: 'Receives bytes that only WFP understands, about 1 KB. NULL with a size of 0 asks for the size.',
  optional: true,
};

/** The I/O control codes of WskControlSocket, by name. Source: the sio-… pages of the network guide. */
export const ioControlCodes = {
  SIO_ADDRESS_LIST_CHANGE: {
    ...request,
    summary: 'Completes when the list of local addresses changes.',
    categories: every,
    phase: 'any',
    when: 'At PASSIVE_LEVEL.',
    irql: 'PASSIVE_LEVEL',
    notes: ['It tells of one change. To hear of the next, send it again, and read the list by SIO_ADDRESS_LIST_QUERY.'],
    page: 'sio-address-list-change',
  },
  SIO_ADDRESS_LIST_QUERY: {
    ...request,
    summary: 'Gets the local addresses to which the socket can be bound.',
    output: {
      WskIoctl: {
        type: 'SOCKET_ADDRESS_LIST',
        about: 'Receives the list, and the SOCKADDR structures it points to behind it.',
      },
    },
    returnsSize: true,
    categories: every,
    phase: 'any',
    when: 'At PASSIVE_LEVEL.',
    irp: 'NULL',
    irql: 'PASSIVE_LEVEL',
    failures: {
      STATUS_BUFFER_OVERFLOW:
        'The buffer is too small; *OutputSizeReturned has the size that is needed. Allocate it and ask again.',
    },
    notes: [sizeIsSizeT],
    rules: ['irp-not-allowed', 'output-size-returned-of-wrong-type'],
    page: 'sio-address-list-query',
  },
  SIO_ADDRESS_LIST_SORT: {
    ...request,
    summary: 'Sorts a list of addresses, the one that suits best first.',
    categories: every,
    phase: 'any',
    when: 'At PASSIVE_LEVEL.',
    irp: 'not documented',
    irql: 'PASSIVE_LEVEL',
    notes: [
      'It has no page of its own. The page of WskControlSocket names it among those for PASSIVE_LEVEL, and no more.',
    ],
    page: 'wsk/nc-wsk-pfn_wsk_control_socket',
  },
  SIO_LOOPBACK_FAST_PATH: {
    ...request,
    summary: 'Takes a shorter way for TCP data that stays on this machine. Deprecated.',
    input: { WskIoctl: { type: 'BOOLEAN', about: 'Whether the socket takes the shorter way.' } },
    categories: ['listening', 'connection'],
    phase: 'before connect or accept',
    when: 'At PASSIVE_LEVEL, on both TCP sockets, before one connects and the other accepts.',
    irql: 'PASSIVE_LEVEL',
    default: 'Off.',
    deprecated: true,
    since: 'Windows 8',
    notes: [
      'Only these options work on such a socket: IP_TTL, IP_UNICAST_IF, IPV6_UNICAST_HOPS, IPV6_UNICAST_IF, IPV6_V6ONLY, SO_CONDITIONAL_ACCEPT, SO_EXCLUSIVEADDRUSE, SO_PORT_SCALABILITY, SO_RCVBUF, SO_REUSEADDR, TCP_BSDURGENT.',
      'PASSIVE_LEVEL is from its own page; that of WskControlSocket does not list it.',
    ],
    rules: ['deprecated-control-code'],
    page: 'sio-loopback-fast-path',
  },
  SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT: {
    ...redirected,
    summary: 'Gets the context that a WFP callout left with a redirected connection.',
    output: { WskIoctl: opaque },
    failures: redirectFailures,
    page: 'sio-query-wfp-connection-redirect-context',
  },
  SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS: {
    ...redirected,
    summary: 'Gets the record of a redirected connection, to be set on the socket that a proxy opens for it.',
    output: { WskIoctl: opaque },
    failures: redirectFailures,
    page: 'sio-query-wfp-connection-redirect-records',
  },
  SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS: {
    ...request,
    summary: 'Sets the record of a redirected connection on the outbound TCP socket that a proxy opens for it.',
    input: {
      WskIoctl: { type: 'VOID', about: 'The record that SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS gave.' },
    },
    categories: ['connection'],
    phase: 'before connect or accept',
    when: 'At PASSIVE_LEVEL, on the new outbound socket.',
    irql: 'PASSIVE_LEVEL',
    since: 'Windows 8',
    failures: {
      STATUS_ACCESS_DENIED: redirectFailures.STATUS_ACCESS_DENIED,
      STATUS_INTEGER_OVERFLOW: redirectFailures.STATUS_INTEGER_OVERFLOW,
    },
    page: 'sio-set-wfp-connection-redirect-records',
  },
  SIO_WSK_QUERY_IDEAL_SEND_BACKLOG: {
    ...request,
    summary: 'Gets how many bytes of send requests are best kept outstanding on a connection.',
    output: { WskIoctl: backlog },
    categories: ['connection'],
    phase: 'connected',
    when: 'On a connected socket.',
    irql: 'DISPATCH_LEVEL',
    notes: [
      'With that much outstanding the connection never runs dry. WskSendBacklogEvent tells when the number changes.',
    ],
    page: 'sio-wsk-query-ideal-send-backlog',
  },
  SIO_WSK_QUERY_INSPECT_ID: {
    ...request,
    summary: 'Gets the inspect ID that an accepted socket had while it was a connection request.',
    output: {
      WskIoctl: { type: 'WSK_INSPECT_ID', size: 'sizeof(WSK_INSPECT_ID)', about: 'Receives the inspect ID.' },
    },
    returnsSize: true,
    categories: ['connection'],
    phase: 'connected',
    when: 'On a socket that a listening socket in conditional accept mode accepted.',
    irp: 'NULL',
    irql: 'DISPATCH_LEVEL',
    failures: { STATUS_INVALID_DEVICE_REQUEST: 'The socket was not accepted in conditional accept mode.' },
    notes: ['Compare Key and SerialNumber of two IDs, never their addresses.', sizeIsSizeT],
    rules: ['inspect-id-compared-by-pointer', 'irp-not-allowed'],
    page: 'sio-wsk-query-inspect-id',
  },
  SIO_WSK_QUERY_RECEIVE_BACKLOG: {
    ...request,
    summary: 'Gets how many bytes have arrived on a connection and wait to be received.',
    output: { WskIoctl: backlog },
    categories: ['connection'],
    phase: 'connected',
    when: 'On a connected socket.',
    irql: 'DISPATCH_LEVEL',
    page: 'sio-wsk-query-receive-backlog',
  },
  SIO_WSK_REGISTER_EXTENSION: {
    ...request,
    summary: 'Registers for an extension interface of one socket. None is defined today.',
    input: {
      WskIoctl: {
        type: 'WSK_EXTENSION_CONTROL_IN',
        size: 'sizeof(WSK_EXTENSION_CONTROL_IN)',
        about: 'Which interface, and the dispatch table and context of the client.',
      },
    },
    output: {
      WskIoctl: {
        type: 'WSK_EXTENSION_CONTROL_OUT',
        size: 'sizeof(WSK_EXTENSION_CONTROL_OUT)',
        about: 'Receives the dispatch table and context of the provider.',
      },
    },
    categories: every,
    phase: 'any',
    when: 'After the socket was created.',
    irp: 'NULL',
    irql: 'DISPATCH_LEVEL',
    failures: { STATUS_NOT_SUPPORTED: 'There is no such interface.' },
    notes: ['An extension is registered socket by socket. It can bring events of its own.'],
    rules: ['irp-not-allowed'],
    page: 'sio-wsk-register-extension',
  },
  SIO_WSK_SET_REMOTE_ADDRESS: {
    ...request,
    summary: 'Fixes the one address that a datagram socket sends to and receives from.',
    input: { WskIoctl: address },
    categories: ['datagram'],
    phase: 'bound',
    when: 'On a bound datagram socket.',
    irql: 'DISPATCH_LEVEL',
    notes: [
      'Datagrams from any other address are thrown away, the answers from an address given to WskSendTo among them.',
      'SIO_WSK_SET_SENDTO_ADDRESS throws nothing away.',
    ],
    rules: ['address-of-wrong-family', 'argument-gone-before-completion', 'socket-used-before-bind'],
    page: 'sio-wsk-set-remote-address',
  },
  SIO_WSK_SET_SENDTO_ADDRESS: {
    ...request,
    summary: 'Fixes the address that a datagram socket sends to where WskSendTo is given none.',
    input: { WskIoctl: address },
    categories: ['datagram'],
    phase: 'bound',
    when: 'On a bound datagram socket.',
    irql: 'DISPATCH_LEVEL',
    notes: ['It does not filter what arrives; SIO_WSK_SET_REMOTE_ADDRESS does.'],
    rules: ['address-of-wrong-family', 'argument-gone-before-completion', 'socket-used-before-bind'],
    page: 'sio-wsk-set-sendto-address',
  },
  SIO_WSK_SET_TCP_SILENT_MODE: {
    ...request,
    summary: 'Lets a TCP socket send nothing more, no control packets either, and drop all that arrives.',
    categories: ['connection'],
    phase: 'connected',
    when: 'On a connected TCP socket with no send or disconnect under way.',
    irql: 'DISPATCH_LEVEL',
    since: 'Windows 8',
    notes: [
      'Only WskCloseSocket may be called on the socket afterwards; sends and disconnects fail with STATUS_INVALID_DEVICE_STATE.',
      'It does not work on a loopback connection.',
    ],
    rules: ['socket-used-before-connect'],
    page: 'sio-wsk-set-tcp-silent-mode',
  },
} as const satisfies Readonly<Record<string, Control>>;
