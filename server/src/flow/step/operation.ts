import { binaryOperation, unaryOperation } from '../../model/arithmetic';
import type { Node } from '../../syntax/tree';
import { simplerBits } from './bits';
import type { FunctionContext } from './context';
import { isRecordOperator, recordAround } from './record';
import type { Operands, Value } from '../state/terms';

/** Past this the operands of an operation say nothing any more. */
const DEEPEST = 4;

const GREATEST_LONG = 0x7fffffff;
const GREATEST_ULONG = 0xffffffff;

/** What `left operator right` (or `operator left`) gives: a number where both are, else the same symbol for the same operands. */
export function calculate(context: FunctionContext, node: Node, operator: string, left: Value, right?: Value): Value {
  const { terms } = context;
  const operands: Operands = right === undefined ? [left] : [left, right];
  const number = numberOf(operator, left, right);
  if (number !== undefined) return terms.number(number);
  if (isRecordOperator(operator)) return recordAround(terms, operator, left);
  const simpler = right === undefined ? undefined : simplerBits(terms, operator, left, right);
  if (simpler !== undefined) return simpler;
  const isDeep = operands.some((operand) => operand.kind === 'symbol' && operand.depth >= DEEPEST);
  return isDeep ? terms.madeBy(terms.label(node), '') : terms.symbol({ from: 'operation', operator, operands });
}

/** The number that an operation gives whatever the case; undefined where it gives none. */
function numberOf(operator: string, left: Value, right: Value | undefined): number | undefined {
  const answer = right === undefined ? undefined : related(operator, left, right);
  if (answer !== undefined) return answer ? 1 : 0;
  if (left.kind !== 'number') return undefined;
  if (right === undefined) return unaryOperation(operator, left.value);
  return right.kind === 'number' ? inRange(operator, left.value, right.value) : undefined;
}

/** What a comparison of two values says in every case; undefined where that depends on the case. */
function related(operator: string, left: Value, right: Value): boolean | undefined {
  if (operator !== '==') return undefined;
  if (left === right) return true;
  return left.kind === 'named' && right.kind === 'named' ? false : undefined;
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
