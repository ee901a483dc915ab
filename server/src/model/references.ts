import { isKnown } from '../knowledge';
import type { Node } from '../syntax/tree';
import { castIn } from './casts';
import { visibleMacros } from './macros';
import { methodNamed } from './method-calls';
import { constantNamed } from './named-constants';
import { declaresFunction } from './prototypes';
import { declaredVariableOf, objectOfMember, variableNamed } from './scope';
import { perNode } from './per-unit';
import type { Unit } from './unit';

/**
 * The function that an expression names: `F`, `&F`, `(PIO_COMPLETION_ROUTINE)F`, `(F)`, or a macro that stands for it.
 *
 * @returns undefined where it names none that the file declares, or that the settings or the tables know.
 */
export const functionReferenced = perNode((unit, expression): string | undefined => {
  const name = identifierIn(unit, expression);
  if (name === undefined || declaredVariableOf(unit, name) !== undefined) return undefined;
  if (unit.tree.cpp !== undefined) {
    if (objectOfMember(unit, name) !== undefined) return undefined;
    const method = methodNamed(unit, name);
    if (method !== undefined) return method.name;
  }
  return functionMeant(unit, unit.tree.textOf(name), name);
});

/**
 * The function that stands where only a function or NULL can stand, as in a dispatch table: also one that a header
 * declares.
 */
export function functionInSlot(unit: Unit, expression: Node): string | undefined {
  const name = identifierIn(unit, expression);
  if (name === undefined || declaredVariableOf(unit, name) !== undefined) return undefined;
  const text = unit.tree.textOf(name);
  const meant = functionMeant(unit, text, name);
  if (meant !== undefined) return meant;
  return constantNamed(unit, text) === undefined && !visibleMacros(unit).has(text) ? text : undefined;
}

/** An expression without the parentheses and casts around it. */
export function withoutCasts(unit: Unit, expression: Node): Node {
  const { tree } = unit;
  let at = expression;
  for (;;) {
    const cast = castIn(unit, at);
    const inner = tree.kind(at) === 'parenthesized_expression' ? tree.namedChildren(at)[0] : cast?.value;
    if (inner === undefined || cast?.operator !== undefined) return at;
    at = inner;
  }
}

/** The identifier that is the name in `F`, `&F`, `(PIO_COMPLETION_ROUTINE)F`, `(F)`. */
export function identifierIn(unit: Unit, expression: Node): Node | undefined {
  const { tree } = unit;
  const node = withoutCasts(unit, expression);
  if (tree.kind(node) === 'identifier') return node;
  const cast = castIn(unit, node);
  const isAddress = cast?.operator === '&' || tree.kind(node) === 'pointer_expression';
  const operand = isAddress ? (cast?.value ?? tree.field(node, 'argument')) : undefined;
  return operand === undefined ? undefined : identifierIn(unit, operand);
}

const LONGEST_CHAIN = 8;

function functionMeant(unit: Unit, name: string, at: Node): string | undefined {
  let meant = name;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    if (unit.file.functions?.find(meant) !== undefined) return meant;
    const body = visibleMacros(unit).bodyOf(meant);
    if (body === undefined) break;
    const alias = /^\(?\s*&?\s*([A-Za-z_]\w*)\s*\)?$/.exec(body)?.[1];
    if (alias === undefined || variableNamed(unit, alias, at) !== undefined) return undefined;
    meant = alias;
  }
  return declaresFunction(unit, meant) || isKnown(meant) ? meant : inNamespace(unit, meant);
}

/** `net::Close` is the function Close of a namespace, which has no name of its own here. */
function inNamespace(unit: Unit, name: string): string | undefined {
  for (let at = name.indexOf('::'); at >= 0; at = name.indexOf('::', at + 2)) {
    const last = name.slice(at + 2);
    if (declaresFunction(unit, last) || isKnown(last)) return last;
  }
  return undefined;
}
