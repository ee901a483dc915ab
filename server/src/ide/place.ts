import {
  Char,
  directiveAt,
  endOfComment,
  endOfLiteral,
  endOfWord,
  isBlank,
  isComment,
  isWordStart,
  type Directive,
} from '../syntax/scanner';
import type { Node, SyntaxTree } from '../syntax/tree';

/** An open parenthesis, bracket or brace. */
export interface Bracket {
  readonly open: '(' | '[' | '{';
  readonly at: number;
  /** Where the commas stand that divide what it holds. */
  readonly commas: readonly number[];
}

/** What a person is typing at a place of a C file, judged from the text, which may not parse yet. Offsets are UTF-16. */
export interface Place {
  readonly offset: number;
  /** Code, or something that holds none. */
  readonly within: 'code' | 'comment' | 'literal' | 'directive';
  /** Where the word before the place starts; the place itself where there is none. */
  readonly wordStart: number;
  /** Those that are open, the outermost first; the braces of `extern "C"` are none. */
  readonly brackets: readonly Bracket[];
  /** Where the last token before the word ends; 0 where there is none. */
  readonly tokenEnd: number;
  /** Where the declaration or definition of the file begins that the place is in, with the comments that stand at it. */
  readonly itemStart: number;
}

/** The place at `offset`. The text is read from the last function before it that parsed, from its start where there is none. */
export function placeAt(tree: SyntaxTree, offset: number): Place {
  const { text } = tree;
  const wordStart = offset - (/[A-Za-z_]\w*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0].length ?? 0);
  const scan = new Scan(text, wordStart);
  const within = scan.read(startBefore(tree, offset), offset);
  const { brackets, tokenEnd } = scan;
  return { offset, within, wordStart, brackets, tokenEnd, itemStart: Math.min(scan.itemStart, wordStart) };
}

/** The bracket that was opened last. */
export const innermost = ({ brackets }: Place): Bracket | undefined => brackets[brackets.length - 1];

/** How many braces are open. */
export const depthOf = ({ brackets }: Place): number => brackets.filter(({ open }) => open === '{').length;

/** The end of the last function that is complete before an offset: there no bracket is open. */
function startBefore(tree: SyntaxTree, offset: number): number {
  let start = 0;
  for (let parent: Node | undefined = tree.root; parent !== undefined;) {
    let around: Node | undefined;
    for (const child of tree.children(parent)) {
      if (tree.start(child) >= offset) break;
      if (tree.end(child) >= offset) around = bodyOfLinkage(tree, child);
      else if (tree.kind(child) === 'function_definition' && !tree.hasError(child)) start = tree.end(child);
    }
    parent = around;
  }
  return start;
}

const bodyOfLinkage = (tree: SyntaxTree, node: Node): Node | undefined =>
  tree.kind(node) === 'linkage_specification' ? tree.field(node, 'body') : undefined;

interface OpenBracket extends Bracket {
  readonly commas: number[];
  /** Whether what is closed with it ends a definition of the file. */
  readonly endsItem: boolean;
  readonly isLinkage: boolean;
}

const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

class Scan {
  readonly #text: string;
  /** Tokens from here on are no tokens before the place. */
  readonly #wordStart: number;
  #open: OpenBracket[] = [];
  /** What was open at each `#if`, and what was at its `#else`. */
  readonly #branches: { readonly before: OpenBracket[]; after?: OpenBracket[] }[] = [];
  #startsItem = true;
  #comment: number | undefined;
  /** Whether only blanks and comments stand before on the line. */
  #isLineStart = true;
  #isEmptyLine = false;
  tokenEnd = 0;
  itemStart = 0;

  constructor(text: string, wordStart: number) {
    this.#text = text;
    this.#wordStart = wordStart;
  }

  get brackets(): readonly Bracket[] {
    return this.#open.filter(({ isLinkage }) => !isLinkage);
  }

  /** Reads up to `offset`, and says what that stands in. */
  read(from: number, offset: number): Place['within'] {
    this.itemStart = from;
    for (let at = from; at < offset;) {
      const code = this.#text.charCodeAt(at);
      const end = this.#endOf(at, code);
      if (end >= offset) {
        const within = this.#cutOff(at, end, offset, code);
        if (within !== 'code') return within;
      }
      this.#take(at, Math.min(end, offset), code);
      at = end;
    }
    if (this.#startsItem) this.itemStart = this.#comment ?? this.#wordStart;
    return 'code';
  }

  #endOf(at: number, code: number): number {
    if (isWordStart(code)) return endOfWord(this.#text, at);
    if (code === Char.slash && isComment(this.#text, at)) return endOfComment(this.#text, at);
    if (code === Char.doubleQuote || code === Char.apostrophe) return endOfLiteral(this.#text, at);
    if (code === Char.hash && this.#isLineStart) return directiveAt(this.#text, at).end;
    return at + 1;
  }

  /** What the place is in, that stands in or at the end of the piece from `at` to `end`. */
  #cutOff(at: number, end: number, offset: number, code: number): Place['within'] {
    const piece = this.#text.slice(at, end);
    if (code === Char.hash && this.#isLineStart) return 'directive';
    if (code === Char.slash && isComment(this.#text, at))
      return end === offset && isClosedComment(piece) ? 'code' : 'comment';
    const isLiteral = code === Char.doubleQuote || code === Char.apostrophe;
    return !isLiteral || (end === offset && isClosedLiteral(piece)) ? 'code' : 'literal';
  }

  #take(at: number, end: number, code: number): void {
    if (isBlank(code)) {
      if (code === Char.lineFeed) this.#lineEnds();
      return;
    }
    this.#isEmptyLine = false;
    if (code === Char.slash && isComment(this.#text, at)) {
      if (this.#startsItem) this.#comment ??= at;
      return;
    }
    if (code === Char.hash && this.#isLineStart) {
      this.#directive(directiveAt(this.#text, at));
      return;
    }
    this.#isLineStart = false;
    if (at >= this.#wordStart) return;
    this.#token(at, code);
    this.tokenEnd = end;
  }

  /** A comment that an empty line divides from what follows belongs to nothing. */
  #lineEnds(): void {
    if (this.#isEmptyLine) this.#comment = undefined;
    this.#isEmptyLine = true;
    this.#isLineStart = true;
  }

  #token(at: number, code: number): void {
    if (this.#startsItem) {
      this.itemStart = this.#comment ?? at;
      this.#startsItem = false;
    }
    const char = this.#text.charAt(at);
    if (char === '(' || char === '[' || char === '{') this.#push(char, at);
    else if (code === Char.comma) this.#open[this.#open.length - 1]?.commas.push(at);
    else if (code === Char.semicolon) this.#statementEnds();
    else if (char in CLOSES) this.#close(char);
  }

  #push(open: Bracket['open'], at: number): void {
    const before = this.#text.slice(Math.max(0, at - 200), at);
    const isLinkage = open === '{' && /\bextern\s*"C(?:\+\+)?"\s*$|\bnamespace(?:\s+\w+)?\s*$/.test(before);
    const isValueOrType = /(?:=|\b(?:struct|union|enum|class)\b[^;{}()=]*)$/.test(before.trimEnd());
    this.#open.push({ open, at, commas: [], isLinkage, endsItem: open === '{' && !isValueOrType });
    if (isLinkage) this.#itemEnds();
  }

  /** A closing brace closes what was forgotten in it, too. */
  #close(char: string): void {
    const index = this.#open.findLastIndex(({ open }) => open === CLOSES[char]);
    const bracket = this.#open[index];
    if (bracket === undefined) return;
    const isInBrace = this.#open.findLastIndex(({ open }) => open === '{') > index;
    if (isInBrace) return;
    this.#open = this.#open.slice(0, index);
    if (this.brackets.length === 0 && bracket.endsItem) this.#itemEnds();
  }

  /** A semicolon closes every parenthesis that was forgotten, but that of a `for`. */
  #statementEnds(): void {
    const last = this.#open[this.#open.length - 1];
    const isLoop = last?.open === '(' && /\bfor\s*$/.test(this.#text.slice(Math.max(0, last.at - 20), last.at));
    if (isLoop) return;
    this.#open = this.#open.slice(0, this.#open.findLastIndex(({ open }) => open === '{') + 1);
    if (this.brackets.length === 0) this.#itemEnds();
  }

  #itemEnds(): void {
    this.#startsItem = true;
    this.#comment = undefined;
  }

  /** What the branches of an `#if` open and close counts once. */
  #directive({ name }: Directive): void {
    const branch = this.#branches[this.#branches.length - 1];
    if (this.brackets.length === 0) this.#itemEnds();
    if (name.startsWith('if')) this.#branches.push({ before: this.#copy() });
    else if (name.startsWith('el') && branch !== undefined) {
      branch.after ??= this.#copy();
      this.#open = branch.before.map(copyOf);
    } else if (name === 'endif') {
      this.#open = branch?.after ?? this.#open;
      this.#branches.pop();
    }
  }

  #copy(): OpenBracket[] {
    return this.#open.map(copyOf);
  }
}

const isClosedComment = (piece: string): boolean => piece.startsWith('/*') && piece.length >= 4 && piece.endsWith('*/');

const isClosedLiteral = (piece: string): boolean =>
  piece.length > 1 && piece.endsWith(piece.charAt(0)) && !/(?:^|[^\\])(?:\\\\)*\\.$/.test(piece);

const copyOf = (bracket: OpenBracket): OpenBracket => ({ ...bracket, commas: [...bracket.commas] });
