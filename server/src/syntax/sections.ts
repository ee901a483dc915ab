import { difference } from './difference';
import type { Section, SectionMask } from './mask';

/** Where the sections of a text end, and what of its tree belongs to them. */
export interface Layout {
  readonly text: string;
  /** The offset behind each section, ascending; the last is the end of the text. */
  readonly ends: readonly number[];
  /** The index of the first node behind each section. */
  readonly nodeEnds: readonly number[];
}

/** How the sections of a text come about from those of an older one: kept, made, kept. */
export interface Division {
  /** How many sections at the front stay as they are. */
  readonly head: number;
  readonly made: readonly Section[];
  /** The index of the first section of those at the end that stay; their number where none does. */
  readonly tail: number;
  /** By how many UTF-16 units those at the end move. */
  readonly shift: number;
}

/** Masks the whole text. */
export function divide(text: string, mask: SectionMask): Division {
  const made: Section[] = [];
  for (let at = 0; at < text.length; at = made.at(-1)?.end ?? text.length) made.push(mask(text, at));
  return { head: 0, made, tail: 0, shift: 0 };
}

/**
 * Masks what has changed since `old`. A section depends on its own text only, so that those before the change stay, and
 * those behind the first that ends again where one has ended before.
 */
export function divideAgain(text: string, mask: SectionMask, { text: before, ends }: Layout): Division {
  const shift = text.length - before.length;
  const change = difference(before, text);
  if (change === undefined) return { head: ends.length, made: [], tail: ends.length, shift };
  // What follows a section's last line break may belong to that, so one that ends at the change is read again.
  const head = countBelow(ends, change.start);
  const made: Section[] = [];
  for (let at = ends[head - 1] ?? 0; at < text.length;) {
    const section = mask(text, at);
    made.push(section);
    at = section.end;
    const old = at < change.newEnd ? -1 : ends.indexOf(at - shift, head);
    if (old >= 0) return { head, made, tail: old + 1, shift };
  }
  return { head, made, tail: ends.length, shift };
}

/** How many of the numbers, which ascend, are below `limit`. */
function countBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
