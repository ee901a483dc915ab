import { entryIrqlAs, type EntryRole } from '../flow/irql/entry';
import type { IrqlCallFacts } from '../flow/irql/facts';
import type { IrqlCaller, IrqlEntry, IrqlOrigin } from '../flow/irql/irql';
import { anyIrql, fromEitherCaller, isAbove, lower, within, type IrqlRange } from '../flow/irql/range';
import type { Irql } from '../knowledge/shape';
import type { FunctionRecord } from './records';

/** Who enters a function, as far as the project shows. */
export interface Entered {
  readonly roles: readonly EntryRole[];
  /** By its own headers and body; undefined where they say nothing. */
  readonly declared: IrqlRange | undefined;
  readonly callers: readonly EnteredBy[];
  /** Whether somebody may call it whom the project does not show. */
  readonly isCalledOutOfSight: boolean;
}

/** A function that calls another, with what that is told of how it is entered itself. */
export interface EnteredBy {
  readonly caller: IrqlCaller;
  readonly always: Irql;
  readonly origins: readonly IrqlOrigin[];
}

/** How a function is entered. */
export function entryOf(entered: Entered): IrqlEntry {
  const { roles, declared, isCalledOutOfSight } = entered;
  const callers = entered.callers.map(({ caller }) => caller);
  const own = entryIrqlAs(roles, declared);
  const called = callers.flatMap(({ range }) => range ?? []);
  const isInSight = called.length > 0 && called.length === callers.length && !isCalledOutOfSight;
  const common = { roles, callers, origins: originsOf(entered), always: alwaysOf(entered) };
  if (own === undefined) {
    const [first = anyIrql, ...rest] = isInSight ? called : [anyIrql, ...called];
    return { range: rest.reduce(fromEitherCaller, first), isEstablished: isInSight, ...common };
  }
  const range = roles.length > 0 ? [own, ...called].reduce(fromEitherCaller) : isInSight ? asCalled(own, called) : own;
  return { range, isEstablished: true, ...common };
}

/** Each role once, on the shortest way. A function with a role is handed to others, which is no caller out of sight. */
function originsOf({ roles, callers, isCalledOutOfSight }: Entered): readonly IrqlOrigin[] {
  const isOpen = roles.length === 0 && (isCalledOutOfSight || callers.length === 0);
  const found = new Map<string, IrqlOrigin>();
  for (const role of isOpen ? [...roles, undefined] : roles) found.set(role ?? '', { role, path: [] });
  for (const { caller, origins } of callers) {
    for (const { role, path } of origins) {
      const known = found.get(role ?? '');
      if (known !== undefined && known.path.length <= path.length + 1) continue;
      found.set(role ?? '', { role, path: [...path, { id: caller.id, name: caller.name }] });
    }
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, origin]) => origin);
}

function alwaysOf({ roles, declared, callers, isCalledOutOfSight }: Entered): Irql {
  const own = roles.length > 0 ? entryIrqlAs(roles, undefined)?.reaches : declared?.least;
  if (roles.length > 0 || isCalledOutOfSight || callers.length === 0) return own ?? 'PASSIVE_LEVEL';
  return callers.map(({ always }) => always).reduce(lower);
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

/** A caller of which nothing is known. */
export const unknownCaller = ({ id, name }: FunctionRecord): EnteredBy => ({
  caller: { id, name, range: undefined },
  always: 'PASSIVE_LEVEL',
  origins: [{ role: undefined, path: [] }],
});

/**
 * @param entry How the caller is entered.
 * @param calls Those of the function that it calls.
 * @returns undefined where no path leads to such a call.
 */
export function enteredBy(
  { id, name }: FunctionRecord,
  entry: IrqlEntry,
  calls: readonly IrqlCallFacts[],
): EnteredBy | undefined {
  const [first, ...rest] = calls.map(({ irql }) => irql);
  if (first === undefined) return undefined;
  const range = { ...rest.reduce(fromEitherCaller, first), reason: { kind: 'caller' as const, name } };
  const always = calls.map(({ irql, isRaised }) => (isRaised ? irql.reaches : lower(irql.reaches, entry.always)));
  return { caller: { id, name, range }, always: always.reduce(lower), origins: entry.origins };
}
