import type { Node } from '../../syntax/tree';
import type { Point, PointIndex } from '../graph/cfg';
import type { Case } from '../state/case';
import type { Value } from '../state/terms';
import { branchOn, decide } from '../step/branch';
import type { FunctionContext } from '../step/context';
import { isOverruled } from './overruled';
import { declare } from '../step/declare';
import { evaluate, store } from '../step/evaluate';

/** The cases in which a step goes on to a point. */
export type Edge = readonly [PointIndex, readonly Case[]];

/** What one step makes of one case, for each edge behind it. */
export function edgesAfter(context: FunctionContext, point: Point, before: Case): readonly Edge[] {
  switch (point.kind) {
    case 'exit':
      return [];
    case 'entry':
    case 'join':
      return [[point.next, [before]]];
    case 'evaluate':
      return [[point.next, statement(context, point.node, before)]];
    case 'return':
      return [[point.next, returned(context, point.value, before)]];
    case 'branch': {
      const { whenTrue, whenFalse } = branchOn(context, point.node, before);
      return [
        [point.whenTrue, whenTrue],
        [point.whenFalse, whenFalse],
      ];
    }
    case 'switch':
      return switched(context, point, before);
  }
}

function statement(context: FunctionContext, node: Node, before: Case): readonly Case[] {
  const { tree } = context.unit;
  if (tree.kind(node) === 'declaration') return declare(context, node, before);
  const expression = tree.kind(node) === 'expression_statement' ? tree.namedChildren(node)[0] : node;
  return expression === undefined ? [before] : evaluate(context, expression, before).map(({ after }) => after);
}

function returned(context: FunctionContext, value: Node | undefined, before: Case): readonly Case[] {
  if (value === undefined) return [before];
  return evaluate(context, value, before).map((outcome) => {
    if (!isOverruled(context.unit, value)) context.observer.returned(outcome);
    return store(outcome.after, context.terms.result(), outcome.value);
  });
}

function switched(context: FunctionContext, point: Switch, before: Case): readonly Edge[] {
  return evaluate(context, point.node, before).flatMap(({ value, after }) => selected(context, point, value, after));
}

type Switch = Extract<Point, { kind: 'switch' }>;

/** The edges that one value of the selector can take. */
function selected(context: FunctionContext, point: Switch, value: Value, after: Case): readonly Edge[] {
  const edges: Edge[] = [];
  let others: readonly Case[] = [after];
  for (const { value: node, next } of point.cases) {
    const label = node === undefined ? undefined : evaluate(context, node, after)[0]?.value;
    if (node === undefined || label === undefined) continue;
    const branches = others.map((one) => decide(context, node, value, '==', label, one));
    edges.push([next, branches.flatMap(({ whenTrue }) => whenTrue)]);
    others = branches.flatMap(({ whenFalse }) => whenFalse);
  }
  const fallback = point.cases.find((one) => one.value === undefined);
  return fallback === undefined ? edges : [...edges, [fallback.next, others]];
}
