import { beginsWith } from '../../model/first-member';
import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import { branchOn } from './branch';
import type { FunctionContext, Outcome } from './context';
import { evaluate, unknownAt } from './evaluate';
import { recordAround, recordOperator } from './record';

type SpecialCall = (context: FunctionContext, node: Node, given: readonly Node[], before: Case) => Outcome[];

/** What looks like a call and is none: its arguments are no values, or are not evaluated as such. */
const specialCalls: Readonly<Record<string, SpecialCall>> = {
  CONTAINING_RECORD: containingRecord,
  __assume: assumed,
};

/** Every way in which such a call can turn out; undefined for any other. */
export function specialCallOutcomes(context: FunctionContext, node: Node, before: Case): Outcome[] | undefined {
  const { tree } = context.unit;
  const [callee, list] = [tree.field(node, 'function'), tree.field(node, 'arguments')];
  if (callee === undefined || list === undefined || tree.kind(callee) !== 'identifier') return undefined;
  const name = tree.textOf(callee);
  const special = Object.hasOwn(specialCalls, name) ? specialCalls[name] : undefined;
  return special?.(context, node, tree.namedChildren(list), before);
}

/** `CONTAINING_RECORD(address, type, member)` */
function containingRecord(context: FunctionContext, node: Node, given: readonly Node[], before: Case): Outcome[] {
  const { unit, terms } = context;
  const [address, type, member] = given;
  if (address === undefined || type === undefined || member === undefined)
    return [{ value: unknownAt(context, node, 'unknown'), after: before, from: node }];
  const [typeName, path] = [type, member].map((part) => unit.tree.textOf(part).replace(/\s+/g, '')) as [string, string];
  const isFirst = beginsWith(unit, { kind: 'named', name: typeName }, path);
  return evaluate(context, address, before).map(({ value, after }) => ({
    value: isFirst ? value : recordAround(terms, recordOperator(typeName, path), value),
    after,
    from: node,
  }));
}

/** The driver has promised that the condition holds: what it denies does not happen. */
function assumed(context: FunctionContext, node: Node, [condition]: readonly Node[], before: Case): Outcome[] {
  const after = condition === undefined ? [before] : branchOn(context, condition, before).whenTrue;
  return after.map((one) => ({ value: unknownAt(context, node), after: one, from: node }));
}
