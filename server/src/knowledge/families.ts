import type { SocketCategory } from './shape';

/** What WskSocket and WskSocketConnect take for family, type or protocol. */
export interface SocketArgument {
  readonly kind: 'address family' | 'socket type' | 'protocol';
  readonly summary: string;
  /** The structure of its addresses, for a family. */
  readonly address?: string;
  readonly notes?: readonly string[];
  readonly rules?: readonly string[];
  readonly page: string;
}

/** A socket type and a protocol that go together; RAW takes any protocol. */
export interface Combination {
  readonly type: 'SOCK_STREAM' | 'SOCK_DGRAM' | 'SOCK_RAW';
  /** Absent where any protocol goes. */
  readonly protocol?: 'IPPROTO_TCP' | 'IPPROTO_UDP';
}

const tcp = { type: 'SOCK_STREAM', protocol: 'IPPROTO_TCP' } as const;
const udp = { type: 'SOCK_DGRAM', protocol: 'IPPROTO_UDP' } as const;
const raw = { type: 'SOCK_RAW' } as const;

/**
 * What each category takes with AF_INET and AF_INET6. Nothing is written of stream sockets; what they are made for is
 * TCP. Source: the pages of AF_INET and AF_INET6.
 */
export const combinations: Readonly<Record<SocketCategory, readonly Combination[]>> = {
  basic: [tcp, udp, raw],
  listening: [tcp],
  datagram: [udp, raw],
  connection: [tcp],
  stream: [tcp],
};

const guide = 'https://learn.microsoft.com/windows-hardware/drivers/network/';
const rules = ['unsupported-protocol-combination'] as const;
const pairs = [
  'A listening or connection-oriented socket takes SOCK_STREAM with IPPROTO_TCP.',
  'A datagram socket takes SOCK_DGRAM with IPPROTO_UDP, or SOCK_RAW with any protocol; a basic socket takes all of these.',
] as const;

export const socketArguments = {
  AF_INET: {
    kind: 'address family',
    summary: 'IPv4. Addresses are SOCKADDR_IN.',
    address: 'SOCKADDR_IN',
    notes: pairs,
    rules: ['unsupported-protocol-combination', 'address-of-wrong-family'],
    page: `${guide}af-inet`,
  },
  AF_INET6: {
    kind: 'address family',
    summary: 'IPv6. Addresses are SOCKADDR_IN6.',
    address: 'SOCKADDR_IN6',
    notes: [...pairs, 'With IPV6_V6ONLY off such a socket speaks IPv4, too.'],
    rules: ['unsupported-protocol-combination', 'address-of-wrong-family'],
    page: `${guide}af-inet6`,
  },
  AF_UNSPEC: {
    kind: 'address family',
    summary: 'No family in particular: in a hint for WskGetAddressInfo it asks for addresses of any family.',
    notes: ['No socket is created with it.'],
    rules,
    page: 'wsk/nc-wsk-pfn_wsk_get_address_info',
  },
  SOCK_STREAM: {
    kind: 'socket type',
    summary: 'A stream of bytes over a connection. It goes with IPPROTO_TCP.',
    notes: ['Not with a datagram socket.'],
    rules,
    page: 'wsk/nc-wsk-pfn_wsk_socket',
  },
  SOCK_DGRAM: {
    kind: 'socket type',
    summary: 'Datagrams. It goes with IPPROTO_UDP.',
    notes: [
      'Only with a datagram or basic socket. The page of WskSocketConnect lists it, but what that makes is a connection-oriented socket.',
    ],
    rules,
    page: 'wsk/nc-wsk-pfn_wsk_socket',
  },
  SOCK_RAW: {
    kind: 'socket type',
    summary: 'Datagrams of any protocol above IP.',
    notes: [
      'Only with a datagram or basic socket. The page of WskSocketConnect lists it, but what that makes is a connection-oriented socket.',
    ],
    rules,
    page: 'wsk/nc-wsk-pfn_wsk_socket',
  },
  IPPROTO_TCP: {
    kind: 'protocol',
    summary: 'TCP. It goes with SOCK_STREAM. It is also the level of the options of TCP.',
    rules,
    page: 'wsk/nc-wsk-pfn_wsk_socket',
  },
  IPPROTO_UDP: {
    kind: 'protocol',
    summary: 'UDP. It goes with SOCK_DGRAM. It is also the level of the options of UDP.',
    rules,
    page: 'wsk/nc-wsk-pfn_wsk_socket',
  },
  IPPROTO_ICMP: {
    kind: 'protocol',
    summary: 'ICMP, the control messages of IPv4. It goes with SOCK_RAW.',
    rules,
    page: 'wsk/nc-wsk-pfn_wsk_socket',
  },
  IPPROTO_RAW: {
    kind: 'protocol',
    summary: 'Raw IP packets. It goes with SOCK_RAW.',
    rules,
    page: 'wsk/nc-wsk-pfn_wsk_socket',
  },
  IPPROTO_IP: {
    kind: 'protocol',
    summary: 'The level of the options of IPv4, and of its control information.',
    page: 'wsk/nc-wsk-pfn_wsk_control_socket',
  },
  IPPROTO_IPV6: {
    kind: 'protocol',
    summary: 'The level of the options of IPv6, and of its control information.',
    page: 'wsk/nc-wsk-pfn_wsk_control_socket',
  },
} as const satisfies Readonly<Record<string, SocketArgument>>;
