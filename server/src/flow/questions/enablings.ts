import { eventFlags } from '../../knowledge/event-flags';
import type { SocketCategory } from '../../knowledge/shape';
import type { Anchor } from '../anchor';
import type { ControlView, Driver } from '../driver';
import type { Argument, Use } from '../summary/summary';
import { controlRequest, type ControlRequest } from './control-request';
import { eventControl, type EventControl } from './event-control';
import { categoryOf } from './socket';

/** A call that enables event callbacks. */
export interface Enabling {
  /** The members of client dispatch tables: `WskReceiveEvent`. */
  readonly callbacks: readonly string[];
  readonly at: Anchor;
  /** For all sockets of the client to come, and not for one socket. */
  readonly isStatic: boolean;
  /** Of the socket; undefined where that does not show. */
  readonly category: SocketCategory | undefined;
  /** Whether it is certain that the socket is new: nothing of it was enabled before. */
  readonly isFirst: boolean;
}

/**
 * All that enables event callbacks in a driver. Undefined where a part of it is not in sight, and where it is not known of a
 * request what it enables: because its code or mask is not known, or because it is a mistake itself.
 */
export function enablings(driver: Driver): readonly Enabling[] | undefined {
  const found: Enabling[] = [];
  for (const view of driver.controls() ?? [undefined]) {
    const callbacks = view && callbacksEnabledBy(view.use);
    if (view === undefined || callbacks === undefined) return undefined;
    if (callbacks.length > 0) found.push(enablingOf(view, callbacks));
  }
  return found;
}

function enablingOf({ use, isRepeated }: ControlView, callbacks: readonly string[]): Enabling {
  const socket = use.arguments.get('Socket');
  return {
    callbacks,
    at: use.at,
    isStatic: use.callee === 'WskControlClient',
    category: categoryIn(use),
    isFirst: socket !== undefined && !isRepeated && isNew(socket),
  };
}

/** Whether the socket was made or bound on the way to here. */
const isNew = ({ facts }: Argument): boolean =>
  facts.get('made')?.isDoubtful === false || facts.get('bound')?.isDoubtful === false;

function categoryIn({ arguments: named }: Use): SocketCategory | undefined {
  const socket = named.get('Socket');
  return socket && categoryOf(socket)?.is;
}

/** None for a call that does something else; undefined where that is not known. */
function callbacksEnabledBy(use: Use): readonly string[] | undefined {
  const request = controlRequest(use);
  if (request === undefined || isRefused(request, categoryIn(use))) return undefined;
  if (request.operation === 'WskGetOption' || request.operation === 'WskIoctl') return [];
  if (request.name === 'SO_CONDITIONAL_ACCEPT') return ['WskInspectEvent', 'WskAbortEvent'];
  const control = eventControl(use);
  if (control !== undefined) return callbacksOf(control, categoryIn(use));
  const isOther = request.name !== 'SO_WSK_EVENT_CALLBACK' && request.name !== 'WSK_SET_STATIC_EVENT_CALLBACKS';
  const code = use.arguments.get('ControlCode')?.value.kind;
  return isOther && (code === 'number' || code === 'named') ? [] : undefined;
}

/** Whether sockets of a category do not know the option: another was meant. */
const isRefused = ({ control }: ControlRequest, category: SocketCategory | undefined): boolean =>
  control !== undefined && category !== undefined && !control.categories.includes(category);

function callbacksOf(
  { events = [], disables, isStatic }: EventControl,
  category: SocketCategory | undefined,
): readonly string[] | undefined {
  const isMistaken = events.length === 0 || (disables && isStatic) || events.some((event) => !isFor(event, category));
  if (isMistaken) return undefined;
  return disables ? [] : events.map((event) => eventFlags[event].callback);
}

/** Whether sockets of a category have an event, or hand it on. */
function isFor(event: NonNullable<EventControl['events']>[number], category: SocketCategory | undefined): boolean {
  if (category === undefined || category === 'stream') return true;
  const known: readonly SocketCategory[] = eventFlags[event].categories;
  return known.includes(category) || (category === 'listening' && known.includes('connection'));
}
