import { knownCall } from '../model/dispatch';
import { completionRoutinePrototypes, functionReferenced } from '../model/roles';
import type { Unit } from '../model/unit';

/** Whether a name is declared as an IoCompletion routine, or handed to IoSetCompletionRoutine[Ex] in this file. */
export const isCompletionRoutine = (unit: Unit, name: string): boolean =>
  completionRoutinePrototypes(unit).has(name) || isInstalled(unit, name);

function isInstalled(unit: Unit, name: string): boolean {
  const { tree } = unit;
  if (!unit.file.text.includes('IoSetCompletionRoutine')) return false;
  return tree.descendants(tree.root, 'call_expression').some((node) => {
    const call = knownCall(unit, node);
    if (call?.name !== 'IoSetCompletionRoutine' && call?.name !== 'IoSetCompletionRoutineEx') return false;
    const routine = call.argument('CompletionRoutine');
    return routine !== undefined && functionReferenced(unit, routine) === name;
  });
}
