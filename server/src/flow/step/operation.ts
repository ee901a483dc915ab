import type { Node } from '../../syntax/tree';
import type { FunctionContext } from './context';
import type { Value } from '../state/terms';

/** Past this the operands of an operation say nothing any more. */
const DEEPEST = 4;

/** What `left operator right` (or `operator left`) gives: a number where both are, else the same symbol for the same operands. */
export function calculate(context: FunctionContext, node: Node, operator: string, left: Value, right?: Value): Value {
  const { terms } = context;
  const result = numeric(operator, left, right);
  if (result !== undefined) return terms.number(result);
  const operands = right === undefined ? [left] : [left, right];
  if (operands.some((operand) => operand.kind === 'symbol' && operand.depth >= DEEPEST)) {
    return terms.symbol({ from: 'call', at: node, part: '' });
  }
  return terms.symbol({ from: 'operation', operator, operands });
}

function numeric(operator: string, left: Value, right: Value | undefined): number | undefined {
  if (left.kind !== 'number') return undefined;
  if (right === undefined) return unary(operator, left.value);
  if (right.kind !== 'number') return undefined;
  const result = binary(operator, left.value, right.value);
  return result !== undefined && Number.isSafeInteger(result) ? result : undefined;
}

function unary(operator: string, value: number): number | undefined {
  switch (operator) {
    case '-':
      return -value;
    case '+':
      return value;
    case '~':
      return ~value;
    default:
      return undefined;
  }
}

function binary(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : Math.trunc(left / right);
    case '%':
      return right === 0 ? undefined : left % right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '<<':
      return left << right;
    case '>>':
      return left >> right;
    default:
      return undefined;
  }
}
