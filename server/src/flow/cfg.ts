import type { Node } from '../syntax/tree';

/** An index into `ControlFlow.points`. */
export type PointIndex = number;

/**
 * A step of a function. Conditions are taken apart: `a && !b` is two branches, so that the condition of a branch is never
 * `&&`, `||`, `!` or a pair of parentheses, and `? :` only where it is a value.
 */
export type Point = {
  /** The start of a handler (`__except` filter or `__finally`) that runs if this step raises. */
  readonly raises?: PointIndex;
  /** A loop comes back to this point. */
  readonly isLoopHead?: true;
} & (
  | { readonly kind: 'entry'; readonly next: PointIndex }
  | { readonly kind: 'exit' }
  /** An expression statement, a declaration, the head or step of a `for`. */
  | { readonly kind: 'evaluate'; readonly node: Node; readonly next: PointIndex }
  | { readonly kind: 'branch'; readonly node: Node; readonly whenTrue: PointIndex; readonly whenFalse: PointIndex }
  | {
      readonly kind: 'switch';
      /** The value that is compared. */
      readonly node: Node;
      /** In order; `value` is the expression of the case, undefined for `default` (or for what follows the switch where it has none). */
      readonly cases: readonly { readonly value: Node | undefined; readonly next: PointIndex }[];
    }
  /** `next` is the exit, or the `__finally` blocks on the way there. */
  | { readonly kind: 'return'; readonly node: Node; readonly value: Node | undefined; readonly next: PointIndex }
  /** Two paths meet, or a label stands here; nothing happens. */
  | { readonly kind: 'join'; readonly next: PointIndex }
);

export interface ControlFlow {
  readonly points: readonly Point[];
  readonly entry: PointIndex;
  readonly exit: PointIndex;
}
