import type { Case } from '../state/case';
import { isFailure } from '../state/range';
import { isCompletion, type Symbol } from '../state/terms';
import { loseRequests } from '../state/ties';
import type { Branches } from './branch';

/** A way was taken on the word of a value that was lost: that of a status says only how something ended. */
export function takenOnWord(symbol: Symbol, isStatus: boolean, branch: string, after: Case): void {
  const range = after.rangeOf(symbol);
  if (isStatus && !isFailure(range, isCompletion(symbol))) loseRequests(after, range);
  else after.doubt(branch);
}

/** Of a constant it is not known whether it is a failure, or 0: one of the ways does not exist. */
export function guess(branch: string, before: Case): Branches {
  const [yes, no] = [before.fork(), before.fork()];
  yes.doubt(`+${branch}`);
  no.doubt(`-${branch}`);
  return { whenTrue: [yes], whenFalse: [no] };
}
