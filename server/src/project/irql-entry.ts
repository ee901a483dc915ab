import { entryIrqlAs, type EntryRole } from '../flow/irql/entry';
import type { IrqlCaller, IrqlEntry } from '../flow/irql/irql';
import { anyIrql, fromEitherCaller, isAbove, within, type IrqlRange } from '../flow/irql/range';
import type { FunctionRecord } from './records';

/** Who enters a function, as far as the project shows. */
export interface Entered {
  readonly roles: readonly EntryRole[];
  /** By its own headers and body; undefined where they say nothing. */
  readonly declared: IrqlRange | undefined;
  readonly callers: readonly IrqlCaller[];
  /** Whether somebody may call it whom the project does not show. */
  readonly isCalledOutOfSight: boolean;
}

/** The level at which a function is entered. */
export function entryOf({ roles, declared, callers, isCalledOutOfSight }: Entered): IrqlEntry {
  const own = entryIrqlAs(roles, declared);
  const called = callers.flatMap(({ range }) => range ?? []);
  const isInSight = called.length > 0 && called.length === callers.length && !isCalledOutOfSight;
  if (own === undefined) {
    const [first = anyIrql, ...rest] = isInSight ? called : [anyIrql, ...called];
    return { range: rest.reduce(fromEitherCaller, first), isEstablished: isInSight, roles, callers };
  }
  const range = roles.length > 0 ? [own, ...called].reduce(fromEitherCaller) : isInSight ? asCalled(own, called) : own;
  return { range, isEstablished: true, roles, callers };
}

/**
 * Where a function runs that says where it may be called, and whose callers are all in sight. Authors allow more than
 * happens; a caller that goes beyond what is allowed is told so, and the function is taken at its word.
 */
function asCalled(own: IrqlRange, called: readonly IrqlRange[]): IrqlRange {
  const together = called.reduce(fromEitherCaller);
  const isAllowed = !isAbove(together.reaches, own.greatest) && !isAbove(own.least, together.fallsTo);
  return isAllowed ? (within(together, own.least, own.greatest) ?? own) : own;
}

/** @param range At its calls, together; undefined where that is not known. */
export const callerOf = ({ id, name }: FunctionRecord, range: IrqlRange | undefined): IrqlCaller => ({
  id,
  name,
  range: range && { ...range, reason: { kind: 'caller', name } },
});
