import { castIn } from '../../model/casts';
import { constantOf } from '../../model/constants';
import type { KnownCall } from '../../model/dispatch';
import { withoutCasts } from '../../model/references';
import { variableOf, type Variable } from '../../model/scope';
import type { Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import { isPointerParameter, type Places } from './place';

/** How long a call may wait. */
export type Timeout =
  /** Without end, or until something else ends it. */
  | { readonly kind: 'never' }
  | { readonly kind: 'zero' }
  | { readonly kind: 'some' }
  | { readonly kind: 'open' }
  /** As the function's own caller says; `blocksIfZero` where the parameter is a pointer, and NULL is no end. */
  | { readonly kind: 'parameter'; readonly parameter: number; readonly blocksIfZero: boolean };

/** The timeout that a call is given, as far as its own function shows. */
export function timeoutOf(unit: Unit, places: Places, known: KnownCall, parameter: string | undefined): Timeout {
  const argument = parameter === undefined ? undefined : known.argument(parameter);
  if (parameter === undefined || argument === undefined) return { kind: 'never' };
  const isPointer = isPointerParameter(known.api, parameter);
  const given = parameterOf(places, argument);
  if (given !== undefined) return { kind: 'parameter', parameter: given, blocksIfZero: isPointer };
  const value = constantOf(unit, argument)?.value;
  return isPointer ? ofPointer(unit, argument, value) : ofValue(value);
}

function ofPointer(unit: Unit, argument: Node, value: number | undefined): Timeout {
  if (value === 0) return { kind: 'never' };
  const variable = addressed(unit, argument);
  return variable?.kind === 'local' ? ofVariable(unit, variable) : { kind: 'open' };
}

const ofValue = (value: number | undefined): Timeout =>
  value === undefined ? { kind: 'open' } : { kind: value === 0 ? 'zero' : 'some' };

function parameterOf(places: Places, argument: Node): number | undefined {
  const place = places.of(argument);
  const index = place?.path.length === 0 ? /^param(\d+)$/.exec(place.root)?.[1] : undefined;
  return index === undefined ? undefined : Number(index);
}

/** The variable in `&Timeout`. */
function addressed(unit: Unit, argument: Node): Variable | undefined {
  const { tree } = unit;
  const node = withoutCasts(unit, argument);
  const cast = castIn(unit, node);
  const isAddress = tree.kind(node) === 'pointer_expression' && tree.textOf(node).startsWith('&');
  const operand = cast?.operator === '&' ? cast.value : isAddress ? tree.field(node, 'argument') : undefined;
  const inner = operand === undefined ? undefined : withoutCasts(unit, operand);
  return inner === undefined || tree.kind(inner) !== 'identifier' ? undefined : variableOf(unit, inner);
}

/** By all that the function ever puts into the variable, in whichever order. */
function ofVariable(unit: Unit, variable: Variable): Timeout {
  const { tree } = unit;
  const around = tree.enclosing(variable.node, 'function_definition');
  if (around === undefined) return { kind: 'open' };
  const values: Node[] = [];
  for (const node of tree.descendants(around, 'identifier')) {
    if (variableOf(unit, node) === variable) values.push(...writtenBy(unit, node));
  }
  const kinds = new Set(values.map((value) => kindOf(unit, value)));
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined ? { kind } : { kind: 'open' };
}

/** What is stored where the variable is named: `Timeout.QuadPart = …`, `LARGE_INTEGER Timeout = { … }`. */
function writtenBy({ tree }: Unit, name: Node): Node[] {
  let target = name;
  for (let parent = tree.parent(target); parent !== undefined; parent = tree.parent(parent)) {
    if (tree.kind(parent) !== 'field_expression') break;
    target = parent;
  }
  const parent = tree.parent(target);
  if (parent === undefined) return [];
  const value = tree.kind(parent) === 'init_declarator' ? tree.field(parent, 'value') : tree.field(parent, 'right');
  const isTarget = tree.fieldOf(target) === 'declarator' || tree.fieldOf(target) === 'left';
  const stores = tree.kind(parent) === 'init_declarator' || tree.kind(parent) === 'assignment_expression';
  return stores && isTarget && value !== undefined ? [value] : [];
}

function kindOf(unit: Unit, value: Node): 'zero' | 'some' | 'open' {
  const { tree } = unit;
  if (tree.kind(value) === 'initializer_list') {
    const [first, ...more] = tree.namedChildren(value);
    return first === undefined || more.length > 0 ? 'open' : kindOf(unit, first);
  }
  const constant = constantOf(unit, value)?.value;
  if (constant !== undefined) return constant === 0 ? 'zero' : 'some';
  // `RELATIVE(SECONDS(5))`: macros and numbers, not all of them zero.
  const text = tree.textOf(value);
  const hasVariable = tree.descendants(value, 'identifier').some((node) => /[a-z]/.test(tree.textOf(node)));
  return !hasVariable && /[1-9]/.test(text) && tree.kind(value) !== 'identifier' ? 'some' : 'open';
}
