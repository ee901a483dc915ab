/** An option of the TCP/IP transport: documented for Winsock, and handed on by WSK. */
export interface TransportOption {
  readonly level: 'SOL_SOCKET' | 'IPPROTO_TCP' | 'IPPROTO_IP' | 'IPPROTO_IPV6';
  readonly summary: string;
  readonly notes?: readonly string[];
  readonly page: string;
}

const winsock = 'https://learn.microsoft.com/windows/win32/winsock/';

/** Options that the pages of WSK do not list, and that drivers set all the same. The IRP is required, as for SOL_SOCKET. */
export const transportOptions = {
  TCP_NODELAY: {
    level: 'IPPROTO_TCP',
    summary: 'Sends small pieces of data at once. WSK_FLAG_NODELAY does so for one WskSend.',
    page: `${winsock}ipproto-tcp-socket-options`,
  },
  IPV6_V6ONLY: {
    level: 'IPPROTO_IPV6',
    summary: 'Keeps a socket of AF_INET6 to IPv6. With 0, set before WskBind, it speaks IPv4 as well.',
    page: `${winsock}ipproto-ipv6-socket-options`,
  },
  IP_PKTINFO: {
    level: 'IPPROTO_IP',
    summary: 'Tells with each datagram where it arrived, as control information that holds an IN_PKTINFO.',
    page: `${winsock}ip-pktinfo`,
  },
  IPV6_PKTINFO: {
    level: 'IPPROTO_IPV6',
    summary: 'Tells with each datagram where it arrived, as control information that holds an IN6_PKTINFO.',
    page: `${winsock}ipv6-pktinfo`,
  },
  SO_SNDBUF: {
    level: 'SOL_SOCKET',
    summary: 'The size of the send buffer in Winsock.',
    notes: ['WSK does not buffer what is sent, and does not document the option.'],
    page: `${winsock}sol-socket-socket-options`,
  },
  SO_DEBUG: {
    level: 'SOL_SOCKET',
    summary: 'An option of Winsock that does nothing in Windows.',
    notes: ['WSK does not document it.'],
    page: `${winsock}sol-socket-socket-options`,
  },
} as const satisfies Readonly<Record<string, TransportOption>>;
