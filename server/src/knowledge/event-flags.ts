import type { SocketCategory } from './shape';

/** A bit of an EventMask. */
export interface EventFlag {
  readonly summary: string;
  /** The callback it enables; none for the flag that disables. */
  readonly callback?: string;
  /** The categories whose own event it is; a listening socket may hand those of a connection on to accepted sockets. */
  readonly categories: readonly SocketCategory[];
  readonly notes?: readonly string[];
  readonly rules: readonly string[];
}

const inherited =
  'Given on a listening socket, sockets accepted by WskAcceptEvent have it enabled from the start; those accepted by WskAccept do not. It cannot be disabled on the listening socket again.';

/** The WSK_EVENT_… names of wsk.h. Source: the pages of SO_WSK_EVENT_CALLBACK and WSK_EVENT_CALLBACK_CONTROL. */
export const eventFlags = {
  WSK_EVENT_ACCEPT: {
    summary: 'Enables WskAcceptEvent.',
    callback: 'WskAcceptEvent',
    categories: ['listening'],
    notes: ['On a socket, enable it after WskBind.'],
    rules: ['enabled-callback-missing', 'callback-enabled-too-early'],
  },
  WSK_EVENT_RECEIVE_FROM: {
    summary: 'Enables WskReceiveFromEvent.',
    callback: 'WskReceiveFromEvent',
    categories: ['datagram'],
    notes: [
      'On a socket, enable it after WskBind.',
      'Once WskReceiveFromEvent refused data with STATUS_DATA_NOT_ACCEPTED, it is called again only after it was enabled again.',
    ],
    rules: ['enabled-callback-missing', 'callback-enabled-too-early', 'receive-never-resumed'],
  },
  WSK_EVENT_RECEIVE: {
    summary: 'Enables WskReceiveEvent.',
    callback: 'WskReceiveEvent',
    categories: ['connection'],
    notes: ['On a socket, enable it once the socket is connected.', inherited],
    rules: ['enabled-callback-missing', 'callback-enabled-too-early'],
  },
  WSK_EVENT_DISCONNECT: {
    summary: 'Enables WskDisconnectEvent.',
    callback: 'WskDisconnectEvent',
    categories: ['connection'],
    notes: ['On a socket, enable it once the socket is connected.', inherited],
    rules: ['enabled-callback-missing', 'callback-enabled-too-early'],
  },
  WSK_EVENT_SEND_BACKLOG: {
    summary: 'Enables WskSendBacklogEvent.',
    callback: 'WskSendBacklogEvent',
    categories: ['connection'],
    notes: ['On a socket, enable it once the socket is connected.', inherited],
    rules: ['enabled-callback-missing', 'callback-enabled-too-early'],
  },
  WSK_EVENT_DISABLE: {
    summary: 'Turns the event flag beside it into one to be disabled.',
    categories: ['listening', 'datagram', 'connection'],
    notes: [
      'Stands together with exactly one other event flag: events are disabled one at a time.',
      'For SO_WSK_EVENT_CALLBACK only; what is enabled statically stays enabled.',
      'An IRP is optional then, and is completed when running calls have returned; without one, STATUS_EVENT_PENDING says that a call still runs.',
    ],
    rules: ['several-events-disabled-at-once', 'pending-disable-ignored', 'static-callback-toggled'],
  },
} as const satisfies Readonly<Record<string, EventFlag>>;

/** The events of a socket category, and those that it hands on to accepted sockets. */
export function eventsOfCategory(category: SocketCategory): {
  readonly own: readonly string[];
  readonly inherited: readonly string[];
} {
  const eventsOf = (wanted: SocketCategory): readonly string[] =>
    Object.entries<EventFlag>(eventFlags)
      .filter(([, { callback, categories }]) => callback !== undefined && categories.includes(wanted))
      .map(([name]) => name);
  return { own: eventsOf(category), inherited: category === 'listening' ? eventsOf('connection') : [] };
}
