import type { Case } from '../state/case';
import { contains, hull, intersect, type Range } from '../state/range';
import type { Origin, Symbol, Value } from '../state/terms';
import { learnRange, failWith } from '../state/ties';

/** Takes in what a test has shown of a symbol, and what that says of what it was made from; false where it cannot be. */
export function learn(after: Case, symbol: Symbol, range: Range): boolean {
  learnRange(after, symbol, range);
  const { origin } = symbol;
  return origin.from !== 'operation' || after.ties.size === 0 || learnOfStatus(after, origin, range);
}

type Operation = Extract<Origin, { from: 'operation' }>;

/**
 * A value that was made from a status has decided the way. Where it tells the class of the status, that is known now;
 * where it is not understood, nothing that depends on the status holds for sure any more.
 */
function learnOfStatus(after: Case, origin: Operation, range: Range): boolean {
  if (origin.operator === '==') {
    learnOfName(after, origin.operands, !contains(range, 0));
    return true;
  }
  const [status, other] = origin.operands;
  const classes = other?.kind === 'number' ? classesOf(origin.operator, other.value, range) : undefined;
  if (classes === undefined || status.kind !== 'symbol' || !after.ties.has(status)) {
    for (const operand of origin.operands) failAll(after, operand);
    return true;
  }
  return learnOfClasses(after, status, classes);
}

/** Which class of status another header's name means is not known; that a status is not that one says little. */
function learnOfName(after: Case, operands: Operation['operands'], isEqual: boolean): void {
  for (const operand of operands) {
    const isMade = operand.kind === 'symbol' && operand.origin.from === 'operation';
    if (isEqual || isMade) failAll(after, operand);
  }
}

function learnOfClasses(after: Case, status: Symbol, [first, ...more]: readonly Range[]): boolean {
  if (more.length === SEVERITIES.length - 1) return true;
  const possible = first && intersect(after.rangeOf(status), more.reduce(hull, first));
  return possible !== undefined && learn(after, status, possible);
}

/** Takes back what depends on any status that a value was made from. */
function failAll(after: Case, value: Value): void {
  if (value.kind !== 'symbol') return;
  failWith(after, value);
  if (value.origin.from === 'operation') for (const operand of value.origin.operands) failAll(after, operand);
}

/** The statuses of each severity, which its two highest bits tell: success, information, warning, error. */
const SEVERITIES: readonly Range[] = [
  { least: 0, greatest: 0x3fffffff, not: [] },
  { least: 0x40000000, greatest: 0x7fffffff, not: [] },
  { least: -0x80000000, greatest: -0x40000001, not: [] },
  { least: -0x40000000, greatest: -1, not: [] },
];

/** The severities for which `status operator value` can be in a range; undefined where the operation asks for more than that. */
function classesOf(operator: string, value: number, range: Range): readonly Range[] | undefined {
  const results = SEVERITIES.map((_, severity) => resultsOf(operator, value, severity));
  if (results.includes(undefined)) return undefined;
  return SEVERITIES.filter((_, severity) => results[severity]?.some((result) => contains(range, result)));
}

/** What the operation gives for a status of a severity, whether it is done with a sign or without. */
function resultsOf(operator: string, value: number, severity: number): readonly number[] | undefined {
  if (operator === '>>' && (value === 30 || value === 31)) {
    const [bits, all] = value === 30 ? [severity, 4] : [severity >> 1, 2];
    return severity < 2 ? [bits] : [bits, bits - all];
  }
  const mask = value >>> 0;
  if (operator !== '&' || (mask & 0x3fffffff) !== 0) return undefined;
  const bits = ((severity << 30) & mask) >>> 0;
  return [bits, bits | 0];
}
