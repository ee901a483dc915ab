import type { Node, SyntaxTree } from '../../syntax/tree';
import type { PointIndex } from './cfg';
import type { Drafts } from './cfg-drafts';
import { finallyBlockAround } from './cfg-seh';

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
    const own = finallyBlockAround(tree, region);
    for (const node of tree.descendants(region, 'labeled_statement')) {
      const label = tree.field(node, 'label');
      if (label === undefined || finallyBlockAround(tree, node) !== own) continue;
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
