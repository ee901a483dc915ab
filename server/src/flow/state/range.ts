/** What tests have shown of a number: between two bounds (NT_SUCCESS is "not below 0"), and not these. */
export interface Range {
  readonly least: number;
  readonly greatest: number;
  /** In ascending order. */
  readonly not: readonly number[];
}

export const anyNumber: Range = { least: -Infinity, greatest: Infinity, not: [] };

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

export const negated: Readonly<Record<Comparison, Comparison>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

/** The comparison with its sides exchanged. */
export const mirrored: Readonly<Record<Comparison, Comparison>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
};

export function holds(left: number, comparison: Comparison, right: number): boolean {
  switch (comparison) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

/** The numbers of a range that compare so with `value`; undefined where there are none. */
export function narrow(range: Range, comparison: Comparison, value: number): Range | undefined {
  switch (comparison) {
    case '==':
      return contains(range, value) ? { least: value, greatest: value, not: [] } : undefined;
    case '!=':
      return without(range, value);
    case '<':
      return between(range, -Infinity, value - 1);
    case '<=':
      return between(range, -Infinity, value);
    case '>':
      return between(range, value + 1, Infinity);
    case '>=':
      return between(range, value, Infinity);
  }
}

/** The numbers that are in both; undefined where there are none. */
export function intersect(one: Range, other: Range): Range | undefined {
  let range = between(one, other.least, other.greatest);
  for (const value of other.not) range = range === undefined ? undefined : without(range, value);
  return range;
}

/** The smallest range that holds both. */
export function hull(one: Range, other: Range): Range {
  return {
    least: Math.min(one.least, other.least),
    greatest: Math.max(one.greatest, other.greatest),
    not: [
      ...one.not.filter((value) => !contains(other, value)),
      ...other.not.filter((value) => !one.not.includes(value) && !contains(one, value)),
    ].sort((a, b) => a - b),
  };
}

/**
 * Whether a status in this range is no success: STATUS_SUCCESS is not left for it, nor STATUS_PENDING, which what a request
 * has completed with cannot be.
 */
export const isFailure = (range: Range, isCompleted: boolean): boolean =>
  !contains(range, 0) && (isCompleted || !contains(range, STATUS_PENDING));

export const STATUS_PENDING = 0x103;

export const contains = ({ least, greatest, not }: Range, value: number): boolean =>
  least <= value && value <= greatest && !not.includes(value);

export const isAny = ({ least, greatest, not }: Range): boolean =>
  least === -Infinity && greatest === Infinity && not.length === 0;

export const sameRange = (one: Range, other: Range): boolean =>
  one.least === other.least &&
  one.greatest === other.greatest &&
  one.not.length === other.not.length &&
  one.not.every((value, index) => value === other.not[index]);

function between(range: Range, least: number, greatest: number): Range | undefined {
  return tidy(Math.max(range.least, least), Math.min(range.greatest, greatest), range.not);
}

function without(range: Range, value: number): Range | undefined {
  if (!contains(range, value)) return range;
  return tidy(
    range.least,
    range.greatest,
    [...range.not, value].sort((a, b) => a - b),
  );
}

/** Bounds that are themselves excluded move inwards, so that one number left is seen to be one. */
function tidy(least: number, greatest: number, not: readonly number[]): Range | undefined {
  let low = least;
  let high = greatest;
  while (low <= high && Number.isFinite(low) && not.includes(low)) low++;
  while (low <= high && Number.isFinite(high) && not.includes(high)) high--;
  if (low > high) return undefined;
  return { least: low, greatest: high, not: not.filter((value) => low < value && value < high) };
}

/** Whether a status tells that a request has not succeeded; STATUS_PENDING by itself does not tell what has come of it. */
export const isNoSuccess = (range: Range): boolean =>
  !contains(range, 0) && (range.least !== STATUS_PENDING || range.greatest !== STATUS_PENDING);

/** Whether tests have left nothing but 0, which is NULL. */
export const isOnlyZero = ({ least, greatest }: Range): boolean => least === 0 && greatest === 0;
