import { Char, endOfComment, endOfLiteral, isBlank, isComment, isWordPart, isWordStart } from '../syntax/scanner';

/** Longer expressions are none. */
const LONGEST = 2000;

/** Words of C that name nothing. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  'if else while for do switch case default return goto break continue sizeof typedef struct union enum'.split(' '),
);

/** Where the postfix expression begins that ends at `end`; undefined where none ends there. */
export function startOfExpression(text: string, end: number): number | undefined {
  let start: number | undefined;
  for (let at = backOverBlanks(text, end); at > Math.max(0, end - LONGEST);) {
    const operand = startOfOperand(text, at);
    if (operand === undefined) return start;
    const word = text.slice(operand, at);
    if (KEYWORDS.has(word)) return start;
    start = operand;
    const before = backOverBlanks(text, operand);
    const last = text.charAt(before - 1);
    if (last === '.') at = backOverBlanks(text, before - 1);
    else if (text.slice(before - 2, before) === '->') at = backOverBlanks(text, before - 2);
    else if (isOpening(text.charAt(operand)) && (last === ')' || last === ']' || isNameBefore(text, before)))
      at = before;
    else return start;
  }
  return start;
}

export const isOpening = (char: string): boolean => char === '(' || char === '[';

function isNameBefore(text: string, end: number): boolean {
  const start = startOfWord(text, end);
  return start < end && !KEYWORDS.has(text.slice(start, end));
}

/** A word, or what stands in parentheses or brackets. */
function startOfOperand(text: string, end: number): number | undefined {
  const last = text.charAt(end - 1);
  if (last === ')' || last === ']') return openingBefore(text, end);
  const start = startOfWord(text, end);
  return start < end && isWordStart(text.charCodeAt(start)) ? start : undefined;
}

function startOfWord(text: string, end: number): number {
  let start = end;
  while (start > 0 && isWordPart(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Back over blanks and comments. */
function backOverBlanks(text: string, end: number): number {
  let at = end;
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) {
    at--;
    if (text.charCodeAt(at) === Char.lineFeed) at = lineCommentBefore(text, at);
  }
  return text.slice(at - 2, at) === '*/' ? backOverBlanks(text, Math.max(0, text.lastIndexOf('/*', at - 2))) : at;
}

/** Where the comment begins that a line ends with, or the end of the line. */
function lineCommentBefore(text: string, lineEnd: number): number {
  for (let at = text.lastIndexOf('\n', lineEnd - 1) + 1; at < lineEnd;) {
    const code = text.charCodeAt(at);
    if (code === Char.doubleQuote || code === Char.apostrophe) at = endOfLiteral(text, at);
    else if (code !== Char.slash || !isComment(text, at)) at++;
    else if (text.charCodeAt(at + 1) === Char.slash) return at;
    else at = endOfComment(text, at);
  }
  return lineEnd;
}

function openingBefore(text: string, end: number): number | undefined {
  let depth = 0;
  for (let at = end - 1; at >= Math.max(0, end - LONGEST); at--) {
    const char = text.charAt(at);
    if (char === ')' || char === ']') depth++;
    else if (isOpening(char)) depth--;
    else if (char === ';' || char === '{' || char === '}') return undefined;
    if (depth === 0) return at;
  }
  return undefined;
}
