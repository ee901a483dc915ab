import type { Node } from '../syntax/tree';
import type { CType } from './ctype';
import { declaredBy } from './declarators';
import { visibleMacros } from './macros';
import { constantNamed } from './named-constants';
import { declaresFunction } from './prototypes';
import { declaredVariableOf } from './scope';
import { isTypeName } from './type-table';
import { perNode } from './per-unit';
import type { Unit } from './unit';

/** A cast: `(type)value`, or `(type)&value` where `operator` is `&`. */
export interface Cast {
  readonly type: CType;
  /** As the source spells it. */
  readonly typeName: string;
  /** The operator between the parentheses and the value, where the tree has no node for both. */
  readonly operator: '&' | '*' | '-' | '+' | undefined;
  readonly value: Node;
}

/**
 * The cast that an expression is. The grammar knows no type names: to it `(T)(x)` is a call and `(T)&x` is an operation on
 * T and x. Where T is a type, both are casts here.
 *
 * @returns undefined for any other expression.
 */
export const castIn = perNode((unit, expression): Cast | undefined => {
  switch (unit.tree.kind(expression)) {
    case 'cast_expression':
      return plainCast(unit, expression);
    case 'call_expression':
      return castLikeCall(unit, expression);
    case 'binary_expression':
      return castLikeOperation(unit, expression);
    default:
      return undefined;
  }
});

function plainCast({ tree }: Unit, node: Node): Cast | undefined {
  const [descriptor, value] = [tree.field(node, 'type'), tree.field(node, 'value')];
  if (descriptor === undefined || value === undefined) return undefined;
  return { type: declaredBy(tree, descriptor).type, typeName: tree.textOf(descriptor), operator: undefined, value };
}

function castLikeCall(unit: Unit, node: Node): Cast | undefined {
  const { tree } = unit;
  const [callee, list] = [tree.field(node, 'function'), tree.field(node, 'arguments')];
  const [value, ...more] = list === undefined ? [] : tree.namedChildren(list);
  const name = callee === undefined ? undefined : nameInParentheses(unit, callee);
  if (name === undefined || value === undefined || more.length > 0) return undefined;
  const typeName = tree.textOf(name);
  if (!isTypeName(unit, typeName) && !looksLikePointerType(unit, typeName)) return undefined;
  return { type: { kind: 'named', name: typeName }, typeName, operator: undefined, value };
}

function castLikeOperation(unit: Unit, node: Node): Cast | undefined {
  const { tree } = unit;
  const [left, right, operatorNode] = [
    tree.field(node, 'left'),
    tree.field(node, 'right'),
    tree.field(node, 'operator'),
  ];
  const name = left === undefined ? undefined : nameInParentheses(unit, left);
  const operator = operatorNode === undefined ? undefined : tree.kind(operatorNode);
  if (name === undefined || right === undefined || !isTypeName(unit, tree.textOf(name))) return undefined;
  if (operator !== '&' && operator !== '*' && operator !== '-' && operator !== '+') return undefined;
  const typeName = tree.textOf(name);
  return { type: { kind: 'named', name: typeName }, typeName, operator, value: right };
}

/** The name of the type in `(T)`, where T is one. */
export function typeInParentheses(unit: Unit, node: Node): string | undefined {
  const name = nameInParentheses(unit, node);
  const typeName = name === undefined ? undefined : unit.tree.textOf(name);
  return typeName !== undefined && isTypeName(unit, typeName) ? typeName : undefined;
}

/** The identifier in `(T)`, where it is no variable. */
function nameInParentheses(unit: Unit, node: Node): Node | undefined {
  const { tree } = unit;
  if (tree.kind(node) !== 'parenthesized_expression') return undefined;
  const [inner] = tree.namedChildren(node);
  if (inner === undefined || tree.kind(inner) !== 'identifier') return undefined;
  return declaredVariableOf(unit, inner) === undefined ? inner : undefined;
}

/** `(PDRIVER_CONTEXT)(x)`: the type of a header, by the habit of the WDK's names. */
const looksLikePointerType = (unit: Unit, name: string): boolean =>
  /^P[A-Z][A-Z0-9_]+$/.test(name) &&
  !declaresFunction(unit, name) &&
  !visibleMacros(unit).has(name) &&
  constantNamed(unit, name) === undefined;
