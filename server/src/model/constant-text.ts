import { binaryOperation, castInteger, characterLiteral, integerLiteral, unaryOperation } from './arithmetic';

/** A constant as the source gives it. Without `value` it is certainly one, but its number stands in a header. */
export type Constant =
  | { readonly value: number; readonly name?: string | undefined }
  | { readonly value?: undefined; readonly name: string };

const TOKEN = /\s*(0[xX][0-9a-fA-F]+\w*|\d\w*|L?'(?:\\.|[^'\\])+'|[A-Za-z_]\w*|<<|>>|[-+*/%|&^~()])/y;
const LONGEST_BODY = 400;

const PRECEDENCE: Readonly<Record<string, number>> = {
  '|': 1,
  '^': 2,
  '&': 3,
  '<<': 4,
  '>>': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

/**
 * What the body of a macro, or the value of an enumerator, comes to.
 *
 * @param named Gives the constant that a name stands for.
 * @returns undefined where the text is no constant expression of integers.
 */
export function constantIn(text: string, named: (name: string) => Constant | undefined): Constant | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined || tokens.length === 0) return undefined;
  const reader = new ConstantReader(tokens, named);
  const constant = reader.expression(0);
  return reader.isAtEnd ? constant : undefined;
}

function tokensOf(text: string): string[] | undefined {
  if (text.length > LONGEST_BODY) return undefined;
  const tokens: string[] = [];
  const pattern = new RegExp(TOKEN);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const token = pattern.exec(text)?.[1];
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

class ConstantReader {
  readonly #tokens: readonly string[];
  readonly #named: (name: string) => Constant | undefined;
  #at = 0;

  constructor(tokens: readonly string[], named: (name: string) => Constant | undefined) {
    this.#tokens = tokens;
    this.#named = named;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  expression(least: number): Constant | undefined {
    let left = this.#operand();
    for (;;) {
      const operator = this.#tokens[this.#at] ?? '';
      const precedence = PRECEDENCE[operator] ?? 0;
      if (left === undefined || precedence <= least) return left;
      this.#at++;
      const right = this.expression(precedence);
      left = combined(operator, left, right);
    }
  }

  #operand(): Constant | undefined {
    const token = this.#tokens[this.#at++];
    if (token === undefined) return undefined;
    if (token === '(') return this.#cast() ?? this.#parenthesized();
    if (/^[-+~]$/.test(token)) {
      const value = this.#operand()?.value;
      return value === undefined ? undefined : plain(unaryOperation(token, value));
    }
    if (/^\d/.test(token)) return plain(integerLiteral(token));
    if (token.includes("'")) return plain(characterLiteral(token));
    return this.#named(token);
  }

  #parenthesized(): Constant | undefined {
    const inner = this.expression(0);
    return this.#tokens[this.#at++] === ')' ? inner : undefined;
  }

  /** `(NTSTATUS)0xC0000016L`: names and stars in parentheses, and then something to cast. */
  #cast(): Constant | undefined {
    const close = this.#tokens.indexOf(')', this.#at);
    const type = this.#tokens.slice(this.#at, close);
    const next = this.#tokens[close + 1];
    const casts =
      close > this.#at &&
      next !== undefined &&
      /^[\w(~'-]/.test(next) &&
      type.every((word) => /^[A-Za-z_*]/.test(word));
    if (!casts || (type.length === 1 && this.#named(type[0] ?? '') !== undefined)) return undefined;
    this.#at = close + 1;
    const operand = this.#operand();
    return operand?.value === undefined ? operand : { ...operand, value: castInteger(type.join(' '), operand.value) };
  }
}

const plain = (value: number | undefined): Constant | undefined => (value === undefined ? undefined : { value });

function combined(operator: string, left: Constant, right: Constant | undefined): Constant | undefined {
  if (left.value === undefined || right?.value === undefined) return undefined;
  return plain(binaryOperation(operator, left.value, right.value));
}
