import type { Node } from '../syntax/tree';
import { declaredNames } from './declarators';
import { expansionOf } from './expansion';
import { functionFacts, isReference, type FunctionFacts } from './function-facts';
import { hasStorageClass, isDeclaredStatic } from './functions';
import { outlineOf } from './outline';
import { perContext, perUnit } from './per-unit';
import { isFunctionType } from './prototypes';
import { callbacksSetOutside, declaredDispatchRoutines, type InstalledCallback } from './roles';
import type { FunctionDefinition, Unit } from './unit';

/** What the text of a file outside its functions says. It names no place. */
export interface FileFacts {
  /** The names of functions that are declared to be handed other drivers' IRPs. */
  readonly dispatchRoutines: ReadonlySet<string>;
  /** The event callbacks that stand in the client dispatch tables of the file. */
  readonly callbacks: readonly InstalledCallback[];
  /** The variables that the file defines and other files can see. */
  readonly globals: ReadonlySet<string>;
  /** The names that stand in initialisers and the like: functions among them may be called through pointers. */
  readonly references: ReadonlySet<string>;
}

export const fileFacts = perContext((unit): FileFacts => ({
  dispatchRoutines: declaredDispatchRoutines(unit),
  callbacks: callbacksSetOutside(unit),
  globals: globalsOf(unit),
  references: referencesOutside(unit),
}));

const factsOf = perUnit(() => new Map<FunctionDefinition, FunctionFacts>());

/** What the text of a function says, found once for each. */
export function factsOfFunction(unit: Unit, definition: FunctionDefinition): FunctionFacts {
  const known = factsOf(unit);
  let facts = known.get(definition);
  if (facts === undefined) {
    const expansion = expansionOf(unit, definition);
    known.set(definition, (facts = functionFacts(expansion.unit, expansion.definition)));
  }
  return facts;
}

function globalsOf(unit: Unit): ReadonlySet<string> {
  const { tree } = unit;
  const found = new Set<string>();
  for (const node of outlineOf(tree).declaration) {
    if (isInFunction(unit, node) || isDeclaredStatic(tree, node) || hasStorageClass(tree, node, 'extern')) continue;
    for (const { name, type } of declaredNames(tree, node)) if (!isFunctionType(unit, type)) found.add(name);
  }
  return found;
}

function referencesOutside(unit: Unit): ReadonlySet<string> {
  const { tree } = unit;
  const found = new Set<string>();
  for (const node of outlineOf(tree).init_declarator) {
    const value = tree.field(node, 'value');
    if (value === undefined || isInFunction(unit, node)) continue;
    const inside = tree.kind(value) === 'identifier' ? [value] : tree.descendants(value, 'identifier');
    for (const identifier of inside) if (isReference(tree, identifier)) found.add(tree.textOf(identifier));
  }
  return found;
}

const isInFunction = ({ tree }: Unit, node: Node): boolean => tree.enclosing(node, 'function_definition') !== undefined;
