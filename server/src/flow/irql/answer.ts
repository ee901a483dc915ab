import { constantOf } from '../../model/constants';
import type { Node } from '../../syntax/tree';
import type { ControlFlow } from '../graph/cfg';
import type { Cases } from './cases';
import { anyIrql, higher, lower, type Band, type IrqlRange } from './range';
import type { IrqlState } from './state';
import type { StepContext } from './step';
import type { IrqlSummary } from './summary';
import { whereCondition } from './tests';

/**
 * What the truth of a function's result says of the level at which it was entered: by all of its `return` statements, each
 * with what is known there.
 */
export function answerIn(
  context: StepContext,
  flow: ControlFlow,
  solved: readonly (Cases | undefined)[],
): Pick<IrqlSummary, 'answer'> {
  const entries: Record<Side, IrqlRange[]> = { whenTrue: [], whenFalse: [] };
  for (const [index, point] of flow.points.entries()) {
    if (point.kind !== 'return') continue;
    if (point.value === undefined) return {};
    for (const state of solved[index] ?? []) addEntries(context, state, point.value, entries);
  }
  const [whenTrue, whenFalse] = [bandOf(entries.whenTrue), bandOf(entries.whenFalse)];
  if (whenTrue === undefined && whenFalse === undefined) return {};
  return { answer: { whenTrue, whenFalse, name: context.definition.name } };
}

type Side = 'whenTrue' | 'whenFalse';

function addEntries(context: StepContext, state: IrqlState, value: Node, entries: Record<Side, IrqlRange[]>): void {
  const constant = constantOf(context.unit, value)?.value;
  // STATUS_PENDING is true and no failure, STATUS_SUCCESS is false: what a test of a positive number asks is not known.
  const isTelling = constant === undefined || constant <= 1;
  for (const side of ['whenTrue', 'whenFalse'] as const) {
    if (constant !== undefined && isTelling && (constant !== 0) !== (side === 'whenTrue')) continue;
    const where = constant === undefined ? whereCondition(context, state, value, side === 'whenTrue') : state;
    if (where !== undefined) entries[side].push(where.entry);
  }
}

/** The levels that occur; undefined where these are all, or none. */
function bandOf(entries: readonly IrqlRange[]): Band | undefined {
  const [first, ...rest] = entries;
  if (first === undefined) return undefined;
  const least = rest.reduce((known, range) => lower(known, range.least), first.least);
  const greatest = rest.reduce((known, range) => higher(known, range.greatest), first.greatest);
  return least === anyIrql.least && greatest === anyIrql.greatest ? undefined : { least, greatest };
}
