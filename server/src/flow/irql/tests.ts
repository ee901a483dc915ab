import { constantOf } from '../../model/constants';
import { withoutCasts } from '../../model/references';
import type { Unit } from '../../model/unit';
import type { Irql } from '../../knowledge/shape';
import type { Node } from '../../syntax/tree';
import { conditionKey, zeroTestIn } from './condition';
import { keyOf, type Places } from './place';
import { LEVELS } from './range';
import { savedIn, whereEntry, whereLevel, withCondition, type Band, type EntryTest, type IrqlState } from './state';
import { isEntryLevel } from './summary';

/** What the truth of a condition says of a level. */
interface LevelTest extends EntryTest {
  /** Whether it speaks of the level now, or of that at entry. */
  readonly of: 'now' | 'entry';
}

/**
 * What holds on one side of a condition: `KeGetCurrentIrql() >= DISPATCH_LEVEL`, the same of a variable that holds the
 * level, `Flags & WSK_FLAG_AT_DISPATCH_LEVEL`, or a variable that holds the answer of one of these.
 *
 * @returns undefined where the condition cannot come out so.
 */
export function whereCondition(
  unit: Unit,
  places: Places,
  state: IrqlState,
  condition: Node,
  isTrue: boolean,
): IrqlState | undefined {
  const known = whereAnswer(unit, places, state, condition, isTrue);
  const test = known === undefined ? undefined : levelTestIn(unit, places, known, condition);
  const band = isTrue ? test?.whenTrue : test?.whenFalse;
  if (known === undefined || test === undefined || band === undefined) return known;
  const reason = { kind: 'test', name: test.name } as const;
  return test.of === 'now' ? whereLevel(known, band, reason) : whereEntry(known, band, reason);
}

/** A condition on the function's own variables has one answer until they are written. */
function whereAnswer(
  unit: Unit,
  places: Places,
  state: IrqlState,
  condition: Node,
  isTrue: boolean,
): IrqlState | undefined {
  const test = zeroTestIn(unit, condition);
  const node = test?.node ?? condition;
  const key = conditionKey(unit, places, node);
  return key === undefined ? state : withCondition(state, key, test?.isZeroWhenTrue === true ? !isTrue : isTrue);
}

/** What the truth of a value says of the level at entry, if anything. */
export function entryTestIn(unit: Unit, places: Places, state: IrqlState, value: Node): EntryTest | undefined {
  const test = levelTestIn(unit, places, state, value);
  return test?.of === 'entry' || (test !== undefined && isEntryLevel(state.level)) ? test : undefined;
}

/** What holds where the level in a `switch` is that of one of its cases, or of none. */
export function whereCase(
  unit: Unit,
  places: Places,
  state: IrqlState,
  compared: Node,
  value: Node | undefined,
): IrqlState | undefined {
  const subject = subjectOf(unit, places, state, compared);
  const level = value === undefined ? undefined : levelOfConstant(unit, value);
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

function levelTestIn(unit: Unit, places: Places, state: IrqlState, condition: Node): LevelTest | undefined {
  const node = withoutCasts(unit, condition);
  switch (unit.tree.kind(node)) {
    case 'binary_expression':
      return flagTest(unit, node) ?? comparison(unit, places, state, node);
    case 'unary_expression':
      return negation(unit, places, state, node);
    case 'call_expression':
      return flagMacro(unit, node) ?? truthOf(unit, places, state, node);
    default:
      return storedTest(state, places, node) ?? truthOf(unit, places, state, node);
  }
}

function storedTest(state: IrqlState, places: Places, node: Node): LevelTest | undefined {
  const place = places.of(node);
  const test = place === undefined ? undefined : state.tests.get(keyOf(place));
  return test === undefined ? undefined : { ...test, of: 'entry' };
}

/** `KeGetCurrentIrql()` as a condition: not PASSIVE_LEVEL. */
function truthOf(unit: Unit, places: Places, state: IrqlState, node: Node): LevelTest | undefined {
  const of = subjectOf(unit, places, state, node);
  return of === undefined ? undefined : { of, name: 'KeGetCurrentIrql', ...bands('!=', 'PASSIVE_LEVEL') };
}

function negation(unit: Unit, places: Places, state: IrqlState, node: Node): LevelTest | undefined {
  const [operator, argument] = [unit.tree.field(node, 'operator'), unit.tree.field(node, 'argument')];
  if (operator === undefined || argument === undefined || unit.tree.textOf(operator) !== '!') return undefined;
  const test = levelTestIn(unit, places, state, argument);
  return test === undefined ? undefined : { ...test, whenTrue: test.whenFalse, whenFalse: test.whenTrue };
}

function comparison(unit: Unit, places: Places, state: IrqlState, node: Node): LevelTest | undefined {
  const { tree } = unit;
  const [left, right] = [tree.field(node, 'left'), tree.field(node, 'right')];
  const operatorNode = tree.field(node, 'operator');
  const operator = operatorNode === undefined ? '' : tree.textOf(operatorNode);
  if (left === undefined || right === undefined) return undefined;
  const answer =
    comparedAnswer(unit, places, state, left, operator, right) ??
    comparedAnswer(unit, places, state, right, operator, left);
  if (answer !== undefined) return answer;
  const [value, bound] = [subjectOf(unit, places, state, left), levelOfConstant(unit, right)];
  if (value !== undefined && bound !== undefined) {
    return { of: value, name: 'KeGetCurrentIrql', ...bands(operator, bound) };
  }
  const [turned, other] = [subjectOf(unit, places, state, right), levelOfConstant(unit, left)];
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
  unit: Unit,
  places: Places,
  state: IrqlState,
  value: Node,
  operator: string,
  other: Node,
): LevelTest | undefined {
  const constant = constantOf(unit, other);
  if (constant?.value === undefined || (operator !== '==' && operator !== '!=')) return undefined;
  const node = withoutCasts(unit, value);
  const isFlag = unit.tree.kind(node) === 'binary_expression' ? flagTest(unit, node) : flagMacro(unit, node);
  const test = isFlag ?? storedTest(state, places, node);
  const isSet = constant.value !== 0;
  if (test === undefined || (isSet && isFlag !== undefined && constant.name !== AT_DISPATCH)) return undefined;
  if ((operator === '==') === isSet) return test;
  return { ...test, whenTrue: test.whenFalse, whenFalse: test.whenTrue };
}

const AT_DISPATCH = 'WSK_FLAG_AT_DISPATCH_LEVEL';
const dispatch: Band = { least: 'DISPATCH_LEVEL', greatest: 'DISPATCH_LEVEL' };
/** The flag proves DISPATCH_LEVEL where it is set, and nothing where it is not. */
const flagAnswer: LevelTest = { of: 'entry', name: AT_DISPATCH, whenTrue: dispatch, whenFalse: undefined };

/** `Flags & WSK_FLAG_AT_DISPATCH_LEVEL`, whichever stands first. */
function flagTest(unit: Unit, node: Node): LevelTest | undefined {
  const { tree } = unit;
  const operator = tree.field(node, 'operator');
  if (operator === undefined || tree.textOf(operator) !== '&') return undefined;
  return [tree.field(node, 'left'), tree.field(node, 'right')].some((side) => isFlag(unit, side))
    ? flagAnswer
    : undefined;
}

/** `FlagOn(Flags, WSK_FLAG_AT_DISPATCH_LEVEL)`, macros of the file system headers that drivers copy. */
function flagMacro(unit: Unit, node: Node): LevelTest | undefined {
  const { tree } = unit;
  const [callee, list] = [tree.field(node, 'function'), tree.field(node, 'arguments')];
  if (callee === undefined || list === undefined) return undefined;
  if (!/^(?:Boolean)?FlagOn$|^BitTest$|^TEST_FLAG$/.test(tree.textOf(callee))) return undefined;
  return tree.namedChildren(list).some((argument) => isFlag(unit, argument)) ? flagAnswer : undefined;
}

const isFlag = (unit: Unit, node: Node | undefined): boolean =>
  node !== undefined && unit.tree.textOf(withoutCasts(unit, node)) === AT_DISPATCH;

/** The level that an expression is: that of now, or one that a variable holds since the function was entered. */
function subjectOf(unit: Unit, places: Places, state: IrqlState, expression: Node): 'now' | 'entry' | undefined {
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
