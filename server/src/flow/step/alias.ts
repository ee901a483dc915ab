import type { Case } from '../state/case';
import { isReachable } from '../state/forgotten';
import { isOfMaking, type Region, type Symbol } from '../state/terms';

/**
 * The other regions of which something is known and that may be the one that is written: the same member behind a pointer
 * of which nobody has said that it points elsewhere.
 */
export function aliasesOf(before: Case, written: Region): readonly Region[] {
  const { place, whole } = written;
  if (place.is !== 'member' || whole.place.is !== 'pointee' || isOfMaking(written)) return [];
  return before.terms
    .membersNamed(place.name)
    .filter((other) => mayBeOne(other.whole, whole) && isKnown(before, other));
}

function mayBeOne({ place: one }: Region, { place: other }: Region): boolean {
  if (one.is !== 'pointee' || other.is !== 'pointee' || one.symbol === other.symbol) return false;
  return !isNew(one.symbol) && !isNew(other.symbol);
}

/** What a call that the tables know has made is no other object. */
const isNew = ({ origin }: Symbol): boolean => origin.from === 'call' && !origin.part.startsWith('unknown');

/** Whether a case knows what a region holds, or something of that, or of what stands behind it. */
function isKnown(before: Case, region: Region): boolean {
  if (before.memory.keys.some((held) => isReachable(held, region))) return true;
  const value = before.peek(region);
  return value?.kind === 'symbol' && (before.objects.has(value) || before.ranges.has(value));
}
