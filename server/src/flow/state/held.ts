import type { Variable } from '../../model/scope';
import type { Case } from './case';
import { wayOf } from './way';
import type { Region, Symbol, Value, Way } from './terms';

/** What can still be named once what some locals hold is of no interest. */
export interface Held {
  /** Whether the region is no part of such a local. */
  readonly isKept: (region: Region) => boolean;
  /** Whether a term is come to through nothing but what is held. */
  readonly isHeld: (way: Way) => boolean;
}

/**
 * @param isLive Whether what a local holds is of interest.
 * @param keepsOwed Whether a local is, too, that holds an object which is owed: that nobody can name such a one is a leak.
 */
export function heldIn(at: Case, isLive: (variable: Variable) => boolean, keepsOwed: boolean): Held {
  const hasOwed = keepsOwed && at.hasOwed;
  const isOwed = (value: Value | undefined): boolean => value !== undefined && at.isOwed(value);
  const isKept = (region: Region): boolean => {
    const { place } = region.whole;
    const isPassing = place.is === 'variable' && isLocal(place.variable) && !isLive(place.variable);
    return !isPassing || (hasOwed && isOwed(at.memory.get(region)));
  };
  const held = new Set<Symbol>();
  const hold = (value: Value): void => {
    for (const symbol of wayOf(value).made) held.add(symbol);
  };
  if (hasOwed) at.objects.keys.filter(isOwed).forEach(hold);
  const { keys, values } = at.memory;
  keys.forEach((region, index) => {
    const value = values[index];
    if (value !== undefined && isKept(region)) hold(value);
  });
  return { isKept, isHeld: ({ made }) => made.every((symbol) => held.has(symbol)) };
}

export const isLocal = ({ kind }: Variable): boolean => kind === 'local' || kind === 'parameter';
