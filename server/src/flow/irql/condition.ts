import { castIn } from '../../model/casts';
import { constantOf } from '../../model/constants';
import { withoutCasts } from '../../model/references';
import { variableOf } from '../../model/scope';
import type { Unit } from '../../model/unit';
import type { Kind } from '../../syntax/kinds';
import type { Node } from '../../syntax/tree';
import type { Places } from './place';

/** What a condition compares with zero, FALSE or NULL: `Wait`, `Wait == FALSE`, `0 != Wait`, `Wait == TRUE`. */
export interface ZeroTest {
  readonly node: Node;
  /** Whether the condition is true where `node` is zero. */
  readonly isZeroWhenTrue: boolean;
}

/** @returns undefined for a comparison with anything else. */
export function zeroTestIn(unit: Unit, condition: Node): ZeroTest | undefined {
  const node = withoutCasts(unit, condition);
  const isOperation = unit.tree.kind(node) === 'binary_expression' && castIn(unit, node) === undefined;
  if (!isOperation) return { node, isZeroWhenTrue: false };
  const [left, operator, right] = operationIn(unit, node);
  if (left === undefined || right === undefined) return undefined;
  if (BITWISE.test(operator)) return { node, isZeroWhenTrue: false };
  if (operator !== '==' && operator !== '!=') return undefined;
  const [constant, other] = constantOf(unit, left) === undefined ? [right, left] : [left, right];
  const isZero = constantOf(unit, constant)?.value === 0;
  if (!isZero && !/^true$/i.test(unit.tree.textOf(constant))) return undefined;
  return { node: withoutCasts(unit, other), isZeroWhenTrue: (operator === '==') === isZero };
}

function operationIn({ tree }: Unit, node: Node): readonly [Node | undefined, string, Node | undefined] {
  const operator = tree.field(node, 'operator');
  return [tree.field(node, 'left'), operator === undefined ? '' : tree.textOf(operator), tree.field(node, 'right')];
}

const BITWISE = /^[&|^+-]$/;

/**
 * A name for what a condition asks, where only the function itself can change the answer: it reads nothing but its own
 * variables, and calls nothing. Two conditions of one name have the same answer until a variable in it is written.
 */
export function conditionKey(unit: Unit, places: Places, expression: Node): string | undefined {
  const { tree } = unit;
  const node = withoutCasts(unit, expression);
  const nodes = [node, ...tree.descendants(node, ...OUTSIDE, 'identifier')];
  const roots = new Set<string>();
  for (const each of nodes) {
    const kind = tree.kind(each);
    if ((OUTSIDE as readonly string[]).includes(kind)) return undefined;
    if (kind !== 'identifier') continue;
    const variable = variableOf(unit, each);
    if (variable === undefined && constantOf(unit, each) === undefined) return undefined;
    if (variable === undefined) continue;
    if (variable.kind !== 'local' && variable.kind !== 'parameter') return undefined;
    roots.add(places.ofVariable(variable).root);
  }
  if (roots.size === 0) return undefined;
  const text = tree.kind(node) === 'identifier' ? '' : tree.textOf(node).replaceAll(/\s+/g, '');
  return `${[...roots].sort().join(',')}|${text}`;
}

/** What is read through these, others can write. */
const OUTSIDE: readonly Kind[] = [
  'call_expression',
  'field_expression',
  'subscript_expression',
  'pointer_expression',
  'assignment_expression',
  'update_expression',
  'compound_statement',
];

/** The name of the condition that a variable is by itself. */
export const keyOfVariable = (root: string): string => `${root}|`;

/** Whether a condition reads a variable. */
export const readsVariable = (key: string, root: string): boolean =>
  key.slice(0, key.indexOf('|')).split(',').includes(root);
