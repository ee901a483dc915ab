import type { Around } from './classes';
import type { CppSource } from './source';
import { rewriteStatements } from './statements';

/** What a function's header is made of, as indices of tokens. */
interface Header {
  /** The parentheses of its parameters. */
  readonly open: number;
  readonly close: number;
  /** What stands behind the header: `{`, `:`, `;` or `=`. */
  readonly stop: number;
}

/** Words before a parenthesis that name no function. */
const NO_NAMES =
  /^(?:__declspec|_declspec|alignas|decltype|__attribute__|sizeof|defined|__pragma|if|while|for|switch|return)$/;

/**
 * Rewrites a function or a prototype: references become pointers, and what C has no place for is blanked.
 * @returns the index behind it; undefined where no function begins at `at`.
 */
export function rewriteFunction(
  source: CppSource,
  at: number,
  to: number,
  around: Around | undefined,
): number | undefined {
  const header = headerAt(source, at, to);
  if (header === undefined) return undefined;
  const { open, close, stop } = header;
  const name = source.text(open - 1);
  note(source, at, header, around);
  for (let index = at; index < open; index++) if (source.text(index) === '&') source.replace(index, '*');
  rewriteParameters(source, open + 1, close);
  const body = source.text(stop) === ':' ? bodyBehind(source, stop, to) : stop;
  source.blank(close + 1, body);
  const end = source.text(body) === '{' ? source.close(body, to) : endOfPrototype(source, body, to);
  if (!giveType(source, at, open - 1, name, around)) {
    source.blank(at, Math.min(end + 1, to));
    return end + 1;
  }
  if (source.text(body) === '{') rewriteStatements(source, body + 1, end);
  return end + 1;
}

/** Keeps in mind what a class says of its functions. */
function note(source: CppSource, at: number, { open, stop }: Header, around: Around | undefined): void {
  if (around === undefined) return;
  const name = source.text(open - 1);
  if (name.startsWith('~') && source.text(stop + 1) !== 'default') around.hasDestructor = true;
  const text = source.rewriting.text.slice(source.end(at - 1), source.start(stop + 1));
  if (/\bvirtual\b|\boverride\b|\bfinal\b/.test(text) || (source.text(stop) === '=' && source.text(stop + 1) === '0'))
    around.virtual.push(name);
}

/** The header that begins at `at`: of several parentheses those before the body are that of the parameters. */
function headerAt(source: CppSource, at: number, to: number): Header | undefined {
  let found: { readonly open: number; readonly close: number } | undefined;
  let index = at;
  for (; index < to && !/^[;{}=:]$/.test(source.text(index)); index++) {
    const text = source.text(index);
    if (text === '->') index = endOfResult(source, index, to);
    if (text !== '(' && text !== '[') continue;
    const close = source.close(index, to);
    if (text === '(' && index > at && isNamed(source, index)) found = { open: index, close };
    index = close;
  }
  if (found === undefined || index >= to) return undefined;
  return isHeader(source, found.close, index) ? { ...found, stop: index } : undefined;
}

const isNamed = (source: CppSource, open: number): boolean =>
  source.isWord(open - 1) && !NO_NAMES.test(source.text(open - 1));

/** The last token of `-> type`. */
function endOfResult(source: CppSource, at: number, to: number): number {
  let index = at;
  while (index + 1 < to && !/^[;{}=]$/.test(source.text(index + 1))) index++;
  return index;
}

/** Whether only qualifiers stand between the parameters and what follows. */
function isHeader(source: CppSource, close: number, stop: number): boolean {
  if (source.text(close + 1) === '->') return true;
  for (let index = close + 1; index < stop; index++) {
    if (!/^(?:const|volatile|&|&&|override|final|try)$/.test(source.text(index))) return false;
  }
  return source.text(stop) !== '=' || /^(?:0|default|delete)$/.test(source.text(stop + 1));
}

/** The brace of the body behind `: a(b), c{d}`. */
function bodyBehind(source: CppSource, colon: number, to: number): number {
  let index = colon + 1;
  while (index < to) {
    if (source.text(index) === '(') index = source.close(index, to);
    else if (source.text(index) === '{') {
      if (!source.isWord(index - 1)) return index;
      index = source.close(index, to);
    }
    index++;
  }
  return to;
}

function endOfPrototype(source: CppSource, at: number, to: number): number {
  let end = at;
  while (end < to && source.text(end) !== ';') end++;
  source.blank(at, end);
  return end;
}

/** `T &x` becomes `T *x`; default arguments go. */
export function rewriteParameters(source: CppSource, from: number, to: number): void {
  for (let index = from; index < to; index++) {
    const text = source.text(index);
    if (text === '&' || text === '&&') source.replace(index, '*');
    if (text === 'class' || text === 'typename') source.blank(index, index + 1);
    if (text === '(') index = parametersWithin(source, index, to);
    else if (text === '=') {
      const end = endOfDefault(source, index, to);
      source.blank(index, end);
      index = end - 1;
    }
  }
}

/** In `NTSTATUS (*routine)(PIRP &irp)`, too; in `_In_reads_(a & b)` nothing is a parameter. */
function parametersWithin(source: CppSource, open: number, to: number): number {
  const close = source.close(open, to);
  if (!source.isWord(open - 1)) rewriteParameters(source, open + 1, close);
  return close;
}

function endOfDefault(source: CppSource, at: number, to: number): number {
  let index = at;
  while (index < to && source.text(index) !== ',') {
    if (/^[({[]$/.test(source.text(index))) index = source.close(index, to);
    index++;
  }
  return Math.min(index, to);
}

/** Gives constructors, destructors and conversions a type, which the grammar wants; false where there is no room. */
function giveType(source: CppSource, at: number, name: number, text: string, around: Around | undefined): boolean {
  const parts = text.split('::');
  const last = parts.at(-1) ?? '';
  const own = last.replace('~', '');
  const isOwn = own === (parts.length > 1 ? parts.at(-2) : around?.last);
  if (!isOwn && !/^operator \w/.test(last)) return true;
  const { rewriting } = source;
  const start = source.end(name) - last.length;
  if (parts.length > 1) {
    if (source.end(name) - source.start(name) !== text.length) return false;
    rewriting.blank(start - 2, start);
  } else if (name === at && !putType(source, start)) return false;
  if (last.startsWith('~')) rewriting.put(start, '_');
  return true;
}

/** A type of one letter in the space before a name. */
function putType({ rewriting }: CppSource, start: number): boolean {
  const hasRoom = rewriting.isSpace(start - 1) && rewriting.isSpace(start - 2);
  if (hasRoom) rewriting.put(start - 2, '_');
  return hasRoom;
}
