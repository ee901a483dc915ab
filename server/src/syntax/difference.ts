/** One stretch of a text that became another: UTF-16 offsets, ends excluded. */
export interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** The smallest single change that makes `after` of `before`; undefined where they are equal. */
export function difference(before: string, after: string): Change | undefined {
  if (before === after) return undefined;
  const start = commonStart(before, after);
  const kept = commonEnd(before, after, Math.min(before.length, after.length) - start);
  return { start, oldEnd: before.length - kept, newEnd: after.length - kept };
}

/** Whole stretches compare many times faster than single characters. */
const STRETCH = 512;

function commonStart(before: string, after: string): number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start + STRETCH <= shorter && before.startsWith(after.slice(start, start + STRETCH), start)) start += STRETCH;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  // The parser reads characters, so a change must not start or end within a pair of surrogates.
  const isInPair = isTrailingSurrogate(before.charCodeAt(start)) || isTrailingSurrogate(after.charCodeAt(start));
  return isInPair && start > 0 ? start - 1 : start;
}

function commonEnd(before: string, after: string, longest: number): number {
  let kept = 0;
  while (kept + STRETCH <= longest && before.endsWith(stretchBefore(after, kept), before.length - kept)) {
    kept += STRETCH;
  }
  while (kept < longest && before.charCodeAt(before.length - 1 - kept) === after.charCodeAt(after.length - 1 - kept)) {
    kept++;
  }
  return kept > 0 && isTrailingSurrogate(before.charCodeAt(before.length - kept)) ? kept - 1 : kept;
}

const stretchBefore = (text: string, kept: number): string =>
  text.slice(text.length - kept - STRETCH, text.length - kept);

const isTrailingSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
