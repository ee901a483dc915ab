import type { Node } from '../../syntax/tree';
import type { PointIndex } from './cfg';
import type { Labels } from './cfg-labels';

/** Where a statement stands: what its jumps mean, and who handles what it raises. */
export interface Context {
  readonly labels: Labels;
  readonly breakTo?: Jump;
  readonly continueTo?: Jump;
  /** The cases of the innermost `switch`, filled while its body is built. */
  readonly cases?: CaseEntry[];
  /** The innermost `__try` around the statement. */
  readonly guard?: Guard;
  /** In a copy of a `__finally` block: whether something other than the end of the `__try` block led to it. */
  readonly isAbnormal?: boolean;
  /** What the order of every point here begins with: which copy of which `__finally` block this is. */
  readonly order: readonly number[];
}

export interface Jump {
  readonly target: PointIndex;
  /** The `__try` around the target: those further in are left by the jump. */
  readonly guard: Guard | undefined;
}

export interface CaseEntry {
  readonly node: Node;
  readonly value: Node | undefined;
  readonly next: PointIndex;
}

/** A `__try` block as the statements in it see it. */
export interface Guard {
  readonly body: Node;
  readonly outer: Guard | undefined;
  /** Where the end of the block and `__leave` go. */
  readonly leaveTo: PointIndex;
  /** Where a step in the block goes if it raises. */
  raised(): PointIndex;
  /** Where a jump out of the block goes first on its way to `target`. */
  leftFor(target: PointIndex): PointIndex;
}

/** Where a jump from inside `from` goes first on its way to `target`, which stands inside `to`. */
export function leaving(from: Guard | undefined, to: Guard | undefined, target: PointIndex): PointIndex {
  const left: Guard[] = [];
  for (let guard = from; guard !== undefined && guard !== to; guard = guard.outer) left.push(guard);
  return left.reduceRight((after, guard) => guard.leftFor(after), target);
}
