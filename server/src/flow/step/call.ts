import { knownCall, type KnownCall } from '../../model/dispatch';
import { functionReferenced } from '../../model/roles';
import type { Node } from '../../syntax/tree';
import { applySummary } from '../summary/apply';
import type { Case } from '../state/case';
import type { FunctionContext, Outcome } from './context';
import { applyEffects } from './effects';
import { evaluateAll, unknownAt } from './evaluate';
import { forgetBehind } from './forget';
import { keepsNothing } from '../state/keeping';

/** A call with the value that each of its arguments has. */
export interface EvaluatedCall {
  readonly node: Node;
  readonly arguments: readonly Outcome[];
}

/** Every way in which a call can turn out: by the tables, by what the called function does, or not known. */
export function callOutcomes(context: FunctionContext, node: Node, before: Case): Outcome[] {
  const { tree } = context.unit;
  const list = tree.field(node, 'arguments');
  const known = knownCall(context.unit, node);
  const nodes = list === undefined ? [] : tree.namedChildren(list);
  const ways = evaluateAll(context, nodes, calleeEvaluated(context, node, before));
  return ways.flatMap(({ outcomes, after }) => {
    const call: EvaluatedCall = { node, arguments: outcomes };
    const start = after.fork();
    start.renew(start.terms.label(node));
    return known === undefined ? unknownCall(context, call, start) : knownCallOutcomes(context, known, call, start);
  });
}

function knownCallOutcomes(context: FunctionContext, known: KnownCall, call: EvaluatedCall, start: Case): Outcome[] {
  const values = new Map(Object.keys(known.api.parameters).map((name, index) => [name, call.arguments[index]?.value]));
  return applyEffects(context, known, values, start).map(({ value, after }) => ({ value, after, from: call.node }));
}

/** A function of the file does what its summary says; any other may write what it can reach. */
function unknownCall(context: FunctionContext, call: EvaluatedCall, start: Case): Outcome[] {
  const { tree } = context.unit;
  const callee = tree.field(call.node, 'function');
  const name = callee === undefined ? undefined : functionReferenced(context.unit, callee);
  const id = name === undefined ? undefined : context.functionNamed(name);
  const summary = id === undefined ? undefined : context.summaryOf(id);
  if (summary !== undefined) return applySummary(context, summary, call, start);
  const at = start.terms.label(call.node);
  for (const { value } of call.arguments) forgetBehind(start, value, at, keepsNothing);
  start.forget(undefined, at, context.kept.fromAll);
  return [{ value: unknownAt(context, call.node, 'unknown'), after: start, from: call.node }];
}

/** `GetDispatch(socket)->WskSend(…)` calls GetDispatch first. */
function calleeEvaluated(context: FunctionContext, node: Node, before: Case): Case {
  const { tree } = context.unit;
  const callee = tree.field(node, 'function');
  if (callee === undefined || tree.kind(callee) === 'identifier') return before;
  const inner = tree.descendants(callee, 'call_expression').slice(0, 1);
  return evaluateAll(context, inner, before)[0]?.after ?? before;
}
