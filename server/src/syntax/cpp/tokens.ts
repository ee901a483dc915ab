import { Conditions } from '../conditions';
import { isConditional } from '../conditionals';
import {
  Char,
  directiveAt,
  endOfComment,
  endOfLiteral,
  endOfWord,
  isBlank,
  isComment,
  isDigit,
  isLineEnd,
  isWordStart,
  type Directive,
} from '../scanner';

/** A token of C++. Comments and directives are none. */
export interface Token {
  readonly kind: 'word' | 'number' | 'literal' | 'punctuation';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Punctuation of more than one character. `>>` is two tokens: it may end two lists of template arguments. */
const LONG = [
  '...',
  '<<=',
  '::',
  '->',
  '&&',
  '||',
  '==',
  '!=',
  '<=',
  '>=',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '&=',
  '|=',
  '^=',
  '<<',
  '++',
  '--',
];

const RAW_STRING = /(?:u8|[LuU])?R"([^\s()\\]{0,16})\([^]*?\)\1"/y;
const NUMBER = /(?:\.?\d)(?:[\w.]|'(?=\w))*/y;

/**
 * The tokens of a text. Of the branches of an `#if`, those are left out that are known not to be built, and those behind
 * one that opens or closes more than it closes or opens: the others would open it twice.
 */
export function tokensOf(text: string, conditions: Conditions): Token[] {
  const tokens: Token[] = [];
  const branches = new Branches(text, tokens, conditions);
  let isLineStart = true;
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) {
      isLineStart ||= isLineEnd(code);
      at++;
    } else if (code === Char.slash && isComment(text, at)) at = endOfComment(text, at);
    else if (code === Char.hash && isLineStart) {
      const directive = directiveAt(text, at);
      if (isConditional(directive.name)) branches.read(directive);
      at = directive.end;
    } else {
      isLineStart = false;
      const token = tokenAt(text, at, code);
      tokens.push(token);
      at = token.end;
    }
  }
  return tokens;
}

function tokenAt(text: string, start: number, code: number): Token {
  const raw = matchEnd(RAW_STRING, text, start);
  if (raw !== undefined) return { kind: 'literal', text: '"', start, end: raw };
  if (isWordStart(code)) return tokenTo(text, 'word', start, endOfWord(text, start));
  if (isDigit(code) || (code === Char.dot && isDigit(text.charCodeAt(start + 1))))
    return tokenTo(text, 'number', start, matchEnd(NUMBER, text, start) ?? start + 1);
  if (code === Char.doubleQuote || code === Char.apostrophe)
    return { kind: 'literal', text: '"', start, end: endOfLiteral(text, start) };
  const long = LONG.find((each) => text.startsWith(each, start));
  return tokenTo(text, 'punctuation', start, start + (long?.length ?? 1));
}

const tokenTo = (text: string, kind: Token['kind'], start: number, end: number): Token => ({
  kind,
  text: text.slice(start, end),
  start,
  end,
});

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

interface Branching {
  /** How many tokens stand before the branch that is read. */
  from: number;
  /** Whether that branch is known not to be built. */
  isDead: boolean;
  isTaken: boolean;
  /** Whether a branch was kept that leaves something open. */
  isSettled: boolean;
}

/** Leaves the tokens of branches out as soon as they have been read. */
class Branches {
  readonly #text: string;
  readonly #tokens: Token[];
  readonly #conditions: Conditions;
  readonly #open: Branching[] = [];

  constructor(text: string, tokens: Token[], conditions: Conditions) {
    this.#text = text;
    this.#tokens = tokens;
    this.#conditions = conditions;
  }

  read(directive: Directive): void {
    if (directive.name.startsWith('if')) {
      this.#open.push({ from: 0, isDead: false, isTaken: false, isSettled: false });
    } else this.#endBranch();
    const branching = this.#open.at(-1);
    if (directive.name === 'endif') this.#open.pop();
    else if (branching !== undefined) this.#begin(branching, directive);
  }

  #begin(branching: Branching, directive: Directive): void {
    const value = this.#conditions.of(this.#text, directive);
    branching.from = this.#tokens.length;
    branching.isDead = branching.isTaken || value === false;
    branching.isTaken ||= value === true;
  }

  #endBranch(): void {
    const branching = this.#open.at(-1);
    if (branching === undefined) return;
    const isBalanced = balanceOf(this.#tokens, branching.from);
    if (branching.isDead || (branching.isSettled && !isBalanced)) this.#tokens.length = branching.from;
    else branching.isSettled ||= !isBalanced;
  }
}

function balanceOf(tokens: readonly Token[], from: number): boolean {
  let depth = 0;
  for (let index = from; index < tokens.length; index++) {
    const { text } = tokens[index] ?? { text: '' };
    if (isOpening(text)) depth++;
    else if (isClosing(text) && --depth < 0) return false;
  }
  return depth === 0;
}

export const isOpening = (text: string): boolean => text === '(' || text === '{' || text === '[';
export const isClosing = (text: string): boolean => text === ')' || text === '}' || text === ']';

/** The index of the token that closes the bracket at `open`; undefined where none does before `limit`. */
export function closing(tokens: readonly Token[], open: number, limit = tokens.length): number | undefined {
  let depth = 0;
  for (let index = open; index < limit; index++) {
    const { text } = tokens[index] ?? { text: '' };
    if (isOpening(text)) depth++;
    else if (isClosing(text) && --depth === 0) return index;
  }
  return undefined;
}

/** Longer lists of template arguments are comparisons. */
const LONGEST_ARGUMENTS = 60;

/** What a list of template arguments may hold beside names and numbers. */
const IN_ARGUMENTS = new Set(['::', '*', '&', '&&', ',', '...', '(', ')', '[', ']', '=', '-']);

/** The index of the `>` that ends the template arguments or parameters that the `<` at `open` begins. */
export function closingAngle(tokens: readonly Token[], open: number): number | undefined {
  let depth = 0;
  let inner = 0;
  for (let index = open; index < Math.min(tokens.length, open + LONGEST_ARGUMENTS); index++) {
    const token = tokens[index];
    if (token === undefined) return undefined;
    if (token.text === '<') depth++;
    else if (token.text === '>') {
      if (--depth === 0) return inner === 0 ? index : undefined;
    } else if (token.kind === 'punctuation' && !IN_ARGUMENTS.has(token.text)) return undefined;
    if (token.text === '(') inner++;
    else if (token.text === ')' && --inner < 0) return undefined;
  }
  return undefined;
}
