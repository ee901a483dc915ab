import type { Case } from './case';
import { bitsOf, sameInstalled, unknownState, type ObjectState, type Tie } from './object';
import { sameRange } from './range';

/**
 * How an event stands does not tell two ways apart: most events have nothing to do with a request. Nor does what others can
 * come to: it is enough that they can on one of the ways.
 */
const OF_EVENTS = bitsOf(['signaled', 'clear', 'notification', 'synchronization', 'shared']);

/** Nor, to a caller, whether an object was given back that may not have been there. */
const OF_ENDINGS = OF_EVENTS | bitsOf(['released']);

/** Nor, in the next turn of a loop, what was waited for in the one before. */
const OF_TURNS = OF_ENDINGS | bitsOf(['awaited']);

/** What tells no way from the next that comes to the same point. */
const PASSING = OF_EVENTS | bitsOf(['awaited']);

/** Whether two cases agree on every object, wherever they learnt it and whatever they doubt. */
export const sameObjects = (one: Case, other: Case): boolean => agreeBut(one, other, OF_EVENTS);

/** Whether two cases agree on every object as far as a caller has to know. */
export const sameEnding = (one: Case, other: Case): boolean => agreeBut(one, other, OF_ENDINGS);

/** Whether two cases agree on every object as far as the next turn of a loop has to know. */
export const sameTurn = (one: Case, other: Case): boolean => agreeBut(one, other, OF_TURNS);

/** @param passing The facts that do not count, as bits. */
const agreeBut = (one: Case, other: Case, passing: number): boolean =>
  everyObject(one, other, (first, second) => agree(first, second, passing));

/** Whether what two cases know of each object compares so. */
function everyObject({ objects }: Case, other: Case, same: (a: ObjectState, b: ObjectState) => boolean): boolean {
  const others = other.objects;
  if (objects === others) return true;
  const { keys, values } = objects;
  // Mostly one came of the other, and the order is the same.
  const isAligned = keys.length === others.keys.length && keys.every((object, index) => others.keys[index] === object);
  if (isAligned) return values.every((state, index) => same(state, others.values[index] ?? unknownState));
  return (
    keys.every((object, index) => same(values[index] ?? unknownState, other.state(object))) &&
    others.keys.every(
      (object, index) => objects.has(object) || same(unknownState, others.values[index] ?? unknownState),
    )
  );
}

const agree = (one: ObjectState, other: ObjectState, passing: number): boolean =>
  one === other || (((one.bits ^ other.bits) & ~passing) === 0 && sameInstalled(one.installed, other.installed));

export const sameMemory = (one: Case, other: Case): boolean => one.memory.isLike(other.memory, Object.is);

/** Whether a case is what it was made from, as far as it says anything: nothing is compared but by identity. */
export const isUnchanged = (one: Case, before: Case): boolean =>
  one.memory === before.memory &&
  one.objects === before.objects &&
  one.ranges === before.ranges &&
  one.ties === before.ties &&
  one.pending === before.pending;

export const sameCase = (one: Case, other: Case): boolean =>
  one.memory.size === other.memory.size &&
  everyObject(one, other, sameCertainty) &&
  one.doubts.size === other.doubts.size &&
  sameMemory(one, other) &&
  one.ranges.isLike(other.ranges, sameRange) &&
  one.ties.isLike(other.ties, sameNumber) &&
  one.forgotten.isLike(other.forgotten) &&
  one.pending.length === other.pending.length;

/** Of what passes it is enough that it is so on one of the ways. */
function sameCertainty(one: ObjectState, other: ObjectState): boolean {
  if (one === other) return true;
  if (!agree(one, other, PASSING)) return false;
  for (const [fact, { isMerged }] of one.facts) {
    const twin = other.facts.get(fact);
    if (twin !== undefined && twin.isMerged !== isMerged && (bitsOf([fact]) & PASSING) === 0) return false;
  }
  return true;
}

const sameNumber = (one: readonly Tie[], other: readonly Tie[]): boolean => one.length === other.length;
