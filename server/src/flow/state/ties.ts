import type { Fact } from '../../knowledge/shape';
import type { Case } from './case';
import type { Once, Tie } from './object';
import { contains, isFailure, isNoSuccess, STATUS_PENDING, type Range } from './range';
import { isCompletion, type Symbol, type Value } from './terms';

/** From here on a symbol decides whether a fact holds. */
export function addTie(after: Case, symbol: Symbol, tie: Tie): void {
  after.setTies(symbol, [...(after.ties.get(symbol) ?? []), tie]);
}

/** Nothing decides any more whether the fact comes true. */
export function untie(after: Case, object: Value, fact: Fact): void {
  for (const [symbol, ties] of after.ties) {
    const kept = ties.filter((tie) => tie.object !== object || tie.fact !== fact || tie.once === undefined);
    if (kept.length < ties.length) after.setTies(symbol, kept);
  }
}

/** A test has shown more of a symbol, and so of what depends on it. */
export function learnRange(after: Case, symbol: Symbol, range: Range): void {
  after.setRange(symbol, range);
  if (range.least === 0 && range.greatest === 0) after.unmark(symbol, 'owed');
  if (!contains(range, 0)) after.unmark(symbol, 'maybe-null');
  if (isCompletion(symbol)) loseRequests(after, range);
  const ties = after.ties.get(symbol);
  if (ties === undefined) return;
  const open = ties.filter((tie) => !isSettled(after, tie, symbol, range));
  if (open.length < ties.length) after.setTies(symbol, open);
}

/** Does what a tie says; whether nothing is left of it. */
function isSettled(after: Case, { object, fact, once }: Tie, symbol: Symbol, range: Range): boolean {
  if (once === undefined) {
    const isFailed = fact === 'owed' ? isNoSuccess(range) : isFailure(range, isCompletion(symbol));
    if (isFailed) after.unmark(object, fact);
    return isFailed;
  }
  if (once.noneOf.some((value) => contains(range, value))) return range.least === range.greatest;
  comeTrue(after, object, fact, once);
  return true;
}

function comeTrue(after: Case, object: Value, fact: Fact, { site, also }: Once): void {
  // A request completes only once.
  if (fact === 'completed' && !after.state(object).facts.has('submitted')) return;
  for (const one of [{ object, fact, site }, ...also]) after.mark(one.object, one.fact, one.site);
}

/** Whatever the symbol decides is not known to hold any more. */
export function failWith(after: Case, symbol: Symbol): void {
  for (const { object, fact, once } of after.ties.get(symbol) ?? [])
    after.unmark(object, once === undefined ? fact : 'submitted');
}

/** A status of which it is not known what it is of was looked at: if it is not STATUS_PENDING, any request may have completed. */
export function loseRequests(after: Case, status: Range): void {
  if (contains(status, STATUS_PENDING)) return;
  for (const object of after.objects.keys) after.unmark(object, 'submitted');
}

/** Whether a symbol tells if a request has completed. */
export const tellsOfRequest = (at: Case, symbol: Symbol): boolean =>
  at.ties.get(symbol)?.some(({ fact, once }) => fact === 'completed' && once !== undefined) === true;
