import { isCallback } from '../knowledge';
import type { Analysis } from '../flow/analysis';
import { declaredRolesOf, entryIrqlOf, installedRoutines, type EntryRole } from '../flow/irql/entry';
import { callbacksOf } from '../model/roles';
import type { FunctionDefinition, Unit } from '../model/unit';
import type { ListedFunction } from '../project/directory';
import { requestsCompletedBy } from './completion-routine';
import { irqlRangeText } from './irql-text';

/** A function of the driver that WSK or the kernel calls. */
export interface Routine {
  readonly definition: FunctionDefinition;
  /** What it is called as: `WskAcceptEvent of ListenDispatch`, `IoCompletion routine of WskSend`; never empty. */
  readonly roles: readonly string[];
  /** At which IRQL it is entered; undefined where nothing bounds it. */
  readonly irql: string | undefined;
}

/** Also of an IRP that does not go to WSK. */
const COMPLETION: EntryRole = 'IO_COMPLETION_ROUTINE';

/** Nobody in the driver hands it over, and everybody knows who calls it. */
const ENTRY: EntryRole = 'DRIVER_INITIALIZE';

/**
 * The functions of a file that WSK or the kernel calls, in the order of the text.
 *
 * @param analysis What the engine knows of this very unit. Without it only the file itself is looked at, and only for
 *   what has to do with WSK.
 */
export function routinesIn(unit: Unit, analysis?: Analysis): readonly Routine[] {
  const from = analysis ?? unit;
  let routines = known.get(from);
  if (routines === undefined) {
    routines = unit.functions.flatMap((definition) => routineOf(unit, definition, analysis) ?? []);
    known.set(from, routines);
  }
  return routines;
}

/** Outline, lenses and hints ask for the same. */
const known = new WeakMap<Analysis | Unit, readonly Routine[]>();

/** Undefined where only the driver calls it. */
function routineOf(unit: Unit, definition: FunctionDefinition, analysis?: Analysis): Routine | undefined {
  if (analysis !== undefined && !mayBeCalled(analysis, definition)) return undefined;
  const entry = analysis?.entryOf(definition.name);
  const others = entry?.roles ?? rolesInFile(unit, definition);
  const roles = [
    ...eventTexts(unit, definition, analysis),
    ...(others.includes(COMPLETION) ? [completionText(unit, definition, analysis)] : []),
    // Of what has nothing to do with WSK, the engine says nothing.
    ...(entry === undefined ? [] : kernelTexts(others)),
  ];
  if (roles.length === 0) return undefined;
  const range = entry?.range ?? entryIrqlOf(unit, definition);
  return { definition, roles, irql: range && irqlRangeText(range) };
}

/** Whether anything in the project gives the function a role; to find out how it is entered costs more. */
const mayBeCalled = (analysis: Analysis, definition: FunctionDefinition): boolean =>
  analysis.installedAs(definition).size > 0 ||
  analysis.slotsOf(definition).length > 0 ||
  declaredRolesOf(analysis.unit, definition.name).length > 0 ||
  analysis.usesCompletedBy(analysis.idOf(definition)).length > 0;

/** A routine on one line: `IoCompletion routine of WskAccept · ≤ DISPATCH_LEVEL`. */
export const routineText = ({ roles, irql }: Routine): string =>
  [roles.join(', '), ...(irql === undefined ? [] : [irql])].join(' · ');

/** What the project as a whole says that a function is called as; without what follows from following it. */
export const listedRoles = ({ slots, roles }: ListedFunction): readonly string[] => [
  ...together(slots.map(({ callback, table }) => [callback, table])),
  ...(roles.has(COMPLETION) ? [ROUTINE] : []),
  ...kernelTexts([...roles]),
];

/** What its own file says that a function is called as. */
const rolesInFile = (unit: Unit, definition: FunctionDefinition): readonly EntryRole[] => [
  ...declaredRolesOf(unit, definition.name),
  ...(installedRoutines(unit).get(definition.name) ?? []),
];

/** One text for each event, with all tables. */
function eventTexts(unit: Unit, definition: FunctionDefinition, analysis: Analysis | undefined): string[] {
  const slots =
    analysis?.slotsOf(definition) ?? callbacksOf(unit).filter(({ functionName }) => functionName === definition.name);
  return together(slots.map(({ callback, table }) => [callback, table]));
}

function completionText(unit: Unit, definition: FunctionDefinition, analysis: Analysis | undefined): string {
  const requests =
    analysis === undefined
      ? requestsCompletedBy(unit, definition.name).map(({ name }) => name)
      : requestsSeen(analysis, definition);
  return together([[ROUTINE, undefined], ...requests.map((name) => [ROUTINE, name] as const)]).join();
}

const ROUTINE = 'IoCompletion routine';

const requestsSeen = (analysis: Analysis, definition: FunctionDefinition): string[] =>
  analysis.usesCompletedBy(analysis.idOf(definition)).flatMap(({ use }) => (use.kind === 'wsk' ? [use.callee] : []));

/** `DRIVER_DISPATCH of IRP_MJ_CREATE, IRP_MJ_CLOSE`, `IO_WORKITEM_ROUTINE` */
const kernelTexts = (roles: readonly EntryRole[]): string[] =>
  together(
    roles.flatMap((role) => {
      const [type = role, major] = role.split(' ');
      return isCallback(role) || role === COMPLETION || role === ENTRY ? [] : [[type, major] as const];
    }),
  );

/** One text for all that are the same, with what they are of. */
function together(roles: readonly (readonly [string, string | undefined])[]): string[] {
  const found = new Map<string, Set<string>>();
  for (const [role, of] of roles) {
    const known = found.get(role) ?? new Set();
    found.set(role, known);
    if (of !== undefined) known.add(of);
  }
  return [...found].map(([role, of]) => (of.size === 0 ? role : `${role} of ${listed([...of])}`));
}

/** How many names a text lists before it counts the rest. */
const LISTED = 3;

function listed(names: readonly string[]): string {
  if (names.length <= LISTED + 1) return names.join(', ');
  return `${names.slice(0, LISTED).join(', ')} and ${names.length - LISTED} more`;
}
