import type { Edit } from '../text/span';
import type { Fix } from './rule';

/**
 * The safe fixes among `fixes` that can be applied in one go, in the order given: one whose edits touch those of an
 * earlier one is left for the next round. A fix is taken whole or not at all; the same edit of two fixes is made once.
 */
export function fixesTogether(fixes: readonly (Fix | undefined)[]): readonly Fix[] {
  const taken: Fix[] = [];
  for (const fix of fixes) {
    if (fix?.safe !== true) continue;
    if (taken.every((other) => areCompatible(other, fix))) taken.push(fix);
  }
  return taken;
}

/** The edits of fixes from `fixesTogether`, each once. */
export function editsOf(fixes: readonly Fix[]): readonly Edit[] {
  const edits: Edit[] = [];
  for (const edit of fixes.flatMap((fix) => fix.edits)) {
    if (!edits.some((other) => isSame(other, edit))) edits.push(edit);
  }
  return edits;
}

const areCompatible = (a: Fix, b: Fix): boolean =>
  a.edits.every((one) => b.edits.every((other) => isSame(one, other) || !touch(one, other)));

const isSame = (a: Edit, b: Edit): boolean => a.at.start === b.at.start && a.at.end === b.at.end && a.text === b.text;

/** Two insertions at one place touch as well: their order would be a guess. */
const touch = (a: Edit, b: Edit): boolean => a.at.start <= b.at.end && b.at.start <= a.at.end;
