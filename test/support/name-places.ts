import { describe, describeCallback } from '../../server/src/knowledge';
import { describeName, type NameKind } from '../../server/src/knowledge/names';
import { inFunction } from './hover';

/** A name of the tables in a C text, where a driver would write it. */
export interface NamePlace {
  readonly name: string;
  /** What it is: a kind of name, or a function or callback. */
  readonly kind: NameKind | 'function' | 'callback';
  /** C text, with `|` at the start of the name. */
  readonly source: string;
}

const TYPES: readonly NameKind[] = ['structure', 'enumeration', 'type'];

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
  return { name, kind: 'function', source: callOf(name) };
}

/** A call with the number of arguments that the function has. */
function callOf(name: string): string {
  const api = describe(name);
  if (api === undefined) throw new Error(`the tables do not know ${name}`);
  const values = Object.keys(api.parameters)
    .map((_, index) => `a${index}`)
    .join(', ');
  const [table] = api.tables ?? [];
  const call = table === undefined ? `|${name}(${values});` : `d->|${name}(${values});`;
  return inFunction(table === undefined ? call : `const ${table} *d = Dispatch; ${call}`);
}
