import type { Node } from '../../syntax/tree';
import type { PointIndex } from './cfg';
import type { FlowBuilder, Part, Parts } from './cfg-builder';
import { condition } from './cfg-conditions';
import type { CaseEntry, Context } from './cfg-context';
import { withoutParentheses } from './cfg-steps';

/** A chain of `else if` is walked, not followed down, since drivers make them long. */
const ifStatement: Part = (flow, node, next, context) => {
  const chain = [node];
  let last = elseOf(flow, node);
  while (last !== undefined && flow.tree.kind(last) === 'if_statement') {
    chain.push(last);
    last = elseOf(flow, last);
  }
  const otherwise = last === undefined ? next : flow.statement(last, next, context);
  return chain.reduceRight((after, one) => {
    const consequence = flow.tree.field(one, 'consequence');
    const then = consequence === undefined ? next : flow.statement(consequence, next, context);
    return condition(flow, flow.tree.field(one, 'condition') ?? one, then, after, context);
  }, otherwise);
};

/** The statement after `else`; undefined where there is none. */
function elseOf(flow: FlowBuilder, node: Node): Node | undefined {
  const clause = flow.tree.field(node, 'alternative');
  return clause === undefined ? undefined : flow.tree.namedChildren(clause)[0];
}

const switchStatement: Part = (flow, node, next, context) => {
  const value = flow.tree.field(node, 'condition');
  const body = flow.tree.field(node, 'body');
  const cases: CaseEntry[] = [];
  if (body !== undefined) {
    flow.statement(body, next, { ...context, cases, breakTo: { target: next, guard: context.guard } });
  }
  cases.sort((one, other) => one.node - other.node);
  const targets: { value: Node | undefined; next: PointIndex }[] = cases.map((one) => ({
    value: one.value,
    next: one.next,
  }));
  if (targets.every((one) => one.value !== undefined)) targets.push({ value: undefined, next });
  const compared = value === undefined ? node : withoutParentheses(flow.tree, value);
  return flow.step(compared, { kind: 'switch', node: compared, cases: targets }, context);
};

/** A `case` may stand anywhere in the body of its `switch`, also in a block or a loop of it. */
const caseStatement: Part = (flow, node, next, context) => {
  const value = flow.tree.field(node, 'value');
  const inside = flow.tree.namedChildren(node).filter((child) => child !== value);
  const first = flow.statements(inside, next, context);
  context.cases?.push({ node, value, next: first });
  return first;
};

/** `#if` that the parser left in a body: which of its branches is compiled is not known, so both can run. */
const preprocessorIf: Part = (flow, node, next, context) => {
  const { tree } = flow;
  const asked = tree.field(node, 'condition') ?? tree.field(node, 'name');
  const alternative = tree.field(node, 'alternative');
  const inside = tree.namedChildren(node).filter((child) => child !== asked && child !== alternative);
  const then = flow.statements(inside, next, context);
  const otherwise = alternative === undefined ? next : flow.statement(alternative, next, context);
  if (asked === undefined) return then;
  return flow.drafts.add(
    { kind: 'branch', node: asked, whenTrue: then, whenFalse: otherwise },
    flow.orderOf(asked, context),
  );
};

const preprocessorElse: Part = (flow, node, next, context: Context) =>
  flow.statements(flow.tree.namedChildren(node), next, context);

/** Statements that choose. */
export const branchParts: Parts = {
  if_statement: ifStatement,
  switch_statement: switchStatement,
  case_statement: caseStatement,
  preproc_if: preprocessorIf,
  preproc_ifdef: preprocessorIf,
  preproc_elif: preprocessorIf,
  preproc_elifdef: preprocessorIf,
  preproc_else: preprocessorElse,
};
