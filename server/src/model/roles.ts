import type { Node } from '../syntax/tree';
import { declaredAnnotations, type FunctionAnnotations } from './annotations';
import { below, outlineOf } from './outline';
import { perContext } from './per-unit';
import { functionInSlot, withoutCasts } from './references';
import type { FunctionDefinition, Unit } from './unit';

export {
  callbacksOf,
  callbacksSetIn,
  callbacksSetOutside,
  installedText,
  type CallbackRole,
  type InstalledCallback,
} from './callbacks';
export { functionReferenced } from './references';

/**
 * The names of the functions that are declared as those that the I/O manager hands other drivers' IRPs to: as
 * DRIVER_DISPATCH, or annotated as such, in the file or a header that it includes.
 */
export const declaredDispatchRoutines = perContext((unit) =>
  namesAnnotated(
    unit,
    ({ classes, dispatchTypes }) =>
      dispatchTypes.length > 0 || classes.some((name) => /^DRIVER_DISPATCH(?:_PAGED|_RAISED)?$/.test(name)),
  ),
);

/** The names of the functions that are declared as IO_COMPLETION_ROUTINE, by prototype or annotation, in the same places. */
export const completionRoutinePrototypes = perContext((unit) =>
  namesAnnotated(unit, ({ classes }) => classes.includes('IO_COMPLETION_ROUTINE')),
);

function namesAnnotated(unit: Unit, isMeant: (annotations: FunctionAnnotations) => boolean): ReadonlySet<string> {
  const declared = [declaredAnnotations(unit), ...unit.included.map(({ annotations }) => annotations)];
  return new Set(declared.flatMap((each) => [...each].flatMap(([name, said]) => (isMeant(said) ? [name] : []))));
}

/** The names of the functions that another puts into a driver object's MajorFunction table. */
export function dispatchRoutinesSetIn(unit: Unit, { body }: FunctionDefinition): ReadonlySet<string> {
  const { tree } = unit;
  // `DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;`, also `= … = DispatchRead`, also in a loop.
  const names = below(tree, body, outlineOf(tree).assignment_expression).flatMap((node) => {
    const [left, right] = [tree.field(node, 'left'), tree.field(node, 'right')];
    if (left === undefined || right === undefined || !isMajorFunction(unit, left)) return [];
    return functionInSlot(unit, assigned(unit, right)) ?? [];
  });
  return new Set(names);
}

function isMajorFunction(unit: Unit, left: Node): boolean {
  const { tree } = unit;
  const target = withoutCasts(unit, left);
  const table = tree.kind(target) === 'subscript_expression' ? tree.field(target, 'argument') : undefined;
  const field = table === undefined ? undefined : tree.field(withoutCasts(unit, table), 'field');
  return field !== undefined && tree.textOf(field) === 'MajorFunction';
}

/** The value at the end of `a = b = value`. */
function assigned(unit: Unit, right: Node): Node {
  const { tree } = unit;
  const node = withoutCasts(unit, right);
  const inner = tree.kind(node) === 'assignment_expression' ? tree.field(node, 'right') : undefined;
  return inner === undefined ? node : assigned(unit, inner);
}
