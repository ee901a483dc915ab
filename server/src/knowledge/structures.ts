import { addressStructures } from './address-structures';
import { kernelStructures } from './kernel-structures';
import type { Members } from './members';
import { wskStructures } from './wsk-structures';

export type { Members } from './members';

/** Every structure that the tables know, with the names kept as types. */
export const knownStructures = { ...kernelStructures, ...addressStructures, ...wskStructures };

export type StructureName = keyof typeof knownStructures;

/**
 * Structure name to its members. A file's own declaration comes first; this is for what headers declare. `P<NAME>` and
 * `CONST <NAME> *` are pointers to the structure `<NAME>`.
 */
export const structures: Readonly<Record<string, Members>> = knownStructures;
