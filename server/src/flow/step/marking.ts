import type { Effect } from '../../knowledge/shape';
import { isConstant } from '../constant';
import type { Case } from '../state/case';
import type { Value } from '../state/terms';

/** Whether a call is one of those that make a fact true, where not all calls of its function do. */
export function isMarking(
  { where = {}, nonZero }: Extract<Effect, { effect: 'marks' }>,
  values: ReadonlyMap<string, Value | undefined>,
  at: Case,
): boolean {
  const isAsked = Object.entries(where).every(([name, constant]) => {
    const value = values.get(name);
    return value !== undefined && isConstant(at.settle(value), constant);
  });
  return isAsked && (nonZero === undefined || leadsToNonZero(values.get(nonZero), at));
}

function leadsToNonZero(pointer: Value | undefined, at: Case): boolean {
  const region = pointer && at.terms.pointee(pointer);
  const value = region && at.settle(at.read(region));
  return value?.kind === 'number' && value.value !== 0;
}
