import { eventFlags } from '../../knowledge/event-flags';
import { callbacksOf } from '../../model/callbacks';
import type { Node } from '../../syntax/tree';
import type { Analysis } from '../analysis';
import { enablings, type Enabling } from './enablings';

/** A callback in a client dispatch table of which nothing in the driver enables the event. */
export interface IdleCallback {
  /** The expression in the slot. */
  readonly node: Node;
  readonly functionName: string;
  /** What would enable it: `WSK_EVENT_RECEIVE`, or SO_CONDITIONAL_ACCEPT. */
  readonly enabledBy: string;
  /**
   * Where it is enabled on a listening socket, without any WskAcceptEvent: sockets that WskAccept makes do not inherit
   * that. Undefined where it is enabled nowhere.
   */
  readonly onListener: Enabling | undefined;
}

/**
 * The callbacks in the tables of a file that never run, in the order of the text; none where that is not known. Of several
 * in one table that one request would enable the first.
 */
export const idleCallbacks = (analysis: Analysis): readonly IdleCallback[] =>
  analysis.looksOutside ? analysis.ofFile('idle callbacks', idleIn) : [];

function idleIn({ unit, driver }: Analysis): IdleCallback[] {
  const installed = callbacksOf(unit).filter(({ callback }) => ENABLED_BY.has(callback));
  const enabled = installed.length === 0 ? undefined : enablings(driver);
  if (enabled === undefined) return [];
  const told = new Set<string>();
  const accepts = enabled.some(({ callbacks }) => callbacks.includes('WskAcceptEvent'));
  return installed.flatMap(({ callback, functionName, node, table }): IdleCallback[] => {
    const own = enabled.filter(({ callbacks }) => callbacks.includes(callback));
    const isHandedOn = ({ category, isStatic }: Enabling): boolean =>
      category === 'listening' && !isStatic && !accepts && INHERITED.has(callback);
    const enabledBy = ENABLED_BY.get(callback) ?? '';
    if (!own.every(isHandedOn) || told.has(`${table} ${enabledBy}`)) return [];
    told.add(`${table} ${enabledBy}`);
    return [{ node, functionName, enabledBy, onListener: own[0] }];
  });
}

const ENABLED_BY: ReadonlyMap<string, string> = new Map([
  ...Object.entries(eventFlags).flatMap(([flag, known]): [string, string][] =>
    'callback' in known ? [[known.callback, flag]] : [],
  ),
  ['WskInspectEvent', 'SO_CONDITIONAL_ACCEPT'],
  ['WskAbortEvent', 'SO_CONDITIONAL_ACCEPT'],
]);

/** The callbacks of accepted sockets, which a listening socket hands its own setting on to. */
const INHERITED: ReadonlySet<string> = new Set(
  Object.values(eventFlags).flatMap((flag) =>
    'callback' in flag && flag.categories.some((category) => category === 'connection') ? [flag.callback] : [],
  ),
);
