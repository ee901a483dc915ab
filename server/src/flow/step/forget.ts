import { memberType, resolve, targetOf, unknownType, type CType } from '../../model/types';
import type { Unit } from '../../model/unit';
import type { Case } from '../state/case';
import { isReachable, isShared } from '../state/forgotten';
import type { FunctionContext } from './context';
import type { Label, Region, Value } from '../state/terms';

/** Whether nobody but the function that is looked at writes a region. */
export type Keeps = (region: Region) => boolean;

/** Somebody was handed the value and may have written what stands in and behind what it points at. */
export function forgetBehind(after: Case, value: Value, at: Label, keeps: Keeps): void {
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
export function forgetAll(context: FunctionContext, after: Case, at: Label): void {
  after.forget(undefined, at, (region) => context.isPrivate(region) || !isShared(region));
}

/**
 * Other code has run meanwhile: file-level variables hold the numbers that it left there. Pointers are taken to be what
 * they were: which socket a variable holds does not change while the code that uses it waits.
 */
export function forgetNumbers(context: FunctionContext, after: Case, at: Label): void {
  const isPointer = (region: Region): boolean =>
    resolve(context.unit, typeOfShared(context.unit, region)).kind === 'pointer';
  after.forget(undefined, at, (region) => context.isPrivate(region) || !isShared(region) || isPointer(region));
}

/** The type of a region that is found from a file-level variable. */
function typeOfShared(unit: Unit, { place }: Region): CType {
  switch (place.is) {
    case 'variable':
      return place.variable.type;
    case 'member':
      return memberType(unit, typeOfShared(unit, place.of), place.name);
    case 'pointee': {
      const { origin } = place.symbol;
      return origin.from === 'memory' ? targetOf(unit, typeOfShared(unit, origin.region)) : unknownType;
    }
    case 'result':
      return unknownType;
  }
}

/** The pointers that were seen to be put somewhere in a region. */
const heldIn = (after: Case, region: Region): Value[] =>
  [...after.memory]
    .filter(([held, { kind }]) => (kind === 'symbol' || kind === 'address') && isReachable(held, region))
    .map(([, value]) => value);
