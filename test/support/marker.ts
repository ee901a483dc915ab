import type { Unit } from '../../server/src/model/unit';
import { unitOf } from './parse';

/**
 * The model of a C text with a `|` where the cursor stands, and the offset of that place. A `||` is C's own.
 * @throws Error where there is not exactly one marker.
 */
export function atMarker(source: string): { readonly unit: Unit; readonly offset: number } {
  const markers = [...source.matchAll(/(?<!\|)\|(?!\|)/g)];
  const [marker] = markers;
  if (marker === undefined || markers.length > 1) throw new Error(`${markers.length} markers in: ${source}`);
  const text = source.slice(0, marker.index) + source.slice(marker.index + 1);
  return { unit: unitOf(text), offset: marker.index };
}
