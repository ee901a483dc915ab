import type { Place } from './place';
import { Char, isLineEnd, skipBlank } from './scanner';

/** Dots for code that a text leaves out. `word` may stand for them; undefined where they are C as they stand. */
export interface Placeholder {
  readonly end: number;
  readonly word: string | undefined;
}

const DOTS = /\.(?:[ \t]*\.)+/y;
const LINE_OF_ONE_DOT = /\.(?=[ \t]*(?:$|[\r\n]|\/[/*]))/y;

/**
 * The dots at `at`, where a text like those of the documentation leaves something out: a statement `...`, a condition
 * `if (...)`, a column of dots in an initialiser. Undefined where the dot is a dot of C.
 */
export function placeholderAt(text: string, at: number, isLineStart: boolean, place: Place): Placeholder | undefined {
  const end = text.charCodeAt(at) === Char.ellipsis ? at + 1 : endOfDots(text, at, isLineStart);
  return end === undefined ? undefined : { end, word: standIn(text, end, end - at, place) };
}

function endOfDots(text: string, at: number, isLineStart: boolean): number | undefined {
  DOTS.lastIndex = at;
  if (DOTS.test(text)) return DOTS.lastIndex;
  LINE_OF_ONE_DOT.lastIndex = at;
  return isLineStart && isAloneOnLine(text, at) && LINE_OF_ONE_DOT.test(text) ? at + 1 : undefined;
}

function isAloneOnLine(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === 32 || text.charCodeAt(before) === 9) before--;
  return before < 0 || isLineEnd(text.charCodeAt(before));
}

/** What the grammar takes in place of the dots: an empty statement, a name, two semicolons of a loop, or nothing. */
function standIn(text: string, end: number, length: number, place: Place): string | undefined {
  const name = '_'.repeat(Math.min(length, 3));
  const inner = place.innermost();
  const next = text.charCodeAt(skipBlank(text, end));
  if (place.isInParentheses()) {
    // Outside a body these are the dots of a function with any number of arguments.
    if (inner !== 'block') return undefined;
    return place.isAtLoopHeader() && length > 1 ? ';;' : name;
  }
  if (inner === 'list') return next === Char.comma ? name : '';
  if (inner !== 'block') return '';
  if (!place.isAtStatement()) return name;
  return next === Char.semicolon ? '' : ';';
}

/** Directions as the reference pages print them before a parameter: `[in, optional]`. */
const PRINTED_DIRECTION = /\[(?:in|out)(?:, *(?:in|out|optional))*\]/y;

/** The end of the printed direction at `at`; undefined where the bracket is a bracket of C. */
export function endOfPrintedDirection(text: string, at: number, place: Place): number | undefined {
  if (!place.isInParentheses() || !place.isAtArgument()) return undefined;
  PRINTED_DIRECTION.lastIndex = at;
  return PRINTED_DIRECTION.test(text) ? PRINTED_DIRECTION.lastIndex : undefined;
}
