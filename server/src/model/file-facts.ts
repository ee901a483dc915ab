import { preprocessingIn } from '../syntax/preprocessor';
import type { Node } from '../syntax/tree';
import { declaredNames } from './declarators';
import { functionFacts, isReference, type FunctionFacts } from './function-facts';
import { hasStorageClass, isDeclaredStatic } from './functions';
import { outlineOf } from './outline';
import { perUnit } from './per-unit';
import { isFunctionType } from './prototypes';
import { dispatchRoutinesOf } from './roles';
import type { FunctionDefinition, Unit } from './unit';

/** What the text of a file outside its functions says. It names no place. */
export interface FileFacts {
  /** The names of functions that the file hands other drivers' IRPs to. */
  readonly dispatchRoutines: ReadonlySet<string>;
  /** The variables that the file defines and other files can see. */
  readonly globals: ReadonlySet<string>;
  /** The names that stand in initialisers and the like: functions among them may be called through pointers. */
  readonly references: ReadonlySet<string>;
  /** All that the meaning of a function's text depends on in this file: the same text means the same while this is the same. */
  readonly declarations: string;
}

export const fileFacts = perUnit((unit): FileFacts => ({
  dispatchRoutines: dispatchRoutinesOf(unit),
  globals: globalsOf(unit),
  references: referencesOutside(unit),
  declarations: declarationsText(unit),
}));

const factsOf = perUnit(() => new Map<FunctionDefinition, FunctionFacts>());

/** What the text of a function says, found once for each. */
export function factsOfFunction(unit: Unit, definition: FunctionDefinition): FunctionFacts {
  const known = factsOf(unit);
  let facts = known.get(definition);
  if (facts === undefined) known.set(definition, (facts = functionFacts(unit, definition)));
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

/** The text between the functions, with their headers, and what inside them holds for the whole file. */
function declarationsText(unit: Unit): string {
  const { tree } = unit;
  const parts: string[] = [];
  let from = 0;
  for (const { body } of unit.functions) {
    parts.push(tree.masked.slice(from, tree.start(body)));
    from = Math.max(from, tree.end(body));
  }
  parts.push(tree.masked.slice(from));
  const { macros } = preprocessingIn(unit.parsedText);
  for (const { name, parameters, body } of macros) parts.push(`${name}(${parameters?.join() ?? ''})${body}`);
  const outline = outlineOf(tree);
  for (const node of [
    ...outline.type_definition,
    ...outline.struct_specifier,
    ...outline.union_specifier,
    ...outline.enumerator_list,
  ])
    if (isInFunction(unit, node)) parts.push(tree.textOf(node));
  return parts.join('\0');
}

const isInFunction = ({ tree }: Unit, node: Node): boolean => tree.enclosing(node, 'function_definition') !== undefined;
