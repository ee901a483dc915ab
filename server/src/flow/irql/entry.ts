import { describeCallback } from '../../knowledge';
import { annotationsOf } from '../../model/annotations';
import { knownCall, type KnownCall } from '../../model/dispatch';
import { below, outlineOf } from '../../model/outline';
import { pagedCodeIn, pagedSectionOf } from '../../model/paged';
import { perUnit } from '../../model/per-unit';
import { functionInSlot, withoutCasts } from '../../model/references';
import { callbacksOf } from '../../model/roles';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import { anyUpTo, between, exactly, fromEitherCaller, within, type IrqlRange, type IrqlReason } from './range';

/** Who calls a function, other than the driver: an event of WSK, or the function type of the WDK. */
export type EntryRole = string;

/** At which IRQL the callers of a role call. */
type RoleIrql =
  /** Always there. */
  | { readonly at: 'PASSIVE_LEVEL' | 'DISPATCH_LEVEL' | 'HIGH_LEVEL' }
  /** At any level up to there, as it happens. */
  | { readonly anyUpTo: 'DISPATCH_LEVEL' }
  /** Not above; how high depends on who sends the request, or how the driver is set up. */
  | { readonly noMoreThan: 'APC_LEVEL' | 'DISPATCH_LEVEL' };

const PASSIVE: RoleIrql = { at: 'PASSIVE_LEVEL' };
const DISPATCH: RoleIrql = { at: 'DISPATCH_LEVEL' };
const ANY: RoleIrql = { anyUpTo: 'DISPATCH_LEVEL' };
const UP_TO_DISPATCH: RoleIrql = { noMoreThan: 'DISPATCH_LEVEL' };

/** The function types of the WDK, by the pages that describe them. */
const ROLES: Readonly<Record<string, RoleIrql>> = {
  DRIVER_INITIALIZE: PASSIVE,
  DRIVER_REINITIALIZE: PASSIVE,
  DRIVER_UNLOAD: PASSIVE,
  DRIVER_ADD_DEVICE: PASSIVE,
  DRIVER_DISPATCH: UP_TO_DISPATCH,
  DRIVER_DISPATCH_RAISED: UP_TO_DISPATCH,
  DRIVER_DISPATCH_PAGED: { noMoreThan: 'APC_LEVEL' },
  DRIVER_STARTIO: DISPATCH,
  DRIVER_CANCEL: DISPATCH,
  DRIVER_CONTROL: DISPATCH,
  IO_COMPLETION_ROUTINE: ANY,
  IO_WORKITEM_ROUTINE: PASSIVE,
  IO_WORKITEM_ROUTINE_EX: PASSIVE,
  WORKER_THREAD_ROUTINE: PASSIVE,
  KSTART_ROUTINE: PASSIVE,
  IO_TIMER_ROUTINE: DISPATCH,
  IO_DPC_ROUTINE: DISPATCH,
  KDEFERRED_ROUTINE: DISPATCH,
  EXT_CALLBACK: DISPATCH,
  KSERVICE_ROUTINE: { at: 'HIGH_LEVEL' },
  EVT_WDF_DRIVER_DEVICE_ADD: PASSIVE,
  EVT_WDF_DRIVER_UNLOAD: PASSIVE,
  EVT_WDF_WORKITEM: PASSIVE,
  EVT_WDF_DPC: DISPATCH,
  EVT_WDF_INTERRUPT_DPC: DISPATCH,
  EVT_WDF_TIMER: UP_TO_DISPATCH,
  EVT_WDF_REQUEST_COMPLETION_ROUTINE: ANY,
  EVT_WDF_REQUEST_CANCEL: UP_TO_DISPATCH,
  EVT_WDF_OBJECT_CONTEXT_CLEANUP: UP_TO_DISPATCH,
  EVT_WDF_OBJECT_CONTEXT_DESTROY: UP_TO_DISPATCH,
  EVT_WDF_IO_QUEUE_IO_DEFAULT: UP_TO_DISPATCH,
  EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL: UP_TO_DISPATCH,
  EVT_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL: UP_TO_DISPATCH,
  EVT_WDF_IO_QUEUE_IO_READ: UP_TO_DISPATCH,
  EVT_WDF_IO_QUEUE_IO_WRITE: UP_TO_DISPATCH,
};

/** Requests that the I/O manager and the Plug and Play manager send below DISPATCH_LEVEL only. */
const PASSIVE_REQUESTS: ReadonlySet<string> = new Set([
  'IRP_MJ_CREATE',
  'IRP_MJ_CLOSE',
  'IRP_MJ_CLEANUP',
  'IRP_MJ_SHUTDOWN',
  'IRP_MJ_PNP',
  'IRP_MJ_SYSTEM_CONTROL',
]);

/**
 * The functions that a file hands to others to be called, with what they are called as: `WskReceiveEvent` for the slot of
 * a client dispatch table, else the function type of the WDK (`IO_COMPLETION_ROUTINE`), followed by the major function for
 * a dispatch routine (`DRIVER_DISPATCH IRP_MJ_CREATE`). The function may be defined in another file.
 */
export const installedRoutines = perUnit((unit): ReadonlyMap<string, ReadonlySet<EntryRole>> => {
  const found = new Map<string, Set<EntryRole>>();
  const add = (name: string, role: EntryRole) => found.set(name, (found.get(name) ?? new Set<string>()).add(role));
  for (const { name, role } of installations(unit)) add(name, role);
  return found;
});

/** A place where a function is handed to others to be called. */
export interface Installation {
  /** The function, which may be defined in another file. */
  readonly name: string;
  readonly role: EntryRole;
  /** The expression that names the function. */
  readonly node: Node;
  /** The call that hands it over; undefined for a slot, and for the driver object. */
  readonly call: KnownCall | undefined;
}

/** The same, each place for itself, in the order of the text. */
export const installations = perUnit((unit): readonly Installation[] =>
  [
    ...callbacksOf(unit).map(({ functionName, callback, node }) => ({
      name: functionName,
      role: callback,
      node,
      call: undefined,
    })),
    ...inCalls(unit, unit.tree.root),
    ...inDriverObject(unit, unit.tree.root),
  ].sort((one, other) => one.node - other.node),
);

/**
 * What a function hands over in calls, and puts into a driver object. It names no place. What it puts into client dispatch
 * tables is among what its text says (`FunctionFacts.callbacks`).
 */
export const routinesHandedOver = (
  unit: Unit,
  { body }: FunctionDefinition,
): readonly Pick<Installation, 'name' | 'role'>[] =>
  [...inCalls(unit, body), ...inDriverObject(unit, body)].map(({ name, role }) => ({ name, role }));

/** `KeInitializeDpc(&Dpc, DpcRoutine, Context)`: the parameter's type says what the routine is. */
function inCalls(unit: Unit, within: Node): Installation[] {
  return unit.tree.descendants(within, 'call_expression').flatMap((node) => {
    const known = knownCall(unit, node);
    if (known === undefined) return [];
    return Object.entries(known.api.parameters).flatMap(([parameter, { role, type }]) => {
      const argument = role === 'routine' ? known.argument(parameter) : undefined;
      const name = argument === undefined ? undefined : functionInSlot(unit, argument);
      const entryRole = type.replace(/^P/, '');
      if (argument === undefined || name === undefined || ROLES[entryRole] === undefined) return [];
      return [{ name, role: entryRole, node: argument, call: known }];
    });
  });
}

const SLOTS: Readonly<Record<string, EntryRole>> = {
  DriverUnload: 'DRIVER_UNLOAD',
  DriverStartIo: 'DRIVER_STARTIO',
  AddDevice: 'DRIVER_ADD_DEVICE',
};

/** `DriverObject->DriverUnload = Unload;`, `DriverObject->MajorFunction[IRP_MJ_CREATE] = Create;` */
function inDriverObject(unit: Unit, within: Node): Installation[] {
  const { tree } = unit;
  return below(tree, within, outlineOf(tree).assignment_expression).flatMap((node) => {
    const [left, right] = [tree.field(node, 'left'), tree.field(node, 'right')];
    const role = left === undefined ? undefined : slotRole(unit, withoutCasts(unit, left));
    const name = role === undefined || right === undefined ? undefined : functionInSlot(unit, right);
    if (role === undefined || name === undefined || right === undefined) return [];
    return [{ name, role, node: right, call: undefined }];
  });
}

function slotRole({ tree }: Unit, target: Node): EntryRole | undefined {
  if (tree.kind(target) === 'field_expression') return SLOTS[tree.textOf(tree.field(target, 'field') ?? target)];
  if (tree.kind(target) !== 'subscript_expression') return undefined;
  const [table, index] = [tree.field(target, 'argument'), tree.field(target, 'index')];
  const field = table === undefined ? undefined : tree.field(table, 'field');
  const isTable = field !== undefined && tree.textOf(field) === 'MajorFunction';
  return isTable && index !== undefined ? `DRIVER_DISPATCH ${tree.textOf(index)}` : undefined;
}

/** What a function's own headers and body say of the level at which it is entered. It names no place. */
export interface DeclaredEntry {
  /** What it is called as by its prototypes, its annotations and its name. */
  readonly roles: readonly EntryRole[];
  /** By its annotations, its section and PAGED_CODE; undefined where nothing is said. */
  readonly range: IrqlRange | undefined;
}

export const declaredEntryOf = (unit: Unit, definition: FunctionDefinition): DeclaredEntry => ({
  roles: declaredRolesOf(unit, definition.name),
  range: ownWord(unit, definition),
});

/** What a function is called as by its prototypes, its annotations and its name. */
export function declaredRolesOf(unit: Unit, name: string): readonly EntryRole[] {
  const { classes, dispatchTypes } = annotationsOf(unit, name);
  const dispatched = dispatchTypes.map((major) => `DRIVER_DISPATCH ${major}`);
  const roles = [
    ...classes,
    ...dispatched,
    ...typeInHeaders(unit, name),
    ...(name === 'DriverEntry' ? ['DRIVER_INITIALIZE'] : []),
  ];
  return joinedRoles(roles);
}

/** `EVT_WDF_WORKITEM Work;` in a header that does not know the type reads as a variable. */
const typeInHeaders = ({ included }: Unit, name: string): EntryRole[] =>
  included.flatMap(({ variables }) => {
    const type = variables.get(name);
    return type?.kind === 'named' ? [type.name] : [];
  });

/** The roles of a function that say at which IRQL it is entered, each once. */
export function joinedRoles(all: Iterable<EntryRole>): readonly EntryRole[] {
  const roles = [...new Set(all)].filter((role) => irqlOfRole(role) !== undefined);
  // The major functions say more than the type does.
  const isDetailed = roles.some((role) => role.startsWith('DRIVER_DISPATCH '));
  return isDetailed ? roles.filter((role) => role !== 'DRIVER_DISPATCH') : roles;
}

/** The IRQL at which a role's callers call; undefined for one that nobody knows. */
function irqlOfRole(role: EntryRole): IrqlRange | undefined {
  const reason: IrqlReason = { kind: 'role', name: role.split(' ')[0] ?? role };
  if (describeCallback(role) !== undefined) return anyUpTo('DISPATCH_LEVEL', reason);
  const [type = '', major = ''] = role.split(' ');
  if (PASSIVE_REQUESTS.has(major)) return between('PASSIVE_LEVEL', 'APC_LEVEL', reason);
  const known = Object.hasOwn(ROLES, type) ? ROLES[type] : undefined;
  if (known === undefined) return undefined;
  if ('at' in known) return exactly(known.at, reason);
  if ('anyUpTo' in known) return anyUpTo(known.anyUpTo, reason);
  return between('PASSIVE_LEVEL', known.noMoreThan, reason);
}

/**
 * The IRQL at which a function is entered, as its own file says: by its roles, or else by its annotations, its section and
 * PAGED_CODE.
 *
 * @param more Roles that other files give it.
 * @returns undefined where nothing says so; only its callers can tell then.
 */
export function entryIrqlOf(
  unit: Unit,
  definition: FunctionDefinition,
  more: Iterable<EntryRole> = [],
): IrqlRange | undefined {
  const declared = declaredEntryOf(unit, definition);
  const installed = installedRoutines(unit).get(definition.name) ?? [];
  return entryIrqlAs(joinedRoles([...declared.roles, ...installed, ...more]), declared.range);
}

/**
 * The IRQL at which a function with these roles is entered.
 *
 * @param declared What the function says of itself.
 * @returns undefined where nothing says so.
 */
export function entryIrqlAs(roles: readonly EntryRole[], declared: IrqlRange | undefined): IrqlRange | undefined {
  const [first, ...rest] = roles.flatMap((role) => irqlOfRole(role) ?? []);
  if (first === undefined) return declared;
  const range = rest.reduce(fromEitherCaller, first);
  // Where the role leaves the level to circumstances, the author knows them; no word of the author lowers a contract.
  const isOpen = range.reaches === range.least && range.least !== range.greatest;
  return isOpen && declared !== undefined ? (within(range, declared.least, declared.greatest) ?? range) : range;
}

/** What the function says of itself: where it may be called is where its author expects it to run. */
function ownWord(unit: Unit, definition: FunctionDefinition): IrqlRange | undefined {
  const { max, min } = annotationsOf(unit, definition.name);
  const paged = pagedReason(unit, definition);
  if (max === undefined && min === undefined) {
    return paged === undefined ? undefined : between('PASSIVE_LEVEL', 'APC_LEVEL', paged);
  }
  const reason: IrqlReason = { kind: 'annotation', name: definition.name };
  const least = min ?? 'PASSIVE_LEVEL';
  const greatest = max ?? 'HIGH_LEVEL';
  const range: IrqlRange =
    max === undefined
      ? between(least, greatest, reason)
      : { least, greatest, reaches: greatest, fallsTo: least, reason };
  return paged === undefined ? range : (within(range, 'PASSIVE_LEVEL', 'APC_LEVEL') ?? range);
}

/** Why the code of a function may be paged out; undefined where it may not. */
export function pagedReason(unit: Unit, definition: FunctionDefinition): IrqlReason | undefined {
  const section = pagedSectionOf(unit, definition);
  if (section !== undefined) return { kind: 'paged', name: section.by };
  return pagedCodeIn(unit, definition).length > 0 ? { kind: 'paged', name: 'PAGED_CODE' } : undefined;
}
