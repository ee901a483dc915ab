import type { Node } from '../../syntax/tree';
import type { PointIndex } from './cfg';
import type { FlowBuilder, Part, Parts } from './cfg-builder';
import { condition } from './cfg-conditions';
import type { Context } from './cfg-context';

const whileStatement: Part = (flow, node, next, context) => {
  const head = flow.drafts.addUnplaced(flow.orderOf(node, context));
  const body = loopBody(flow, node, head, next, context);
  flow.drafts.place(head, condition(flow, flow.tree.field(node, 'condition') ?? node, body, next, context));
  return head;
};

const doStatement: Part = (flow, node, next, context) => {
  const head = flow.drafts.addUnplaced(flow.orderOf(node, context));
  const test = condition(flow, flow.tree.field(node, 'condition') ?? node, head, next, context);
  flow.drafts.place(head, loopBody(flow, node, test, next, context));
  return head;
};

/** All three parts in the parentheses may be missing; without a condition the loop goes on for ever. */
const forStatement: Part = (flow, node, next, context) => {
  const { tree, drafts } = flow;
  const initializer = tree.field(node, 'initializer');
  const asked = tree.field(node, 'condition');
  const update = tree.field(node, 'update');
  const head = drafts.addUnplaced(flow.orderOf(asked ?? node, context));
  const again =
    update === undefined ? head : flow.step(update, { kind: 'evaluate', node: update, next: head }, context);
  const body = loopBody(flow, node, again, next, context);
  drafts.place(head, asked === undefined ? body : condition(flow, asked, body, next, context));
  if (initializer === undefined) return head;
  return flow.step(initializer, { kind: 'evaluate', node: initializer, next: head }, context);
};

/** @param again What runs after the body, and at `continue`. */
function loopBody(flow: FlowBuilder, loop: Node, again: PointIndex, next: PointIndex, context: Context): PointIndex {
  const body = flow.tree.field(loop, 'body');
  if (body === undefined) return again;
  const { guard } = context;
  return flow.statement(body, again, {
    ...context,
    breakTo: { target: next, guard },
    continueTo: { target: again, guard },
  });
}

/** Statements that repeat. */
export const loopParts: Parts = {
  while_statement: whileStatement,
  do_statement: doStatement,
  for_statement: forStatement,
};
