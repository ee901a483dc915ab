import type { Span } from '../text/span';
import { isKeyword, RecentWords } from './recent-words';
import { Char } from './scanner';

/** What a brace holds: statements, an initialiser or the names of an enum, the members of a type, or declarations. */
type BraceKind = 'block' | 'list' | 'record' | 'linkage';

/** Words and literals as tokens; the other tokens are their first character. */
const WORD = -1;
const LITERAL = -2;

/** What is looked at to read a name, in UTF-16 units. */
const LONGEST_NAME = 80;

/** Where a place may be returned to. */
export interface SavedPlace {
  readonly last: number;
  readonly depth: number;
}

/** Where in a file the scan is, as far as it can be known without a grammar. */
export class Place {
  private readonly text: string;
  private readonly words: RecentWords;
  private last: number = Char.semicolon;
  private beforeLastWord: number = Char.semicolon;
  private parentheses = 0;
  private readonly braces: BraceKind[] = [];
  /** The open braces that hold no declarations of the file itself. */
  private bodies = 0;
  /** Where the last word began that stood before a parenthesis of its own, and where that closed. */
  private callStart = -1;
  private callEnd = -1;
  private isCallStatement = false;
  private isInFunction = false;

  /** @param from where the scan begins: between two declarations. */
  constructor(text: string, from: number) {
    this.text = text;
    this.words = new RecentWords(text, from);
  }

  word(start: number, end: number): void {
    this.words.add(start, end, this.last === WORD);
    this.beforeLastWord = this.last;
    this.last = WORD;
  }

  /** A word that stands in the masked text as a keyword. */
  keyword(start: number, end: number): void {
    this.word(start, end);
    this.words.breakRow();
    this.beforeLastWord = LITERAL;
  }

  /** The macro that the last words show; see `RecentWords`. */
  takeMacro(): Span | undefined {
    return this.words.takeMacro();
  }

  literal(): void {
    this.last = LITERAL;
  }

  punctuation(code: number, at: number): void {
    if (code === Char.openParenthesis) this.openParenthesis();
    else if (code === Char.closeParenthesis) this.closeParenthesis(at);
    else if (code === Char.openBrace) this.openBrace();
    else if (code === Char.closeBrace) this.closeBrace();
    this.last = code;
  }

  /** Outside all bodies and parentheses, where one declaration has ended and the next has not begun. */
  isBetweenDeclarations(): boolean {
    return this.bodies === 0 && this.parentheses === 0 && endsStatement(this.last);
  }

  /** Between declarations, or in a body or the members of a type where one statement has ended. */
  isBetweenStatements(): boolean {
    const isPlain = this.parentheses === 0 && this.innermost() !== 'list';
    return this.isBetweenDeclarations() || (isPlain && endsStatement(this.last));
  }

  /** In a body or between the two, where a statement may begin. */
  isAtStatement(): boolean {
    return this.mayBeginStatement(this.last) || (this.last === WORD && /^(?:else|do)$/.test(this.words.last()));
  }

  isInParentheses(): boolean {
    return this.parentheses > 0;
  }

  /** The innermost brace; undefined at the level of the file. */
  innermost(): BraceKind | undefined {
    return this.braces[this.braces.length - 1];
  }

  isAfter(code: number): boolean {
    return this.last === code;
  }

  /** Whether a parameter or an argument may begin. */
  isAtArgument(): boolean {
    return this.last === Char.openParenthesis || this.last === Char.comma;
  }

  /** Whether the parenthesis of a `for` has just been opened. */
  isAtLoopHeader(): boolean {
    return this.last === Char.openParenthesis && this.words.last() === 'for';
  }

  /** A call that has just ended, began a statement, and is no statement of C's own: `NAME(a, b)`. */
  endedCall(): Span | undefined {
    if (this.innermost() !== 'block' || !this.isCallStatement || !this.isBehindCall()) return undefined;
    return { start: this.callStart, end: this.callEnd };
  }

  /** Whether the last thing was a brace that closed the body of a function of the file, or what looks like one. */
  isBehindFunction(): boolean {
    return this.isInFunction && this.last === Char.closeBrace && this.braces.length === 0;
  }

  /** In the body of a function of the file, or what looks like one. */
  isInFunctionBody(): boolean {
    return this.isInFunction && this.braces.length > 0;
  }

  /** Only to be called between declarations. */
  save(): SavedPlace {
    return { last: this.last, depth: this.braces.length };
  }

  restore({ last, depth }: SavedPlace): void {
    this.last = last;
    this.parentheses = 0;
    this.bodies = 0;
    this.braces.length = Math.min(this.braces.length, depth);
  }

  private mayBeginStatement(last: number): boolean {
    return endsStatement(last) || last === Char.colon || last === Char.closeParenthesis;
  }

  /** Behind a parenthesis that belongs to a name. */
  private isBehindCall(): boolean {
    if (this.last !== Char.closeParenthesis || this.callEnd < 0) return false;
    const name = /^\w+/.exec(this.text.slice(this.callStart, this.callStart + LONGEST_NAME))?.[0] ?? '';
    return !isKeyword(name);
  }

  private openParenthesis(): void {
    if (this.parentheses++ > 0) return;
    this.callEnd = -1;
    this.callStart = this.words.startOfLast();
    this.isCallStatement = this.last === WORD && this.mayBeginStatement(this.beforeLastWord);
  }

  private closeParenthesis(at: number): void {
    if (this.parentheses === 0) return;
    this.parentheses--;
    if (this.parentheses === 0) this.callEnd = at + 1;
  }

  private openBrace(): void {
    const kind = this.kindOfBrace();
    if (this.braces.length === 0) this.isInFunction = kind === 'block' && this.isBehindCall();
    this.braces.push(kind);
    if (kind !== 'linkage') this.bodies++;
    // An open parenthesis before a brace is one that somebody has yet to close.
    this.parentheses = 0;
  }

  private closeBrace(): void {
    const kind = this.braces.pop();
    if (kind !== undefined && kind !== 'linkage') this.bodies--;
    this.parentheses = 0;
  }

  private kindOfBrace(): BraceKind {
    if (this.last === LITERAL && this.words.last() === 'extern') return 'linkage';
    if (this.last === Char.equals || this.innermost() === 'list') return 'list';
    if (this.last === WORD) return this.kindAfterWord();
    return this.isAtArgument() ? 'list' : 'block';
  }

  private kindAfterWord(): BraceKind {
    const words = [this.words.last(), this.words.beforeLast()];
    if (words.includes('enum')) return 'list';
    if (words.includes('namespace')) return 'linkage';
    if (words.some((word) => word === 'struct' || word === 'union' || word === 'class')) return 'record';
    return 'block';
  }
}

const endsStatement = (last: number): boolean =>
  last === Char.semicolon || last === Char.openBrace || last === Char.closeBrace;
