import type { Variable } from '../../model/scope';
import type { Node } from '../../syntax/tree';
import { controlFlow, type Point, type PointIndex } from '../graph/cfg';
import type { Case } from '../state/case';
import type { FunctionContext } from '../step/context';
import { branchOn, decide } from '../step/branch';
import { declare } from '../step/declare';
import { liveLocals } from './liveness';
import { evaluate, store } from '../step/evaluate';
import { addCases, mergeCases, widenCases } from '../state/merge';
import type { Label, Value } from '../state/terms';
import { solveForward, type Outcome } from '../graph/solve';

/** The cases at a point. */
export interface Cases {
  readonly at: PointIndex;
  readonly cases: readonly Case[];
}

/** A loop that comes back more often keeps one case for each state of the objects, and then only what never changes. */
const TURNS_APART = 2;
const TURNS_WIDENED = 4;

/** Follows the cases of one function. */
export interface Following {
  /** For the step at a point: told to an observer is what is seen there the last time, when all is known. */
  readonly contextAt: (index: PointIndex) => FunctionContext;
  /** For a step that is worked out only to see how it may have raised. */
  readonly unobserved: FunctionContext;
}

/**
 * Follows the cases of a function along every path to a fixed point.
 * @returns the cases in which it ends; undefined where the control flow is too large to follow.
 * @throws BudgetExceeded where it takes too many steps.
 */
export function followCases({ contextAt, unobserved }: Following, start: Case): readonly Case[] | undefined {
  const { unit, definition } = unobserved;
  const flow = controlFlow(unit.tree, definition.body);
  if (flow === undefined) return undefined;
  const live = liveLocals(unit, flow);
  const solution = solveForward<Cases>(flow, {
    start: { at: flow.entry, cases: [start] },
    join: (known, more) => joined(known, addCases(known.cases, more.cases, labelOf(known.at))),
    widen: (known, more, visits) => joined(known, turn(known, more, visits)),
    after: (point, index, { cases }) => afterPoint(contextAt(index), point, cases, live),
    raised: (point, _index, { cases }) => ({
      at: point.raises ?? 0,
      cases: raisedCases(unobserved, point, cases, live),
    }),
  });
  return solution && (solution.facts[flow.exit]?.cases ?? []);
}

type Live = ReturnType<typeof liveLocals>;

/** The cases on each edge after a step; an edge that no case takes is left out. */
function afterPoint(context: FunctionContext, point: Point, cases: readonly Case[], live: Live): Outcome<Cases>[] {
  const edges = new Map<PointIndex, Case[]>();
  for (const one of cases) {
    for (const [to, after] of edgesAfter(context, point, one)) {
      const there = edges.get(to);
      if (there === undefined) edges.set(to, [...after]);
      else there.push(...after);
    }
  }
  return [...edges]
    .filter(([, after]) => after.length > 0)
    .map(([to, after]) => ({ to, fact: reduced(to, trimmed(after, live[to])) }));
}

/** The cases without what the locals hold that are not read any more. */
const trimmed = (cases: readonly Case[], live: ReadonlySet<Variable> | undefined): readonly Case[] =>
  live === undefined ? cases : cases.map((one) => one.keepingOnly((variable) => live.has(variable)));

type Edge = readonly [PointIndex, readonly Case[]];

function edgesAfter(context: FunctionContext, point: Point, before: Case): readonly Edge[] {
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
    context.observer?.returned(outcome);
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

/** A step that raises has done its work or not: what holds either way, and what the handler may still read. */
function raisedCases(context: FunctionContext, point: Point, cases: readonly Case[], live: Live): readonly Case[] {
  const handler = point.raises ?? 0;
  const after = afterPoint(context, point, cases, []).flatMap(({ fact }) =>
    fact.cases.map((one) => raisedAfter(one, handler)),
  );
  return reduced(handler, trimmed([...cases, ...after], live[handler])).cases;
}

/** Few steps raise once their work is done: what they did is in doubt. */
function raisedAfter(done: Case, handler: PointIndex): Case {
  const raised = done.fork();
  raised.doubt(`raised to ${handler}`);
  return raised;
}

const reduced = (at: PointIndex, cases: readonly Case[]): Cases => ({
  at,
  cases: cases.length === 1 ? cases : (addCases([], cases, labelOf(at)) ?? cases),
});

const joined = ({ at }: Cases, cases: readonly Case[] | undefined): Cases | undefined => cases && { at, cases };

function turn(known: Cases, more: Cases, visits: number): readonly Case[] | undefined {
  const label = labelOf(known.at);
  if (visits < TURNS_APART) return addCases(known.cases, more.cases, label);
  if (visits < TURNS_WIDENED) return widenCases(known.cases, more.cases, label);
  const [first, ...others] = [...known.cases, ...more.cases];
  if (first === undefined) return undefined;
  const single = others.reduce((all, one) => mergeCases(all, one, label, true), first);
  return widenCases(known.cases, [single], label);
}

/** Where two paths meet symbols are made, too: the number of the point, kept apart from those of nodes. */
const labelOf = (point: PointIndex): Label => (-1 - point) as Label;
