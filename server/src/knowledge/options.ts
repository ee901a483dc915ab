export type ControlKind = 'socket option' | 'I/O control code' | 'client control code';

/** What the Level or the first control parameter names: a socket option, an I/O control code, a client control code. */
export interface Control {
  readonly kind: ControlKind;
  readonly summary: string;
  /** SOL_SOCKET for a socket option. */
  readonly level?: 'SOL_SOCKET';
  readonly operations: readonly ('WskSetOption' | 'WskGetOption' | 'WskIoctl' | 'WskControlClient')[];
  /** When it is allowed, and on which sockets. */
  readonly when: string;
  /** Whether it takes an IRP. */
  readonly irp: 'required' | 'NULL' | 'NULL to enable, optional to disable' | 'not documented';
  /** Page of the network driver guide, without extension; a path with a slash is one of the API reference. */
  readonly page: string;
}

const both = ['WskSetOption', 'WskGetOption'] as const;

const option = (summary: string, when: string, page: string): Control => ({
  kind: 'socket option',
  summary,
  level: 'SOL_SOCKET',
  operations: both,
  when,
  irp: 'required',
  page,
});

const ioctl = (summary: string, when: string, irp: Control['irp'], page: string): Control => ({
  kind: 'I/O control code',
  summary,
  operations: ['WskIoctl'],
  when,
  irp,
  page,
});

const forClient = (summary: string, when: string, irp: Control['irp'], page: string): Control => ({
  kind: 'client control code',
  summary,
  operations: ['WskControlClient'],
  when,
  irp,
  page,
});

const redirected = 'At PASSIVE_LEVEL, on an accepted TCP connection that was redirected.';

/** Socket options, I/O control codes and client control codes, by name. */
export const controls = {
  SO_BROADCAST: option('Allows broadcast datagrams.', 'On a datagram socket, at any time.', 'so-broadcast'),
  SO_CONDITIONAL_ACCEPT: option(
    'Turns conditional accept mode on: WskInspectEvent is asked about every connection request.',
    'On a listening socket, before WskBind.',
    'so-conditional-accept',
  ),
  SO_EXCLUSIVEADDRUSE: option(
    'Keeps other sockets off the local address.',
    'On any socket but a basic one, before WskBind.',
    'so-exclusiveaddruse',
  ),
  SO_KEEPALIVE: option(
    'Sends keep-alive packets. Accepted sockets inherit it.',
    'On a listening or a connection-oriented socket.',
    'so-keepalive',
  ),
  SO_RCVBUF: option(
    'Sets the size of the receive buffer in bytes. Accepted sockets inherit it.',
    'On any socket but a basic one.',
    'so-rcvbuf',
  ),
  SO_REUSEADDR: option(
    'Lets the socket share the local address.',
    'On any socket but a basic one, before WskBind.',
    'so-reuseaddr',
  ),
  SO_WSK_EVENT_CALLBACK: {
    kind: 'socket option',
    summary: 'Switches event callbacks of a socket on or off.',
    level: 'SOL_SOCKET',
    operations: ['WskSetOption'],
    when: 'After WskBind on a listening or datagram socket, once connected on a connection-oriented one.',
    irp: 'NULL to enable, optional to disable',
    page: 'so-wsk-event-callback',
  },
  SO_WSK_SECURITY: option(
    'Sets the security descriptor that controls sharing of the local address.',
    'On any socket but a basic one, before WskBind.',
    'so-wsk-security',
  ),
  SIO_ADDRESS_LIST_CHANGE: ioctl(
    'Completes when the list of local addresses changes.',
    'At PASSIVE_LEVEL.',
    'required',
    'sio-address-list-change',
  ),
  SIO_ADDRESS_LIST_QUERY: ioctl('Gets the local addresses.', 'At PASSIVE_LEVEL.', 'NULL', 'sio-address-list-query'),
  SIO_ADDRESS_LIST_SORT: ioctl(
    'Sorts a list of addresses.',
    'At PASSIVE_LEVEL.',
    'not documented',
    'wsk/nc-wsk-pfn_wsk_control_socket',
  ),
  SIO_LOOPBACK_FAST_PATH: ioctl(
    'Makes loopback faster. Deprecated.',
    'At PASSIVE_LEVEL, before the socket connects or accepts.',
    'required',
    'sio-loopback-fast-path',
  ),
  SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT: ioctl(
    'Gets the context of a redirected connection.',
    redirected,
    'required',
    'sio-query-wfp-connection-redirect-context',
  ),
  SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS: ioctl(
    'Gets the record of a redirected connection.',
    redirected,
    'required',
    'sio-query-wfp-connection-redirect-records',
  ),
  SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS: ioctl(
    'Sets the redirect record of a new outbound TCP socket.',
    'At PASSIVE_LEVEL.',
    'required',
    'sio-set-wfp-connection-redirect-records',
  ),
  SIO_WSK_QUERY_IDEAL_SEND_BACKLOG: ioctl(
    'Gets how many bytes are best kept outstanding.',
    'On a connected socket.',
    'required',
    'sio-wsk-query-ideal-send-backlog',
  ),
  SIO_WSK_QUERY_INSPECT_ID: ioctl(
    'Gets the inspect ID that an accepted socket had as a request.',
    'On a socket that a listening socket in conditional accept mode accepted.',
    'NULL',
    'sio-wsk-query-inspect-id',
  ),
  SIO_WSK_QUERY_RECEIVE_BACKLOG: ioctl(
    'Gets how many bytes wait to be received.',
    'On a connected socket.',
    'required',
    'sio-wsk-query-receive-backlog',
  ),
  SIO_WSK_REGISTER_EXTENSION: ioctl(
    'Registers for an extension interface of a socket. None is defined today.',
    'After the socket was created.',
    'NULL',
    'sio-wsk-register-extension',
  ),
  SIO_WSK_SET_REMOTE_ADDRESS: ioctl(
    'Fixes the address that a datagram socket sends to and receives from.',
    'On a bound datagram socket.',
    'required',
    'sio-wsk-set-remote-address',
  ),
  SIO_WSK_SET_SENDTO_ADDRESS: ioctl(
    'Fixes the address that a datagram socket sends to.',
    'On a bound datagram socket.',
    'required',
    'sio-wsk-set-sendto-address',
  ),
  SIO_WSK_SET_TCP_SILENT_MODE: ioctl(
    'Lets a TCP socket send nothing more. Only WskCloseSocket is allowed afterwards.',
    'On a connected TCP socket with no send or disconnect under way.',
    'required',
    'sio-wsk-set-tcp-silent-mode',
  ),
  WSK_TRANSPORT_LIST_QUERY: forClient(
    'Gets the available transports.',
    'At any time.',
    'NULL',
    'wsk-transport-list-query',
  ),
  WSK_TRANSPORT_LIST_CHANGE: forClient(
    'Completes when the list of transports changes.',
    'At any time. WskDeregister cancels it.',
    'required',
    'wsk-transport-list-change',
  ),
  WSK_CACHE_SD: forClient('Makes a cached copy of a security descriptor.', 'At any time.', 'NULL', 'wsk-cache-sd'),
  WSK_RELEASE_SD: forClient(
    'Releases a cached security descriptor.',
    'Once every request that uses it is completed.',
    'NULL',
    'wsk-release-sd',
  ),
  WSK_TDI_DEVICENAME_MAPPING: forClient(
    'Maps sockets to TDI devices. Deprecated.',
    'Before the client has any socket.',
    'NULL',
    'wsk-tdi-devicename-mapping',
  ),
  WSK_SET_STATIC_EVENT_CALLBACKS: forClient(
    'Enables event callbacks for all sockets of the client, for good.',
    'Before the client has any socket.',
    'NULL',
    'wsk-set-static-event-callbacks',
  ),
  WSK_TDI_BEHAVIOR: forClient(
    'Says how the client uses TDI transports. Deprecated.',
    'Before the client has any socket.',
    'NULL',
    'wsk-tdi-behavior',
  ),
} as const satisfies Readonly<Record<string, Control>>;

export type ControlName = keyof typeof controls;

/** What the table says of a socket option or control code, or undefined where there is none of that name. */
export const describeControl = (name: string): Control | undefined =>
  Object.hasOwn(controls, name) ? controls[name as ControlName] : undefined;
