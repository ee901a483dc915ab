import { Char, isLineEnd, isWordStart } from './scanner';

/** Space and comments to the end of the line or of the text, and the line break. */
const REST_OF_LINE = /(?:[ \t]|\/\*[^*\r\n]*\*\/)*(?:\/\/[^\\\r\n]*)?(?:\r\n|\r|\n|$)/y;
/** As above, and the lines behind that hold nothing. */
const REST_AND_BLANK_LINES = new RegExp(`${REST_OF_LINE.source}(?:[ \\t]*(?:\\r\\n|\\r|\\n))*`, 'y');

/** The start of the line behind the brace that ends at `at`; undefined where more than comments stand behind it. */
export const endOfBody = (text: string, at: number): number | undefined => matchEnd(REST_OF_LINE, text, at);

/**
 * The start of the next declaration behind the brace that ends at `at`, for a function with more braces open whose
 * statements are all indented: where both stand in the first column, a brace between was not closed. Looks at no
 * character behind the offset that it returns.
 */
export function endOfUnclosedBody(text: string, at: number): number | undefined {
  const end = isFlushLeft(text, at - 1) ? matchEnd(REST_AND_BLANK_LINES, text, at) : undefined;
  const next = end === undefined ? 0 : text.charCodeAt(end);
  return isWordStart(next) || next === Char.slash ? end : undefined;
}

/** Whether `at` is in the first column of its line. */
export const isFlushLeft = (text: string, at: number): boolean => at === 0 || isLineEnd(text.charCodeAt(at - 1));

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
