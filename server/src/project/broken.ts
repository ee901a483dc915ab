import { difference } from '../syntax/difference';
import type { Span } from '../text/span';
import type { FunctionRecord } from './records';

/**
 * Where a stretch of a function stands now, in offsets of the function; undefined where it was written over since the
 * function last parsed.
 */
export function placeNow({ content, broken }: FunctionRecord, at: Span): Span | undefined {
  const change = broken && difference(sourceIn(broken.content), sourceIn(content));
  if (change === undefined || at.end <= change.start) return at;
  const shift = change.newEnd - change.oldEnd;
  return at.start >= change.oldEnd ? { start: at.start + shift, end: at.end + shift } : undefined;
}

/** The content is the text and, behind a NUL, the same text masked. */
const sourceIn = (content: string): string => content.slice(0, lengthOf(content));

/** The length of the function whose content it is, in UTF-16 units. */
export const lengthOf = (content: string): number => (content.length - 1) / 2;
