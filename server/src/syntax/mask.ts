import type { Span } from '../text/span';
import { Conditionals, isConditional } from './conditionals';
import { Conditions } from './conditions';
import { Erasures } from './erasures';
import { isSal, wordTable, type WordAction, type WordTable } from './mask-words';
import type { Annotation, MaskOptions, Omission } from './parser';
import { Place } from './place';
import { endOfPrintedDirection, placeholderAt } from './placeholders';
import {
  Char,
  directiveAt,
  endOfComment,
  endOfLiteral,
  endOfParentheses,
  endOfWord,
  isBlank,
  isComment,
  isDigit,
  isLineEnd,
  isWordStart,
  skipBlank,
} from './scanner';
import { endOfBody, endOfUnclosedBody, isFlushLeft } from './section-end';
import { actOnWord, type WordContext } from './word-actions';

/** A text that the grammar of C can read, and what was taken out of it. */
export interface MaskedText {
  /** As long as the text, with the same line breaks. */
  readonly masked: string;
  readonly annotations: readonly Annotation[];
  readonly omissions: readonly Omission[];
}

/**
 * A part of a text that is masked by itself: it ends behind the body of a function that no `#if` holds, and what it
 * becomes depends on nothing before or behind it. Offsets are those of the whole text.
 */
export interface Section extends MaskedText, Span {}

/** Masks the section of `text` that begins at `from`: at 0, or where another ends. */
export type SectionMask = (text: string, from: number) => Section;

/**
 * Blanks what the grammar of C does not know: annotations, calling conventions, branches of `#if`, dots for code that
 * was left out. What stays keeps its offsets.
 */
export function sectionMask({ extraMacros, defines }: MaskOptions = {}): SectionMask {
  const words = wordTable(extraMacros);
  const conditions = new Conditions(defines);
  return (text, from) => new Mask(text, from, words, conditions).run();
}

/** All sections of a text, masked and put together. */
export function maskText(text: string, options?: MaskOptions): MaskedText {
  const mask = sectionMask(options);
  const sections: Section[] = [];
  for (let at = 0; at < text.length; at = sections.at(-1)?.end ?? text.length) sections.push(mask(text, at));
  return {
    masked: sections.map(({ masked }) => masked).join(''),
    annotations: sections.flatMap(({ annotations }) => annotations),
    omissions: sections.flatMap(({ omissions }) => omissions),
  };
}

const INTEGER_SUFFIX = /^(?:0[xX])?[0-9a-fA-F]*?([uU]?[iI](?:8|16|32|64))$/;
/** All capitals, with an underscore: no function of a driver's own is called so. */
const MACRO_NAME = /^[A-Z][A-Z0-9]*_[A-Z0-9_]*$/;
/** What goes on after a parenthesis if that belongs to a declaration. */
const GOES_ON = new Set<number>([
  Char.semicolon,
  Char.openBrace,
  Char.comma,
  Char.equals,
  Char.asterisk,
  Char.openBracket,
  Char.openParenthesis,
  Char.closeParenthesis,
]);
/** Spaces that C does not know: of no width, of fixed width, of a byte order mark. */
const STRANGE_SPACES = new Set([0x7f, 0xa0, 0x200b, 0x3000, 0xfeff]);

class Mask {
  private readonly text: string;
  private readonly from: number;
  private readonly words: WordTable;
  private readonly place: Place;
  private readonly erasures = new Erasures();
  private readonly annotations: Annotation[] = [];
  private readonly omissions: Omission[] = [];
  private readonly conditionals: Conditionals;
  private readonly context: WordContext;
  private at: number;
  /** Whether only space and comments stand before `at` on its line. */
  private isLineStart = true;
  /** Whether no line of a function's body begins with a statement in its first column. */
  private isIndented = true;

  constructor(text: string, from: number, words: WordTable, conditions: Conditions) {
    this.text = text;
    this.from = from;
    this.at = from;
    this.words = words;
    this.place = new Place(text, from);
    this.conditionals = new Conditionals(text, this.place, this.erasures, conditions);
    const { place, erasures } = this;
    this.context = { text, place, erasures, annotate: (start, end, from) => this.annotate(start, end, from) };
  }

  run(): Section {
    const end = this.scan();
    this.conditionals.finish();
    return {
      start: this.from,
      end,
      masked: this.erasures.applyTo(this.text, this.from, end),
      annotations: this.keptAnnotations(),
      omissions: [...this.omissions, ...this.conditionals.omissions].sort(byStart),
    };
  }

  /** Reads the section to its end, which it returns. */
  private scan(): number {
    const { text } = this;
    while (this.at < text.length) {
      const code = text.charCodeAt(this.at);
      if (isBlank(code)) {
        this.isLineStart ||= isLineEnd(code);
        this.at++;
      } else if (code === Char.slash && isComment(text, this.at)) this.comment();
      else if (code === Char.hash && this.isLineStart) this.directive();
      else if (this.conditionals.isActive()) this.token(code);
      else this.skipToken(code);
      const end = code === Char.closeBrace ? this.endOfSection() : undefined;
      if (end !== undefined) return end;
    }
    return text.length;
  }

  /** The start of the line behind the body of a function; undefined where the section goes on. */
  private endOfSection(): number | undefined {
    const { text, at, place } = this;
    if (this.conditionals.areOpen()) return undefined;
    if (place.isBehindFunction()) return endOfBody(text, at);
    return this.isIndented && place.isInFunctionBody() ? endOfUnclosedBody(text, at) : undefined;
  }

  /** In the order of the text, without those of branches that went after they were read. */
  private keptAnnotations(): Annotation[] {
    const { dropped } = this.conditionals;
    const isKept = ({ start }: Annotation) => !dropped.some((branch) => branch.start <= start && start < branch.end);
    return this.annotations.filter(isKept).sort(byStart);
  }

  private comment(): void {
    const end = endOfComment(this.text, this.at);
    const isClosed =
      this.text.charCodeAt(this.at + 1) === Char.slash || (end >= this.at + 4 && this.text.endsWith('*/', end));
    if (!isClosed && this.conditionals.isActive()) this.omit(this.at, end, 'comment without an end');
    this.at = end;
  }

  private directive(): void {
    const directive = directiveAt(this.text, this.at);
    if (isConditional(directive.name)) this.conditionals.read(directive);
    else if (this.conditionals.isActive() && !this.mayStay(directive.name)) {
      this.erasures.add(directive.start, directive.end);
    }
    this.at = directive.end;
  }

  /** The grammar knows directives between declarations and definitions of macros between statements. */
  private mayStay(directive: string): boolean {
    const { place } = this;
    if (directive === 'define' || directive === 'undef') return place.isBetweenStatements();
    return directive !== '' && directive !== 'pragma' && place.isBetweenDeclarations();
  }

  private skipToken(code: number): void {
    this.isLineStart = false;
    if (isWordStart(code)) this.at = endOfWord(this.text, this.at);
    else this.at = isQuote(code) ? endOfLiteral(this.text, this.at) : this.at + 1;
  }

  private token(code: number): void {
    const { isLineStart } = this;
    this.isLineStart = false;
    if (isWordStart(code)) this.word(code, isLineStart);
    else if (isQuote(code)) {
      this.at = endOfLiteral(this.text, this.at);
      this.place.literal();
    } else if (isDigit(code)) this.number();
    else this.punctuation(code, isLineStart);
  }

  private word(first: number, isLineStart: boolean): void {
    const start = this.at;
    const end = endOfWord(this.text, start);
    if (isLineStart && isFlushLeft(this.text, start) && this.place.isInFunctionBody())
      this.isIndented &&= this.isLabel(end);
    const action = this.actionOn(first, start, end);
    this.at = action === undefined ? start : actOnWord(this.context, action, start, end);
    if (this.at > start || (isLineStart && this.fileMacro(start, end))) return;
    this.place.word(start, end);
    this.at = end;
    const macro = this.place.takeMacro();
    if (macro !== undefined) this.annotate(macro.start, macro.end, macro.end);
  }

  private isLabel(end: number): boolean {
    return this.text.charCodeAt(skipBlank(this.text, end)) === Char.colon;
  }

  private actionOn(first: number, start: number, end: number): WordAction | undefined {
    const length = end - start;
    const isUnderscore = first === 95;
    if (!isUnderscore && !this.words.mayHold(first, length)) return undefined;
    const word = this.text.slice(start, end);
    return this.words.actionOf(word) ?? (isUnderscore && isSal(word) ? { kind: 'erase with arguments' } : undefined);
  }

  /** A macro between declarations, alone on its line and with no semicolon: `DECLARE_THING(a, b)`. */
  private fileMacro(start: number, end: number): boolean {
    const { text } = this;
    if (!this.place.isBetweenDeclarations()) return false;
    const open = skipBlank(text, end);
    if (text.charCodeAt(open) !== Char.openParenthesis) return false;
    const close = MACRO_NAME.test(text.slice(start, end)) ? endOfParentheses(text, open) : undefined;
    if (close === undefined) return false;
    const next = skipBlank(text, close);
    const isAlone =
      next === text.length || (/[\r\n]/.test(text.slice(close, next)) && !GOES_ON.has(text.charCodeAt(next)));
    if (isAlone) this.at = this.annotate(start, close, end);
    return isAlone;
  }

  private number(): void {
    const end = endOfWord(this.text, this.at);
    const suffix = INTEGER_SUFFIX.exec(this.text.slice(this.at, end))?.[1] ?? '';
    this.erasures.add(end - suffix.length, end);
    this.place.word(this.at, end);
    this.at = end;
  }

  private punctuation(code: number, isLineStart: boolean): void {
    const { text, at, place } = this;
    if (code === Char.dot || code === Char.ellipsis) {
      const placeholder = placeholderAt(text, at, isLineStart, place);
      if (placeholder?.word !== undefined) {
        this.leftOut(placeholder.end, placeholder.word);
        return;
      }
    }
    const end = code === Char.openBracket ? endOfPrintedDirection(text, at, place) : undefined;
    if (end !== undefined || code < 32 || STRANGE_SPACES.has(code)) this.erasures.add(at, end ?? at + 1);
    else {
      if (code === Char.openBrace) this.loopMacro();
      place.punctuation(code, at);
    }
    this.at = end ?? at + 1;
  }

  /** A macro with a block behind it is most often a loop: `FOR_EACH(list, item) { ... }`. */
  private loopMacro(): void {
    const call = this.place.endedCall();
    if (call === undefined || !/^[^\r\n]{8}/.test(this.text.slice(call.start, call.end))) return;
    this.erasures.add(call.start, call.end, 'while(_)');
    this.omissions.push({ ...call, reason: 'macro before a block, taken for a loop', kind: 'macro' });
  }

  private leftOut(end: number, word: string): void {
    this.erasures.add(this.at, end, word);
    this.omissions.push({ start: this.at, end, reason: 'dots for code that is left out' });
    if (word.startsWith('_')) this.place.word(this.at, end);
    else if (word === ';') this.place.punctuation(Char.semicolon, this.at);
    this.at = end;
  }

  private omit(start: number, end: number, reason: string): void {
    this.erasures.add(start, end);
    this.omissions.push({ start, end, reason });
  }

  /** Blanks a macro and keeps it aside; its name ends at `nameEnd`. Returns `end`. */
  private annotate(start: number, end: number, nameEnd: number): number {
    const { text } = this;
    const open = skipBlank(text, nameEnd);
    const name = text.slice(start, nameEnd);
    const given = open < end ? { arguments: text.slice(open + 1, end - 1).trim() } : {};
    this.annotations.push({ name, ...given, start, end });
    this.erasures.add(start, end);
    return end;
  }
}

const byStart = (a: Span, b: Span): number => a.start - b.start;

const isQuote = (code: number): boolean => code === Char.doubleQuote || code === Char.apostrophe;
