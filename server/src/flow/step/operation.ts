import { binaryOperation, unaryOperation } from '../../model/arithmetic';
import type { Node } from '../../syntax/tree';
import type { FunctionContext } from './context';
import type { Operands, Value } from '../state/terms';

/** Past this the operands of an operation say nothing any more. */
const DEEPEST = 4;

const GREATEST_LONG = 0x7fffffff;
const GREATEST_ULONG = 0xffffffff;

/** What `left operator right` (or `operator left`) gives: a number where both are, else the same symbol for the same operands. */
export function calculate(context: FunctionContext, node: Node, operator: string, left: Value, right?: Value): Value {
  const { terms } = context;
  const operands: Operands = right === undefined ? [left] : [left, right];
  const [first, second] = operands.map((operand) => (operand.kind === 'number' ? operand.value : undefined));
  if (first !== undefined && (right === undefined || second !== undefined)) {
    const result = second === undefined ? unaryOperation(operator, first) : inRange(operator, first, second);
    if (result !== undefined) return terms.number(result);
  }
  if (operands.some((operand) => operand.kind === 'symbol' && operand.depth >= DEEPEST)) {
    return terms.symbol({ from: 'call', at: terms.label(node), part: '' });
  }
  return terms.symbol({ from: 'operation', operator, operands });
}

/** The result where it is the same whether the operands are signed or not, and how wide they are. */
function inRange(operator: string, left: number, right: number): number | undefined {
  const result = binaryOperation(operator, left, right);
  if (result === undefined || result > GREATEST_ULONG || result < -GREATEST_LONG - 1) return undefined;
  const isSigned = left < 0 || right < 0;
  return result < 0 && !(isSigned && ['+', '-', '*'].includes(operator)) ? undefined : result;
}

/** Whether two numbers may be the same to C although they are not here: one is written without a sign, the other is negative. */
export const mayBeSame = (left: number, right: number): boolean =>
  left !== right && Math.max(left, right) > GREATEST_LONG && Math.min(left, right) < 0 && (left | 0) === (right | 0);

/** Whether a number is another one where it is taken for a signed 32-bit one. */
export const hasNoSign = (value: number): boolean => value > GREATEST_LONG && value <= GREATEST_ULONG;
