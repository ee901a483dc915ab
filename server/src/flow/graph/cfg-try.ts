import type { Node } from '../../syntax/tree';
import type { PointIndex } from './cfg';
import type { FlowBuilder, Part, Parts } from './cfg-builder';
import { condition } from './cfg-conditions';
import type { Context, Guard } from './cfg-context';
import { Labels } from './cfg-labels';
import { guardedBlock, type ExceptHandler } from './cfg-seh';

const tryStatement: Part = (flow, node, next, context) => {
  const shape = guardedBlock(flow.tree, node);
  if (shape === undefined) {
    const body = flow.tree.field(node, 'body');
    return body === undefined ? next : flow.statement(body, next, context);
  }
  const { body, handler } = shape;
  const guard =
    handler.kind === 'finally'
      ? finallyGuard(flow, body, handler.block, next, context)
      : exceptGuard(flow, body, handler, next, context);
  return flow.statement(body, guard.leaveTo, { ...context, guard });
};

/**
 * The block once for each place that is gone to after it, as compilers do. All that is in the block, jumps and exceptions
 * too, stands outside the `__try`.
 */
function finallyGuard(flow: FlowBuilder, body: Node, block: Node, next: PointIndex, outside: Context): Guard {
  const copies = new Map<string, PointIndex>();
  const before = (target: PointIndex, isAbnormal: boolean): PointIndex => {
    const key = `${target} ${String(isAbnormal)}`;
    let copy = copies.get(key);
    if (copy === undefined) {
      const order = [...flow.orderOf(block, outside), copies.size];
      const labels = new Labels(flow.tree, flow.drafts, block, order, outside.labels);
      copies.set(key, (copy = flow.statement(block, target, { ...outside, labels, isAbnormal, order })));
    }
    return copy;
  };
  return {
    body,
    outer: outside.guard,
    leaveTo: before(next, false),
    raised: () => before(flow.raised(outside), true),
    leftFor: (target) => before(target, true),
  };
}

/** The filter decides between the handler and whatever is further out; the handler itself stands outside the `__try`. */
function exceptGuard(
  flow: FlowBuilder,
  body: Node,
  { filter, block }: ExceptHandler,
  next: PointIndex,
  outside: Context,
): Guard {
  let start: PointIndex | undefined;
  const raised = () => {
    if (start === undefined) {
      const handler = flow.statement(block, next, outside);
      start = filter === undefined ? handler : condition(flow, filter, handler, flow.raised(outside), outside);
    }
    return start;
  };
  return { body, outer: outside.guard, leaveTo: next, raised, leftFor: (target) => target };
}

/** Structured exception handling. */
export const tryParts: Parts = { seh_try_statement: tryStatement };
