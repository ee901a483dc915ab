import type { Case } from './case';
import { sameInstalled, type Known, type ObjectState, type Tie } from './object';
import { sameRange } from './range';

/** Whether two cases agree on every object, wherever they learnt it and whatever they doubt. */
export const sameObjects = (one: Case, other: Case): boolean => one.objects.isLike(other.objects, sameState);

export const sameMemory = (one: Case, other: Case): boolean => one.memory.isLike(other.memory, Object.is);

export const sameCase = (one: Case, other: Case): boolean =>
  one.memory.size === other.memory.size &&
  one.objects.isLike(other.objects, sameCertainty) &&
  one.doubts.size === other.doubts.size &&
  sameMemory(one, other) &&
  one.ranges.isLike(other.ranges, sameRange) &&
  one.ties.isLike(other.ties, sameNumber) &&
  one.forgotten.isLike(other.forgotten) &&
  one.pending.length === other.pending.length;

const sameState = (one: ObjectState, other: ObjectState): boolean =>
  one === other || (sameInstalled(one.installed, other.installed) && sameFacts(one, other, () => true));

const sameCertainty = (one: ObjectState, other: ObjectState): boolean =>
  one === other ||
  (sameInstalled(one.installed, other.installed) &&
    sameFacts(one, other, (first, second) => first.isMerged === second.isMerged));

const sameNumber = (one: readonly Tie[], other: readonly Tie[]): boolean => one.length === other.length;

function sameFacts({ facts }: ObjectState, other: ObjectState, same: (one: Known, other: Known) => boolean): boolean {
  if (facts === other.facts) return true;
  if (facts.size !== other.facts.size) return false;
  for (const [fact, known] of facts) {
    const twin = other.facts.get(fact);
    if (twin === undefined || !same(known, twin)) return false;
  }
  return true;
}
