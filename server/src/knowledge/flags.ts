export { eventFlags, type EventFlag } from './event-flags';

/** One meaning of a flag. Where one name means different things to different functions, it has several. */
export interface FlagUse {
  /** The functions that take it, or the callbacks that are given it. */
  readonly of: readonly string[];
  readonly about: string;
}

export interface Flag {
  readonly summary: string;
  readonly uses: readonly FlagUse[];
  readonly notes?: readonly string[];
  readonly rules?: readonly string[];
  /** Path below the API reference. */
  readonly page: string;
}

/** Of each of these a call takes one. Source: the pages of WskSocket and WskReceive. */
export const exclusiveFlags: readonly (readonly string[])[] = [
  [
    'WSK_FLAG_BASIC_SOCKET',
    'WSK_FLAG_LISTEN_SOCKET',
    'WSK_FLAG_CONNECTION_SOCKET',
    'WSK_FLAG_DATAGRAM_SOCKET',
    'WSK_FLAG_STREAM_SOCKET',
  ],
  ['WSK_FLAG_WAITALL', 'WSK_FLAG_DRAIN'],
];

const transportMayRefuse = 'A transport other than that of Microsoft may refuse it with STATUS_NOT_SUPPORTED.';
const creates = ['WskSocket'] as const;

const sameValue = (others: string): string =>
  `${others} has the same value: the compiler does not notice when one stands for the other.`;

/** The WSK_FLAG_… names of wsk.h, and what each says to whom. Source: the pages of the functions and callbacks, and wsk.h. */
export const flags = {
  WSK_FLAG_BASIC_SOCKET: {
    summary: 'Creates a basic socket, which can be controlled and closed, and nothing else.',
    uses: [{ of: creates, about: 'Context and Dispatch are NULL; no event is defined for it.' }],
    rules: ['context-without-callbacks'],
    page: 'wsk/nc-wsk-pfn_wsk_socket',
  },
  WSK_FLAG_LISTEN_SOCKET: {
    summary: 'Creates a listening socket, which accepts connections.',
    uses: [{ of: creates, about: 'Dispatch is a WSK_CLIENT_LISTEN_DISPATCH or NULL.' }],
    notes: [sameValue('WSK_FLAG_ABORTIVE')],
    rules: ['client-dispatch-of-wrong-type', 'unsupported-protocol-combination'],
    page: 'wsk/nc-wsk-pfn_wsk_socket',
  },
  WSK_FLAG_CONNECTION_SOCKET: {
    summary: 'Creates a connection-oriented socket, which connects to one remote address.',
    uses: [{ of: creates, about: 'Dispatch is a WSK_CLIENT_CONNECTION_DISPATCH or NULL.' }],
    notes: ['WskSocketConnect creates, binds and connects such a socket in one call.', sameValue('WSK_FLAG_NODELAY')],
    rules: ['client-dispatch-of-wrong-type', 'unsupported-protocol-combination'],
    page: 'wsk/nc-wsk-pfn_wsk_socket',
  },
  WSK_FLAG_DATAGRAM_SOCKET: {
    summary: 'Creates a datagram socket.',
    uses: [{ of: creates, about: 'Dispatch is a WSK_CLIENT_DATAGRAM_DISPATCH or NULL.' }],
    notes: [sameValue('WSK_FLAG_DRAIN')],
    rules: ['client-dispatch-of-wrong-type', 'unsupported-protocol-combination'],
    page: 'wsk/nc-wsk-pfn_wsk_socket',
  },
  WSK_FLAG_STREAM_SOCKET: {
    summary: 'Creates a stream socket, which becomes a listening or a connecting one later.',
    uses: [{ of: creates, about: 'Dispatch is a WSK_CLIENT_STREAM_DISPATCH or NULL.' }],
    notes: [
      'It exists since Windows 10, version 1703.',
      'WskListen makes it listen, WskConnect or WskConnectEx makes it connect.',
    ],
    rules: ['function-not-available', 'client-dispatch-of-wrong-type', 'socket-already-committed'],
    page: 'wsk/nc-wsk-pfn_wsk_socket',
  },
  WSK_FLAG_NODELAY: {
    summary: 'Sends at once, without waiting for more data to fill a packet.',
    uses: [{ of: ['WskSend'], about: 'Holds for this request only.' }],
    notes: [transportMayRefuse],
    rules: ['flag-not-accepted-by-function'],
    page: 'wsk/nc-wsk-pfn_wsk_send',
  },
  WSK_FLAG_OOB: {
    summary: 'Stands in wsk.h beside the flags for sending, and has no documentation.',
    uses: [],
    notes: ['The page of WskSend lists WSK_FLAG_NODELAY alone, and that holds: no function is known to take it.'],
    rules: ['flag-not-accepted-by-function'],
    page: 'wsk/nc-wsk-pfn_wsk_send',
  },
  WSK_FLAG_WAITALL: {
    summary: 'Completes the receive only when the whole buffer is filled, or the connection ends.',
    uses: [{ of: ['WskReceive'], about: 'Not together with WSK_FLAG_DRAIN.' }],
    notes: [transportMayRefuse],
    rules: ['flag-not-accepted-by-function'],
    page: 'wsk/nc-wsk-pfn_wsk_receive',
  },
  WSK_FLAG_DRAIN: {
    summary: 'Throws away all that arrives, until the other side disconnects.',
    uses: [{ of: ['WskReceive'], about: 'Buffer is given, with a Length of 0. Not together with WSK_FLAG_WAITALL.' }],
    notes: [transportMayRefuse],
    rules: ['buffer-contradicts-call', 'flag-not-accepted-by-function'],
    page: 'wsk/nc-wsk-pfn_wsk_receive',
  },
  WSK_FLAG_ABORTIVE: {
    summary: 'The connection is, or is to be, cut off: neither side gets what is still under way.',
    uses: [
      {
        of: ['WskDisconnect'],
        about: 'Cuts the connection off at once; the buffer must be NULL. Without it the end is graceful.',
      },
      {
        of: ['WskDisconnectEvent'],
        about:
          'The other side cut the connection off: nothing can be sent or received. Without it nothing more arrives, and the driver may still send until it disconnects.',
      },
    ],
    notes: [
      'A graceful disconnect that does not end is ended by a second WskDisconnect with this flag, or by WskCloseSocket.',
    ],
    rules: ['buffer-contradicts-call', 'send-after-disconnect', 'flag-not-accepted-by-function'],
    page: 'wsk/nc-wsk-pfn_wsk_disconnect',
  },
  WSK_FLAG_AT_DISPATCH_LEVEL: {
    summary: 'The callback runs at DISPATCH_LEVEL for certain.',
    uses: [
      {
        of: ['WskAcceptEvent', 'WskReceiveEvent', 'WskReceiveFromEvent', 'WskDisconnectEvent'],
        about: 'When it is clear, the level is unknown: it can be DISPATCH_LEVEL all the same.',
      },
    ],
    notes: ['Only when it is set may the callback take the short form of a lock, KeAcquireSpinLockAtDpcLevel.'],
    rules: ['dispatch-level-flag-misread'],
    page: 'wsk/nc-wsk-pfn_wsk_receive_event',
  },
  WSK_FLAG_RELEASE_ASAP: {
    summary: 'WSK wants the buffers back as soon as possible.',
    uses: [
      {
        of: ['WskReceiveEvent'],
        about: 'Copy the data and return STATUS_SUCCESS rather than retain the indication, or release it very soon.',
      },
    ],
    rules: ['indication-not-released'],
    page: 'wsk/nc-wsk-pfn_wsk_receive_event',
  },
  WSK_FLAG_ENTIRE_MESSAGE: {
    summary: 'The transport thinks that a message is complete with this data.',
    uses: [
      {
        of: ['WskReceiveEvent'],
        about:
          'What a message is, the transport decides. With TCP it is the PSH bit, and no boundary of an application message.',
      },
    ],
    page: 'wsk/nc-wsk-pfn_wsk_receive_event',
  },
  WSK_TDI_BEHAVIOR_BYPASS_TDI: {
    summary: 'Goes round TDI transports, whatever filters are there.',
    uses: [{ of: ['WSK_TDI_BEHAVIOR'], about: 'The one value of its input besides 0.' }],
    rules: ['deprecated-control-code'],
    page: 'https://learn.microsoft.com/windows-hardware/drivers/network/wsk-tdi-behavior',
  },
  MSG_BCAST: {
    summary: 'The datagram came as a broadcast.',
    uses: [{ of: ['WskReceiveFrom', 'WskReceiveFromEvent'], about: 'Set by WSK.' }],
    page: 'wsk/nc-wsk-pfn_wsk_receive_from',
  },
  MSG_MCAST: {
    summary: 'The datagram came as a multicast.',
    uses: [{ of: ['WskReceiveFrom', 'WskReceiveFromEvent'], about: 'Set by WSK.' }],
    page: 'wsk/nc-wsk-pfn_wsk_receive_from',
  },
  MSG_TRUNC: {
    summary: 'The datagram did not fit into the buffer, and its rest is lost.',
    uses: [{ of: ['WskReceiveFrom'], about: 'Nothing else tells it: the request succeeds.' }],
    page: 'wsk/nc-wsk-pfn_wsk_receive_from',
  },
  MSG_CTRUNC: {
    summary: 'The control information did not fit into its buffer, and its rest is lost.',
    uses: [{ of: ['WskReceiveFrom'], about: 'Nothing else tells it: the request succeeds.' }],
    page: 'wsk/nc-wsk-pfn_wsk_receive_from',
  },
  NI_NOFQDN: {
    summary: 'Gives only the name of the host, without its domain, for a host of the local domain.',
    uses: [{ of: ['WskGetNameInfo'], about: 'May be joined with the other NI_ flags.' }],
    page: 'wsk/nc-wsk-pfn_wsk_get_name_info',
  },
  NI_NUMERICHOST: {
    summary: 'Gives the address as text in place of a name.',
    uses: [{ of: ['WskGetNameInfo'], about: 'Asks no name server.' }],
    page: 'wsk/nc-wsk-pfn_wsk_get_name_info',
  },
  NI_NAMEREQD: {
    summary: 'Fails where the host has no name, in place of giving the address as text.',
    uses: [{ of: ['WskGetNameInfo'], about: 'May be joined with the other NI_ flags.' }],
    page: 'wsk/nc-wsk-pfn_wsk_get_name_info',
  },
  NI_NUMERICSERV: {
    summary: 'Gives the port as a number in place of the name of a service.',
    uses: [{ of: ['WskGetNameInfo'], about: 'May be joined with the other NI_ flags.' }],
    page: 'wsk/nc-wsk-pfn_wsk_get_name_info',
  },
  NI_DGRAM: {
    summary:
      'Gives the service that uses the port with datagrams, which differs from that with streams for a few ports.',
    uses: [{ of: ['WskGetNameInfo'], about: 'May be joined with the other NI_ flags.' }],
    page: 'wsk/nc-wsk-pfn_wsk_get_name_info',
  },
} as const satisfies Readonly<Record<string, Flag>>;
