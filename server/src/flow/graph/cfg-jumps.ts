import type { Part, Parts } from './cfg-builder';
import { leaving, type Context, type Guard } from './cfg-context';

/** The value is evaluated before any `__finally` block runs. */
const returnStatement: Part = (flow, node, _next, context) => {
  const value = flow.tree.namedChildren(node)[0];
  const next = leaving(context.guard, undefined, flow.drafts.exit);
  return flow.step(node, { kind: 'return', node, value, next }, context);
};

const breakStatement: Part = (_flow, _node, next, context) => jump(context, 'breakTo') ?? next;

const continueStatement: Part = (_flow, _node, next, context) => jump(context, 'continueTo') ?? next;

function jump(context: Context, kind: 'breakTo' | 'continueTo') {
  const to = context[kind];
  return to === undefined ? undefined : leaving(context.guard, to.guard, to.target);
}

/** A jump to a label that the function does not have ends the path: the code does not compile. */
const gotoStatement: Part = (flow, node, _next, context) => {
  const name = flow.tree.field(node, 'label');
  const label = name === undefined ? undefined : context.labels.find(flow.tree.textOf(name));
  if (label === undefined) return flow.drafts.abandoned;
  const { tree } = flow;
  let around: Guard | undefined = context.guard;
  while (around !== undefined && (label.node <= around.body || label.node >= tree.endOfSubtree(around.body))) {
    around = around.outer;
  }
  return leaving(context.guard, around, label.point);
};

const labeledStatement: Part = (flow, node, next, context) => {
  const name = flow.tree.field(node, 'label');
  const inside = flow.tree.namedChildren(node).filter((child) => child !== name);
  const first = flow.statements(inside, next, context);
  return name === undefined ? first : context.labels.place(flow.tree.textOf(name), first);
};

const leaveStatement: Part = (_flow, _node, next, context) => context.guard?.leaveTo ?? next;

/** Statements that go elsewhere, and the labels they go to. */
export const jumpParts: Parts = {
  return_statement: returnStatement,
  break_statement: breakStatement,
  continue_statement: continueStatement,
  goto_statement: gotoStatement,
  labeled_statement: labeledStatement,
  seh_leave_statement: leaveStatement,
};
