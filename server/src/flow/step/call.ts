import { knownCall, type KnownCall } from '../../model/dispatch';
import { methodNamed } from '../../model/method-calls';
import { withoutCasts } from '../../model/references';
import { functionReferenced } from '../../model/roles';
import { variableOf } from '../../model/scope';
import type { Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import { applySummary } from '../summary/apply';
import type { Case } from '../state/case';
import type { FunctionContext, Outcome } from './context';
import { applyEffects } from './effects';
import { evaluate, evaluateAll, unknownAt } from './evaluate';
import { calledOutOfSight, loseTrack } from './out-of-sight';
import { ownerOf } from './owner';
import { placesOf } from './place';
import { canBeCall, evaluateGiven, reachedInCpp } from './taking';
import type { Summary } from '../summary/summary';
import { specialCallOutcomes } from './special-call';
import { zero } from './zero';
import { keepsNothing } from '../state/keeping';
import type { Region, Value } from '../state/terms';

/** A call with the value that each of its arguments has. */
export interface EvaluatedCall {
  readonly node: Node;
  readonly arguments: readonly Outcome[];
}

/** Every way in which a call can turn out: by the tables, by what the called function does, or not known. */
export function callOutcomes(context: FunctionContext, node: Node, before: Case): Outcome[] {
  const special = specialCallOutcomes(context, node, before);
  if (special !== undefined) return special;
  const { tree } = context.unit;
  const list = tree.field(node, 'arguments');
  const known = knownCall(context.unit, node);
  const nodes = list === undefined ? [] : tree.namedChildren(list);
  const callees =
    known === undefined
      ? calleeOutcomes(context, node, before)
      : [{ value: undefined, after: calleeEvaluated(context, node, before) }];
  return callees.flatMap((callee) => {
    const summary = known === undefined ? summaryFor(context, callee.value, node, nodes.length) : undefined;
    return evaluateGiven(context, node, nodes, summary?.taking, callee.after).flatMap(({ outcomes, after }) => {
      const call: EvaluatedCall = { node, arguments: outcomes };
      const start = after.fork();
      context.observer.comeAgain(node, after);
      start.renew(start.terms.label(node));
      if (known !== undefined) return knownCallOutcomes(context, known, call, start);
      return summary === undefined ? unknownCall(context, call, start) : applySummary(context, summary, call, start);
    });
  });
}

/** What is known of a called function, where it can be the one that is meant. */
function summaryFor(
  context: FunctionContext,
  callee: Value | undefined,
  call: Node,
  given: number,
): Summary | undefined {
  const id = callee?.kind === 'function' ? callee.meant : undefined;
  const summary = id === undefined ? undefined : context.summaryOf(id);
  return summary !== undefined && canBeCall(context, call, given, summary) ? summary : undefined;
}

function knownCallOutcomes(context: FunctionContext, known: KnownCall, call: EvaluatedCall, start: Case): Outcome[] {
  const values = new Map(Object.keys(known.api.parameters).map((name, index) => [name, call.arguments[index]?.value]));
  return applyEffects(context, known, values, start).map(({ value, after }) => {
    const given = call.arguments.map((argument) => argument.value);
    zero(context.unit, known, given, after);
    return { value: converted(context, known, given, after) ?? value, after, from: call.node };
  });
}

/** What a function makes of a status says something of the status. */
function converted(
  { terms }: FunctionContext,
  { name, api }: KnownCall,
  given: readonly Value[],
  after: Case,
): Value | undefined {
  if (after.ties.size === 0 || api.tables !== undefined || given.length !== 1) return undefined;
  const [status] = given;
  const isStatus = status?.kind === 'symbol' && after.ties.has(status);
  return isStatus ? terms.symbol({ from: 'operation', operator: name, operands: [status] }) : undefined;
}

/** A function of which nothing is known may write what it can reach. */
function unknownCall(context: FunctionContext, call: EvaluatedCall, start: Case): Outcome[] {
  const at = start.terms.label(call.node);
  const list = context.unit.tree.field(call.node, 'arguments');
  const nodes = list === undefined ? [] : context.unit.tree.namedChildren(list);
  const handed = call.arguments.flatMap(({ value }, index) => {
    const node = nodes[index];
    const owner = node === undefined ? undefined : ownerOf(context.unit, node, value);
    return owner === undefined ? [value] : [value, start.terms.addressOf(owner)];
  });
  calledOutOfSight(start, [...handed, ...reachedInCpp(context, call.node, nodes, start)], at, context.kept);
  loseTrack(start, namedIn(context, nodes, start), keepsNothing);
  return [{ value: unknownAt(context, call.node, 'unknown'), after: start, from: call.node }];
}

/** What may be a macro of some header can take the address of what its arguments name: `WAIT_FOR(request->Event)`. */
function namedIn(context: FunctionContext, nodes: readonly Node[], start: Case): readonly Region[] {
  if (start.objects.size === 0) return [];
  const { tree } = context.unit;
  const named = nodes.filter((node) => tree.kind(node) === 'identifier' || tree.kind(node) === 'field_expression');
  return named.flatMap((node) => placesOf(context, node, start).flatMap(({ region }) => region ?? []));
}

interface Callee {
  /** The function; anything else for one that is not known. */
  readonly value: Value | undefined;
  readonly after: Case;
}

/** The functions that a call may mean: by a name, or by what a variable or a member holds. */
function calleeOutcomes(context: FunctionContext, node: Node, before: Case): readonly Callee[] {
  const { unit, terms } = context;
  const named = unit.tree.field(node, 'function');
  const callee = named === undefined ? undefined : withoutStars(unit, named);
  const name = callee && (functionReferenced(unit, callee) ?? methodNamed(unit, callee)?.name);
  if (name !== undefined) return [{ value: terms.functionNamed(name, context.functionNamed(name)), after: before }];
  const isPlace =
    callee !== undefined && (unit.tree.kind(callee) !== 'identifier' || variableOf(unit, callee) !== undefined);
  return isPlace ? evaluate(context, callee, before) : [{ value: undefined, after: before }];
}

/** `(*f)(x)` calls what `f(x)` calls. */
function withoutStars(unit: Unit, node: Node): Node {
  const { tree } = unit;
  const plain = withoutCasts(unit, node);
  const operand = tree.kind(plain) === 'pointer_expression' ? tree.field(plain, 'argument') : undefined;
  return operand === undefined || tree.textOf(plain).startsWith('&') ? plain : withoutStars(unit, operand);
}

/** `GetDispatch(socket)->WskSend(…)` calls GetDispatch first. */
function calleeEvaluated(context: FunctionContext, node: Node, before: Case): Case {
  const { tree } = context.unit;
  const callee = tree.field(node, 'function');
  if (callee === undefined || tree.kind(callee) === 'identifier') return before;
  const inner = tree.descendants(callee, 'call_expression').slice(0, 1);
  return evaluateAll(context, inner, before)[0]?.after ?? before;
}
