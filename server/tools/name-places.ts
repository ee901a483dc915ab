import { describe, describeCallback, isWskFunction } from '../src/knowledge';
import { describeName, type NameKind } from '../src/knowledge/names';

/** What a name is. */
export type NamedThing = NameKind | 'function' | 'callback' | 'kernel function';

/** A name of the tables in a C text, where a driver would write it. */
export interface NamePlace {
  readonly name: string;
  readonly kind: NamedThing;
  /** C text, with `|` at the start of the name. */
  readonly source: string;
}

export const TYPES: readonly NamedThing[] = ['structure', 'enumeration', 'type'];

/** A statement in a function with a socket and an IRP. */
export const inFunction = (statement: string): string =>
  `NTSTATUS F(PWSK_SOCKET Socket, PIRP Irp)\n{\n    ${statement}\n}\n`;

/**
 * Where a driver would write a name of the tables: a function in a call, through its dispatch table where it has one, a
 * callback in its slot, a type in a declaration, and what has a value in an expression.
 * @throws Error for a name that the tables do not know.
 */
export function placeOfName(name: string): NamePlace {
  const entry = describeName(name);
  if (entry !== undefined) {
    const source = TYPES.includes(entry.kind) ? `|${name} *Thing;\n` : inFunction(`x = |${name};`);
    return { name, kind: entry.kind, source };
  }
  const callback = describeCallback(name);
  if (callback !== undefined) {
    return { name, kind: 'callback', source: `const ${callback.table} Table = { .|${name} = Handler };\n` };
  }
  const kind = isWskFunction(name) ? 'function' : 'kernel function';
  return { name, kind, source: inFunction(`${calleeOf(name, '|')}(${argumentsOf(name)});`) };
}

/**
 * A function as a driver names it where it is called, with `mark` in front of its name, and the declaration of the table
 * that it is reached through.
 */
export function calleeOf(name: string, mark = ''): string {
  const [table] = describe(name)?.tables ?? [];
  return table === undefined ? `${mark}${name}` : `const ${table} *d = Dispatch; d->${mark}${name}`;
}

/** As many arguments as the function has, or the first `count` of them. */
export function argumentsOf(name: string, count?: number): string {
  const api = describe(name);
  if (api === undefined) throw new Error(`the tables do not know ${name}`);
  return Object.keys(api.parameters)
    .slice(0, count)
    .map((_, index) => `a${index}`)
    .join(', ');
}
