import type { Node } from '../syntax/tree';
import { binaryOperation, castInteger, characterLiteral, integerLiteral, unaryOperation } from './arithmetic';
import { castIn, type Cast } from './casts';
import type { Constant } from './constant-text';
import { constantNamed } from './named-constants';
import { declaredVariableOf } from './scope';
import { measuredSize } from './sizes';
import { perNode } from './per-unit';
import type { Unit } from './unit';

export type { Constant } from './constant-text';
export { constantNamed } from './named-constants';

/**
 * What an expression is worth whenever it is evaluated: literals, macros and enumerators of the file, constants of the
 * WDK, `sizeof` where the size is known, and `+ - * / % & | ^ ~ << >>` and casts of these. NTSTATUS values are signed
 * 32-bit numbers.
 *
 * @returns undefined where that depends on anything else. `name` is how the source spells the constant; one without a
 *   `value` is certainly a constant, whose number only a header knows.
 */
export const constantOf = perNode((unit, expression): Constant | undefined => {
  const { tree } = unit;
  const cast = castIn(unit, expression);
  if (cast !== undefined) return castConstant(unit, cast);
  switch (tree.kind(expression)) {
    case 'number_literal':
    case 'char_literal':
    case 'true':
    case 'false':
    case 'null':
      return literal(tree.textOf(expression));
    case 'identifier':
      return namedConstant(unit, expression);
    case 'parenthesized_expression':
      return innerConstant(unit, expression);
    case 'sizeof_expression':
      return plain(measuredSize(unit, expression));
    case 'unary_expression':
    case 'binary_expression':
      return operationConstant(unit, expression);
    default:
      return undefined;
  }
});

function innerConstant(unit: Unit, expression: Node): Constant | undefined {
  const inner = unit.tree.namedChildren(expression)[0];
  return inner === undefined ? undefined : constantOf(unit, inner);
}

const plain = (value: number | undefined): Constant | undefined => (value === undefined ? undefined : { value });

/** A variable of the file hides a constant of the same name. */
const namedConstant = (unit: Unit, identifier: Node): Constant | undefined =>
  declaredVariableOf(unit, identifier) === undefined ? constantNamed(unit, unit.tree.textOf(identifier)) : undefined;

/** A number, a character, or TRUE, FALSE and NULL, also as C23 and C++ spell them. */
function literal(text: string): Constant | undefined {
  if (/^[A-Za-z]\w*$/.test(text)) return { value: text.toLowerCase() === 'true' ? 1 : 0, name: text };
  return plain(integerLiteral(text) ?? characterLiteral(text));
}

function castConstant(unit: Unit, { typeName, operator, value }: Cast): Constant | undefined {
  const constant = constantOf(unit, value);
  if (constant?.value === undefined) return operator === undefined ? constant : undefined;
  if (operator === undefined) return { ...constant, value: castInteger(typeName, constant.value) };
  const result = unaryOperation(operator, constant.value);
  return plain(result === undefined ? undefined : castInteger(typeName, result));
}

function operationConstant(unit: Unit, node: Node): Constant | undefined {
  const { tree } = unit;
  const operator = tree.field(node, 'operator');
  const [left, right] = [tree.field(node, 'left') ?? tree.field(node, 'argument'), tree.field(node, 'right')];
  if (operator === undefined || left === undefined) return undefined;
  const first = constantOf(unit, left)?.value;
  if (first === undefined) return undefined;
  if (tree.kind(node) === 'unary_expression') return plain(unaryOperation(tree.textOf(operator), first));
  const second = right === undefined ? undefined : constantOf(unit, right)?.value;
  return second === undefined ? undefined : plain(binaryOperation(tree.textOf(operator), first, second));
}
