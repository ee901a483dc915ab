import { describe, functionOfTypedef, isKnown, isWskFunction } from '../knowledge';
import { typeSpelt, unknownType, type CType } from '../model/ctype';
import { macrosOf } from '../model/macros';
import { variableNamed } from '../model/scope';
import { isTypeName, memberType, membersOf, namesOf, resolve, targetOf } from '../model/type-table';
import type { Unit } from '../model/unit';
import { endOfLiteral, endOfWord, isWordStart, skipBlank } from '../syntax/scanner';
import { isOpening, KEYWORDS, startOfExpression } from './place-backwards';

/** An expression that stands before a place, judged from its text and from what the file declares. */
export interface TextExpression {
  readonly start: number;
  readonly type: CType;
  /** The name at its end: the member, the variable, the called function. */
  readonly name: string | undefined;
  /** The struct that the name at the end is a member of; unknown where nobody declares it. */
  readonly owner: CType | undefined;
  /** What stands before the `->` or `.` of that member. */
  readonly object: string | undefined;
}

/** The expression that ends at `end`, with blanks behind it: names, members, calls and what stands in parentheses. */
export function expressionBefore(unit: Unit, end: number): TextExpression | undefined {
  const { text } = unit.file;
  const start = startOfExpression(text, end);
  return start === undefined ? undefined : read(unit, text.slice(start, end), start);
}

function read(unit: Unit, text: string, start: number): TextExpression | undefined {
  return new ExpressionReader(unit, text, start).whole();
}

/** What is known of a part of the expression. */
type Part = Omit<TextExpression, 'start'>;

const unknownPart: Part = { type: unknownType, name: undefined, owner: undefined, object: undefined };

class ExpressionReader {
  readonly #unit: Unit;
  readonly #text: string;
  readonly #start: number;
  #at = 0;

  constructor(unit: Unit, text: string, start: number) {
    this.#unit = unit;
    this.#text = text;
    this.#start = start;
  }

  whole(): TextExpression | undefined {
    const part = this.#unary();
    return this.#next() === '' ? { ...part, start: this.#start } : undefined;
  }

  /** The next character that is no blank; empty at the end. */
  #next(): string {
    this.#at = skipBlank(this.#text, this.#at);
    return this.#text.charAt(this.#at);
  }

  #unary(): Part {
    const char = this.#next();
    if (char === '*' || char === '&') {
      this.#at++;
      const operand = this.#unary();
      return { ...operand, type: char === '*' ? this.#pointee(operand.type) : { kind: 'pointer', to: operand.type } };
    }
    return this.#cast() ?? this.#postfix(this.#primary());
  }

  /** A function pointer may be called with a star before it or without. */
  #pointee(type: CType): CType {
    const target = targetOf(this.#unit, type);
    return resolve(this.#unit, target).kind === 'function' ? type : target;
  }

  /** `(type)value`. */
  #cast(): Part | undefined {
    const match = CAST.exec(this.#text.slice(this.#at));
    if (match === null) return undefined;
    const [whole, name = '', stars = ''] = match;
    const isType = stars !== '' || isTypeName(this.#unit, name) || /^P?WSK_/.test(name);
    if (!isType) return undefined;
    this.#at += whole.length;
    return { ...this.#unary(), type: typeSpelt(`${name}${stars}`), name: undefined, owner: undefined };
  }

  #primary(): Part {
    const char = this.#next();
    if (char === '(') {
      this.#at++;
      const inner = this.#unary();
      const isAll = this.#next() === ')';
      this.#skipTo(')');
      return isAll ? inner : unknownPart;
    }
    if (!isWordStart(this.#text.charCodeAt(this.#at))) return unknownPart;
    const name = this.#word();
    return { ...unknownPart, name, type: typeOfWord(this.#unit, name, this.#start + this.#at) };
  }

  #word(): string {
    const start = this.#at;
    this.#at = endOfWord(this.#text, start);
    return this.#text.slice(start, this.#at);
  }

  #postfix(first: Part): Part {
    const from = this.#at;
    let part = first;
    for (;;) {
      const char = this.#next();
      const objectEnd = this.#at;
      if (char === '(' || char === '[') {
        this.#at++;
        this.#skipTo(char === '(' ? ')' : ']');
        part = { ...part, type: char === '(' ? this.#result(part) : targetOf(this.#unit, part.type) };
      } else if (char === '.' || this.#text.startsWith('->', this.#at)) {
        this.#at += char === '.' ? 1 : 2;
        this.#next();
        part = this.#member(part, char === '.', this.#text.slice(0, objectEnd));
      } else return this.#at === from ? first : part;
    }
  }

  #member(object: Part, isDot: boolean, text: string): Part {
    const owner = isDot ? object.type : targetOf(this.#unit, object.type);
    if (!isWordStart(this.#text.charCodeAt(this.#at))) return { ...unknownPart, owner, object: text };
    const name = this.#word();
    return { name, owner, object: text, type: memberType(this.#unit, owner, name) };
  }

  #result({ type, name }: Part): CType {
    const resolved = resolve(this.#unit, type);
    const called = resolved.kind === 'pointer' ? resolve(this.#unit, resolved.to) : resolved;
    if (called.kind === 'function') return called.returns;
    const own = name === undefined ? undefined : this.#unit.functionNamed(name);
    if (own !== undefined) return own.returns;
    const api = name === undefined ? undefined : describe(name);
    return api === undefined ? unknownType : typeSpelt(api.returns);
  }

  /** Behind the bracket that closes what is open here. */
  #skipTo(close: string): void {
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text.charAt(this.#at);
      if (char === '"' || char === "'") this.#at = endOfLiteral(this.#text, this.#at) - 1;
      else if (isOpening(char)) depth++;
      else if (depth === 0 && char === close) break;
      else if (char === ')' || char === ']') depth--;
    }
    this.#at++;
  }
}

const CAST =
  /^\(\s*(?:(?:const|volatile|struct|union|CONST)\s+)*([A-Za-z_]\w*)\s*(?:(?:const|CONST)\b\s*)?((?:\*\s*)*)\)(?=\s*[(\w&*])/;

/** The type of a variable: as C's scopes have it, or, where the function does not parse, as the text before it declares it. */
function typeOfWord(unit: Unit, name: string, offset: number): CType {
  const variable = variableNamed(unit, name, unit.tree.nodeAt(offset));
  if (variable !== undefined) return variable.type;
  const body = macrosOf(unit).bodyOf(name);
  if (body !== undefined && !body.includes(name)) return read(unit, body, offset)?.type ?? unknownType;
  return declaredInText(unit, name, offset) ?? unknownType;
}

/** Between two functions stands a line that begins with a brace that closes. */
function declaredInText({ file: { text } }: Unit, name: string, offset: number): CType | undefined {
  const from = Math.max(text.lastIndexOf('\n}', offset), offset - 20_000, 0);
  const declaration = new RegExp(
    `\\b([A-Za-z_]\\w*)(\\s*(?:const\\s+|CONST\\s+)?[*\\s]\\s*(?:\\*\\s*)*(?:const\\s+|CONST\\s+)?)${name}\\s*[=;,)[]`,
    'g',
  );
  let found: CType | undefined;
  for (const [, type = '', stars = ''] of text.slice(from, offset).matchAll(declaration)) {
    if (!KEYWORDS.has(type)) found = typeSpelt(`${type}${stars.replaceAll(/[^*]/g, '')}`);
  }
  return found;
}

/** The function of the tables that an expression names where it is called; undefined for any other. */
export function functionNamedBy(
  unit: Unit,
  { type, name, owner }: TextExpression,
): { readonly name: string; readonly typedef?: string } | undefined {
  for (const typedef of namesOf(unit, type)) {
    const known = functionOfTypedef(typedef);
    if (known !== undefined) return { name: known, typedef };
  }
  if (name === undefined) return undefined;
  const isNamed = owner === undefined ? type.kind === 'unknown' && isExport(unit, name) : isMember(unit, owner, name);
  return isNamed ? { name } : undefined;
}

/** A bare name of a dispatch function is the driver's. */
const isExport = (unit: Unit, name: string): boolean =>
  describe(name)?.tables === undefined && isKnown(name) && !unit.defines(name) && !macrosOf(unit).has(name);

/** Where nobody declares the table, the name of the member has to do. */
const isMember = (unit: Unit, owner: CType, name: string): boolean =>
  isWskFunction(name) && describe(name)?.tables !== undefined && membersOf(unit, owner) === undefined;
