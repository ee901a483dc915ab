import { THIS } from '../../model/methods';
import { methodNamed } from '../../model/method-calls';
import { functionReferenced } from '../../model/roles';
import { variableNamed } from '../../model/scope';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import type { Value } from '../state/terms';
import type { Summary, Taking } from '../summary/summary';
import type { FunctionContext, Outcome } from './context';
import { addressOfPlace, evaluate, evaluateAll, unknownAt, type Way } from './evaluate';
import { placesOf } from './place';

/** How a function takes what it is given; undefined for one of C. */
export function takingOf({ tree }: Unit, { parameters }: FunctionDefinition): Taking | undefined {
  if (tree.cpp === undefined) return undefined;
  const written = parameters.filter(({ name }) => name !== THIS);
  const references = written.flatMap(({ type }, index) =>
    type.kind === 'pointer' && type.isReference === true ? [index] : [],
  );
  return { count: written.length, references, isMethod: written.length < parameters.length };
}

/** Whether a call can be one of the function: another of the same name may take more, or an object. */
export function canBeCall(context: FunctionContext, call: Node, given: number, { taking }: Summary): boolean {
  if (taking === undefined) return true;
  return given <= taking.count && taking.isMethod === (receiverOf(context.unit, call) !== undefined);
}

/**
 * Evaluates what a call gives to a function: for a reference, the address of what is written; for a method, the object
 * behind all others. What is not written, a default of the header, is not known.
 */
export function evaluateGiven(
  context: FunctionContext,
  call: Node,
  given: readonly Node[],
  taking: Taking | undefined,
  before: Case,
): readonly Way[] {
  if (taking === undefined || (taking.references.length === 0 && !taking.isMethod))
    return evaluateAll(context, given, before);
  let ways: readonly Way[] = [{ outcomes: [], after: before }];
  const add = (outcomesOf: (after: Case) => readonly Outcome[]): void => {
    ways = ways.flatMap(({ outcomes, after }) =>
      outcomesOf(after).map((outcome) => ({ outcomes: [...outcomes, outcome], after: outcome.after })),
    );
  };
  for (let index = 0; index < taking.count; index++) {
    const node = given[index];
    if (node === undefined)
      add((after) => [{ value: unknownAt(context, call, `default ${index}`), after, from: call }]);
    else if (taking.references.includes(index)) add((after) => addressOfPlace(context, node, node, after));
    else add((after) => evaluate(context, node, after));
  }
  if (taking.isMethod) add((after) => receiverOutcomes(context, call, after));
  return ways;
}

/** What a method is called on: an expression before `.` or `->`, or the object of the method that makes the call. */
type Receiver =
  { readonly is: 'object' | 'pointer'; readonly node: Node } | { readonly is: 'this'; readonly node: undefined };

function receiverOf(unit: Unit, call: Node): Receiver | undefined {
  const { tree } = unit;
  const callee = tree.field(call, 'function');
  if (callee === undefined) return undefined;
  const [object, operator] = [tree.field(callee, 'argument'), tree.field(callee, 'operator')];
  if (tree.kind(callee) === 'field_expression' && object !== undefined)
    return { is: operator !== undefined && tree.textOf(operator) === '->' ? 'pointer' : 'object', node: object };
  const isOwn = tree.kind(callee) === 'identifier' && variableNamed(unit, THIS, callee) !== undefined;
  const method = isOwn ? methodNamed(unit, callee) : undefined;
  return isOwn && (method?.isStatic === false || functionReferenced(unit, callee) === undefined)
    ? { is: 'this', node: undefined }
    : undefined;
}

function receiverOutcomes(context: FunctionContext, call: Node, before: Case): readonly Outcome[] {
  const receiver = receiverOf(context.unit, call);
  if (receiver?.is === 'object') return addressOfPlace(context, receiver.node, receiver.node, before);
  if (receiver?.is === 'pointer') return evaluate(context, receiver.node, before);
  const self = variableNamed(context.unit, THIS, call);
  const value = self === undefined ? unknownAt(context, call, THIS) : before.read(context.terms.variable(self));
  return [{ value, after: before, from: call }];
}

/**
 * What a function of C++ that is not known may come to beside the values that it is given: what it is given by
 * reference, and the object that it is called on.
 */
export function reachedInCpp(context: FunctionContext, call: Node, given: readonly Node[], at: Case): readonly Value[] {
  const { unit, terms } = context;
  const { tree } = unit;
  if (tree.cpp === undefined) return [];
  const places = given
    .filter((node) => PLACES.has(tree.kind(node)))
    .flatMap((node) => placesOf(context, node, at).flatMap(({ region }) => region ?? []));
  const receiver = receiverOf(unit, call) === undefined ? [] : receiverOutcomes(context, call, at);
  return [...places.map((region) => terms.addressOf(region)), ...receiver.map(({ value }) => value)];
}

const PLACES: ReadonlySet<string> = new Set([
  'identifier',
  'field_expression',
  'subscript_expression',
  'pointer_expression',
]);
