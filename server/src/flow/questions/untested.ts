import { withoutCasts } from '../../model/references';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Analysis } from '../analysis';
import { eventCallbacks, type EventCallback } from './callbacks';
import { isConstant } from '../constant';
import { nullPath, type NullPath } from './null-path';

/** A place where a callback uses what it was given, although that may be NULL there to report a dead socket. */
export interface UntestedUse {
  readonly by: EventCallback;
  readonly node: Node;
  /** The parameter, as the driver names it. */
  readonly parameter: string;
  readonly how: 'is read through' | 'is kept';
}

/** The first such place of each callback of a file, in the order of the text. */
export function untestedUses(analysis: Analysis): UntestedUse[] {
  const { unit } = analysis;
  return eventCallbacks(analysis).flatMap((by): UntestedUse[] => {
    const parameter = by.reportsDeath?.name;
    if (parameter === undefined || isTestedElsewhere(unit, by, parameter)) return [];
    const path = nullPath(unit, by.definition, parameter, byteCountOf(by));
    if (path === undefined) return [];
    const read = path.steps.flatMap((step) => readThrough(unit, step, parameter))[0];
    if (read !== undefined) return [{ by, node: read, parameter, how: 'is read through' }];
    const kept = keptSocket(unit, by, path, parameter);
    return kept === undefined ? [] : [{ by, node: kept, parameter, how: 'is kept' }];
  });
}

/** Where there is no data, no bytes are indicated. */
const byteCountOf = ({ callback, definition }: EventCallback): string | undefined =>
  callback === 'WskReceiveEvent' ? definition.parameters[3]?.name : undefined;

/**
 * Whether something else may tell that the parameter is not NULL: a comparison whose result is kept for later, a function
 * that is asked, or a test of a copy.
 */
function isTestedElsewhere(unit: Unit, { definition }: EventCallback, parameter: string): boolean {
  const { tree } = unit;
  const named = tree.descendants(definition.body, 'identifier').filter((node) => tree.textOf(node) === parameter);
  return named.some((name) => {
    if (isAsserted(unit, name)) return false;
    const value = outermost(unit, name);
    const parent = tree.parent(value);
    if (parent === undefined) return false;
    switch (tree.kind(parent)) {
      case 'binary_expression':
        return !isInCondition(unit, parent);
      case 'unary_expression':
      case 'conditional_expression':
        return !isInCondition(unit, value);
      case 'argument_list':
        return isInCondition(unit, parent);
      case 'init_declarator':
      case 'assignment_expression': {
        const copy = tree.field(parent, 'declarator') ?? tree.field(parent, 'left');
        const isCopied = copy !== undefined && copy !== value;
        return isCopied && isTestedCopy(unit, definition, tree.textOf(copy).replace(/^\*\s*/, ''));
      }
      default:
        return false;
    }
  });
}

/** An assertion is no test: it is gone where nobody debugs. */
function isAsserted({ tree }: Unit, name: Node): boolean {
  const call = tree.enclosing(name, 'call_expression');
  return call !== undefined && /assert/i.test(tree.textOf(tree.field(call, 'function') ?? call));
}

const isTestedCopy = (unit: Unit, definition: FunctionDefinition, copy: string): boolean =>
  nullPath(unit, definition, copy)?.isTested === true;

/** An expression with the parentheses and casts around it. */
function outermost({ tree }: Unit, node: Node): Node {
  let at = node;
  for (let parent = tree.parent(at); parent !== undefined; parent = tree.parent(at)) {
    if (!['parenthesized_expression', 'cast_expression'].includes(tree.kind(parent))) break;
    at = parent;
  }
  return at;
}

/** Whether an expression decides where control goes. */
export function isInCondition({ tree }: Unit, node: Node): boolean {
  let at = node;
  for (let parent = tree.parent(at); parent !== undefined; parent = tree.parent(at)) {
    if (tree.fieldOf(at) === 'condition') return true;
    if (/statement$|declaration$|argument_list$/.test(tree.kind(parent))) return false;
    at = parent;
  }
  return false;
}

/** `DataIndication->…`, `*DataIndication`. */
function readThrough(unit: Unit, step: Node, parameter: string): readonly Node[] {
  const { tree } = unit;
  return [step, ...tree.descendants(step, 'field_expression', 'pointer_expression')].filter((node) => {
    const isWay =
      tree.kind(node) === 'field_expression'
        ? tree.textOf(tree.field(node, 'operator') ?? node) === '->'
        : tree.textOf(node).startsWith('*');
    const inside = tree.field(node, 'argument');
    return (
      isWay &&
      inside !== undefined &&
      tree.textOf(withoutCasts(unit, inside)) === parameter &&
      tree.enclosing(node, 'sizeof_expression') === undefined &&
      !isAskedBefore(unit, step, node, parameter)
    );
  });
}

/** `Data ? Data->Next : NULL`, `Data && Data->Next` as a value: whether the step itself asks for the parameter before. */
function isAskedBefore({ tree }: Unit, step: Node, node: Node, parameter: string): boolean {
  const names = (asked: Node | undefined): boolean =>
    asked !== undefined &&
    [asked, ...tree.descendants(asked, 'identifier')].some((each) => tree.textOf(each) === parameter);
  for (let at = node; at !== step;) {
    const parent = tree.parent(at);
    if (parent === undefined) return false;
    const [isChosen, isSecond] = [tree.kind(parent) === 'conditional_expression', tree.fieldOf(at) === 'right'];
    if (isChosen && tree.fieldOf(at) !== 'condition' && names(tree.field(parent, 'condition'))) return true;
    if (isSecond && isLogical(tree, parent) && names(tree.field(parent, 'left'))) return true;
    at = parent;
  }
  return false;
}

const isLogical = (tree: Unit['tree'], node: Node): boolean =>
  /^(?:&&|\|\|)$/.test(tree.textOf(tree.field(node, 'operator') ?? node));

/** `Connection->Socket = AcceptSocket`, where nobody ever asks whether there is one, and the callback accepts. */
function keptSocket(unit: Unit, by: EventCallback, { steps, isTested }: NullPath, parameter: string): Node | undefined {
  const { tree } = unit;
  const isAccepted =
    by.callback === 'WskAcceptEvent' && by.exits.some(({ value }) => isConstant(value, 'STATUS_SUCCESS'));
  if (isTested || !isAccepted) return undefined;
  const kept = steps.flatMap((step) =>
    [step, ...tree.descendants(step, 'assignment_expression')].flatMap((node) => {
      const [left, right] = [tree.field(node, 'left'), tree.field(node, 'right')];
      const isStore =
        tree.kind(node) === 'assignment_expression' && left !== undefined && tree.kind(left) === 'field_expression';
      return isStore && right !== undefined && tree.textOf(withoutCasts(unit, right)) === parameter ? [right] : [];
    }),
  );
  return kept[0];
}
