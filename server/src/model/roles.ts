import type { Node } from '../syntax/tree';
import { below, outlineOf } from './outline';
import { perContext, perUnit } from './per-unit';
import { declaredFunctions, prototypesOf } from './prototypes';
import { functionInSlot, withoutCasts } from './references';
import type { Unit } from './unit';

export { callbacksOf, type CallbackRole } from './callbacks';
export { functionReferenced } from './references';

/**
 * The names of the functions that the I/O manager hands other drivers' IRPs to: those put into a driver object's
 * MajorFunction table, and those declared as DRIVER_DISPATCH or annotated as such.
 */
export const dispatchRoutinesOf = perUnit(
  (unit): ReadonlySet<string> =>
    new Set([...inMajorFunction(unit, outlineOf(unit.tree).assignment_expression), ...declaredDispatchRoutines(unit)]),
);

/** Those that are declared as DRIVER_DISPATCH or annotated as such, in the file or a header that it includes. */
export const declaredDispatchRoutines = perContext(
  (unit): ReadonlySet<string> =>
    new Set([
      ...declaredAs(unit, /^DRIVER_DISPATCH(?:_PAGED|_RAISED)?$/),
      ...annotated(unit, 'DRIVER_DISPATCH'),
      ...unit.included.flatMap((header) => [...header.dispatchRoutines]),
    ]),
);

/** Those that a function puts into a MajorFunction table. */
export const dispatchRoutinesSetIn = (unit: Unit, body: Node): readonly string[] =>
  inMajorFunction(unit, below(unit.tree, body, outlineOf(unit.tree).assignment_expression));

/** The names of the functions that the file declares as IO_COMPLETION_ROUTINE, by prototype or annotation. */
export const completionRoutinePrototypes = perContext(
  (unit): ReadonlySet<string> =>
    new Set([
      ...declaredAs(unit, /^IO_COMPLETION_ROUTINE$/),
      ...annotated(unit, 'IO_COMPLETION_ROUTINE'),
      ...unit.included.flatMap((header) => [...header.completionRoutines]),
    ]),
);

function declaredAs(unit: Unit, typeName: RegExp): string[] {
  return [...declaredFunctions(unit)]
    .filter(([, types]) => types.some((type) => type.kind === 'named' && typeName.test(type.name)))
    .map(([name]) => name);
}

/** `_Function_class_(IO_COMPLETION_ROUTINE)` and `_Dispatch_type_(IRP_MJ_READ)` stand in the header of a function. */
function annotated(unit: Unit, functionClass: string): string[] {
  const wanted = unit.parsedText.annotations.filter(
    ({ name, arguments: inside }) =>
      (name === '_Function_class_' && inside?.trim() === functionClass) ||
      (name === '_Dispatch_type_' && functionClass === 'DRIVER_DISPATCH'),
  );
  if (wanted.length === 0) return [];
  const headers = headersOf(unit);
  return wanted.flatMap(({ start }) => headers.find(({ from, to }) => from <= start && start < to)?.name ?? []);
}

interface Header {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Each function's header: from the end of what stands before it to its body, or to the end of its prototype. */
function headersOf(unit: Unit): Header[] {
  const { tree } = unit;
  const prototypes = [...prototypesOf(unit)].flatMap(([name, all]) =>
    all.map(({ node }) => ({ name, node, to: tree.end(node) })),
  );
  const definitions = unit.functions.map(({ name, node, body }) => ({ name, node, to: tree.start(body) }));
  return [...prototypes, ...definitions].map(({ name, node, to }) => ({ name, from: endBefore(unit, node), to }));
}

function endBefore({ tree }: Unit, node: Node): number {
  const parent = tree.parent(node);
  const siblings = parent === undefined ? [] : tree.children(parent);
  const before = siblings[siblings.indexOf(node) - 1];
  return before === undefined ? 0 : tree.end(before);
}

/** `DriverObject->MajorFunction[IRP_MJ_READ] = DispatchRead;`, also `= … = DispatchRead`, also in a loop. */
function inMajorFunction(unit: Unit, assignments: readonly Node[]): string[] {
  const { tree } = unit;
  return assignments.flatMap((node) => {
    const [left, right] = [tree.field(node, 'left'), tree.field(node, 'right')];
    if (left === undefined || right === undefined || !isMajorFunction(unit, left)) return [];
    return functionInSlot(unit, assigned(unit, right)) ?? [];
  });
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
