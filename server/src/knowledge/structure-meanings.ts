import { addressStructureMeanings } from './address-structure-meanings';
import { dataStructureMeanings } from './data-structure-meanings';
import { dispatchStructureMeanings } from './dispatch-structure-meanings';
import { kernelStructureMeanings } from './kernel-structure-meanings';
import type { MeaningsOf, StructureMeaning } from './structure-meaning';
import { knownStructures } from './structures';

/** What each structure that the tables know is for. The type holds the list to that of the structures. */
const structureMeanings: MeaningsOf<typeof knownStructures> = {
  ...dataStructureMeanings,
  ...dispatchStructureMeanings,
  ...kernelStructureMeanings,
  ...addressStructureMeanings,
};

type StructureName = keyof typeof knownStructures;

const isStructure = (name: string): name is StructureName => Object.hasOwn(knownStructures, name);

/** A structure by its name, the tag `_NAME`, or the name of a pointer to it, `PNAME`; undefined for any other name. */
export function structureNamed(name: string): StructureName | undefined {
  const own = name.replace(/^_/, '');
  return [own, own.replace(/^P/, '')].find(isStructure);
}

/** What a structure is for, by its own name. */
export const meaningOf = (name: StructureName): StructureMeaning => structureMeanings[name];
