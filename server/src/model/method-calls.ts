import { classesIn, type ClassDeclaration } from './classes';
import type { CType } from './ctype';
import { typeOf } from './expression-type';
import { included } from './included';
import { definitionAround } from './functions';
import { perNode } from './per-unit';
import { resolve, targetOf } from './type-table';
import type { Unit } from './unit';

/** A method that an expression names. */
export interface NamedMethod {
  /** With that of its class. */
  readonly name: string;
  readonly returns: CType;
  readonly isStatic: boolean;
}

/**
 * The method of C++ that an expression names: `socket.Close`, `Socket::Close`, or `Close` in a method of the class.
 *
 * @returns undefined where the class is not in sight, where several methods have the name, and where another class may
 * override it.
 */
export const methodNamed = perNode((unit, expression): NamedMethod | undefined => {
  const { tree } = unit;
  if (tree.cpp === undefined) return undefined;
  if (tree.kind(expression) === 'identifier') {
    const parts = tree.textOf(expression).split('::');
    const name = parts.pop() ?? '';
    const around = parts.length > 0 ? parts : classNamesAround(unit, tree.span(expression));
    return methodOf(unit, around, name);
  }
  const [object, field] = [tree.field(expression, 'argument'), tree.field(expression, 'field')];
  if (tree.kind(expression) !== 'field_expression' || object === undefined || field === undefined) return undefined;
  const operator = tree.field(expression, 'operator');
  const type = typeOf(unit, object);
  const whole = resolve(unit, operator !== undefined && tree.textOf(operator) === '->' ? targetOf(unit, type) : type);
  return whole.kind === 'struct' ? methodOf(unit, whole.tag.split('::'), tree.textOf(field)) : undefined;
});

function classNamesAround(unit: Unit, span: { readonly start: number; readonly end: number }): readonly string[] {
  return definitionAround(unit, span)?.name.split('::').slice(0, -1) ?? [];
}

/** Longer chains of base classes go in a circle. */
const LONGEST_CHAIN = 8;

/** The method of that name of a class, or of one that it is derived from. */
function methodOf(unit: Unit, qualifiers: readonly string[], name: string, chain = 0): NamedMethod | undefined {
  const found = classNamed(unit, qualifiers);
  if (found === undefined || chain > LONGEST_CHAIN) return undefined;
  const { declaration } = found;
  if (declaration.methods.has(name) || declaration.members.has(name)) {
    const returns = returnedBy(unit, declaration, name);
    return returns && { name: `${found.name}::${name}`, returns, isStatic: declaration.statics.has(name) };
  }
  for (const base of declaration.bases) {
    const inherited = methodOf(unit, base.split('::'), name, chain + 1);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

/** What the one method of that name returns; undefined where it is none, or not the only one that can be meant. */
function returnedBy(unit: Unit, declaration: ClassDeclaration, name: string): CType | undefined {
  const method = declaration.methods.get(name);
  if (declaration.virtual.includes(name)) return undefined;
  if (method !== undefined) return method.isOverloaded ? undefined : method.returns;
  // `static IO_COMPLETION_ROUTINE Done;` declares a function by the name of its type.
  const declared = resolve(unit, declaration.members.get(name) ?? NO_TYPE);
  return declared.kind === 'function' ? declared.returns : undefined;
}

const NO_TYPE: CType = { kind: 'unknown' };

/** The class that qualifiers name, of which the first may be namespaces. */
function classNamed(
  unit: Unit,
  qualifiers: readonly string[],
): { readonly name: string; readonly declaration: ClassDeclaration } | undefined {
  for (let skipped = 0; skipped < qualifiers.length; skipped++) {
    const name = qualifiers.slice(skipped).join('::');
    const declaration =
      classesIn((unit.origin ?? unit).tree).get(name) ?? included(unit, ({ classes }) => classes.get(name));
    if (declaration !== undefined) return { name, declaration };
  }
  return undefined;
}
