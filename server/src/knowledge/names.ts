import { callbackOfTypedef, callbacks, describe, describeCallback, functionOfTypedef, functions } from '.';
import { constantDescribers } from './constant-names';
import type { MemberEntry, NameEntry } from './name-entry';
import { structureFacts, structureText } from './name-facts';
import { learn } from './pages';
import { meaningOf, structureNamed } from './structure-meanings';
import { knownStructures, structures } from './structures';

export type { MemberEntry, NameEntry, NameKind } from './name-entry';
export { structureNamed } from './structure-meanings';

/** Names for structures and unions that have none in C. */
const UNNAMED_IN_C: ReadonlySet<string> = new Set(['IRP_ASSOCIATED', 'IRP_TAIL', 'IRP_TAIL_OVERLAY']);

/** Structures of which the tables have only the members that matter. */
const PARTLY_LISTED: ReadonlySet<string> = new Set([
  'IRP',
  'IO_STACK_LOCATION',
  'DRIVER_OBJECT',
  'DEVICE_OBJECT',
  'MDL',
  'SOCKADDR_STORAGE',
  'NPI_MODULEID',
]);

/** These are unions, or have a typedef of another shape: their declaration would mislead. */
const NOT_DECLARED: ReadonlySet<string> = new Set(['LARGE_INTEGER', 'SOCKADDR_INET', 'IO_STATUS_BLOCK', 'CMSGHDR']);

function describeStructure(name: string): NameEntry | undefined {
  const structure = structureNamed(name);
  if (structure === undefined || UNNAMED_IN_C.has(structure)) return undefined;
  const meaning = meaningOf(structure);
  const value = NOT_DECLARED.has(structure)
    ? undefined
    : structureText(structure, structures[structure] ?? {}, PARTLY_LISTED.has(structure));
  const isPointer = name !== structure && name !== `_${structure}`;
  return {
    kind: 'structure',
    summary: meaning.summary,
    ...(value === undefined ? {} : { value }),
    ...(isPointer ? { of: structure } : {}),
    facts: structureFacts(meaning),
    rules: meaning.rules ?? [],
    page: learn.ddi(meaning.page),
  };
}

/** The type of a pointer to a function or callback of wsk.h. */
function describePointerType(name: string): NameEntry | undefined {
  const target = functionOfTypedef(name) ?? callbackOfTypedef(name);
  const entry = target === undefined ? undefined : (describe(target) ?? describeCallback(target));
  if (target === undefined || entry === undefined) return undefined;
  return {
    kind: 'type',
    summary: `Points to a ${target} function. ${entry.summary}`,
    of: target,
    facts: [],
    page: learn.ddi(entry.page),
  };
}

const describers = [describeStructure, describePointerType, ...constantDescribers.map(({ describe: of }) => of)];

/**
 * What the tables say of a name that is no function: a structure (by its name, its tag or the type of a pointer to it),
 * an enumeration or enumerator, a flag, a status, an option, a control code, a macro or a type of wsk.h.
 * Undefined where they do not know the name.
 */
export function describeName(name: string): NameEntry | undefined {
  for (const describer of describers) {
    const entry = describer(name);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** What a member that holds a function or a callback of WSK does. */
function summaryOfTarget(type: string): string | undefined {
  const target = functionOfTypedef(type) ?? callbackOfTypedef(type);
  if (target === undefined) return undefined;
  return (describe(target) ?? describeCallback(target))?.summary;
}

/**
 * A member of a structure, which may be named by its own name, its tag or the type of a pointer to it; undefined for
 * any other structure or member.
 */
export function describeMember(structure: string, member: string): MemberEntry | undefined {
  const own = structureNamed(structure);
  if (own === undefined) return undefined;
  const type = Object.entries(structures[own] ?? {}).find(([name]) => name === member)?.[1];
  if (type === undefined) return undefined;
  return { type, about: meaningOf(own).members[member] ?? summaryOfTarget(type) ?? '' };
}

const pointerTypes = Object.values(structures)
  .flatMap((members) => Object.values(members))
  .filter((type) => describePointerType(type) !== undefined);

/** Every name that is explained: functions and callbacks, and all that describeName knows by its own name. */
export const describedNames: readonly string[] = [
  ...new Set([
    ...Object.keys(functions),
    ...Object.keys(callbacks),
    ...Object.keys(knownStructures).filter((name) => !UNNAMED_IN_C.has(name)),
    ...pointerTypes,
    ...constantDescribers.flatMap(({ names }) => names),
  ]),
];
