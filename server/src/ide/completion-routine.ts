import { isWskFunction } from '../knowledge';
import { knownCall, type KnownCall } from '../model/dispatch';
import { perUnit } from '../model/per-unit';
import { completionRoutinePrototypes, functionReferenced } from '../model/roles';
import { withoutCasts } from '../model/references';
import type { Unit } from '../model/unit';
import type { Node } from '../syntax/tree';
import type { CompletedRequest } from './page-text';

/** A call of IoSetCompletionRoutine[Ex]. */
interface Install {
  /** Undefined where it is a function that this file does not declare, or a variable. */
  readonly routine: string | undefined;
  /** The IRP as the source spells it. */
  readonly irp: string;
  readonly node: Node;
}

/** Whether a name is declared as an IoCompletion routine, or handed to IoSetCompletionRoutine[Ex] in this file. */
export const isCompletionRoutine = (unit: Unit, name: string): boolean =>
  completionRoutinePrototypes(unit).has(name) || functionsThatSet(unit, name).length > 0;

/**
 * The requests to WSK of a file that a routine is set for: those that are made with the IRP it was last set for before
 * them, in the function that sets it. It is read from the text alone, as a hover must not wait for the flow engine.
 */
export function requestsCompletedBy(unit: Unit, routine: string): CompletedRequest[] {
  const found = new Map<string, CompletedRequest>();
  for (const definition of functionsThatSet(unit, routine)) {
    for (const { name, api } of requestsIn(unit, definition, routine)) {
      const within = [...new Set([...(found.get(name)?.within ?? []), nameOf(unit, definition)])];
      found.set(name, { name, api, within });
    }
  }
  return [...found.values()];
}

/** The calls by their words, as a file has few of them and very many calls: where they stand, and what follows. */
const mentionsIn = perUnit(({ file: { text } }) =>
  [...text.matchAll(/\bIoSetCompletionRoutine(?:Ex)?\b[^;]{0,400}/g)].map(({ index, 0: words }) => ({ index, words })),
);

/** The functions that set a routine of that name. */
function functionsThatSet(unit: Unit, routine: string): Node[] {
  const { tree } = unit;
  const word = new RegExp(`\\b${routine}\\b`);
  const definitions = mentionsIn(unit).flatMap(({ index, words }) => {
    if (!word.test(words)) return [];
    return tree.enclosing(tree.nodeAt(index + 1), 'function_definition') ?? [];
  });
  return [...new Set(definitions)].filter((definition) =>
    installsIn(unit, definition).some((install) => install.routine === routine),
  );
}

function installsIn(unit: Unit, definition: Node): Install[] {
  return unit.tree.descendants(definition, 'call_expression').flatMap((node) => {
    const call = knownCall(unit, node);
    if (call === undefined || !/^IoSetCompletionRoutine(?:Ex)?$/.test(call.name)) return [];
    const [irp, routine] = [call.argument('Irp'), call.argument('CompletionRoutine')];
    if (irp === undefined || routine === undefined) return [];
    return [{ routine: functionReferenced(unit, routine), irp: spelt(unit, irp), node }];
  });
}

function requestsIn(unit: Unit, definition: Node, routine: string): KnownCall[] {
  const installs = installsIn(unit, definition);
  return unit.tree.descendants(definition, 'call_expression').flatMap((node) => {
    const call = knownCall(unit, node);
    const irp = call === undefined || !isWskFunction(call.name) ? undefined : irpOf(call);
    if (call === undefined || irp === undefined) return [];
    const name = spelt(unit, irp);
    return installs.findLast((one) => one.irp === name && one.node < node)?.routine === routine ? [call] : [];
  });
}

function irpOf(call: KnownCall): Node | undefined {
  const parameter = Object.entries(call.api.parameters).find(([, { role }]) => role === 'irp');
  return parameter === undefined ? undefined : call.argument(parameter[0]);
}

const spelt = (unit: Unit, expression: Node): string =>
  unit.tree.textOf(withoutCasts(unit, expression)).replaceAll(/\s+/g, '');

const nameOf = (unit: Unit, definition: Node): string =>
  unit.functions.find(({ node }) => node === definition)?.name ?? '';
