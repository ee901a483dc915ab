import type { Node, SyntaxTree } from '../syntax/tree';
import type { PointIndex } from './cfg';
import type { Drafts } from './cfg-drafts';
import { isFinallyBlock } from './cfg-seh';

/**
 * The labels of a function body, or of one copy of a `__finally` block, which has its own: a `goto` in a copy stays in it.
 * Labels of blocks further in are not seen from outside; C forbids to jump there.
 */
export class Labels {
  private readonly points = new Map<string, PointIndex>();
  private readonly nodes = new Map<string, Node>();
  private readonly drafts: Drafts;
  private readonly outer: Labels | undefined;

  /** @param region The body of the function, or the `__finally` block. */
  constructor(tree: SyntaxTree, drafts: Drafts, region: Node, order: readonly number[], outer?: Labels) {
    this.drafts = drafts;
    this.outer = outer;
    for (const node of tree.descendants(region, 'labeled_statement')) {
      const label = tree.field(node, 'label');
      if (label === undefined || regionOf(tree, node, region) !== region) continue;
      const name = tree.textOf(label);
      this.nodes.set(name, node);
      this.points.set(name, drafts.addUnplaced([...order, tree.start(node)]));
    }
  }

  /** The point of a label, and its `labeled_statement`; undefined where the function has no such label. */
  find(name: string): { readonly node: Node; readonly point: PointIndex } | undefined {
    const point = this.points.get(name);
    const node = this.nodes.get(name);
    return point === undefined || node === undefined ? this.outer?.find(name) : { node, point };
  }

  /** Says that `next` stands at a label of this region. */
  place(name: string, next: PointIndex): PointIndex {
    const point = this.points.get(name);
    if (point === undefined) return next;
    this.drafts.place(point, next);
    return point;
  }
}

/** The nearest `__finally` block around a node, or `outermost`. */
function regionOf(tree: SyntaxTree, node: Node, outermost: Node): Node {
  let at: Node | undefined = tree.parent(node);
  while (at !== undefined && at !== outermost && !isFinallyBlock(tree, at)) at = tree.parent(at);
  return at ?? outermost;
}
