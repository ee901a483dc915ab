const NUMBER = /^([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|\d+)(?:[uUlL]*|[uU]?[iI](?:8|16|32|64))$/;

/** An integer literal of C: decimal, octal, hexadecimal, with any suffix; the grammar takes a sign for a part of it. Undefined where JavaScript cannot hold it. */
export function integerLiteral(text: string): number | undefined {
  const [, sign, digits] = NUMBER.exec(text.replaceAll("'", '')) ?? [];
  if (digits === undefined) return undefined;
  const value = /^0\d+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  if (!Number.isSafeInteger(value)) return undefined;
  return sign === '-' && value !== 0 ? -value : value;
}

const SIMPLE_ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, '0': 0, '\\': 92, "'": 39, '"': 34 };

/** A literal of one character, as its code: `'a'`, `'\0'`. What several characters mean is the compiler's choice. */
export function characterLiteral(text: string): number | undefined {
  const inside = /^L?'(\\?)([^'\\]|\\|')'$/.exec(text);
  const character = inside?.[2];
  if (inside === null || character === undefined) return undefined;
  return inside[1] === '' ? character.charCodeAt(0) : SIMPLE_ESCAPES[character];
}

/** A binary operator of C on integers; undefined for any other operator, and where the result is no exact number. */
export function binaryOperation(operator: string, left: number, right: number): number | undefined {
  const result = exactOperation(operator, BigInt(left), BigInt(right));
  const value = result === undefined ? undefined : Number(result);
  return Number.isSafeInteger(value) ? value : undefined;
}

function exactOperation(operator: string, left: bigint, right: bigint): bigint | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0n ? undefined : left / right;
    case '%':
      return right === 0n ? undefined : left % right;
    case '|':
      return left | right;
    case '&':
      return left & right;
    case '^':
      return left ^ right;
    default:
      return shift(operator, left, right);
  }
}

function shift(operator: string, left: bigint, count: bigint): bigint | undefined {
  if (count < 0n || count > 63n) return undefined;
  if (operator === '<<') return left << count;
  return operator === '>>' ? left >> count : undefined;
}

/** `-`, `+` or `~` on an integer; undefined for any other operator. */
export function unaryOperation(operator: string, value: number): number | undefined {
  switch (operator) {
    case '-':
      return value === 0 ? 0 : -value;
    case '+':
      return value;
    case '~':
      return -value - 1;
    default:
      return undefined;
  }
}

const SIGNED_32: ReadonlySet<string> = new Set([
  'NTSTATUS',
  'LONG',
  'INT',
  'int',
  'long',
  'HRESULT',
  'INT32',
  'LONG32',
]);
const UNSIGNED: Readonly<Record<string, number>> = {
  ULONG: 32,
  UINT: 32,
  DWORD: 32,
  UINT32: 32,
  ULONG32: 32,
  unsigned: 32,
  'unsigned int': 32,
  'unsigned long': 32,
  USHORT: 16,
  UINT16: 16,
  WORD: 16,
  ADDRESS_FAMILY: 16,
  'unsigned short': 16,
  UCHAR: 8,
  UINT8: 8,
  BYTE: 8,
  BOOLEAN: 8,
  'unsigned char': 8,
};

/** What a cast to the type of this name makes of an integer. A type whose size is not known leaves it as it is. */
export function castInteger(type: string, value: number): number {
  if (SIGNED_32.has(type)) return Number(BigInt.asIntN(32, BigInt(value)));
  const bits = Object.hasOwn(UNSIGNED, type) ? UNSIGNED[type] : undefined;
  return bits === undefined ? value : Number(BigInt.asUintN(bits, BigInt(value)));
}
