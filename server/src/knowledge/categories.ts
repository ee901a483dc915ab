import type { SocketCategory } from './shape';

/** One of the five sorts of socket. */
export interface Category {
  readonly summary: string;
  /** The flag with which WskSocket makes it. */
  readonly flag: string;
  /** The dispatch table that Socket->Dispatch points to. */
  readonly provider: string;
  /** The table with the event callbacks of the driver; none for a basic socket. */
  readonly client?: string;
  /** The callbacks of that table; those of a stream socket are in its two inner tables. */
  readonly events: readonly string[];
  /** How sockets of it come to be. */
  readonly madeBy: readonly string[];
  readonly since?: string;
}

const connectionEvents = ['WskReceiveEvent', 'WskDisconnectEvent', 'WskSendBacklogEvent'] as const;
const listenEvents = ['WskAcceptEvent', 'WskInspectEvent', 'WskAbortEvent'] as const;

/** The socket categories. Source: the pages on socket categories and dispatch tables of the network guide. */
export const categories: Readonly<Record<SocketCategory, Category>> = {
  basic: {
    summary:
      'Can be controlled and closed, and nothing else: for options and I/O control codes that need just a socket.',
    flag: 'WSK_FLAG_BASIC_SOCKET',
    provider: 'WSK_PROVIDER_BASIC_DISPATCH',
    events: [],
    madeBy: ['WskSocket'],
  },
  listening: {
    summary: 'Accepts connections. It listens from WskBind on.',
    flag: 'WSK_FLAG_LISTEN_SOCKET',
    provider: 'WSK_PROVIDER_LISTEN_DISPATCH',
    client: 'WSK_CLIENT_LISTEN_DISPATCH',
    events: listenEvents,
    madeBy: ['WskSocket'],
  },
  datagram: {
    summary: 'Sends and receives datagrams.',
    flag: 'WSK_FLAG_DATAGRAM_SOCKET',
    provider: 'WSK_PROVIDER_DATAGRAM_DISPATCH',
    client: 'WSK_CLIENT_DATAGRAM_DISPATCH',
    events: ['WskReceiveFromEvent'],
    madeBy: ['WskSocket'],
  },
  connection: {
    summary: 'Sends and receives over a connection to one remote address.',
    flag: 'WSK_FLAG_CONNECTION_SOCKET',
    provider: 'WSK_PROVIDER_CONNECTION_DISPATCH',
    client: 'WSK_CLIENT_CONNECTION_DISPATCH',
    events: connectionEvents,
    madeBy: ['WskSocket', 'WskSocketConnect', 'WskAccept', 'WskAcceptEvent'],
  },
  stream: {
    summary: 'Becomes a listening socket by WskListen, or a connection by WskConnect or WskConnectEx.',
    flag: 'WSK_FLAG_STREAM_SOCKET',
    provider: 'WSK_PROVIDER_STREAM_DISPATCH',
    client: 'WSK_CLIENT_STREAM_DISPATCH',
    events: [...listenEvents, ...connectionEvents],
    madeBy: ['WskSocket'],
    since: 'Windows 10, version 1703',
  },
};
