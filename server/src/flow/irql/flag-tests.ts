import { withoutCasts } from '../../model/references';
import type { Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { LevelTest } from './level-test';
import type { Band } from './range';

export const AT_DISPATCH = 'WSK_FLAG_AT_DISPATCH_LEVEL';
const dispatch: Band = { least: 'DISPATCH_LEVEL', greatest: 'DISPATCH_LEVEL' };
/** The flag proves DISPATCH_LEVEL where it is set, and nothing where it is not. */
const flagAnswer: LevelTest = { of: 'entry', name: AT_DISPATCH, whenTrue: dispatch, whenFalse: undefined };

/** `Flags & WSK_FLAG_AT_DISPATCH_LEVEL`, whichever stands first. */
export function flagTest(unit: Unit, node: Node): LevelTest | undefined {
  const { tree } = unit;
  const operator = tree.field(node, 'operator');
  if (operator === undefined || tree.textOf(operator) !== '&') return undefined;
  return [tree.field(node, 'left'), tree.field(node, 'right')].some((side) => isFlag(unit, side))
    ? flagAnswer
    : undefined;
}

/** `FlagOn(Flags, WSK_FLAG_AT_DISPATCH_LEVEL)`, macros of the file system headers that drivers copy. */
export function flagMacro(unit: Unit, node: Node): LevelTest | undefined {
  const { tree } = unit;
  const [callee, list] = [tree.field(node, 'function'), tree.field(node, 'arguments')];
  if (callee === undefined || list === undefined) return undefined;
  if (!/^(?:Boolean)?FlagOn$|^BitTest$|^TEST_FLAG$/.test(tree.textOf(callee))) return undefined;
  return tree.namedChildren(list).some((argument) => isFlag(unit, argument)) ? flagAnswer : undefined;
}

const isFlag = (unit: Unit, node: Node | undefined): boolean =>
  node !== undefined && unit.tree.textOf(withoutCasts(unit, node)) === AT_DISPATCH;
