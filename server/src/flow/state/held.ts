import { otherNamesOfAddressMember } from '../../knowledge/address-members';
import type { Variable } from '../../model/scope';
import type { Case } from './case';
import { isReachable } from './forgotten';
import {
  isEarlierOf,
  isInformation,
  type Label,
  type Origin,
  type Region,
  type Symbol,
  type Terms,
  type Value,
  type Way,
} from './terms';
import { wayOf } from './way';

/** What can still be named once what some locals hold is of no interest. */
export interface Held {
  /** Whether the region is no part of such a local. */
  readonly isKept: (region: Region) => boolean;
  /** Whether a term is come to through nothing but what is held. */
  readonly isHeld: (way: Way) => boolean;
  /** Whether, where it was read from memory that others may write, it is held or what memory has there still. */
  readonly isInPlace: (way: Way) => boolean;
}

/**
 * @param isLive Whether what a local holds is of interest.
 * @param keepsOwed Whether a local is, too, that holds an object which is owed: that nobody can name such a one is a leak.
 */
export function heldIn(at: Case, isLive: (variable: Variable) => boolean, keepsOwed: boolean): Held {
  const hasOwed = keepsOwed && at.hasOwed;
  // What is owed on some of the ways only is never told.
  const isOwed = (value: Value | undefined): boolean =>
    value !== undefined && at.state(value).facts.get('owed')?.isMerged === false;
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
  // The routine of a request comes to its context, whoever else does not.
  for (const { installed } of at.objects.values) if (installed !== undefined) hold(installed.context);
  const { keys, values } = at.memory;
  keys.forEach((region, index) => {
    const value = values[index];
    if (value !== undefined && isKept(region)) hold(value);
  });
  const isThere = ({ region, since }: Memory): boolean =>
    at.forgotten.since(region) === since && !at.memory.has(region) && isKept(region);
  return {
    isKept,
    isHeld: ({ made }) => made.every((symbol) => symbol.origin.from === 'memory' || held.has(symbol)),
    isInPlace: ({ made }) =>
      made.every((symbol) => symbol.origin.from !== 'memory' || held.has(symbol) || isThere(symbol.origin)),
  };
}

type Memory = Extract<Origin, { from: 'memory' }>;

/**
 * What cannot be found any more once only some of memory is kept, and what is found from that. A socket that stands
 * elsewhere, too, is not lost with the IRP that has brought it.
 */
export function lostWith({ memory, terms }: Case, kept: Case['memory']): ReadonlySet<Value> {
  const lost = new Set<Value>();
  const lose = (region: Region, value: Value): void => {
    if (!isInformation(region) || !isHeldElsewhere(kept, value)) lost.add(value);
  };
  for (const [region, value] of memory) if (!kept.has(region)) lose(region, value);
  for (const value of lost) {
    const behind = terms.pointee(value);
    for (const [region, held] of memory) if (behind !== undefined && isReachable(region, behind)) lose(region, held);
  }
  return lost;
}

const isHeldElsewhere = (memory: Case['memory'], value: Value): boolean =>
  memory.keys.some((region) => memory.get(region) === value && !isInformation(region));

export const isLocal = ({ kind }: Variable): boolean => kind === 'local' || kind === 'parameter';

/** What memory holds, or a function gave, as far as it is settled; but of a NULL it is to be told which allocation has failed. */
export const settleHeld = (at: Case, value: Value): Value =>
  at.state(value).facts.has('maybe-null') ? value : at.settle(value);

/** The region in the same place that was written under another name. */
export function twinOf({ memory, terms }: Case, { place }: Region): Region | undefined {
  if (place.is !== 'member') return undefined;
  for (const name of otherNamesOfAddressMember(place.name)) {
    const twin = terms.member(place.of, name);
    if (twin !== undefined && memory.has(twin)) return twin;
  }
  return undefined;
}

/** What a value becomes before symbols are made again at the place where it was made: one of an earlier turn. */
export function past(terms: Terms, value: Value, holder: Region | undefined, at: Label): Value {
  if (value.kind === 'number' || value.kind === 'named' || value.kind === 'function') return value;
  if (holder !== undefined && isEarlierOf(value, at)) return terms.symbol({ from: 'older', at, holder });
  return terms.symbol({ from: 'earlier', value });
}
