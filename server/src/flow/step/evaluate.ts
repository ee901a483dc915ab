import { castIn } from '../../model/casts';
import { constantOf, type Constant } from '../../model/constants';
import { perNode } from '../../model/per-unit';
import { WSK_NPI } from '../../knowledge/macros';
import { functionReferenced } from '../../model/roles';
import { objectOfMember, variableOf } from '../../model/scope';
import { resolve, typeOf } from '../../model/types';
import type { Unit } from '../../model/unit';
import type { Kind } from '../../syntax/kinds';
import type { Node } from '../../syntax/tree';
import { branchOn, isTest } from './branch';
import { callOutcomes } from './call';
import { castOutcomes } from './cast';
import type { Case } from '../state/case';
import { siteOf, type FunctionContext, type Outcome } from './context';
import { accessed } from './dereference';
import { calculate } from './operation';
import { deletion, isDeletion } from './deletion';
import { outcomeRead } from './outcome';
import { shareByValue, sharedByStore } from './owed';
import { copyMembers, placesOf, put, type PlaceOutcome } from './place';
import { addressWithin } from './record';
import type { Region, Value } from '../state/terms';

/**
 * Every way in which an expression can turn out in a case: mostly one, more where it has a `? :`, a test or a call that
 * can end in several ways. The case that is given is not changed.
 */
export function evaluate(context: FunctionContext, node: Node, before: Case): Outcome[] {
  context.budget.spend(1);
  return evaluatorOf(context.unit, node)(context, node, before);
}

type Evaluator = (context: FunctionContext, node: Node, before: Case) => Outcome[];

/** How each kind of expression turns out, where it is no constant, cast or test. */
const evaluators: Partial<Record<Kind, Evaluator>> = {
  parenthesized_expression: inner,
  identifier: readPlace,
  field_expression: readPlace,
  subscript_expression: readPlace,
  pointer_expression: pointerOutcomes,
  call_expression: callOutcomes,
  conditional_expression: conditional,
  comma_expression: comma,
  assignment_expression: assignment,
  update_expression: update,
  binary_expression: operation,
  unary_expression: operation,
};

/** What an expression is does not depend on the case. */
const evaluatorOf = perNode((unit, node): Evaluator => {
  const constant = constantOf(unit, node);
  if (constant !== undefined) return constantOutcome(constant);
  const cast = castIn(unit, node);
  if (cast !== undefined) return (context, _node, before) => castOutcomes(context, node, cast, before);
  if (isDeletion(unit, node)) return deletion;
  if (isTest(unit, node)) return truth;
  return evaluators[unit.tree.kind(node)] ?? unknownOutcome;
});

const constantOutcome =
  ({ value, name }: Constant): Evaluator =>
  ({ terms }, node, before) => [
    { value: value === undefined ? terms.named(name) : terms.number(value, name), after: before, from: node },
  ];

const unknownOutcome: Evaluator = (context, node, before) => [
  { value: unknownAt(context, node), after: before, from: node },
];

/** `&x`, or `*p`. */
function pointerOutcomes(context: FunctionContext, node: Node, before: Case): Outcome[] {
  const { tree } = context.unit;
  return tree.textOf(node).startsWith('&')
    ? addressOf(context, node, tree.field(node, 'argument'), before)
    : readPlace(context, node, before);
}

const functionValue = (context: FunctionContext, name: string): Value =>
  context.terms.functionNamed(name, context.functionNamed(name));

/** A value of which nothing is known but that this expression gave it. */
export const unknownAt = ({ terms }: FunctionContext, node: Node, part = ''): Value =>
  terms.madeBy(terms.label(node), part);

/** Evaluates several expressions one after the other. */
export function evaluateAll(context: FunctionContext, nodes: readonly Node[], before: Case): Way[] {
  let ways: Way[] = [{ outcomes: [], after: before }];
  for (const node of nodes) {
    const [only] = ways;
    ways =
      only !== undefined && ways.length === 1
        ? followed(context, node, only)
        : ways.flatMap((way) => followed(context, node, way));
  }
  return ways;
}

/** The values of several expressions, and how things stand behind the last. */
export interface Way {
  readonly outcomes: readonly Outcome[];
  readonly after: Case;
}

const followed = (context: FunctionContext, node: Node, { outcomes, after }: Way): Way[] =>
  evaluate(context, node, after).map((outcome) => ({ outcomes: [...outcomes, outcome], after: outcome.after }));

/** Writes what an initialiser gives to a variable, or a return to the result. */
export function store(after: Case, region: Region, value: Value): Case {
  const written = after.fork();
  written.write(region, value);
  return written;
}

function inner(context: FunctionContext, node: Node, before: Case): Outcome[] {
  const { tree } = context.unit;
  const value = tree.field(node, 'value') ?? tree.namedChildren(node).at(-1);
  return value === undefined
    ? [{ value: unknownAt(context, node), after: before, from: node }]
    : evaluate(context, value, before);
}

function readPlace(context: FunctionContext, node: Node, before: Case): Outcome[] {
  const { unit } = context;
  const { tree } = unit;
  const name = functionReferenced(unit, node);
  if (name !== undefined || (tree.kind(node) === 'identifier' && !isPlace(unit, node))) {
    // What no file declares is a constant of some header: the same wherever it stands.
    const value = name === undefined ? context.terms.named(tree.textOf(node)) : functionValue(context, name);
    return [{ value, after: before, from: node }];
  }
  if (typeOf(unit, node).kind === 'array') return addressOfPlace(context, node, node, before);
  if (resolve(unit, typeOf(unit, node)).kind === 'struct') return readStructure(context, node, before);
  const places = accessedPlaces(context, node, before).map((place) => outcomeRead(context, node, place));
  return places.map(({ region, after }) => ({
    value: region === undefined ? unknownAt(context, node, 'unknown') : after.read(region),
    after,
    from: node,
  }));
}

const isPlace = (unit: Unit, identifier: Node): boolean =>
  variableOf(unit, identifier) !== undefined || objectOfMember(unit, identifier) !== undefined;

/** Where an expression stands that is read or written. */
const accessedPlaces = (context: FunctionContext, node: Node, before: Case): PlaceOutcome[] =>
  placesOf(context, node, before).map((place) => accessed(context, place));

/** A structure as a whole is another one each time it is read: which of its members were written meanwhile is not looked at. */
function readStructure(context: FunctionContext, node: Node, before: Case): Outcome[] {
  return accessedPlaces(context, node, before).map(({ region, after }) => {
    const read = after.fork();
    shareByValue(context.unit, node, region, read);
    read.renew(read.terms.label(node));
    return { value: unknownAt(context, node), after: read, from: node };
  });
}

export function addressOf(context: FunctionContext, node: Node, operand: Node | undefined, before: Case): Outcome[] {
  const { unit } = context;
  const name = functionReferenced(unit, node);
  if (name !== undefined) return [{ value: functionValue(context, name), after: before, from: node }];
  if (operand === undefined) return [{ value: unknownAt(context, node), after: before, from: node }];
  const identifier = headerIdentifier(unit, operand);
  if (identifier !== undefined) return [{ value: context.terms.named(identifier), after: before, from: node }];
  return addressOfPlace(context, node, operand, before);
}

/** The address of an NPI's identifier, which a header declares, is a constant. */
function headerIdentifier(unit: Unit, operand: Node): string | undefined {
  const text = unit.tree.kind(operand) === 'identifier' ? unit.tree.textOf(operand) : undefined;
  return text === WSK_NPI && variableOf(unit, operand) === undefined ? `&${text}` : undefined;
}

/** The address of what an expression names. */
export function addressOfPlace(context: FunctionContext, node: Node, place: Node, before: Case): Outcome[] {
  return placesOf(context, place, before).map(({ region, after }) => ({
    value: region === undefined ? unknownAt(context, node) : addressWithin(context.terms, region),
    after,
    from: node,
  }));
}

function conditional(context: FunctionContext, node: Node, before: Case): Outcome[] {
  const { tree } = context.unit;
  const [condition, yes, no] = [
    tree.field(node, 'condition'),
    tree.field(node, 'consequence'),
    tree.field(node, 'alternative'),
  ];
  if (condition === undefined || yes === undefined || no === undefined) return inner(context, node, before);
  const { whenTrue, whenFalse } = branchOn(context, condition, before);
  return [
    ...whenTrue.flatMap((after) => evaluate(context, yes, after)),
    ...whenFalse.flatMap((after) => evaluate(context, no, after)),
  ];
}

function comma(context: FunctionContext, node: Node, before: Case): Outcome[] {
  const parts = context.unit.tree.namedChildren(node);
  return evaluateAll(context, parts, before).flatMap(({ outcomes }) => outcomes.at(-1) ?? []);
}

function assignment(context: FunctionContext, node: Node, before: Case): Outcome[] {
  const { tree } = context.unit;
  const [left, right] = [tree.field(node, 'left'), tree.field(node, 'right')];
  const operatorNode = tree.field(node, 'operator');
  if (left === undefined || right === undefined || operatorNode === undefined) return inner(context, node, before);
  const operator = tree.textOf(operatorNode).slice(0, -1);
  return evaluate(context, right, before).flatMap(({ value, after, from }) =>
    accessedPlaces(context, left, after).map((place) => {
      const { region } = place;
      const stored =
        operator === '' || region === undefined
          ? value
          : calculate(context, node, operator, place.after.read(region), value);
      const written = sharedByStore(put(place, stored, node), region, stored, () => siteOf(context, node, ''));
      if (operator === '') copyMembers(context, right, place, written);
      return { value: stored, after: written, from };
    }),
  );
}

function update(context: FunctionContext, node: Node, before: Case): Outcome[] {
  const { tree } = context.unit;
  const operand = tree.field(node, 'argument');
  if (operand === undefined) return inner(context, node, before);
  const text = tree.textOf(node);
  const operator = text.includes('++') ? '+' : '-';
  return accessedPlaces(context, operand, before).map((place) => {
    const old = place.region === undefined ? unknownAt(context, node) : place.after.read(place.region);
    const changed = calculate(context, node, operator, old, context.terms.number(1));
    return { value: /^[+-]/.test(text) ? changed : old, after: put(place, changed, node), from: node };
  });
}

/** A test where a value is wanted is 1 or 0, each in the cases in which it is. */
function truth(context: FunctionContext, node: Node, before: Case): Outcome[] {
  const { whenTrue, whenFalse } = branchOn(context, node, before);
  const outcome = (value: number) => (after: Case) => ({ value: context.terms.number(value), after, from: node });
  return [...whenTrue.map(outcome(1)), ...whenFalse.map(outcome(0))];
}

function operation(context: FunctionContext, node: Node, before: Case): Outcome[] {
  const { tree } = context.unit;
  const operatorNode = tree.field(node, 'operator');
  const operator = operatorNode === undefined ? '' : tree.textOf(operatorNode);
  const operands = [tree.field(node, 'left'), tree.field(node, 'right'), tree.field(node, 'argument')].filter(
    (operand) => operand !== undefined,
  );
  return evaluateAll(context, operands, before).map(({ outcomes, after }) => {
    const [first, second] = outcomes;
    const value =
      first === undefined ? unknownAt(context, node) : calculate(context, node, operator, first.value, second?.value);
    return { value, after, from: node };
  });
}
