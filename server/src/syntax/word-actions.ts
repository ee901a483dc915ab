import type { Erasures } from './erasures';
import type { WordAction } from './mask-words';
import type { Place } from './place';
import { Char, endOfParentheses, endOfWord, isLineEnd, isWordPart, isWordStart, skipBlank } from './scanner';

/** What an action on a word may read and change. */
export interface WordContext {
  readonly text: string;
  readonly place: Place;
  readonly erasures: Erasures;
  /** Blanks a macro and keeps it aside; its name ends at `nameEnd`. Returns `end`. */
  annotate(start: number, end: number, nameEnd: number): number;
}

/** Carries out what the table says of the word; returns where to go on, which is `start` where the word stays. */
export function actOnWord(context: WordContext, action: WordAction, start: number, end: number): number {
  switch (action.kind) {
    case 'erase':
      return context.annotate(start, end, end);
    case 'erase with arguments':
      return context.annotate(start, endOfArguments(context.text, end), end);
    case 'replace':
      context.erasures.add(start, end, action.by);
      context.place.keyword(start, end);
      return end;
    case 'direction':
      return isWordStart(next(context, end)) ? context.annotate(start, end, end) : start;
    case 'optional':
      return mayFollowOptional(next(context, end)) ? context.annotate(start, end, end) : start;
    case 'exceptions':
      return next(context, end) === action.before.charCodeAt(0) ? lengthen(context, start, end, action.by) : start;
    case 'tag':
      return tagOfArgument(context, start, end);
    case 'assembly':
      return assembly(context, start, end);
  }
}

const next = ({ text }: WordContext, end: number): number => text.charCodeAt(skipBlank(text, end));

function endOfArguments(text: string, end: number): number {
  const open = skipBlank(text, end);
  return text.charCodeAt(open) === Char.openParenthesis ? (endOfParentheses(text, open) ?? end) : end;
}

const AFTER_OPTIONAL = new Set<number>([
  Char.comma,
  Char.closeParenthesis,
  Char.semicolon,
  Char.asterisk,
  Char.openBracket,
]);

const mayFollowOptional = (code: number): boolean => AFTER_OPTIONAL.has(code) || isWordStart(code);

/**
 * Puts a longer keyword in place of the word, over the space around it. Where that is too little, as in `} except(`, the
 * brace before it moves to the left as well. Leaves the word where all of it is too little.
 */
function lengthen({ text, place, erasures }: WordContext, start: number, end: number, keyword: string): number {
  if (!place.isAtStatement()) return start;
  let to = end;
  while (to - start < keyword.length && isSpace(text.charCodeAt(to))) to++;
  const from = takeSpace(text, start, to - keyword.length);
  const brace = to - from < keyword.length && text.charCodeAt(from - 1) === Char.closeBrace ? '}' : '';
  const first = takeSpace(text, from - brace.length, to - keyword.length - brace.length);
  if (to - first < keyword.length + brace.length) return start;
  erasures.add(first, to, brace + keyword);
  place.punctuation(Char.closeParenthesis, to);
  return to;
}

/** The start of the space before `start`, but not before `limit`, and leaving one space behind a word. */
function takeSpace(text: string, start: number, limit: number): number {
  let from = start;
  while (from > limit && isSpace(text.charCodeAt(from - 1)) && !isWordPart(text.charCodeAt(from - 2))) from--;
  return from;
}

const isSpace = (code: number): boolean => code === 32 || code === 9;

/** A macro may take a type as an argument, which no function does: its name alone can stand there. */
function tagOfArgument({ text, place, erasures }: WordContext, start: number, end: number): number {
  if (!place.isInParentheses() || place.innermost() !== 'block' || !place.isAtArgument()) return start;
  const isFirst = place.isAfter(Char.openParenthesis);
  const afterName = skipBlank(text, endOfWord(text, skipBlank(text, end)));
  if (isFirst && text.charCodeAt(afterName) !== Char.comma) return start;
  erasures.add(start, end);
  return end;
}

/** An empty statement in place of `__asm { ... }`, or of `__asm int 3` and the rest of its line. */
function assembly({ text, place, erasures }: WordContext, start: number, end: number): number {
  const open = skipBlank(text, end);
  // What GCC's compilers take, the grammar takes.
  if (text.charCodeAt(open) === Char.openParenthesis) return start;
  const close = text.charCodeAt(open) === Char.openBrace ? text.indexOf('}', open) + 1 : endOfLineAt(text, end);
  if (close <= start) return start;
  erasures.add(start, close, ';');
  place.punctuation(Char.semicolon, close);
  return close;
}

function endOfLineAt(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isLineEnd(text.charCodeAt(end))) end++;
  return end;
}
