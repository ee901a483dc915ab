import type { SourceFile } from '../model/unit';

/** In the names of all that wsk.h declares, and in the names of what drivers build on it. */
const WSK = /wsk/i;

export const mentionsWsk = (text: string): boolean => WSK.test(text);

/** Whether a file has to do with WSK by itself: it names it, or a function that its settings say to deal with it. */
export const concernsWsk = ({ text, functions }: SourceFile): boolean =>
  mentionsWsk(text) || functions?.wskNames?.test(text) === true;

/** Whether a text has to do with IRPs: it may be the one that makes an IRP, or is given one, which others hand to WSK. */
export const handlesIrps = (text: string): boolean => /\bP?IRP\b|IoAllocateIrp/.test(text);

/** What may begin a definition: the start of a line up to a parenthesis, or, in a block, a type and a name before one. */
const HEADER =
  /^(?:[A-Za-z_][^\n;{}]*|[ \t]+(?!(?:return|else|case|goto)\b)[A-Za-z_]\w*[ \t*]+[A-Za-z_][^\n;={}()]*)\(/gm;

/** A name before a parenthesis, with all that a definition can have behind it. */
const NAME = /((?:[A-Za-z_]\w*::)*~?[A-Za-z_]\w*)[ \t]*\(/g;

/** Words that stand before a parenthesis at the start of a line, and name no function. */
const KEYWORDS: ReadonlySet<string> = new Set(['if', 'for', 'while', 'switch', 'return', 'sizeof', 'defined']);

/**
 * The names of the functions that a text may define, found without parsing it: rather one too many.
 * What only the file itself can see is left out, unless it is a header.
 */
export function functionsMaybeIn(text: string, isHeader = false): readonly string[] {
  const found = new Set<string>();
  for (const { 0: line, index } of text.matchAll(HEADER)) {
    if (!isHeader && /\bstatic\b/.test(line)) continue;
    for (const { 0: start, 1: name = '', index: at } of line.matchAll(NAME))
      if (!KEYWORDS.has(name) && hasBody(text, index + at + start.length)) addName(found, name);
  }
  return [...found];
}

/** A qualified name of C++, and what it may be without the namespaces before it. */
function addName(found: Set<string>, name: string): void {
  found.add(name);
  for (let at = name.indexOf('::'); at >= 0; at = name.indexOf('::', at + 2)) found.add(name.slice(at + 2));
}

/** What is longer, in UTF-16 units, or has more parentheses one in another, is no header. */
const LONGEST_HEADER = 4000;
const DEEPEST_HEADER = 20;

const TOKEN = /\/\*[^]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|^[ \t]*#.*|[(){};=]/gm;

/** Declarations of parameters in the old style, up to the body. */
const OLD_PARAMETERS = /(?:\s|\/\*[^]*?\*\/|\/\/.*|[A-Za-z_][\w\s*,[\]]*;)*\{/y;

/** Whether a block follows the parameters, which start here: a prototype has none. */
function hasBody(text: string, from: number): boolean {
  let depth = 1;
  let end = from;
  TOKEN.lastIndex = from;
  for (let token = TOKEN.exec(text); token !== null && token.index < from + LONGEST_HEADER; token = TOKEN.exec(text)) {
    if (token[0] === '(' && ++depth > DEEPEST_HEADER) return false;
    if (token[0] === ')' && --depth === 0) end = token.index + 1;
    else if (token[0] === '{') return depth === 0;
    else if (token[0] === ';') return depth === 0 && isOldStyle(text, from, end);
    else if (token[0] === '=' && depth === 0) return false;
  }
  return false;
}

/** `Name(a, b) ULONG a; PVOID b; {` */
function isOldStyle(text: string, from: number, end: number): boolean {
  if (!/^[\w\s,]+\)$/.test(text.slice(from, end))) return false;
  OLD_PARAMETERS.lastIndex = end;
  return OLD_PARAMETERS.test(text);
}

/** The names that stand before a parenthesis anywhere in a text: among them are the functions that it calls. */
export function namesCalledIn(text: string): readonly string[] {
  const found = new Set<string>();
  for (let at = text.indexOf('('); at >= 0; at = text.indexOf('(', at + 1)) {
    let end = at;
    while (text[end - 1] === ' ' || text[end - 1] === '\t') end--;
    let start = end;
    while (start > 0 && WORD.test(text.charAt(start - 1))) start--;
    if (start < end) found.add(text.slice(start, end));
  }
  return [...found];
}

const WORD = /\w/;
