import { categories } from '../../knowledge/categories';
import type { SocketCategory } from '../../knowledge/shape';
import { isConstant } from '../constant';
import type { Site } from '../state/object';
import type { Value } from '../state/terms';
import type { Argument, Use } from '../summary/summary';

/** What is known of a socket, and the call that made it so. */
export interface KnownOfSocket<What> {
  readonly is: What;
  readonly since: Site;
}

/**
 * The category of the socket that a call is given. It is known where the call that made the socket is: from the flag of
 * WskSocket, or because WskSocketConnect and WskAccept make no other. Undefined where that does not show, or is in doubt.
 */
export const categoryOf = (socket: Argument): KnownOfSocket<SocketCategory> | undefined =>
  madeAs(socket, 'flags', CATEGORIES, (category) => categories[category].flag);

/** The category of the socket that a call makes; undefined for a call that makes none, and where that does not show. */
export function categoryMade({ callee, arguments: named }: Use): SocketCategory | undefined {
  if (callee !== 'WskSocket') return callee === 'WskSocketConnect' || callee === 'WskAccept' ? 'connection' : undefined;
  const flags = named.get('Flags')?.value;
  return flags && CATEGORIES.find((category) => isConstant(flags, categories[category].flag));
}

/** The address family of the socket that a call is given, where the call that made the socket names it. */
export const familyOf = (socket: Argument): KnownOfSocket<(typeof FAMILIES)[number]> | undefined =>
  madeAs(socket, 'family', FAMILIES, (family) => family);

/** The table of event callbacks that a socket was made with, or what stands in its place; undefined where that is in doubt. */
export function dispatchOf({ facts, making }: Argument): KnownOfSocket<Value> | undefined {
  const made = facts.get('made');
  return made?.isDoubtful === false && making !== undefined ? { is: making.dispatch, since: made.site } : undefined;
}

const CATEGORIES = Object.keys(categories) as SocketCategory[];

const FAMILIES = ['AF_INET', 'AF_INET6'] as const;

function madeAs<What>(
  { facts, making }: Argument,
  part: 'flags' | 'family',
  all: readonly What[],
  constantOf: (what: What) => string,
): KnownOfSocket<What> | undefined {
  const [made, value] = [facts.get('made'), making?.[part]];
  if (made === undefined || made.isDoubtful || value === undefined) return undefined;
  const is = all.find((what) => isConstant(value, constantOf(what)));
  return is === undefined ? undefined : { is, since: made.site };
}
