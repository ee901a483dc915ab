/** In the names of all that wsk.h declares, and in the names of what drivers build on it. */
const WSK = /wsk/i;

export const mentionsWsk = (text: string): boolean => WSK.test(text);

/** A line that starts with words and has a name before a parenthesis begins a definition or a prototype. */
const HEADER = /^(?![ \t#/*{}])(?:[A-Za-z_][\w \t*]*[ \t*])?([A-Za-z_]\w*)[ \t]*\(/gm;

/** Words that stand before a parenthesis at the start of a line, and name no function. */
const KEYWORDS: ReadonlySet<string> = new Set(['if', 'for', 'while', 'switch', 'return', 'sizeof', 'defined']);

/** The names of the functions that a text may define, found without parsing it: rather one too many. */
export function functionsMaybeIn(text: string): readonly string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(HEADER)) {
    const name = match[1] ?? '';
    if (!KEYWORDS.has(name) && hasBody(text, match.index + match[0].length)) found.add(name);
  }
  return [...found];
}

/** Whether a block comes before the next semicolon: a prototype has none. */
function hasBody(text: string, from: number): boolean {
  END.lastIndex = from;
  return END.exec(text)?.[0] === '{';
}

const END = /[;{]/g;
