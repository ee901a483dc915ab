import { declaredAnnotations, type FunctionAnnotations } from './annotations';
import { classesIn, type Classes } from './classes';
import type { CType } from './ctype';
import { declaredNames } from './declarators';
import { enumeratorsOf, type Enumerated } from './enumerators';
import { hasStorageClass, isDeclaredStatic } from './functions';
import { macrosOf, type Macros } from './macros';
import { outlineOf } from './outline';
import { perContext } from './per-unit';
import { declaredFunctions, isFunctionType } from './prototypes';
import { typesDeclaredIn, type MemberTypes } from './type-table';
import { sharedMembersOf, type SharedMembers } from './unions';
import type { Unit } from './unit';

/** What a header declares for the files that include it. It names no place, and holds nothing of the header's tree. */
export interface Declarations {
  readonly typedefs: ReadonlyMap<string, CType>;
  /** By tag. */
  readonly members: ReadonlyMap<string, MemberTypes>;
  readonly sharedMembers: ReadonlyMap<string, SharedMembers>;
  readonly variables: ReadonlyMap<string, CType>;
  /** Each function's type as it is declared: a function type, or the name of one. */
  readonly functions: ReadonlyMap<string, CType>;
  /** What each function's headers say of the IRQL. */
  readonly annotations: ReadonlyMap<string, FunctionAnnotations>;
  readonly macros: Macros;
  readonly classes: Classes;
  readonly enums: ReadonlySet<string>;
  readonly enumerators: ReadonlyMap<string, Enumerated | undefined>;
  /** Two headers with the same here declare the same. */
  readonly identity: number;
}

export const declarationsOf = perContext((unit): Declarations => {
  const { typedefs, members } = typesDeclaredIn(unit);
  return {
    typedefs,
    members,
    sharedMembers: sharedMembersOf(unit),
    variables: variablesIn(unit),
    functions: functionsIn(unit),
    annotations: declaredAnnotations(unit),
    macros: macrosOf(unit),
    classes: classesIn(unit.tree),
    enums: new Set(unit.tree.cpp?.enums),
    enumerators: enumeratorsOf(unit),
    identity: unit.context.identity,
  };
});

function variablesIn(unit: Unit): ReadonlyMap<string, CType> {
  const { tree } = unit;
  const found = new Map<string, CType>();
  for (const node of outlineOf(tree).declaration) {
    if (tree.enclosing(node, 'function_definition') !== undefined) continue;
    // What a header defines as static is another variable in each file: none that several functions share.
    if (isDeclaredStatic(tree, node) && !hasStorageClass(tree, node, 'extern')) continue;
    for (const { name, type } of declaredNames(tree, node)) if (!isFunctionType(unit, type)) found.set(name, type);
  }
  return found;
}

function functionsIn(unit: Unit): ReadonlyMap<string, CType> {
  const found = new Map<string, CType>();
  for (const [name, [first]] of declaredFunctions(unit)) if (first !== undefined) found.set(name, first);
  for (const { name, returns } of unit.functions) if (!found.has(name)) found.set(name, { kind: 'function', returns });
  return found;
}
