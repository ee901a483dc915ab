import { reads } from './parameters';

/** The context that every event callback of a socket is given. */
export const socketContext = reads(
  'PVOID',
  'context',
  'The context that the socket was created or accepted with. It must live until the close of the socket is completed.',
);

/** The IRQL of all event callbacks, and what follows from it. */
export const callbackIrql = {
  max: 'DISPATCH_LEVEL',
  note: 'It must not be pageable, and not wait for a WSK request, not even at PASSIVE_LEVEL. It may start requests, briefly. What it shares with threads needs a lock.',
} as const;

/** What WSK_FLAG_AT_DISPATCH_LEVEL in the Flags of a callback tells. */
export const atDispatch =
  'WSK_FLAG_AT_DISPATCH_LEVEL tells that the IRQL is DISPATCH_LEVEL; without it the IRQL may be lower or equal.';

const staticEnabled = 'or once for all sockets with WSK_SET_STATIC_EVENT_CALLBACKS before the client has any socket';

const disabled = (event: string): string =>
  `To switch it off, set ${event} | WSK_EVENT_DISABLE alone; a static callback cannot be switched off.`;

/** How a callback of a connection is switched on and off; `event` is its event flag. */
export const connectionEnabled = (event: string): string =>
  `Set SO_WSK_EVENT_CALLBACK with ${event} once the socket is connected (no IRP), ${staticEnabled}. ` +
  `A socket that WskAcceptEvent hands over inherits what was enabled on the listening socket; one from WskAccept does not. ` +
  disabled(event);

/** How a callback of a listening or datagram socket is switched on and off; `event` is its event flag. */
export const boundEnabled = (event: string): string =>
  `Set SO_WSK_EVENT_CALLBACK with ${event} once the socket is bound (no IRP), ${staticEnabled}. ${disabled(event)}`;

/** How the callbacks of conditional accept mode are switched on. */
export const conditionalEnabled =
  'Set SO_CONDITIONAL_ACCEPT to 1 on the listening socket before WskBind. It cannot be switched off afterwards.';

/** The return values of a callback that only tells something. */
export const done = { STATUS_SUCCESS: 'The event is handled. No other value is allowed.' } as const;

/** Said of every callback that tells of a dead socket by a NULL argument. */
export const closeLater =
  'Where the socket is dead, start the close here or in a work item, and do not wait for it: the close waits for this callback.';
