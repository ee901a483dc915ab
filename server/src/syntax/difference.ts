/** One stretch of a text that became another: UTF-16 offsets, ends excluded. */
export interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** The smallest single change that makes `after` of `before`; undefined where they are equal. */
export function difference(before: string, after: string): Change | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  // The parser reads characters, so a change must not start or end within a pair of surrogates.
  const isInPair = isTrailingSurrogate(before.charCodeAt(start)) || isTrailingSurrogate(after.charCodeAt(start));
  if (isInPair && start > 0) start--;
  let kept = 0;
  while (
    kept < shorter - start &&
    before.charCodeAt(before.length - 1 - kept) === after.charCodeAt(after.length - 1 - kept)
  ) {
    kept++;
  }
  if (kept > 0 && isTrailingSurrogate(before.charCodeAt(before.length - kept))) kept--;
  return { start, oldEnd: before.length - kept, newEnd: after.length - kept };
}

const isTrailingSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
