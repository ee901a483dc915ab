import type { Case } from '../state/case';
import { contains, intersect, sameRange, type Range } from '../state/range';
import { isLost, type Value } from '../state/terms';
import { loseRequests, tellsOfRequest } from '../state/ties';
import { learn } from '../step/learn';

/** Takes in that a value is in a range; false where it cannot be. */
export function constrain(after: Case, value: Value, range: Range): boolean {
  if (value.kind === 'number') return contains(range, value.value);
  if (value.kind === 'address' || value.kind === 'function') return range.least !== 0 || range.greatest !== 0;
  if (value.kind === 'named') return true;
  const both = intersect(after.rangeOf(value), range);
  if (both === undefined) return false;
  if (isLost(value) && !tellsOfRequest(after, value) && isStatusClass(range)) loseRequests(after, both);
  return learn(after, value, both);
}

/** Whether a way is taken on the word of a value that was lost here. That of a status says only how something ended. */
export function isGuess(before: Case, value: Value, range: Range): boolean {
  if (value.kind !== 'symbol' || !isLost(value) || tellsOfRequest(before, value) || isStatusClass(range)) return false;
  const both = intersect(before.rangeOf(value), range);
  return both !== undefined && !sameRange(both, before.rangeOf(value));
}

/** What NT_SUCCESS, or its opposite, shows. */
const isStatusClass = ({ least, greatest }: Range): boolean =>
  (least === 0 && greatest === Infinity) || (least === -Infinity && greatest === -1);
