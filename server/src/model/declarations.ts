import type { CType } from './ctype';
import { declaredNames, tagOf } from './declarators';
import { enumeratorsOf, type Enumerated } from './enumerators';
import { fileFacts } from './file-facts';
import { hasStorageClass, isDeclaredStatic } from './functions';
import { macrosOf, type Macros } from './macros';
import { outlineOf } from './outline';
import { perUnit } from './per-unit';
import { isFunctionType, prototypesOf } from './prototypes';
import { completionRoutinePrototypes, dispatchRoutinesOf } from './roles';
import { membersIn, type MemberTypes } from './type-table';
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
  readonly macros: Macros;
  readonly enumerators: ReadonlyMap<string, Enumerated | undefined>;
  readonly dispatchRoutines: ReadonlySet<string>;
  readonly completionRoutines: ReadonlySet<string>;
  /** Two headers with the same text here declare the same. */
  readonly text: string;
}

export const declarationsOf = perUnit((unit): Declarations => {
  const { tree } = unit;
  const outline = outlineOf(tree);
  const typedefs = new Map<string, CType>();
  for (const node of outline.type_definition)
    for (const { name, type } of declaredNames(tree, node)) if (!typedefs.has(name)) typedefs.set(name, type);
  const members = new Map<string, MemberTypes>();
  for (const node of [...outline.struct_specifier, ...outline.union_specifier]) {
    const [body, tag] = [tree.field(node, 'body'), tagOf(tree, node)];
    if (body !== undefined && !members.has(tag)) members.set(tag, new Map(membersIn(tree, body)));
  }
  return {
    typedefs,
    members,
    sharedMembers: sharedMembersOf(unit),
    variables: variablesIn(unit),
    functions: functionsIn(unit),
    macros: macrosOf(unit),
    enumerators: enumeratorsOf(unit),
    dispatchRoutines: dispatchRoutinesOf(unit),
    completionRoutines: completionRoutinePrototypes(unit),
    text: fileFacts(unit).declarations,
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
  for (const [name, [first]] of prototypesOf(unit)) if (first !== undefined) found.set(name, first.type);
  for (const { name, returns } of unit.functions)
    if (!found.has(name)) found.set(name, { kind: 'function', returns });
  return found;
}
