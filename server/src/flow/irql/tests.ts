import { constantOf } from '../../model/constants';
import { withoutCasts } from '../../model/references';
import type { Unit } from '../../model/unit';
import type { Irql } from '../../knowledge/shape';
import type { Node } from '../../syntax/tree';
import { summaryOf } from './callee';
import { conditionKey, zeroTestIn } from './condition';
import { AT_DISPATCH, flagMacro, flagTest } from './flag-tests';
import { conjunction, disjunction, negated, type EntryTest, type LevelTest } from './level-test';
import { keyOf, type Places } from './place';
import { LEVELS, type Band } from './range';
import { savedIn, whereEntry, whereLevel, withCondition, type IrqlState } from './state';
import type { StepContext } from './step';
import { isEntryLevel } from './summary';

/**
 * What holds on one side of a condition: `KeGetCurrentIrql() >= DISPATCH_LEVEL`, the same of a variable that holds the
 * level, `Flags & WSK_FLAG_AT_DISPATCH_LEVEL`, or a variable that holds the answer of one of these.
 *
 * @returns undefined where the condition cannot come out so.
 */
export function whereCondition(
  context: StepContext,
  state: IrqlState,
  condition: Node,
  isTrue: boolean,
): IrqlState | undefined {
  const known = whereAnswer(context, state, condition, isTrue);
  const test = known === undefined ? undefined : levelTestIn(context, known, condition);
  const band = isTrue ? test?.whenTrue : test?.whenFalse;
  if (known === undefined || test === undefined || band === undefined) return known;
  const reason = { kind: 'test', name: test.name } as const;
  return test.of === 'now' ? whereLevel(known, band, reason) : whereEntry(known, band, reason);
}

/** A condition on the function's own variables has one answer until they are written. */
function whereAnswer(context: StepContext, state: IrqlState, condition: Node, isTrue: boolean): IrqlState | undefined {
  const { unit, places } = context;
  const test = zeroTestIn(unit, condition);
  const node = test?.node ?? condition;
  const key = conditionKey(unit, places, node);
  return key === undefined ? state : withCondition(state, key, test?.isZeroWhenTrue === true ? !isTrue : isTrue);
}

/** What the truth of a value says of the level at entry, if anything. */
export function entryTestIn(context: StepContext, state: IrqlState, value: Node): EntryTest | undefined {
  const test = levelTestIn(context, state, value);
  return test?.of === 'entry' || (test !== undefined && isEntryLevel(state.level)) ? test : undefined;
}

/** What holds where the level in a `switch` is that of one of its cases, or of none. */
export function whereCase(
  context: StepContext,
  state: IrqlState,
  compared: Node,
  value: Node | undefined,
): IrqlState | undefined {
  const subject = subjectOf(context, state, compared);
  const level = value === undefined ? undefined : levelOfConstant(context.unit, value);
  if (subject === undefined || level === undefined) return state;
  const band = { least: level, greatest: level };
  const reason = { kind: 'test', name: 'KeGetCurrentIrql' } as const;
  return subject === 'now' ? whereLevel(state, band, reason) : whereEntry(state, band, reason);
}

/** The level that a constant stands for; undefined where the expression is none. */
export function levelOfConstant(unit: Unit, expression: Node): Irql | undefined {
  const constant = constantOf(unit, expression);
  const value = constant?.value;
  if (value === undefined)
    return /^(HIGH|IPI|CLOCK|PROFILE|POWER)_LEVEL$/.test(constant?.name ?? '') ? 'HIGH_LEVEL' : undefined;
  return value < 0 ? undefined : (LEVELS[value] ?? 'HIGH_LEVEL');
}

function levelTestIn(context: StepContext, state: IrqlState, condition: Node): LevelTest | undefined {
  const { unit } = context;
  const node = withoutCasts(unit, condition);
  switch (unit.tree.kind(node)) {
    case 'binary_expression':
      return flagTest(unit, node) ?? operation(context, state, node);
    case 'unary_expression':
      return negation(context, state, node);
    case 'conditional_expression':
      return choice(context, state, node);
    case 'call_expression':
      return flagMacro(unit, node) ?? answerOf(context, state, node) ?? truthOf(context, state, node);
    default:
      return storedTest(state, context.places, node) ?? truthOf(context, state, node);
  }
}

function storedTest(state: IrqlState, places: Places, node: Node): LevelTest | undefined {
  const place = places.of(node);
  const test = place === undefined ? undefined : state.tests.get(keyOf(place));
  return test === undefined ? undefined : { ...test, of: 'entry' };
}

/** `CanWait()`, where that function's result says something of the level; `NT_SUCCESS(Status)` of a status that does. */
function answerOf(context: StepContext, state: IrqlState, call: Node): LevelTest | undefined {
  const { tree } = context.unit;
  const [callee, list] = [tree.field(call, 'function'), tree.field(call, 'arguments')];
  const [status] = list === undefined ? [] : tree.namedChildren(list);
  if (callee !== undefined && tree.textOf(callee) === 'NT_SUCCESS') {
    const test = status === undefined ? undefined : levelTestIn(context, state, status);
    return test && negated(test);
  }
  const answer = summaryOf(context, call)?.answer;
  return answer && { ...answer, of: 'now' };
}

/** `KeGetCurrentIrql()` as a condition: not PASSIVE_LEVEL. */
function truthOf(context: StepContext, state: IrqlState, node: Node): LevelTest | undefined {
  const of = subjectOf(context, state, node);
  return of === undefined ? undefined : { of, name: 'KeGetCurrentIrql', ...bands('!=', 'PASSIVE_LEVEL') };
}

function negation(context: StepContext, state: IrqlState, node: Node): LevelTest | undefined {
  const { tree } = context.unit;
  const [operator, argument] = [tree.field(node, 'operator'), tree.field(node, 'argument')];
  if (operator === undefined || argument === undefined || tree.textOf(operator) !== '!') return undefined;
  const test = levelTestIn(context, state, argument);
  return test && negated(test);
}

/** `Test ? TRUE : FALSE` */
function choice(context: StepContext, state: IrqlState, node: Node): LevelTest | undefined {
  const { tree } = context.unit;
  const [asked, one, other] = (['condition', 'consequence', 'alternative'] as const).map((f) => tree.field(node, f));
  const [first, second] = [one, other].map((side) => side && constantOf(context.unit, side)?.value);
  if (asked === undefined || first === undefined || second === undefined) return undefined;
  if ((first === 0) === (second === 0)) return undefined;
  const test = levelTestIn(context, state, asked);
  return test && (first === 0 ? negated(test) : test);
}

function operation(context: StepContext, state: IrqlState, node: Node): LevelTest | undefined {
  const { tree } = context.unit;
  const [left, right] = [tree.field(node, 'left'), tree.field(node, 'right')];
  const operatorNode = tree.field(node, 'operator');
  const operator = operatorNode === undefined ? '' : tree.textOf(operatorNode);
  if (left === undefined || right === undefined) return undefined;
  if (operator !== '&&' && operator !== '||') return comparison(context, state, left, operator, right);
  const [one, other] = [levelTestIn(context, state, left), levelTestIn(context, state, right)];
  return operator === '&&' ? conjunction(one, other) : disjunction(one, other);
}

function comparison(
  context: StepContext,
  state: IrqlState,
  left: Node,
  operator: string,
  right: Node,
): LevelTest | undefined {
  const { unit } = context;
  const answer =
    comparedAnswer(context, state, left, operator, right) ?? comparedAnswer(context, state, right, operator, left);
  if (answer !== undefined) return answer;
  const [value, bound] = [subjectOf(context, state, left), levelOfConstant(unit, right)];
  if (value !== undefined && bound !== undefined) {
    return { of: value, name: 'KeGetCurrentIrql', ...bands(operator, bound) };
  }
  const [turned, other] = [subjectOf(context, state, right), levelOfConstant(unit, left)];
  if (turned === undefined || other === undefined) return undefined;
  return { of: turned, name: 'KeGetCurrentIrql', ...bands(MIRRORED[operator] ?? '', other) };
}

const MIRRORED: Readonly<Record<string, string>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};

/** `(Flags & WSK_FLAG_AT_DISPATCH_LEVEL) != 0`, `AtDispatch == FALSE`, `… == WSK_FLAG_AT_DISPATCH_LEVEL`. */
function comparedAnswer(
  context: StepContext,
  state: IrqlState,
  value: Node,
  operator: string,
  other: Node,
): LevelTest | undefined {
  const { unit } = context;
  const constant = constantOf(unit, other);
  if (constant?.value === undefined || (operator !== '==' && operator !== '!=')) return undefined;
  const node = withoutCasts(unit, value);
  const isFlag = unit.tree.kind(node) === 'binary_expression' ? flagTest(unit, node) : flagMacro(unit, node);
  const test = isFlag ?? keptAnswer(context, state, node);
  const isSet = constant.value !== 0;
  if (test === undefined || (isSet && isFlag !== undefined && constant.name !== AT_DISPATCH)) return undefined;
  return (operator === '==') === isSet ? test : negated(test);
}

/** What a call answers, or what a place holds of an answer. */
const keptAnswer = (context: StepContext, state: IrqlState, node: Node): LevelTest | undefined =>
  context.unit.tree.kind(node) === 'call_expression'
    ? answerOf(context, state, node)
    : storedTest(state, context.places, node);

/** The level that an expression is: that of now, or one that a variable holds since the function was entered. */
function subjectOf(context: StepContext, state: IrqlState, expression: Node): 'now' | 'entry' | undefined {
  const { unit, places } = context;
  const node = withoutCasts(unit, expression);
  if (isCurrentIrql(unit, node)) return 'now';
  const place = unit.tree.kind(node) === 'call_expression' ? undefined : places.of(node);
  if (place === undefined || !state.saved.has(keyOf(place))) return undefined;
  return isEntryLevel(savedIn(state, place)) ? 'entry' : undefined;
}

/** `KeGetCurrentIrql()`, unless the file has a function of that name. */
export function isCurrentIrql(unit: Unit, node: Node): boolean {
  const callee = unit.tree.kind(node) === 'call_expression' ? unit.tree.field(node, 'function') : undefined;
  if (callee === undefined || unit.tree.textOf(callee) !== 'KeGetCurrentIrql') return false;
  return !unit.defines('KeGetCurrentIrql');
}

/** What a comparison with a level says where it is true, and where it is false. */
function bands(operator: string, level: Irql): { whenTrue: Band | undefined; whenFalse: Band | undefined } {
  const at = LEVELS.indexOf(level);
  // HIGH_LEVEL stands for many levels: not to be as high as one of them says little.
  const isTop = level === 'HIGH_LEVEL';
  const upTo = (index: number) => band(0, index);
  const from = (index: number) => band(index, LEVELS.length - 1);
  switch (operator) {
    case '<':
      return { whenTrue: isTop ? undefined : upTo(at - 1), whenFalse: from(at) };
    case '<=':
      return { whenTrue: upTo(at), whenFalse: from(at + 1) };
    case '>':
      return { whenTrue: from(at + 1), whenFalse: upTo(at) };
    case '>=':
      return { whenTrue: from(at), whenFalse: isTop ? undefined : upTo(at - 1) };
    case '==':
      return { whenTrue: band(at, at), whenFalse: { not: level } };
    case '!=':
      return { whenTrue: { not: level }, whenFalse: band(at, at) };
    default:
      return { whenTrue: undefined, whenFalse: undefined };
  }
}

function band(from: number, to: number): Band | undefined {
  const [least, greatest] = [LEVELS[from], LEVELS[to]];
  return least === undefined || greatest === undefined || from > to ? undefined : { least, greatest };
}
