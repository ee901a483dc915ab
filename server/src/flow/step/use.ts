import type { KnownCall } from '../../model/dispatch';
import type { Fact } from '../../knowledge/shape';
import type { Case } from '../state/case';
import type { ObjectState } from '../state/object';
import { anchorOf, type FunctionContext } from './context';
import type { ArgumentValues } from './effects';
import type { Argument, KnownFact, Use } from '../summary/summary';
import type { Range } from '../state/range';
import { ENTRY, type Region, type Symbol, type Value } from '../state/terms';

/** Whether a call of the function is one of WSK, or hands an IRP to another driver. */
export const isUse = ({ tables, effects }: KnownCall['api']): boolean =>
  tables !== undefined || effects?.some(({ effect }) => effect === 'submits') === true;

/** A call of WSK, or one that hands an IRP to another driver, with what is known there. */
export function useOf(context: FunctionContext, known: KnownCall, values: ArgumentValues, before: Case): Use {
  const named = new Map<string, Argument>();
  for (const [name, value] of values) {
    const node = known.argument(name);
    const part = node === undefined ? -1 : known.arguments.indexOf(node);
    if (value === undefined || node === undefined) continue;
    named.set(name, {
      value: before.settle(value),
      at: anchorOf(context, known.node, part),
      text: context.unit.tree.textOf(node),
      ...observed(before, before.state(value)),
    });
  }
  return {
    callee: known.name,
    isWsk: known.api.tables !== undefined,
    at: anchorOf(context, known.node),
    arguments: named,
    through: [],
    when: entryRanges(before),
    isDoubtful: before.doubts.size > 0,
  };
}

/** What is known of an object, as it is seen from one place. */
export function observed(at: Case, { facts, installed }: ObjectState): Pick<Argument, 'facts' | 'installed'> {
  const seen = [...facts].map(([fact, known]): [Fact, KnownFact] => [
    fact,
    { site: known.site, isDoubtful: at.isDoubtful(known) },
  ]);
  return { facts: new Map(seen), installed };
}

/** What tests have shown of what the function was given. */
export const entryRanges = (at: Case): (readonly [Symbol, Range])[] =>
  [...at.ranges].filter(([symbol]) => isFromEntry(symbol));

/** Whether a value is made of nothing but what the function was given. */
export function isFromEntry(value: Value): boolean {
  if (value.kind === 'address') return isRegionFromEntry(value.region);
  if (value.kind !== 'symbol') return true;
  const { origin } = value;
  switch (origin.from) {
    case 'parameter':
      return true;
    case 'memory':
      return origin.since === ENTRY && isRegionFromEntry(origin.region);
    case 'operation':
      return origin.operands.every(isFromEntry);
    default:
      return false;
  }
}

/** Whether a region is one that the caller can name: not in a local of the function. */
export function isRegionFromEntry({ place }: Region): boolean {
  switch (place.is) {
    case 'variable':
      return place.variable.kind === 'global' || place.variable.kind === 'static';
    case 'result':
      return false;
    case 'member':
      return isRegionFromEntry(place.of);
    case 'pointee':
      return isFromEntry(place.symbol);
  }
}
