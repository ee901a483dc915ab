import type { Declarations } from './declarations';
import type { Unit } from './unit';

/** What the first of the headers that a file includes says of something; undefined where none of them does. */
export function included<Declared>(
  unit: Unit,
  find: (declarations: Declarations) => Declared | undefined,
): Declared | undefined {
  for (const declarations of unit.included) {
    const found = find(declarations);
    if (found !== undefined) return found;
  }
  return undefined;
}
