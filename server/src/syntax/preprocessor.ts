import type { Span } from '../text/span';
import type { ParsedText } from './parser';
import {
  Char,
  directiveAt,
  endOfComment,
  endOfLiteral,
  endOfParentheses,
  endOfWord,
  isBlank,
  isComment,
  isLineEnd,
  isWordStart,
  skipBlank,
  type Directive,
} from './scanner';

/** A `#define`. */
export interface MacroDefinition {
  readonly name: string;
  /** Undefined for a macro that is used without parentheses. */
  readonly parameters: readonly string[] | undefined;
  /** On one line, without comments. */
  readonly body: string;
  readonly nameSpan: Span;
  /** The whole directive, with the lines that continue it and without the last line break. */
  readonly span: Span;
}

/** An `#include` that names a file. */
export interface Include {
  readonly name: string;
  /** Whether it stands in angle brackets. */
  readonly isSystem: boolean;
  readonly span: Span;
}

export interface Preprocessing {
  readonly macros: readonly MacroDefinition[];
  readonly includes: readonly Include[];
}

/** What the directives of a file define and include; those in branches that were not parsed are left out. */
export function preprocessingIn({ tree, omissions }: ParsedText): Preprocessing {
  const { text } = tree;
  const unread = omissions.filter(({ start, end }) => text.slice(start, end).includes('#'));
  const directives = directivesIn(text).filter(
    ({ start }) => !unread.some((gap) => gap.start <= start && start < gap.end),
  );
  return {
    macros: directives.flatMap((directive) => macroOf(text, directive) ?? []),
    includes: directives.flatMap((directive) => includeOf(text, directive) ?? []),
  };
}

function directivesIn(text: string): Directive[] {
  const found: Directive[] = [];
  let isLineStart = true;
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) {
      isLineStart ||= isLineEnd(code);
      at++;
    } else if (code === Char.hash && isLineStart) {
      const directive = directiveAt(text, at);
      found.push(directive);
      at = directive.end;
    } else {
      isLineStart &&= code === Char.slash && isComment(text, at);
      at = endOfToken(text, at, code);
    }
  }
  return found;
}

function endOfToken(text: string, at: number, code: number): number {
  if (isWordStart(code)) return endOfWord(text, at);
  if (code === Char.slash && isComment(text, at)) return endOfComment(text, at);
  return code === Char.doubleQuote || code === Char.apostrophe ? endOfLiteral(text, at) : at + 1;
}

function macroOf(text: string, { name: directive, start, nameEnd, end }: Directive): MacroDefinition | undefined {
  const from = skipBlank(text, nameEnd);
  if (directive !== 'define' || from >= end || !isWordStart(text.charCodeAt(from))) return undefined;
  const to = endOfWord(text, from);
  // A parenthesis belongs to the name only where it touches it.
  const close = text.charCodeAt(to) === Char.openParenthesis ? endOfParentheses(text, to) : undefined;
  return {
    name: text.slice(from, to),
    parameters: close === undefined ? undefined : parametersIn(text.slice(to + 1, close - 1)),
    body: plain(text.slice(close ?? to, end)),
    nameSpan: { start: from, end: to },
    span: { start, end },
  };
}

const parametersIn = (list: string): string[] =>
  plain(list)
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

const plain = (code: string): string =>
  code
    .replace(/\\(?:\r\n|\r|\n)/g, ' ')
    .replace(/\/\*[^]*?\*\/|\/\/.*/g, ' ')
    .trim();

const INCLUDED = /^\s*(?:<([^>\r\n]+)>|"([^"\r\n]+)")/;

function includeOf(text: string, { name, start, nameEnd, end }: Directive): Include | undefined {
  const [, system, own] = (name === 'include' ? INCLUDED.exec(text.slice(nameEnd, end)) : null) ?? [];
  const file = system ?? own;
  return file === undefined ? undefined : { name: file, isSystem: system !== undefined, span: { start, end } };
}
