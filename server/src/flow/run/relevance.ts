import type { FunctionDefinition, Unit } from '../../model/unit';

/** What a function mentions that deals with WSK, or with the objects that are handed to it. */
const MENTIONS = /Wsk|WSK|IoAllocateIrp|IoInitializeIrp|IoReuseIrp|IoSetCompletionRoutine|INSPECT_ID/;

/** The functions that deal with WSK, what they call or install, and what calls them: nothing is said of any other. */
export function relevantFunctions(unit: Unit): ReadonlySet<FunctionDefinition> {
  const named = new Map(unit.functions.map((definition) => [definition, functionsNamedIn(unit, definition)]));
  const naming = new Map<FunctionDefinition, FunctionDefinition[]>();
  for (const [definition, all] of named)
    for (const other of all) naming.set(other, [...(naming.get(other) ?? []), definition]);
  const dealing = unit.functions.filter(({ node }) => MENTIONS.test(unit.tree.textOf(node)));
  return closure(closure(dealing, naming), named);
}

/** What is reached from some functions along a relation, themselves included. */
function closure(
  starts: Iterable<FunctionDefinition>,
  relation: ReadonlyMap<FunctionDefinition, readonly FunctionDefinition[]>,
): ReadonlySet<FunctionDefinition> {
  const reached = new Set(starts);
  // A set hands out what is added while it is gone through.
  for (const member of reached) for (const next of relation.get(member) ?? []) reached.add(next);
  return reached;
}

function functionsNamedIn(unit: Unit, { body }: FunctionDefinition): readonly FunctionDefinition[] {
  const { tree } = unit;
  const names = new Set(tree.descendants(body, 'identifier').map((node) => tree.textOf(node)));
  return [...names].map((name) => unit.functionNamed(name)).filter((definition) => definition !== undefined);
}
