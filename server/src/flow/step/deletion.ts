import type { Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import type { FunctionContext, Outcome } from './context';
import { evaluate } from './evaluate';
import { calledOutOfSight } from './out-of-sight';

/** `delete p` of C++, for which the tree has `!p`. */
export const isDeletion = ({ tree }: Unit, node: Node): boolean =>
  tree.cpp !== undefined && tree.kind(node) === 'unary_expression' && tree.textOf(node).startsWith('delete');

/** What is deleted is gone, and its destructor may have done anything with what it led to. */
export function deletion(context: FunctionContext, node: Node, before: Case): Outcome[] {
  const operand = context.unit.tree.field(node, 'argument');
  if (operand === undefined) return [];
  return evaluate(context, operand, before).map(({ value, after }) => {
    const start = after.fork();
    const at = start.terms.label(node);
    start.renew(at);
    calledOutOfSight(start, [value], at, context.kept);
    return { value, after: start, from: node };
  });
}
