import type { Node } from '../syntax/tree';
import type { CType } from './ctype';
import { declaredNames } from './declarators';
import { outlineOf } from './outline';
import { perContext, perUnit } from './per-unit';
import { resolve } from './type-table';
import type { Unit } from './unit';

/** A declaration of a function without a body. */
export interface Prototype {
  /** The `declaration`. */
  readonly node: Node;
  readonly nameNode: Node;
  /** As it is declared: a function type, or the name of one in `IO_COMPLETION_ROUTINE SendDone;`. */
  readonly type: CType;
}

/** The prototypes of a file by the name of the function. */
export const prototypesOf = perUnit((unit): ReadonlyMap<string, readonly Prototype[]> => {
  const { tree } = unit;
  const found = new Map<string, Prototype[]>();
  for (const node of outlineOf(tree).declaration) {
    for (const { name, type, nameNode } of declaredNames(tree, node)) {
      if (!isFunctionType(unit, type) && !isDeclaredByTypeName(unit, name, type)) continue;
      found.set(name, [...(found.get(name) ?? []), { node, nameNode, type }]);
    }
  }
  return found;
});

/** The types with which a file declares functions, by the function's name. */
export const declaredFunctions = perContext(
  (unit): ReadonlyMap<string, readonly CType[]> =>
    new Map([...prototypesOf(unit)].map(([name, all]) => [name, all.map(({ type }) => type)])),
);

/** `EVT_WORK Work;` in front of a function Work declares that function, although nobody here knows the type. */
const isDeclaredByTypeName = (unit: Unit, name: string, type: CType): boolean =>
  type.kind === 'named' && unit.defines(name);

/** Whether the file, or a header that it includes, defines or declares a function of this name. */
export const declaresFunction = (unit: Unit, name: string): boolean =>
  unit.defines(name) || declaredFunctions(unit).has(name) || unit.included.some(({ functions }) => functions.has(name));

export const isFunctionType = (unit: Unit, type: CType): boolean => resolve(unit, type).kind === 'function';
