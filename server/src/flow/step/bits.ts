import type { Case } from '../state/case';
import { contains, type Range } from '../state/range';
import type { Operands, Symbol, Terms, Value } from '../state/terms';

const LEAST = -0x80000000;
const GREATEST = 0xffffffff;

/** Whether C has a number in 32 bits, with a sign or without. */
const hasBits = (value: number): boolean => Number.isInteger(value) && value >= LEAST && value <= GREATEST;

/** As C has `~4`, or a mask with the highest bit: negative where either operand is. */
const both = (one: number, other: number): number => (one < 0 && other < 0 ? one & other : (one & other) >>> 0);
const either = (one: number, other: number): number => (one < 0 || other < 0 ? one | other : (one | other) >>> 0);

/** What `&` or `|` comes to where one side is itself an operation on bits; undefined where that says nothing simpler. */
export function simplerBits(terms: Terms, operator: string, left: Value, right: Value): Value | undefined {
  if (operator !== '&' && operator !== '|') return undefined;
  if (left.kind === 'number' && right.kind !== 'number') return simplerBits(terms, operator, right, left);
  if (left.kind !== 'symbol') return undefined;
  if (right.kind === 'number') return hasBits(right.value) ? withMask(terms, operator, left, right.value) : undefined;
  return operator === '&' && isCleared(left, right) ? terms.number(0) : undefined;
}

/** Whether a value is `x & ~FLAG`, where only a header may know which bit FLAG is. */
function isCleared({ origin }: Symbol, flag: Value): boolean {
  if (origin.from !== 'operation' || origin.operator !== '&') return false;
  const [, mask] = origin.operands;
  const kept = mask?.kind === 'symbol' ? mask.origin : undefined;
  return kept?.from === 'operation' && kept.operator === '~' && kept.operands[0] === flag;
}

function withMask(terms: Terms, operator: '&' | '|', left: Symbol, mask: number): Value {
  if (mask === 0) return operator === '&' ? terms.number(0) : left;
  const operands: Operands = [left, terms.number(mask)];
  return withinMask(terms, operator, left, mask) ?? terms.symbol({ from: 'operation', operator, operands });
}

/** The same, where the left side is already `x & OTHER` or `x | OTHER`. */
function withinMask(terms: Terms, operator: '&' | '|', { origin }: Symbol, mask: number): Value | undefined {
  if (origin.from !== 'operation') return undefined;
  const [inner, other] = origin.operands;
  if (inner.kind !== 'symbol' || other?.kind !== 'number' || !hasBits(other.value)) return undefined;
  const common = both(other.value, mask);
  if (origin.operator === operator)
    return withMask(terms, operator, inner, operator === '&' ? common : either(other.value, mask));
  if (origin.operator !== '|' || (common !== mask && common !== 0)) return undefined;
  return common === mask ? terms.number(mask) : withMask(terms, '&', inner, mask);
}

/** Whether a value is `x & MASK`, which has no sign where the mask has none. */
export const isMasked = ({ origin }: Symbol): boolean =>
  origin.from === 'operation' && origin.operator === '&' && origin.operands[1]?.kind === 'number';

/** What `x & MASK` can be by what is known of other bits of x; undefined for any other value, and where nothing is. */
export function rangeOfBits(before: Case, { origin }: Symbol): Range | undefined {
  if (origin.from !== 'operation' || origin.operator !== '&') return undefined;
  const [whole, mask] = origin.operands;
  if (mask?.kind !== 'number' || mask.value < 0) return undefined;
  const { set, clear } = knownBits(before, whole);
  if (both(set | clear, mask.value) === mask.value) {
    const value = both(set, mask.value);
    return { least: value, greatest: value, not: [] };
  }
  return both(set, mask.value) === 0 ? undefined : { least: -Infinity, greatest: Infinity, not: [0] };
}

/** The bits of a value that tests have shown to be set, and those that are not. */
function knownBits(before: Case, whole: Value): { set: number; clear: number } {
  let [set, clear] = [0, 0];
  for (const [{ origin }, range] of before.ranges) {
    if (origin.from !== 'operation' || origin.operator !== '&' || origin.operands[0] !== whole) continue;
    const [, mask] = origin.operands;
    if (mask?.kind !== 'number' || !hasBits(mask.value)) continue;
    if (range.least === range.greatest) {
      set |= mask.value & range.least;
      clear |= mask.value & ~range.least;
    } else if (!contains(range, 0) && (mask.value & (mask.value - 1)) === 0) set |= mask.value;
  }
  return { set, clear };
}
