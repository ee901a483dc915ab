import type { Unit } from '../../server/src/model/unit';
import { unitOf } from './parse';

/**
 * The model of a C text with a `¦` where the cursor stands, and the offset of that place: for texts that hold C's own `|`.
 * @throws Error where there is not exactly one marker.
 */
export function atCursor(source: string): { readonly unit: Unit; readonly offset: number } {
  const [before, after, ...more] = source.split('¦');
  if (before === undefined || after === undefined || more.length > 0) throw new Error(`not one marker in: ${source}`);
  return { unit: unitOf(before + after), offset: before.length };
}
