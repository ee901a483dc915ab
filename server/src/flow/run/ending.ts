import type { Case } from '../state/case';
import { anyNumber, type Range } from '../state/range';
import { rootOf } from '../state/terms';
import { entryRanges, forgottenBefore, isRegionFromEntry } from '../step/use';
import type { SeenEnding, SeenValue } from './function-run';

/** How things stand where a function ends at a `return`, without what only its locals hold. */
export const endingOf = (seen: SeenValue, after: Case): SeenEnding => ({
  ...seen,
  range: seen.value.kind === 'symbol' ? after.rangeOf(seen.value) : anyNumber,
  when: entryRanges(after),
  writes: [...after.memory].filter(([region]) => rootOf(region).place.is === 'pointee' || isRegionFromEntry(region)),
  forgets: forgottenBefore(after),
  // Where too much was forgotten to list it, nothing that was not seen is known not to have happened.
  isDoubtful: after.doubts.size > 0 || after.forgotten.entries.some(({ isAll }) => isAll),
});

/** The same for endings that say the same. */
export function endingKey({ from, value, range, when, writes, forgets, isDoubtful }: SeenEnding): string {
  const known = when.map(([symbol, shown]) => `${symbol.id} ${rangeKey(shown)}`);
  const written = writes.map(([region, held]) => `${region.id}=${held.id}`);
  const lost = forgets.map((region) => region?.id ?? '*');
  return [from, value.id, rangeKey(range), known.join(), written.join(), lost.join(), isDoubtful].join('|');
}

const rangeKey = ({ least, greatest, not }: Range): string => `${least} ${greatest} ${not.join()}`;
