import type { Span } from '../text/span';
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
  skipBlank,
} from './scanner';
import { substitute, WRITTEN, type MacroBody, type TracedText } from './substitution';

export type { MacroBody } from './substitution';

/** The macro that a name is where it stands in code; undefined for any other name, and for one that stays as it is. */
export type MacroLookup = (name: string) => MacroBody | undefined;

/** A text in which macros are replaced by what they stand for. */
export interface ExpandedText {
  readonly text: string;
  /**
   * Where a stretch of the expanded text comes from, in UTF-16 units of the source: what a macro wrote comes from the
   * place where the macro stands, an argument from the place where it is given.
   */
  readonly sourceOf: (span: Span) => Span;
}

/** A text that grows beyond this, in UTF-16 units, is left as it is. */
const LONGEST = 200_000;

/** Macros within macros, at most. */
const DEEPEST = 24;

/**
 * Replaces the macros in a stretch of C, as the preprocessor does. Directives stay as they are.
 * @returns undefined where there is none to replace, or too much would come of it.
 */
export function expandMacros(source: string, { start, end }: Span, macroNamed: MacroLookup): ExpandedText | undefined {
  const expander = new Expander(macroNamed);
  try {
    const traced = expander.expand({ text: source.slice(start, end), origins: undefined }, start);
    const { uses } = expander;
    return uses.length === 0 ? undefined : { text: traced.text, sourceOf: (span) => sourceOf(traced, uses, span) };
  } catch (error) {
    if (error instanceof TooLong) return undefined;
    throw error;
  }
}

function sourceOf({ origins = [] }: TracedText, uses: readonly Span[], { start, end }: Span): Span {
  const spanAt = (at: number): Span => {
    const origin = origins[at] ?? WRITTEN;
    return origin >= 0 ? { start: origin, end: origin + 1 } : (uses[useOf(origin)] ?? { start: 0, end: 0 });
  };
  const [first, last] = [spanAt(start), spanAt(Math.max(start, end - 1))];
  // A macro may put what was given last before what was given first.
  return first.start <= last.end ? { start: first.start, end: last.end } : first;
}

/** In the place of an origin: which of the macros in the source has written this. */
const originOf = (use: number): number => WRITTEN - 1 - use;
const useOf = (origin: number): number => WRITTEN - 1 - origin;

class TooLong extends Error {}

class Expander {
  /** Where macros stand in the source. */
  readonly uses: Span[] = [];
  readonly #macroNamed: MacroLookup;
  #written = 0;

  constructor(macroNamed: MacroLookup) {
    this.#macroNamed = macroNamed;
  }

  /**
   * @param offset Where the text stands in the source; undefined for what macros have written.
   * @param hidden The macros that this text came out of: none is replaced within itself.
   */
  expand(traced: TracedText, offset?: number, hidden: readonly string[] = []): TracedText {
    if (hidden.length > DEEPEST) throw new TooLong();
    const { text } = traced;
    const output = new Output(traced, offset);
    const lines = offset === undefined ? undefined : new LineStarts(text);
    for (let at = 0; at < text.length;) {
      const macro = this.#macroAt(text, at, hidden);
      const end = macro?.end ?? lines?.endOfDirective(at) ?? endOfToken(text, at);
      if (macro === undefined) output.copy(at, end);
      else this.#replace(output, macro, at, hidden);
      at = end;
    }
    return output.traced();
  }

  #replace(output: Output, macro: UsedMacro, at: number, hidden: readonly string[]): void {
    const inside = [...hidden, macro.name];
    const given = macro.arguments.map((argument) => {
      const part = output.part(argument.start, argument.end);
      return { asWritten: part, expanded: this.expand(part, undefined, hidden) };
    });
    const replaced = this.expand(substitute(macro.body, given), undefined, inside);
    this.#written += replaced.text.length;
    if (this.#written > LONGEST) throw new TooLong();
    output.add(replaced, this.#useAt(output.part(at, macro.end)));
  }

  /** Stands for what a macro writes; `WRITTEN` where another macro has written that macro. */
  #useAt({ origins }: TracedText): number {
    const [start, last] = [origins?.[0] ?? WRITTEN, origins?.at(-1) ?? WRITTEN];
    return start < 0 || last < 0 ? WRITTEN : originOf(this.uses.push({ start, end: last + 1 }) - 1);
  }

  #macroAt(text: string, at: number, hidden: readonly string[]): UsedMacro | undefined {
    if (!isWordStart(text.charCodeAt(at))) return undefined;
    const name = text.slice(at, endOfWord(text, at));
    const body = hidden.includes(name) || isMemberName(text, at) ? undefined : this.#macroNamed(name);
    if (body === undefined) return undefined;
    const nameEnd = at + name.length;
    if (body.parameters === undefined) return { name, body, arguments: [], end: nameEnd };
    const open = skipBlank(text, nameEnd);
    const list = text.charCodeAt(open) === Char.openParenthesis ? argumentsAt(text, open) : undefined;
    if (list === undefined || !takes(body.parameters, list.arguments, text)) return undefined;
    return { name, body, ...list };
  }
}

/** Knows of each place of a text, asked for in their order, whether a directive stands there. */
class LineStarts {
  readonly #text: string;
  #at = 0;
  #isStart = true;

  constructor(text: string) {
    this.#text = text;
  }

  /** The end of the directive at `at`; undefined where none stands there. */
  endOfDirective(at: number): number | undefined {
    for (; this.#at < at; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      this.#isStart = isLineEnd(code) || (this.#isStart && isBlank(code));
    }
    return this.#isStart && this.#text.charCodeAt(at) === Char.hash ? directiveAt(this.#text, at).end : undefined;
  }
}

interface UsedMacro {
  readonly name: string;
  readonly body: MacroBody;
  readonly arguments: readonly Span[];
  readonly end: number;
}

/** What is written of an expanded text so far. */
class Output {
  readonly #from: TracedText;
  readonly #offset: number | undefined;
  readonly #texts: string[] = [];
  readonly #origins: number[] = [];

  constructor(from: TracedText, offset: number | undefined) {
    this.#from = from;
    this.#offset = offset;
  }

  copy(start: number, end: number): void {
    this.add(this.part(start, end));
  }

  part(start: number, end: number): TracedText {
    const { text, origins } = this.#from;
    const own = Array.from({ length: end - start }, (_, index) =>
      this.#offset === undefined ? (origins?.[start + index] ?? WRITTEN) : this.#offset + start + index,
    );
    return { text: text.slice(start, end), origins: own };
  }

  /** @param written Stands for what nothing says where it comes from. */
  add({ text, origins }: TracedText, written = WRITTEN): void {
    this.#texts.push(text);
    for (let at = 0; at < text.length; at++) {
      const origin = origins?.[at] ?? WRITTEN;
      this.#origins.push(origin === WRITTEN ? written : origin);
    }
  }

  traced(): TracedText {
    return { text: this.#texts.join(''), origins: this.#origins };
  }
}

/** `x.Name` and `x->Name` name a member, whatever macro has that name. */
function isMemberName(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && isBlank(text.charCodeAt(before))) before--;
  return text[before] === '.' || (text[before] === '>' && text[before - 1] === '-');
}

function takes(parameters: readonly string[], given: readonly Span[], text: string): boolean {
  if (parameters.at(-1)?.endsWith('...') === true) return given.length >= parameters.length - 1;
  const [only] = given;
  if (parameters.length === 0)
    return given.length === 1 && only !== undefined && text.slice(only.start, only.end).trim() === '';
  return given.length === parameters.length;
}

/** The arguments between the parenthesis at `open` and the one that closes it; undefined where none does. */
function argumentsAt(text: string, open: number): { arguments: Span[]; end: number } | undefined {
  const found: Span[] = [];
  let start = open + 1;
  for (let at = open, depth = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (isOpening(code)) depth++;
    else if (isClosing(code) && --depth === 0) return { arguments: [...found, trimmed(text, start, at)], end: at + 1 };
    else if (code === Char.comma && depth === 1) {
      found.push(trimmed(text, start, at));
      start = at + 1;
    } else if (code === Char.hash) return undefined;
    at = endOfToken(text, at);
  }
  return undefined;
}

function trimmed(text: string, start: number, end: number): Span {
  const from = Math.min(end, skipBlank(text, start));
  return { start: from, end: from + text.slice(from, end).trimEnd().length };
}

const isOpening = (code: number): boolean => code === Char.openParenthesis;
const isClosing = (code: number): boolean => code === Char.closeParenthesis;

/** The end of the word, number, literal or comment at `at`; of any other character, the next one. */
function endOfToken(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (isWordStart(code) || isDigit(code)) return endOfWord(text, at);
  if (code === Char.doubleQuote || code === Char.apostrophe) return endOfLiteral(text, at);
  return code === Char.slash && isComment(text, at) ? endOfComment(text, at) : at + 1;
}
