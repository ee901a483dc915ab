import type { Node } from '../syntax/tree';
import type { CType } from './ctype';
import { declaredNames, tagOf } from './declarators';
import { outlineOf } from './outline';
import { perContext } from './per-unit';
import { resolve } from './type-table';
import type { Unit } from './unit';

/** The members of a structure that lie in one place with others: those of a union, and those of an unnamed union inside. */
export type SharedMembers = ReadonlyMap<string, readonly string[]>;

/** By the structure's tag; only structures of the file. */
export const sharedMembersOf = perContext((unit): ReadonlyMap<string, SharedMembers> => {
  const { tree } = unit;
  const outline = outlineOf(tree);
  const found = new Map<string, SharedMembers>();
  for (const node of outline.union_specifier) {
    const tag = ownerOf(unit, node);
    const names = membersOf(unit, node);
    found.set(tag, new Map([...(found.get(tag) ?? []), ...names.map((name) => [name, names] as const)]));
  }
  return found;
});

/** The other members of a structure that are written when one is, because they lie in a union of the file with it. */
export const sharingMemoryWith = (unit: Unit, type: CType, member: string): readonly string[] =>
  (sharedMembersIn(unit, type).get(member) ?? []).filter((name) => name !== member);

/** The members of a structure of the file, its headers or the WDK that lie in one place with others. */
export function sharedMembersIn(unit: Unit, type: CType): SharedMembers {
  const resolved = resolve(unit, type);
  if (resolved.kind !== 'struct') return none;
  const { tag } = resolved;
  return (
    sharedMembersOf(unit).get(tag) ??
    unit.included.find(({ sharedMembers }) => sharedMembers.has(tag))?.sharedMembers.get(tag) ??
    sharedInWdk.get(tag.replace(/^_+/, '')) ??
    none
  );
}

const none: SharedMembers = new Map();

/** Unions in structures of wdm.h that drivers write to. */
const sharedInWdk: ReadonlyMap<string, SharedMembers> = new Map(
  [['IO_STATUS_BLOCK', ['Status', 'Pointer']] as const].map(([tag, names]) => [
    tag,
    new Map(names.map((name) => [name, names])),
  ]),
);

/** The tag of the structure whose members those of a union are: its own, or that around an unnamed one. */
function ownerOf({ tree }: Unit, node: Node): string {
  const declaration = tree.parent(node);
  const isUnnamed =
    declaration !== undefined &&
    tree.kind(declaration) === 'field_declaration' &&
    tree.field(declaration, 'declarator') === undefined;
  const around = isUnnamed ? tree.enclosing(declaration, 'struct_specifier') : undefined;
  return tagOf(tree, around ?? node);
}

function membersOf({ tree }: Unit, node: Node): readonly string[] {
  const body = tree.field(node, 'body');
  if (body === undefined) return [];
  return tree.namedChildren(body).flatMap((declaration) => {
    if (tree.kind(declaration) !== 'field_declaration') return [];
    return declaredNames(tree, declaration).map(({ name }) => name);
  });
}
