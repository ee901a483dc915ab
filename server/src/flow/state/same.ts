import type { Case } from './case';
import { sameInstalled, type ObjectState } from './object';
import { sameForgotten } from './forgotten';
import { sameRange } from './range';
import type { Symbol } from './terms';

/** Whether two cases agree on every object, wherever they learnt it and whatever they doubt. */
export const sameObjects = (one: Case, other: Case): boolean => sameMap(one.objects, other.objects, sameState);

const sameCertainty = (one: ObjectState, other: ObjectState): boolean =>
  one === other || sameMap(one.facts, other.facts, (first, second) => first.isMerged === second.isMerged);

export const sameCase = (one: Case, other: Case): boolean =>
  sameObjects(one, other) &&
  sameMap(one.objects, other.objects, sameCertainty) &&
  one.doubts.size === other.doubts.size &&
  sameMap(one.memory, other.memory, Object.is) &&
  sameMap(one.ranges, other.ranges, sameRange) &&
  sameTies(one.ties, other.ties) &&
  sameForgotten(one.forgotten, other.forgotten) &&
  one.pending.length === other.pending.length;

const sameState = (one: ObjectState, other: ObjectState): boolean =>
  one === other || (sameInstalled(one.installed, other.installed) && sameMap(one.facts, other.facts, () => true));

const sameTies = (
  one: ReadonlyMap<Symbol, readonly unknown[]>,
  other: ReadonlyMap<Symbol, readonly unknown[]>,
): boolean => sameMap(one, other, (first, second) => first.length === second.length);

export function sameMap<K, V>(
  one: ReadonlyMap<K, V>,
  other: ReadonlyMap<K, V>,
  same: (a: V, b: V) => boolean,
): boolean {
  if (one === other) return true;
  if (one.size !== other.size) return false;
  for (const [key, value] of one) {
    const twin = other.get(key);
    if (twin === undefined || !same(value, twin)) return false;
  }
  return true;
}
