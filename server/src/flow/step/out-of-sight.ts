import type { Fact } from '../../knowledge/shape';
import type { Case } from '../state/case';
import { isReachable, isShared } from '../state/forgotten';
import { keepsNothing, type Keeping } from '../state/keeping';
import { bitsOf, type ObjectState } from '../state/object';
import type { Label, Region, Value } from '../state/terms';
import { forgetBehind, type Kept } from './forget';
import { shareRegion } from './owed';

/** What code that has an object may have changed of it. */
const CHANGING: readonly Fact[] = [
  'fresh',
  'has-routine',
  'submitted',
  'completed',
  'signaled',
  'clear',
  'maybe-null',
  'given-up',
  'captured',
  'npi-released',
];

/** A function that is not in sight was called: it may have written, set, waited for and handed on whatever it could reach. */
export function calledOutOfSight(after: Case, handed: readonly Value[], at: Label, kept: Kept): void {
  for (const value of handed) {
    const region = after.terms.pointee(value);
    if (region !== undefined) shareRegion(after, region);
  }
  const reached = handed.flatMap((value) => forgetBehind(after, value, at, keepsNothing));
  after.forget(undefined, at, kept.fromAll);
  loseTrack(after, reached, keepsNothing);
  loseTrack(after, undefined, kept.fromAll);
  forgetFailures(after);
}

/** What is called where an allocation has failed may be a macro that leaves the function. */
function forgetFailures(after: Case): void {
  for (const object of after.objects.keys) {
    if (object.kind === 'symbol' && after.rangeOf(object).greatest === 0 && after.rangeOf(object).least === 0)
      after.unmark(object, 'maybe-null');
  }
}

/**
 * Nothing is known any more of the state of the objects that others could come to from some regions (from file-level
 * variables, where none are given), and whether the requests have completed that tell them so.
 */
export function loseTrack(after: Case, from: readonly Region[] | undefined, kept: Keeping): void {
  if (from?.length === 0) return;
  const isReached = (value: Value): boolean => {
    const region = after.terms.pointee(value);
    if (region === undefined || kept.keeps(region)) return false;
    return from === undefined ? isShared(region) : from.some((start) => isReachable(region, start));
  };
  // Whoever has a part of the context, such as the event, may wait for the request as well.
  const mayWait = (context: Value): boolean => {
    const region = after.terms.pointee(context);
    return isReached(context) || (region !== undefined && from?.some((start) => isReachable(start, region)) === true);
  };
  // Who has made a request ready out of sight can wait for it out of sight, by anything that it is handed.
  const mayWaitFor = ({ installed }: ObjectState): boolean =>
    installed === undefined ? from !== undefined : mayWait(installed.context);
  const { keys, values } = after.objects;
  keys.forEach((object, index) => {
    const state = values[index];
    if (state === undefined || !isChanging(state)) return;
    if (isReached(object)) after.unmark(object, ...CHANGING);
    else if (state.facts.has('submitted') && mayWaitFor(state)) after.unmark(object, 'submitted');
  });
}

const isChanging = ({ bits }: ObjectState): boolean => (bits & CHANGING_BITS) !== 0;

const CHANGING_BITS = bitsOf(CHANGING);
