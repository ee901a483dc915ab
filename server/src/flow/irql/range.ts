import type { Irql } from '../../knowledge/shape';

/** The levels that the tables tell apart, the lowest first; HIGH_LEVEL stands for all above DISPATCH_LEVEL. */
export const LEVELS = ['PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL', 'HIGH_LEVEL'] as const satisfies readonly Irql[];

/** Why code can run at a level: for a sentence to the reader, by names only. */
export interface IrqlReason {
  /**
   * 'role': who calls the function (`WskReceiveEvent`, `IO_COMPLETION_ROUTINE`); 'annotation': what its header says;
   * 'paged': its section or PAGED_CODE; 'raise': a call that raised the IRQL; 'test': a test of the IRQL or of a flag;
   * 'caller': a function that calls it there.
   */
  readonly kind: 'role' | 'annotation' | 'paged' | 'raise' | 'test' | 'caller';
  readonly name: string;
}

/** The IRQL at a point. `least` and `greatest` are bounds; the other two say how far they are known to be met. */
export interface IrqlRange {
  /** It is never lower. */
  readonly least: Irql;
  /** It is never higher. */
  readonly greatest: Irql;
  /**
   * On whichever path the point is reached, the IRQL can be as high as this: a contract says that the function is called
   * there, or it was raised. At least `least`; equal to it where nobody knows who calls the function.
   */
  readonly reaches: Irql;
  /** In the same way, it can be as low as this. Equal to `greatest` where nobody knows. */
  readonly fallsTo: Irql;
  /** Why it can be as high as `reaches`. */
  readonly reason?: IrqlReason;
}

/** Levels between two, both included, or all levels but one. */
export type Band = { readonly least: Irql; readonly greatest: Irql } | { readonly not: Irql };

const rank = (level: Irql): number => LEVELS.indexOf(level);

/** Whether a level is higher than another. */
export const isAbove = (level: Irql, other: Irql): boolean => rank(level) > rank(other);

export const higher = (one: Irql, other: Irql): Irql => (isAbove(one, other) ? one : other);
export const lower = (one: Irql, other: Irql): Irql => (isAbove(one, other) ? other : one);

/** Nothing is known: any caller at any level. */
export const anyIrql: IrqlRange = {
  least: 'PASSIVE_LEVEL',
  greatest: 'HIGH_LEVEL',
  reaches: 'PASSIVE_LEVEL',
  fallsTo: 'HIGH_LEVEL',
};

/** Exactly one level. */
export const exactly = (level: Irql, reason?: IrqlReason): IrqlRange => ({
  least: level,
  greatest: level,
  reaches: level,
  fallsTo: level,
  ...(reason === undefined ? {} : { reason }),
});

/** Any level up to one, and all of them do occur. */
export const anyUpTo = (level: Irql, reason: IrqlReason): IrqlRange => ({
  least: 'PASSIVE_LEVEL',
  greatest: level,
  reaches: level,
  fallsTo: 'PASSIVE_LEVEL',
  reason,
});

/** Some level between two; which of them occur is not known. */
export const between = (least: Irql, greatest: Irql, reason?: IrqlReason): IrqlRange => ({
  least,
  greatest,
  reaches: least,
  fallsTo: greatest,
  ...(reason === undefined ? {} : { reason }),
});

/**
 * What holds where two paths of one function meet. A later test may belong to one of them only, so that the level is known
 * to be met only as far as it is on both.
 */
export function onEitherPath(one: IrqlRange, other: IrqlRange): IrqlRange {
  const reaches = lower(one.reaches, other.reaches);
  const reason = one.reaches === reaches ? (one.reason ?? other.reason) : other.reason;
  return {
    least: lower(one.least, other.least),
    greatest: higher(one.greatest, other.greatest),
    reaches,
    fallsTo: higher(one.fallsTo, other.fallsTo),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** What holds where a function begins that has two callers or roles: each of them really calls it. */
export function fromEitherCaller(one: IrqlRange, other: IrqlRange): IrqlRange {
  const reaches = higher(one.reaches, other.reaches);
  const reason = one.reaches === reaches ? (one.reason ?? other.reason) : other.reason;
  return {
    least: lower(one.least, other.least),
    greatest: higher(one.greatest, other.greatest),
    reaches,
    fallsTo: lower(one.fallsTo, other.fallsTo),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** The part of a range between two levels; undefined where there is none. */
export function within(range: IrqlRange, least: Irql, greatest: Irql, reason?: IrqlReason): IrqlRange | undefined {
  const [from, to] = [higher(range.least, least), lower(range.greatest, greatest)];
  if (isAbove(from, to)) return undefined;
  const why = isAbove(from, range.reaches) ? (reason ?? range.reason) : range.reason;
  return {
    least: from,
    greatest: to,
    reaches: higher(from, lower(range.reaches, to)),
    fallsTo: lower(to, higher(range.fallsTo, from)),
    ...(why === undefined ? {} : { reason: why }),
  };
}

/** Whether two ranges say the same, whatever their reasons. */
export const isSameRange = (one: IrqlRange, other: IrqlRange): boolean =>
  one.least === other.least &&
  one.greatest === other.greatest &&
  one.reaches === other.reaches &&
  one.fallsTo === other.fallsTo;

/** `PASSIVE..DISPATCH`, with what is known to occur: `(up to DISPATCH)`, `(down to PASSIVE)`; `?` where nothing is. */
export function printRange({ least, greatest, reaches, fallsTo }: IrqlRange): string {
  const short = (level: Irql) => level.replace('_LEVEL', '');
  if (least === greatest) return short(least);
  const whole = `${short(least)}..${short(greatest)}`;
  if (reaches === greatest && fallsTo === least) return whole;
  const known = [
    reaches === least ? '' : `up to ${short(reaches)}`,
    fallsTo === greatest ? '' : `down to ${short(fallsTo)}`,
  ];
  const parts = known.filter((part) => part !== '');
  return parts.length === 0 ? `${whole}?` : `${whole} (${parts.join(', ')})`;
}
