import type { Node, SyntaxTree } from '../../syntax/tree';
import { FlowBuilder } from './cfg-builder';
import { GivenUp } from './cfg-drafts';
import { finished } from './cfg-finish';

export { normalSuccessors, successors } from './cfg-successors';

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
  /**
   * The end. `abandons` marks the one other end a function can have: an exception leaves it, or the system stops, so that
   * nothing is returned and the caller does not go on.
   */
  | { readonly kind: 'exit'; readonly abandons?: true }
  /** An expression statement, a declaration, the head or step of a `for`; an ERROR node where a statement did not parse. */
  | { readonly kind: 'evaluate'; readonly node: Node; readonly next: PointIndex }
  /** The filter of an `__except` is one, too: true where the handler runs, false where the search goes on further out. */
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
  /** A loop without a step, such as `for (;;);`. Nothing happens. */
  | { readonly kind: 'join'; readonly next: PointIndex }
);

/**
 * What can run after what in one function body. Points that nothing reaches are left out; the rest stands in the order of
 * the text, the entry first and the exit after all others. The exit is there even where nothing reaches it.
 *
 * A `__finally` block stands once for each place that control goes to after it (the statement behind it, the exit, a label,
 * the next handler), so several points can share a node. Windows runs the filters of outer `__except` clauses before inner
 * `__finally` blocks; here the blocks come first, which differs only for filters that read what the blocks write.
 */
export interface ControlFlow {
  readonly points: readonly Point[];
  readonly entry: PointIndex;
  readonly exit: PointIndex;
}

/**
 * The control flow of a function.
 *
 * @param body The `compound_statement` of the function.
 * @returns undefined where statements or conditions nest deeper than `maximalDepth`, or where the copies of `__finally`
 *   blocks make more than `maximalPoints` points. Nothing can be said of such a function.
 */
export function controlFlow(tree: SyntaxTree, body: Node): ControlFlow | undefined {
  try {
    return finished(new FlowBuilder(tree, body).build());
  } catch (error) {
    if (error instanceof GivenUp) return undefined;
    throw error;
  }
}
