import type { Kind } from '../../syntax/kinds';
import type { Node, SyntaxTree } from '../../syntax/tree';
import type { Point, PointIndex } from './cfg';
import { branchParts } from './cfg-branches';
import type { Context } from './cfg-context';
import { Drafts, GivenUp, maximalDepth } from './cfg-drafts';
import { jumpParts } from './cfg-jumps';
import { Labels } from './cfg-labels';
import { loopParts } from './cfg-loops';
import { endingOf, mayRaise, withoutParentheses } from './cfg-steps';
import { tryParts } from './cfg-try';

/**
 * Builds what one kind of statement does.
 *
 * @param next The point that follows the statement.
 * @returns the point where the statement begins, which is `next` where it does nothing.
 */
export type Part = (flow: FlowBuilder, node: Node, next: PointIndex, context: Context) => PointIndex;
export type Parts = Partial<Readonly<Record<Kind, Part>>>;

/** Builds the graph of one function backwards: every statement is given what comes after it. */
export class FlowBuilder {
  readonly tree: SyntaxTree;
  readonly drafts = new Drafts();
  private readonly body: Node;
  private readonly raising = new Map<Node, boolean>();
  private depth = 0;

  constructor(tree: SyntaxTree, body: Node) {
    this.tree = tree;
    this.body = body;
  }

  /** @throws GivenUp where the function passes a limit. */
  build(): Drafts {
    const labels = new Labels(this.tree, this.drafts, this.body, []);
    const first = this.statement(this.body, this.drafts.exit, { labels, order: [] });
    this.drafts.add({ kind: 'entry', next: first }, [-1]);
    return this.drafts;
  }

  statement(node: Node, next: PointIndex, context: Context): PointIndex {
    const part = parts[this.tree.kind(node)] ?? evaluate;
    return this.deeper(() => part(this, node, next, context));
  }

  /** Statements one after the other. */
  statements(nodes: readonly Node[], next: PointIndex, context: Context): PointIndex {
    return nodes.reduceRight((after, node) => this.statement(node, after, context), next);
  }

  /** Does `build` one level further down. */
  deeper(build: () => PointIndex): PointIndex {
    if (this.depth >= maximalDepth) throw new GivenUp();
    this.depth++;
    try {
      return build();
    } finally {
      this.depth--;
    }
  }

  /** A point that evaluates `node`, and so may raise what `node` raises. */
  step(node: Node, point: Point, context: Context): PointIndex {
    const raises = context.guard !== undefined && this.mayRaise(node) ? { raises: context.guard.raised() } : {};
    return this.drafts.add({ ...point, ...raises }, this.orderOf(node, context));
  }

  orderOf(node: Node, context: Context): readonly number[] {
    return [...context.order, this.tree.start(node)];
  }

  /** Where an exception goes that nothing in the statement itself handles. */
  raised(context: Context): PointIndex {
    return context.guard?.raised() ?? this.drafts.abandoned;
  }

  private mayRaise(node: Node): boolean {
    let may = this.raising.get(node);
    if (may === undefined) this.raising.set(node, (may = mayRaise(this.tree, node)));
    return may;
  }
}

const evaluate: Part = (flow, node, next, context) => flow.step(node, { kind: 'evaluate', node, next }, context);

const nothing: Part = (_flow, _node, next) => next;

const expressionStatement: Part = (flow, node, next, context) => {
  const expression = flow.tree.namedChildren(node)[0];
  if (expression === undefined) return next;
  const bare = withoutParentheses(flow.tree, expression);
  if (flow.tree.kind(bare) === 'parenthesized_expression') {
    const block = flow.tree.namedChildren(bare)[0];
    if (block !== undefined) return flow.statement(block, next, context);
  }
  const ending = endingOf(flow.tree, node);
  if (ending === undefined) return evaluate(flow, node, next, context);
  const end = ending === 'raises' ? flow.raised(context) : flow.drafts.abandoned;
  return flow.drafts.add({ kind: 'evaluate', node, next: end }, flow.orderOf(node, context));
};

const block: Part = (flow, node, next, context) => flow.statements(flow.tree.namedChildren(node), next, context);

/** `[[fallthrough]] statement`: the statement stands last. */
const attributed: Part = (flow, node, next, context) => {
  const inner = flow.tree.namedChildren(node).at(-1);
  return inner === undefined || flow.tree.kind(inner) === 'attribute_declaration'
    ? next
    : flow.statement(inner, next, context);
};

/** What stands between statements and does nothing when the function runs. */
const declarationsOfNothing: Parts = {
  type_definition: nothing,
  struct_specifier: nothing,
  union_specifier: nothing,
  enum_specifier: nothing,
  function_definition: nothing,
  preproc_def: nothing,
  preproc_function_def: nothing,
  preproc_call: nothing,
  preproc_include: nothing,
  preproc_directive: nothing,
  comment: nothing,
};

const parts: Parts = {
  compound_statement: block,
  expression_statement: expressionStatement,
  attributed_statement: attributed,
  ...declarationsOfNothing,
  ...branchParts,
  ...loopParts,
  ...jumpParts,
  ...tryParts,
};
