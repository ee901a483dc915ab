/** A stretch of a file: UTF-16 offsets from its start, `end` excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether all of `inner` lies in `outer`; the two may end together. */
export const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** Replaces what stands in `at` with `text`; an empty span inserts. */
export interface Edit {
  readonly at: Span;
  readonly text: string;
}

/**
 * The text after all edits, which may come in any order.
 * @throws RangeError where two edits overlap or one leaves the text.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
  let result = '';
  let done = 0;
  for (const { at, text: inserted } of ordered) {
    if (at.start < done || at.end < at.start || at.end > text.length) {
      throw new RangeError(`edit ${at.start}-${at.end} overlaps another or leaves the text`);
    }
    result += text.slice(done, at.start) + inserted;
    done = at.end;
  }
  return result + text.slice(done);
}
