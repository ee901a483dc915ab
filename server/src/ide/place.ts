/** What a person is typing at a place of a C file, judged from the text alone, which may not parse yet. */
export interface Place {
  /** Code, or something that holds none. */
  readonly within: 'code' | 'comment' | 'literal' | 'directive';
  /** How many braces are open. */
  readonly depth: number;
  /** Where the word before the place starts; the place itself where there is none. */
  readonly wordStart: number;
}

/** One lexical piece of C: what cannot hold a brace or a name of the program, or a brace. */
const piece =
  /\/\/(?:[^\\\n]|\\[\s\S])*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|[{}]/g;

/** The place at `offset`, in UTF-16 units. Linear in the offset. */
export function placeAt(text: string, offset: number): Place {
  let depth = 0;
  const wordStart = offset - (/[A-Za-z_]\w*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0].length ?? 0);
  for (const match of text.slice(0, offset).matchAll(piece)) {
    const [found] = match;
    if (found === '{') depth++;
    else if (found === '}') depth = Math.max(0, depth - 1);
    else if (match.index + found.length === offset && !isClosed(found)) {
      return { within: found.startsWith('/') ? 'comment' : 'literal', depth, wordStart };
    }
  }
  return { within: isDirective(text, offset) ? 'directive' : 'code', depth, wordStart };
}

/** Whether a comment or literal ends where it does because it is complete, not because the text was cut off there. */
function isClosed(found: string): boolean {
  if (found.startsWith('//')) return false;
  if (found.startsWith('/*')) return found.length >= 4 && found.endsWith('*/');
  const quote = found.charAt(0);
  return found.length > 1 && found.endsWith(quote) && !/(?:^|[^\\])(?:\\\\)*\\.$/.test(found);
}

const isDirective = (text: string, offset: number): boolean =>
  /^[ \t]*#/.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));
