import { constantOf } from '../../model/constants';
import type { CType } from '../../model/ctype';
import { typeOf } from '../../model/expression-type';
import { withoutCasts } from '../../model/references';
import { declaredVariables } from '../../model/scope';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Kind } from '../../syntax/kinds';
import type { Node } from '../../syntax/tree';
import type { Point } from '../graph/cfg';
import { called, type Called } from './call';
import { keyOfVariable } from './condition';
import { keyOf, type Place, type Places } from './place';
import { anyIrql, exactly } from './range';
import { joined, savedIn, withCondition, withForgotten, withSaved, withTest, type IrqlState } from './state';
import { levelIn, type IrqlSummary, type Level } from './summary';
import { entryTestIn, levelOfConstant, whereCondition } from './tests';

/** Whom to ask about the functions of the project. */
export interface IrqlEnvironment {
  /**
   * What is known of a function that is called by name.
   *
   * @param call The `call_expression`.
   * @returns undefined where nobody knows it; the tables need not be asked.
   */
  calleeNamed(name: string, call: Node): IrqlSummary | undefined;
  /**
   * The WSK function whose request a call waits for, itself or further down; undefined where it does not, or nobody knows.
   *
   * @param offset Where the name in the call stands, in UTF-16 units from the start of the function.
   */
  requestAwaitedAt?(offset: number): string | undefined;
}

/** What stays the same while one function is followed. */
export interface StepContext {
  readonly unit: Unit;
  readonly definition: FunctionDefinition;
  readonly places: Places;
  readonly environment: IrqlEnvironment;
  /** Told of each call, with what holds right before it. */
  readonly seen?: (call: Node, before: IrqlState) => void;
}

/** What a point evaluates, in the order in which it runs. */
export function nodesOf(point: Point): readonly Node[] {
  switch (point.kind) {
    case 'evaluate':
    case 'branch':
    case 'switch':
      return [point.node];
    case 'return':
      return point.value === undefined ? [] : [point.value];
    default:
      return [];
  }
}

/** What holds after an expression, a declaration or a statement of one. */
export function evaluated(context: StepContext, state: IrqlState, node: Node): IrqlState {
  const { tree } = context.unit;
  switch (tree.kind(node)) {
    case 'call_expression':
      return calledAt(context, state, node).state;
    case 'assignment_expression':
      return assigned(context, state, node);
    case 'declaration':
      return declared(context, state, node);
    case 'conditional_expression':
      return chosen(context, state, node);
    case 'binary_expression':
      return operated(context, state, node);
    case 'update_expression':
      return forgottenAt(context, state, tree.field(node, 'argument'));
    default:
      return UNEVALUATED.has(tree.kind(node)) ? state : evaluatedAll(context, state, tree.namedChildren(node));
  }
}

const UNEVALUATED: ReadonlySet<Kind> = new Set<Kind>([
  'sizeof_expression',
  'alignof_expression',
  'offsetof_expression',
  'type_descriptor',
  'identifier',
  'number_literal',
  'string_literal',
  'compound_statement',
]);

const evaluatedAll = (context: StepContext, state: IrqlState, nodes: readonly Node[]): IrqlState =>
  nodes.reduce((before, node) => evaluated(context, before, node), state);

/** The arguments of an assertion are left out of the driver that is shipped, and its word is taken for nothing. */
const ASSERTION =
  /^(?:NT_|NT_VERIFY|WDF|RTL_|FLT_|KS)?_?ASSERT(?:MSG)?(?:_\w+)?$|^(?:NT_ANALYSIS|__analysis|_Analysis)_assume_?_?$/i;

function calledAt(context: StepContext, state: IrqlState, call: Node): Called {
  const { tree } = context.unit;
  const [callee, list] = [tree.field(call, 'function'), tree.field(call, 'arguments')];
  if (callee !== undefined && ASSERTION.test(tree.textOf(callee))) return { state };
  const inside = list === undefined ? [] : tree.namedChildren(list);
  const isNamed = callee !== undefined && tree.kind(callee) === 'identifier';
  const before = evaluatedAll(context, state, callee === undefined || isNamed ? inside : [callee, ...inside]);
  context.seen?.(call, before);
  return called(context, before, call);
}

/** `a && b`, `a || b` as values: b may not run. */
function operated(context: StepContext, state: IrqlState, node: Node): IrqlState {
  const { tree } = context.unit;
  const [left, right, operator] = [tree.field(node, 'left'), tree.field(node, 'right'), tree.field(node, 'operator')];
  if (left === undefined || right === undefined) return state;
  const first = evaluated(context, state, left);
  const second = evaluated(context, first, right);
  const text = operator === undefined ? '' : tree.textOf(operator);
  return text === '&&' || text === '||' ? (joined(first, second) ?? first) : second;
}

function chosen(context: StepContext, state: IrqlState, node: Node): IrqlState {
  const { tree } = context.unit;
  const [asked, one, other] = [
    tree.field(node, 'condition'),
    tree.field(node, 'consequence'),
    tree.field(node, 'alternative'),
  ];
  const before = asked === undefined ? state : evaluated(context, state, asked);
  const [whenTrue, whenFalse] = [true, false].map((isTrue) =>
    asked === undefined ? before : whereCondition(context, before, asked, isTrue),
  );
  const first = whenTrue && one !== undefined ? evaluated(context, whenTrue, one) : whenTrue;
  const second = whenFalse && other !== undefined ? evaluated(context, whenFalse, other) : whenFalse;
  if (first === undefined || second === undefined) return first ?? second ?? before;
  return joined(first, second) ?? first;
}

function declared(context: StepContext, state: IrqlState, node: Node): IrqlState {
  let after = state;
  for (const { variable, value } of declaredVariables(context.unit, node)) {
    if (value === undefined) continue;
    after = stored(context, after, context.places.ofVariable(variable), variable.type, value);
  }
  return after;
}

function assigned(context: StepContext, state: IrqlState, node: Node): IrqlState {
  const { tree } = context.unit;
  const [left, right, operator] = [tree.field(node, 'left'), tree.field(node, 'right'), tree.field(node, 'operator')];
  if (left === undefined || right === undefined) return state;
  const place = context.places.of(left);
  if (operator === undefined || tree.textOf(operator) !== '=') {
    return forgottenAt(context, evaluated(context, state, right), left);
  }
  const before = evaluated(context, state, left);
  return stored(context, before, place, typeOf(context.unit, left), right);
}

function forgottenAt({ places }: StepContext, state: IrqlState, target: Node | undefined): IrqlState {
  const place = target === undefined ? undefined : places.of(target);
  return place === undefined ? state : withForgotten(state, place);
}

/** After `place = value`. */
function stored(context: StepContext, state: IrqlState, place: Place | undefined, type: CType, value: Node): IrqlState {
  const { state: after, level } = valued(context, state, value, type);
  if (place === undefined) return after;
  if (level !== undefined) return withSaved(after, place, level);
  const test = entryTestIn(context, after, value);
  if (test !== undefined) return withTest(after, place, test);
  if (isLevelType(type) || (type.kind === 'unknown' && NAMED_LIKE_LEVEL.test(keyOf(place)))) {
    return withSaved(after, place, levelIn(anyIrql));
  }
  const forgotten = withForgotten(after, place);
  const constant = isVariable(place) ? constantOf(context.unit, value)?.value : undefined;
  const known =
    constant === undefined ? undefined : withCondition(forgotten, keyOfVariable(place.root), constant !== 0);
  return known ?? forgotten;
}

const isVariable = ({ root, path }: Place): boolean => path.length === 0 && /^(?:local|param)/.test(root);

/** The level that a value is, where it is one: what `return` gives, what an assignment stores. */
export function valued(
  context: StepContext,
  state: IrqlState,
  value: Node,
  type: CType,
): { readonly state: IrqlState; readonly level?: Level } {
  const { unit, places } = context;
  const node = withoutCasts(unit, value);
  const kind = unit.tree.kind(node);
  if (kind === 'call_expression') {
    const { state: after, result } = calledAt(context, state, node);
    return result === undefined ? { state: after } : { state: after, level: result };
  }
  const after = evaluated(context, state, node);
  if (kind === 'assignment_expression') {
    const left = unit.tree.field(node, 'left');
    return left === undefined ? { state: after } : valuedPlace(after, places.of(left), type);
  }
  const constant = isLevelType(type) ? levelOfConstant(unit, node) : undefined;
  if (constant !== undefined) return { state: after, level: levelIn(exactly(constant)) };
  return valuedPlace(after, places.of(node), type);
}

function valuedPlace(state: IrqlState, place: Place | undefined, type: CType): { state: IrqlState; level?: Level } {
  const isKnown = place !== undefined && state.saved.has(keyOf(place));
  return place !== undefined && (isKnown || isLevelType(type)) ? { state, level: savedIn(state, place) } : { state };
}

/** A member that a header declares, out of sight: its name has to do. */
const NAMED_LIKE_LEVEL = /irql$/i;

const isLevelType = (type: CType): boolean => type.kind === 'named' && type.name === 'KIRQL';
