/** Small steps over C text, for what looks at a file before there is a tree. Offsets count UTF-16 units. */

export const Char = {
  lineFeed: 10,
  carriageReturn: 13,
  doubleQuote: 34,
  hash: 35,
  apostrophe: 39,
  openParenthesis: 40,
  closeParenthesis: 41,
  asterisk: 42,
  comma: 44,
  dot: 46,
  slash: 47,
  colon: 58,
  semicolon: 59,
  equals: 61,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  openBrace: 123,
  closeBrace: 125,
  ellipsis: 0x2026,
} as const;

const WORD = 1;
const DIGIT = 2;
const BLANK = 4;

const CLASSES = new Uint8Array(128);
for (const word of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$') CLASSES[word.charCodeAt(0)] = WORD;
for (const digit of '0123456789') CLASSES[digit.charCodeAt(0)] = DIGIT;
for (const blank of ' \t\v\f\r\n') CLASSES[blank.charCodeAt(0)] = BLANK;

const classOf = (code: number): number => (code < 128 ? (CLASSES[code] ?? 0) : 0);

export const isWordStart = (code: number): boolean => classOf(code) === WORD;
export const isWordPart = (code: number): boolean => (classOf(code) & (WORD | DIGIT)) !== 0;
export const isDigit = (code: number): boolean => classOf(code) === DIGIT;
export const isBlank = (code: number): boolean => classOf(code) === BLANK;
export const isLineEnd = (code: number): boolean => code === Char.lineFeed || code === Char.carriageReturn;

export function endOfWord(text: string, at: number): number {
  let end = at + 1;
  while (isWordPart(text.charCodeAt(end))) end++;
  return end;
}

/** The end of the string or character that starts at `at`; a line break ends one that is not closed. */
export function endOfLiteral(text: string, at: number): number {
  const quote = text.charCodeAt(at);
  for (let end = at + 1; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === quote) return end + 1;
    if (isLineEnd(code)) return end;
    if (code === Char.backslash) end += spliceLength(text, end) - 1 || 1;
  }
  return text.length;
}

/** The length of a backslash and the line break behind it; 1 for a backslash before anything else. */
function spliceLength(text: string, at: number): number {
  const next = text.charCodeAt(at + 1);
  if (next === Char.carriageReturn && text.charCodeAt(at + 2) === Char.lineFeed) return 3;
  return isLineEnd(next) ? 2 : 1;
}

/** Whether a comment starts at `at`, where a slash stands. */
export const isComment = (text: string, at: number): boolean =>
  text.charCodeAt(at + 1) === Char.asterisk || text.charCodeAt(at + 1) === Char.slash;

/** The end of the comment at `at`; a line comment ends before its line break. */
export function endOfComment(text: string, at: number): number {
  if (text.charCodeAt(at + 1) === Char.slash) return endOfLine(text, at);
  const end = text.indexOf('*/', at + 2);
  return end < 0 ? text.length : end + 2;
}

const WITHIN_LINE = /[^\r\n\\]*/y;

/** The end of the logical line that holds `at`: a backslash before the line break continues it. */
function endOfLine(text: string, at: number): number {
  for (let end = at; end < text.length; end += spliceLength(text, end)) {
    WITHIN_LINE.lastIndex = end;
    WITHIN_LINE.test(text);
    end = WITHIN_LINE.lastIndex;
    if (text.charCodeAt(end) !== Char.backslash) return end;
  }
  return text.length;
}

/** The next offset at or after `at` that holds neither space nor comment. */
export function skipBlank(text: string, at: number): number {
  for (let next = at; next < text.length;) {
    const code = text.charCodeAt(next);
    if (isBlank(code)) next++;
    else if (code === Char.slash && isComment(text, next)) next = endOfComment(text, next);
    else if (code === Char.backslash && spliceLength(text, next) > 1) next += spliceLength(text, next);
    else return next;
  }
  return text.length;
}

/** Longer arguments than this are no arguments, but a parenthesis that was not closed. */
const LONGEST_ARGUMENTS = 2048;

/** The offset after the parenthesis that closes the one at `at`; undefined where a statement ends before it. */
export function endOfParentheses(text: string, at: number): number | undefined {
  const limit = Math.min(text.length, at + LONGEST_ARGUMENTS);
  let depth = 0;
  for (let next = at; next < limit;) {
    const code = text.charCodeAt(next);
    if (code === Char.openParenthesis) depth++;
    else if (code === Char.closeParenthesis) depth--;
    else if (code === Char.semicolon || code === Char.openBrace || code === Char.closeBrace) return undefined;
    next = afterToken(text, next, code);
    if (depth === 0) return next;
  }
  return undefined;
}

/** The end of the literal or comment at `next`; of any other character, the next one. */
function afterToken(text: string, next: number, code: number): number {
  if (code === Char.doubleQuote || code === Char.apostrophe) return endOfLiteral(text, next);
  if (code === Char.slash && isComment(text, next)) return endOfComment(text, next);
  return next + 1;
}

/** A line of the preprocessor, with the lines that continue it. */
export interface Directive {
  /** `if`, `define`; empty for a lone `#`. */
  readonly name: string;
  readonly start: number;
  /** Where its name ends and what it says begins. */
  readonly nameEnd: number;
  /** Before the line break. */
  readonly end: number;
}

/** The directive whose `#` stands at `at`. */
export function directiveAt(text: string, at: number): Directive {
  let nameStart = at + 1;
  while (text.charCodeAt(nameStart) === 32 || text.charCodeAt(nameStart) === 9) nameStart++;
  const nameEnd = isWordStart(text.charCodeAt(nameStart)) ? endOfWord(text, nameStart) : nameStart;
  const name = text.slice(nameStart, nameEnd);
  return { name, start: at, nameEnd, end: endOfDirective(text, nameEnd) };
}

function endOfDirective(text: string, at: number): number {
  for (let next = at; next < text.length;) {
    const code = text.charCodeAt(next);
    if (isLineEnd(code)) return next;
    next = code === Char.backslash ? next + spliceLength(text, next) : afterToken(text, next, code);
  }
  return text.length;
}
