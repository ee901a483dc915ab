import { categories } from '../../knowledge/categories';
import { eventFlags } from '../../knowledge/event-flags';
import type { SocketCategory } from '../../knowledge/shape';
import { emptySlots, initialisedTable, type InitialisedTable } from '../../model/empty-slots';
import type { Analysis } from '../analysis';
import { eventControl, type EventName } from './event-control';
import type { Value } from '../state/terms';
import type { Use } from '../summary/summary';

/** Callbacks that a socket needs, and that the table does not have with which it is made. */
export interface LackingCallbacks {
  /** Undefined where the socket is made without a table. */
  readonly table: { readonly name: string; readonly nameNode: InitialisedTable['nameNode'] } | undefined;
  readonly callbacks: readonly string[];
}

/**
 * What a socket lacks of the callbacks that it needs; undefined where it has them, or where nobody knows. A table is known
 * that the file initialises and does not write into.
 *
 * @param dispatch What stands in the place of the table in the call that makes the socket.
 */
export function lackingCallbacks(
  analysis: Analysis,
  dispatch: Value,
  category: SocketCategory,
  needed: readonly string[],
): LackingCallbacks | undefined {
  const structure = categories[category].client;
  if (structure === undefined || needed.length === 0) return undefined;
  if (dispatch.kind === 'number') return dispatch.value === 0 ? { table: undefined, callbacks: needed } : undefined;
  if (dispatch.kind !== 'address' || dispatch.region.place.is !== 'variable') return undefined;
  const { name } = dispatch.region.place.variable;
  const empty = analysis.ofFile(`empty slots of ${structure} ${name}`, ({ unit }) => [
    ...(emptySlots(unit, name, structure) ?? []),
  ]);
  const callbacks = needed.filter((callback) => empty.includes(callback));
  const table = callbacks.length === 0 ? undefined : initialisedTable(analysis.unit, name, structure);
  return table === undefined ? undefined : { table: { name, nameNode: table.nameNode }, callbacks };
}

/**
 * What the table of a socket must have once some events are enabled on it. What a listening socket only hands on to those
 * that it accepts is left out; a stream socket that listens has its callbacks in a table of its own.
 */
export function callbacksOf(events: readonly EventName[], category: SocketCategory): readonly string[] {
  if (category === 'stream') return events.includes('WSK_EVENT_ACCEPT') ? ['Listen'] : [];
  return events
    .map((event) => eventFlags[event])
    .flatMap(({ callback, categories: own }) => {
      const all: readonly SocketCategory[] = own;
      return all.includes(category) ? [callback] : [];
    });
}

/**
 * The requests in a file, and in what it calls, that enable callbacks for all sockets of the client to come; none where
 * there is more than one client. One that comes after the first socket fails, and is left out.
 */
export const staticRequests = (analysis: Analysis): readonly Use[] => analysis.ofFile('static requests', staticOnes);

function staticOnes(analysis: Analysis): readonly Use[] {
  const uses = analysis.functions.flatMap((definition) => analysis.resultOf(definition)?.uses ?? []);
  const clients = uses.filter(({ callee, through }) => callee === 'WskRegister' && through.length === 0);
  return clients.length > 1 ? [] : uses.filter((use) => eventControl(use)?.isStatic === true && !isTooLate(use));
}

const isTooLate = (use: Use): boolean => use.arguments.get('Client')?.facts.has('has-socket') === true;

/** The events of WSK that a request enables; none where it does something else, or that is not known. */
export function enabledBy(use: Use): readonly EventName[] {
  const known = eventControl(use);
  return known?.npi === 'WSK' && !known.disables ? (known.events ?? []) : [];
}
