import { isReachable, isShared, type Case } from '../state/case';
import type { FunctionContext } from './context';
import type { Region, Value } from '../state/terms';

/** Whether nobody but the function that is looked at writes a region. */
export type Keeps = (region: Region) => boolean;

/** Somebody was handed the value and may have written what stands in and behind what it points at. */
export function forgetBehind(after: Case, value: Value, at: number, keeps: Keeps): void {
  const seen = new Set<Region>();
  const queue = [after.terms.pointee(value)];
  for (let region = queue.shift(); queue.length > 0 || region !== undefined; region = queue.shift()) {
    if (region === undefined || seen.has(region)) continue;
    seen.add(region);
    for (const held of heldIn(after, region)) queue.push(after.terms.pointee(held));
    after.forget(region, at, keeps);
  }
}

/** Code that is not in sight has run: file-level variables hold what it left there. */
export function forgetAll(context: FunctionContext, after: Case, at: number): void {
  after.forget(undefined, at, (region) => context.isPrivate(region) || !isShared(region));
}

/** The pointers that were seen to be put somewhere in a region. */
const heldIn = (after: Case, region: Region): Value[] =>
  [...after.memory]
    .filter(([held, { kind }]) => (kind === 'symbol' || kind === 'address') && isReachable(held, region))
    .map(([, value]) => value);
