import type { Directive } from './scanner';

/** Names that every driver's build settles, and how. The others stay open: both answers may be built. */
const USUAL: Readonly<Record<string, boolean>> = {
  TRUE: true,
  FALSE: false,
  NEVER: false,
  _WIN32: true,
  _MSC_VER: true,
  _KERNEL_MODE: true,
  _PREFAST_: false,
  __cplusplus: false,
  __GNUC__: false,
  __clang__: false,
  __linux__: false,
  __APPLE__: false,
};

/** Deeper or longer conditions stay open. */
const LONGEST = 2000;

/** Decides what can be decided of the conditions of a file. */
export class Conditions {
  private readonly defines: ReadonlyMap<string, boolean>;

  /** @param defines what a user says beside, or against, the usual. */
  constructor(defines: Readonly<Record<string, boolean>> = {}) {
    this.defines = new Map(Object.entries({ ...USUAL, ...defines }));
  }

  /** Whether the branch behind the directive is built; undefined where that depends on the build. */
  of(text: string, { name, nameEnd, end }: Directive): boolean | undefined {
    if (name === 'else') return true;
    const condition = text.slice(nameEnd, Math.min(end, nameEnd + LONGEST)).replace(COMMENT, ' ');
    const word = /\w+/.exec(condition)?.[0] ?? '';
    if (name === 'ifdef' || name === 'elifdef') return this.defines.get(word);
    if (name === 'ifndef' || name === 'elifndef') return not(this.defines.get(word));
    return new Evaluation(condition.match(TOKEN) ?? [], this.defines).value();
  }
}

const COMMENT = /\/\*[^]*?\*\/|\/\/.*/g;
const TOKEN = /\w+|&&|\|\||[^\s\w]/g;

const not = (value: boolean | undefined): boolean | undefined => (value === undefined ? undefined : !value);

/** The value of one condition in three values: comparisons and arithmetic are undefined. */
class Evaluation {
  private at = 0;
  private readonly tokens: readonly string[];
  private readonly defines: ReadonlyMap<string, boolean>;

  constructor(tokens: readonly string[], defines: ReadonlyMap<string, boolean>) {
    this.tokens = tokens;
    this.defines = defines;
  }

  value(): boolean | undefined {
    const value = this.either();
    return this.at === this.tokens.length ? value : undefined;
  }

  private either(): boolean | undefined {
    let value = this.both();
    while (this.accept('||')) {
      const right = this.both();
      value = value === true || right === true ? true : value === false && right === false ? false : undefined;
    }
    return value;
  }

  private both(): boolean | undefined {
    let value = this.operand();
    while (this.accept('&&')) {
      const right = this.operand();
      value = value === false || right === false ? false : value === true && right === true ? true : undefined;
    }
    return value;
  }

  private operand(): boolean | undefined {
    const value = this.unary();
    return this.skipRest() ? undefined : value;
  }

  private unary(): boolean | undefined {
    if (this.accept('!')) return not(this.unary());
    if (this.accept('(')) {
      const value = this.either();
      return this.accept(')') ? value : undefined;
    }
    if (this.accept('defined')) return this.defined();
    const word = this.tokens[this.at++] ?? '';
    return /^\d/.test(word) ? !/^0[xX]?0*[uUlL]*$/.test(word) : this.defines.get(word);
  }

  private defined(): boolean | undefined {
    const isInParentheses = this.accept('(');
    const value = this.defines.get(this.tokens[this.at++] ?? '');
    return isInParentheses && !this.accept(')') ? undefined : value;
  }

  /** Passes over what goes on behind an operand, such as a comparison; whether there was any. */
  private skipRest(): boolean {
    const start = this.at;
    for (let depth = 0; this.at < this.tokens.length; this.at++) {
      const token = this.tokens[this.at];
      if (depth === 0 && (token === '&&' || token === '||' || token === ')')) break;
      depth += token === '(' ? 1 : token === ')' ? -1 : 0;
    }
    return this.at > start;
  }

  private accept(token: string): boolean {
    const isNext = this.tokens[this.at] === token;
    if (isNext) this.at++;
    return isNext;
  }
}
