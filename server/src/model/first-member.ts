import { declaredMembers, memberType, membersOf, resolve } from './type-table';
import { sharedMembersIn } from './unions';
import type { CType } from './ctype';
import type { Unit } from './unit';

/**
 * Whether a structure begins with another one of the project, by this name, and a pointer to either leads to the members
 * of both: they have one address, and no name that means a member of each. Structures of the WDK are kept apart: what
 * writes an event does not write what it stands in.
 */
export function beginsWith(unit: Unit, structure: CType, name: string): boolean {
  const members = membersOf(unit, structure);
  const [first] = members?.keys() ?? [];
  if (members === undefined || first !== name || sharedMembersIn(unit, structure).has(name)) return false;
  const inner = resolve(unit, memberType(unit, structure, name));
  const inside = inner.kind === 'struct' ? declaredMembers(unit, inner.tag) : undefined;
  return inside !== undefined && ![...inside.keys()].some((one) => members.has(one));
}
