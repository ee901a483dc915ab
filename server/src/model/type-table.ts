import { callbackOfTypedef, describe, describeCallback, functionOfTypedef } from '../knowledge';
import { structures } from '../knowledge/structures';
import type { Node, SyntaxTree } from '../syntax/tree';
import { aliasType, classesIn } from './classes';
import { pointerTo, typeSpelt, unknownType, type CType } from './ctype';
import { baseType, declaredNames, tagOf } from './declarators';
import { included } from './included';
import { outlineOf } from './outline';
import { perContext } from './per-unit';
import type { Unit } from './unit';

/** The members of a struct or union and their types, in order; those of unnamed members are its own. */
export type MemberTypes = ReadonlyMap<string, CType>;

/** A longer chain of typedefs goes in a circle. */
const LONGEST_CHAIN = 32;

/** Function types of the WDK with which drivers declare routines: `IO_COMPLETION_ROUTINE SendDone;`. */
const FUNCTION_TYPES: Readonly<Record<string, string>> = {
  DRIVER_INITIALIZE: 'NTSTATUS',
  DRIVER_UNLOAD: 'VOID',
  DRIVER_DISPATCH: 'NTSTATUS',
  DRIVER_DISPATCH_RAISED: 'NTSTATUS',
  DRIVER_DISPATCH_PAGED: 'NTSTATUS',
  DRIVER_ADD_DEVICE: 'NTSTATUS',
  DRIVER_CANCEL: 'VOID',
  DRIVER_REINITIALIZE: 'VOID',
  IO_COMPLETION_ROUTINE: 'NTSTATUS',
  IO_WORKITEM_ROUTINE: 'VOID',
  IO_WORKITEM_ROUTINE_EX: 'VOID',
  IO_TIMER_ROUTINE: 'VOID',
  IO_DPC_ROUTINE: 'VOID',
  KDEFERRED_ROUTINE: 'VOID',
  KSTART_ROUTINE: 'VOID',
  KSERVICE_ROUTINE: 'BOOLEAN',
  WORKER_THREAD_ROUTINE: 'VOID',
  EX_CALLBACK_FUNCTION: 'NTSTATUS',
};

/** Types that `P` before the name makes a pointer to, although no file declares them. */
const PLAIN_TYPES: ReadonlySet<string> = new Set(
  `VOID CHAR UCHAR SHORT USHORT INT UINT LONG ULONG LONGLONG ULONGLONG LONG64 ULONG64 LONG_PTR ULONG_PTR SIZE_T BOOLEAN
   BYTE WORD DWORD WCHAR NTSTATUS HANDLE KIRQL KSPIN_LOCK GUID NPIID ADDRESS_FAMILY ETHREAD EPROCESS FILE_OBJECT
   SECURITY_DESCRIPTOR IN_ADDR IN6_ADDR ADDRINFOEXW CMSGHDR`.split(/\s+/),
);

interface TypeTable {
  readonly typedefs: ReadonlyMap<string, CType>;
  /** By tag: of the structures that the file declares. */
  readonly members: ReadonlyMap<string, MemberTypes>;
  /** Of those that it does not, as they are asked for. */
  readonly others: Map<string, MemberTypes | undefined>;
}

export const typesDeclaredIn = perContext(({ tree }): TypeTable => {
  const outline = outlineOf(tree);
  const typedefs = new Map<string, CType>();
  for (const node of outline.type_definition) {
    for (const { name, type } of declaredNames(tree, node)) if (!typedefs.has(name)) typedefs.set(name, type);
  }
  for (const [name, text] of tree.cpp?.aliases ?? []) if (!typedefs.has(name)) typedefs.set(name, aliasType(text));
  const members = new Map<string, MemberTypes>([...classesIn(tree)].map(([name, each]) => [name, each.members]));
  for (const node of [...outline.struct_specifier, ...outline.union_specifier]) {
    const [body, tag] = [tree.field(node, 'body'), tagOf(tree, node)];
    if (body !== undefined && !members.has(tag)) members.set(tag, new Map(membersIn(tree, body)));
  }
  return { typedefs, members, others: new Map() };
});

/** The type that a name stands for, through all typedefs; a name that nobody declares stands for itself. */
export function resolve(unit: Unit, type: CType): CType {
  let at = type;
  for (let step = 0; step < LONGEST_CHAIN && at.kind === 'named'; step++) {
    const next = meaningOf(unit, at.name);
    if (next === undefined) return at;
    at = next;
  }
  return at;
}

/** What a type name is declared as: in the file, in the headers that the tables know, or by the habit of the WDK's names. */
function meaningOf(unit: Unit, name: string): CType | undefined {
  return declaredMeaning(unit, name) ?? knownMeaning(name) ?? pointerByName(unit, name);
}

const declaredMeaning = (unit: Unit, name: string): CType | undefined =>
  typesDeclaredIn(unit).typedefs.get(name) ??
  included(unit, ({ typedefs }) => typedefs.get(name)) ??
  (unit.tree.cpp === undefined ? undefined : meaningInCpp(unit, name));

/** In C++ the tag of a structure is a type by itself. A name of a namespace means what it means without that. */
function meaningInCpp(unit: Unit, name: string): CType | undefined {
  if (declaredMembers(unit, name) !== undefined) return { kind: 'struct', tag: name };
  const qualifier = name.indexOf('::');
  return qualifier < 0 ? undefined : { kind: 'named', name: name.slice(qualifier + 2) };
}

/** Whether a name is that of a type: one of the file, of the tables, or a plain one of C or the WDK. */
export const isTypeName = (unit: Unit, name: string): boolean =>
  PLAIN_TYPES.has(name) || meaningOf(unit, name) !== undefined;

function knownMeaning(name: string): CType | undefined {
  if (Object.hasOwn(structures, name)) return { kind: 'struct', tag: name };
  if (name.startsWith('PFN_WSK_')) return functionPointer(name);
  const returns = Object.hasOwn(FUNCTION_TYPES, name) ? FUNCTION_TYPES[name] : undefined;
  return returns === undefined ? undefined : { kind: 'function', returns: typeSpelt(returns) };
}

function functionPointer(typedef: string): CType | undefined {
  const [callee, callback] = [functionOfTypedef(typedef), callbackOfTypedef(typedef)];
  const api = callee === undefined ? undefined : describe(callee);
  const returns = api?.returns ?? (callback === undefined ? undefined : describeCallback(callback)?.returns);
  return returns === undefined ? undefined : pointerTo({ kind: 'function', returns: typeSpelt(returns) });
}

/** The WDK calls a pointer to X `PX`, and a pointer to a constant X `PCX`. */
function pointerByName(unit: Unit, name: string): CType | undefined {
  if (name.startsWith('PWSK_')) return pointerTo({ kind: 'named', name: name.slice(1) });
  for (const prefix of ['P', 'PC']) {
    const target = name.slice(prefix.length);
    if (!name.startsWith(prefix) || target === '') continue;
    const isType =
      PLAIN_TYPES.has(target) || declaredMeaning(unit, target) !== undefined || knownMeaning(target) !== undefined;
    if (isType) return pointerTo({ kind: 'named', name: target });
  }
  return undefined;
}

/** What a pointer points at, or an array holds; unknown for any other type. */
export function targetOf(unit: Unit, type: CType): CType {
  const resolved = resolve(unit, type);
  if (resolved.kind === 'pointer') return resolved.to;
  return resolved.kind === 'array' ? resolved.of : unknownType;
}

/** The type of a member of a struct or union; unknown where there is none of that name, or the struct is not known. */
export const memberType = (unit: Unit, type: CType, name: string): CType =>
  membersOf(unit, type)?.get(name) ?? unknownType;

/** The members of a struct or union; undefined for another type, and for one whose members nobody declares. */
export function membersOf(unit: Unit, type: CType): MemberTypes | undefined {
  const resolved = resolve(unit, type);
  if (resolved.kind !== 'struct') return undefined;
  const { tag } = resolved;
  const { members, others } = typesDeclaredIn(unit);
  const own = members.get(tag);
  if (own !== undefined || others.has(tag)) return own ?? others.get(tag);
  const other = declaredMembers(unit, tag) ?? tabledMembers(tag);
  others.set(tag, other);
  return other;
}

/** The members of a structure that the file, or a header of the project that it includes, declares. */
export const declaredMembers = (unit: Unit, tag: string): MemberTypes | undefined =>
  typesDeclaredIn(unit).members.get(tag) ?? included(unit, (header) => header.members.get(tag));

function tabledMembers(tag: string): MemberTypes | undefined {
  const name = tag.replace(/^_+/, '');
  const known = Object.hasOwn(structures, name) ? structures[name] : undefined;
  return known && new Map(Object.entries(known).map(([member, type]) => [member, typeSpelt(type)]));
}

/** The members that the list of a struct or union declares, those of unnamed ones inside too. */
function membersIn(tree: SyntaxTree, list: Node): (readonly [string, CType])[] {
  return tree.namedChildren(list).flatMap((node) => {
    // What stands between #if and #endif is a list of its own.
    if (tree.kind(node) !== 'field_declaration')
      return tree.kind(node).startsWith('preproc_') ? membersIn(tree, node) : [];
    if (tree.field(node, 'declarator') !== undefined) {
      return declaredNames(tree, node).map(({ name, type }) => [name, type] as const);
    }
    const specifier = tree.field(node, 'type');
    const body = specifier === undefined ? undefined : tree.field(specifier, 'body');
    return body === undefined || baseType(tree, specifier).kind !== 'struct' ? [] : membersIn(tree, body);
  });
}

/** Whether a type is a pointer to the structure or type of that name, whatever typedefs spell it. */
export function isPointerTo(unit: Unit, type: CType, name: string): boolean {
  const resolved = resolve(unit, type);
  return resolved.kind === 'pointer' && isNamed(unit, resolved.to, name);
}

const isNamed = (unit: Unit, type: CType, name: string): boolean =>
  namesOf(unit, type).includes(name) || structureName(unit, type) === name;

/** The name of the structure that a type is, without leading underscores: `WSK_PROVIDER_LISTEN_DISPATCH`. */
export function structureName(unit: Unit, type: CType): string | undefined {
  const resolved = resolve(unit, type);
  return resolved.kind === 'struct' ? resolved.tag.replace(/^_+/, '') : undefined;
}

/** The names under which a type is declared, from its own through all typedefs: for a typedef of it, PFN_WSK_BIND is the last. */
export function namesOf(unit: Unit, type: CType): string[] {
  const names: string[] = [];
  for (
    let at: CType | undefined = type;
    at?.kind === 'named' && names.length < LONGEST_CHAIN;
    at = meaningOf(unit, at.name)
  ) {
    names.push(at.name);
  }
  return names;
}
