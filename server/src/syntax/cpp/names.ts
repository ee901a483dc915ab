import type { Rewriting } from './rewriting';
import { closing, closingAngle, isOpening, type Token } from './tokens';

/** Words that say nothing of what code does. */
const SILENT = new Set(
  'virtual explicit mutable consteval constinit typename export noexcept thread_local concept'.split(' '),
);

const CASTS = new Set(['static_cast', 'reinterpret_cast', 'const_cast', 'dynamic_cast']);

/** What may follow `override` and `final`, which are names anywhere else. */
const AFTER_SPECIFIER = new Set(['{', ';', '=', ':', 'override', 'final', 'const', 'noexcept']);

const NOTHING: Token = { kind: 'punctuation', text: '', start: 0, end: 0 };

/** What may stand in an operand that binds as one. */
const WITHIN_OPERAND = new Set(['(', '[', '.', '->', '::', '<']);

/** What may stand behind template arguments. */
const AFTER_ARGUMENTS = new Set(['(', ')', '::', '{', '}', ';', ',', '>', '&', '&&', '*', '=', '...', ']', ':']);

/**
 * Makes one name of each qualified name, and takes away what says nothing of what code does: template arguments,
 * attributes, some specifiers. Casts become those of C.
 *
 * @returns the tokens that are left. A name that was made of several keeps their text, without template arguments.
 */
export function nameTokens(rewriting: Rewriting, tokens: readonly Token[]): Token[] {
  return new Naming(rewriting, tokens).run();
}

class Naming {
  readonly #rewriting: Rewriting;
  readonly #tokens: readonly Token[];
  readonly #left: Token[] = [];
  /** The `>` that end the type of a cast, and whether the parenthesis behind goes as well. */
  readonly #castEnds = new Map<number, 'alone' | 'with parenthesis'>();
  #at = 0;

  constructor(rewriting: Rewriting, tokens: readonly Token[]) {
    this.#rewriting = rewriting;
    this.#tokens = tokens;
  }

  run(): Token[] {
    for (let token = this.#tokens[this.#at]; token !== undefined; token = this.#tokens[this.#at]) {
      if (token.kind === 'word') this.#word(token);
      else if (token.text === '[' && this.#isAttribute()) this.#attribute();
      else if (token.text === '~' && this.#isDestructor()) this.#name();
      else if (token.text === '::' && this.#tokens[this.#at + 1]?.kind === 'word') this.#drop(1);
      else if (this.#castEnds.has(this.#at)) this.#castEnd(token);
      else this.#plain(token);
    }
    return this.#left;
  }

  #text(offset: number): string {
    return this.#tokens[this.#at + offset]?.text ?? '';
  }

  #plain(token: Token): void {
    if (token.kind === 'number') this.#digits(token);
    this.#left.push(token);
    this.#at++;
  }

  /** `1'000'000` */
  #digits({ start, end }: Token): void {
    for (let at = start; at < end; at++) if (this.#rewriting.text[at] === "'") this.#rewriting.put(at, '0');
  }

  #drop(count: number): void {
    const [first, last] = [this.#tokens[this.#at], this.#tokens[this.#at + count - 1]];
    if (first !== undefined && last !== undefined) this.#rewriting.blank(first.start, last.end);
    this.#at += count;
  }

  #word(token: Token): void {
    const { text } = token;
    const dropped = this.#silent(text);
    if (dropped > 0) this.#drop(dropped);
    else if (CASTS.has(text) && this.#text(1) === '<') this.#cast(token);
    else if (text === 'decltype') this.#joined(1 + this.#argumentsAt(1), text);
    else if (text === 'template') this.#template();
    else if (text === 'auto') this.#auto(token);
    else this.#name();
  }

  /** How many tokens say nothing of what code does; 0 where a word says something. */
  #silent(text: string): number {
    if (SILENT.has(text)) return text === 'noexcept' ? 1 + this.#argumentsAt(1) : 1;
    if (text === 'override' || text === 'final') return AFTER_SPECIFIER.has(this.#text(1)) ? 1 : 0;
    return text === 'constexpr' && this.#left.at(-1)?.text === 'if' ? 1 : 0;
  }

  /** How many tokens an argument list at `offset` has; 0 where there is none. */
  #argumentsAt(offset: number): number {
    if (this.#text(offset) !== '(') return 0;
    const close = closing(this.#tokens, this.#at + offset);
    return close === undefined ? 0 : close - this.#at - offset + 1;
  }

  /** The head stays a token: a declaration that follows it is one of a template. */
  #template(): void {
    const end = this.#text(1) === '<' ? closingAngle(this.#tokens, this.#at + 1) : undefined;
    const token = this.#tokens[this.#at];
    if (token !== undefined) this.#left.push(token);
    this.#drop(end === undefined ? 1 : end - this.#at + 1);
  }

  /** For the grammar it is the name of a type. */
  #auto(token: Token): void {
    this.#rewriting.put(token.start, 'A');
    this.#plain(token);
  }

  /** `~Name()` where a declaration begins: anywhere else it is an operation. */
  #isDestructor(): boolean {
    const before = this.#left.at(-1)?.text ?? ';';
    return /^[;{}:]$/.test(before) && this.#text(2) === '(' && /^(?:\)|void)$/.test(this.#text(3));
  }

  #isAttribute(): boolean {
    const next = this.#tokens[this.#at + 1];
    return next?.text === '[' && next.start === this.#tokens[this.#at]?.end && this.#attributeEnd() !== undefined;
  }

  #attributeEnd(): number | undefined {
    const end = closing(this.#tokens, this.#at);
    return end !== undefined && this.#tokens[end - 1]?.text === ']' ? end : undefined;
  }

  #attribute(): void {
    this.#drop((this.#attributeEnd() ?? this.#at) - this.#at + 1);
  }

  /**
   * `static_cast<T>(x)` becomes `((const T) x )`, which no grammar takes for a call, or `(const T)(x)` where operators
   * stand in the parentheses; a cast to a reference becomes `(x)`.
   */
  #cast(token: Token): void {
    const end = closingAngle(this.#tokens, this.#at + 1);
    const before = end === undefined ? undefined : this.#tokens[end - 1];
    if (end === undefined || before === undefined) {
      this.#plain(token);
      return;
    }
    if (before.text === '&' || before.text === '&&') {
      this.#drop(end - this.#at + 1);
      return;
    }
    const isWhole = this.#isOperand(end + 1);
    this.#rewriting.replace(token, `${isWhole ? '(' : ''}(${this.#text(2) === 'const' ? '' : 'const'}`);
    for (let opened = isWhole ? 2 : 1; opened > 0; opened--)
      this.#left.push({ ...token, kind: 'punctuation', text: '(' });
    this.#castEnds.set(end, isWhole ? 'with parenthesis' : 'alone');
    this.#at++;
    this.#drop(1);
  }

  /** Whether what stands in the parentheses at `open` needs none: no operator divides it. */
  #isOperand(open: number): boolean {
    const close = this.#tokens[open]?.text === '(' ? closing(this.#tokens, open) : undefined;
    if (close === undefined) return false;
    let at = open + 1;
    while (/^[&*!~-]$/.test(this.#tokens[at]?.text ?? '')) at++;
    for (; at < close; at++) {
      const { kind, text } = this.#tokens[at] ?? NOTHING;
      if (kind === 'punctuation' && !WITHIN_OPERAND.has(text)) return false;
      at = this.#endOfBracket(at, text) ?? close;
    }
    return true;
  }

  /** The index at which the bracket that a token may be ends; its own for any other. */
  #endOfBracket(at: number, text: string): number | undefined {
    if (text === '<') return closingAngle(this.#tokens, at);
    return isOpening(text) ? closing(this.#tokens, at) : at;
  }

  #castEnd(token: Token): void {
    this.#rewriting.put(token.start, ')');
    this.#left.push({ ...token, text: ')' });
    const isWhole = this.#castEnds.get(this.#at) === 'with parenthesis';
    this.#at++;
    if (isWhole) this.#drop(1);
  }

  /** `a::b<T>::c`, `Socket::~Socket`, `operator==` */
  #name(): void {
    let [count, name] = this.#part(0);
    for (;;) {
      const [length, continued] = this.#templateArguments(count, name);
      const after = count + length;
      if (continued === undefined) {
        this.#joined(count, name);
        if (length > 0) this.#drop(length);
        return;
      }
      const [more, part] = this.#part(after + 1);
      [count, name] = [after + 1 + more, `${name}::${part}`];
    }
  }

  /** How many tokens of template arguments follow, and whether `::` stands behind them. */
  #templateArguments(offset: number, name: string): readonly [number, '::' | undefined] {
    const end =
      this.#text(offset) === '<' && !name.includes('operator')
        ? closingAngle(this.#tokens, this.#at + offset)
        : undefined;
    const next = end === undefined ? undefined : this.#tokens[end + 1];
    const isList = next !== undefined && (next.kind === 'word' || AFTER_ARGUMENTS.has(next.text));
    const length = end === undefined || !isList ? 0 : end - this.#at - offset + 1;
    return [length, this.#text(offset + length) === '::' && this.#isPart(offset + length + 1) ? '::' : undefined];
  }

  #isPart(offset: number): boolean {
    return this.#tokens[this.#at + offset]?.kind === 'word' || this.#text(offset) === '~';
  }

  /** One part of a qualified name: how many tokens it has, and its text. */
  #part(offset: number): [number, string] {
    const text = this.#text(offset);
    if (text === '~') return [2, `~${this.#text(offset + 1)}`];
    if (text === 'template') return [2, this.#text(offset + 1)];
    if (text !== 'operator') return [1, text];
    let count = 1;
    if (this.#text(offset + 1) === '(' && this.#text(offset + 2) === ')') count = 3;
    while (this.#text(offset + count) !== '(' && count < LONGEST_OPERATOR) count++;
    const parts = this.#tokens.slice(this.#at + offset, this.#at + offset + count);
    return [count, parts.map((part) => part.text).join(parts[1]?.kind === 'word' ? ' ' : '')];
  }

  /** Makes one name of so many tokens. */
  #joined(count: number, text: string): void {
    const [first, last] = [this.#tokens[this.#at], this.#tokens[this.#at + count - 1]];
    if (first === undefined || last === undefined) {
      this.#at++;
      return;
    }
    if (count > 1)
      this.#rewriting.join(first.start, this.#rewriting.isOneLine(first.start, last.end) ? last.end : first.end);
    this.#left.push({ kind: 'word', text, start: first.start, end: last.end });
    this.#at += count;
  }
}

/** The tokens of `operator const WCHAR *const *`. */
const LONGEST_OPERATOR = 7;
