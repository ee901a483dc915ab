import { hasSeveral, initialiser } from './initialisers';
import type { CppSource } from './source';

/** Words that begin a statement which declares nothing. */
const NO_TYPES = new Set(
  `return goto delete throw else case default break continue do if for while switch new sizeof using try __try
   __finally __leave __except operator this co_return co_await asm __asm`.split(/\s+/),
);

/** Rewrites the statements between two tokens. */
export function rewriteStatements(source: CppSource, from: number, to: number): void {
  let isStart = true;
  for (let at = from; at < to; at++) {
    const text = source.text(at);
    if (isStart && source.isWord(at)) {
      const next = statement(source, at, to);
      isStart = next !== undefined && startsStatement(source, next - 1);
      if (next !== undefined) at = next - 1;
      else isStart = text === 'else' || text === 'do';
      continue;
    }
    if (text === '{' && !isStart) at = value(source, at);
    isStart = startsStatement(source, at);
  }
}

/** Whether a statement may begin behind a token. */
function startsStatement(source: CppSource, at: number): boolean {
  const text = source.text(at);
  if (text === ')') return endsCondition(source, at);
  return text === ';' || text === '{' || text === '}' || (text === ':' && isLabel(source, at));
}

/** `name:`, `case VALUE:`, and not the second half of `? :`. */
function isLabel(source: CppSource, colon: number): boolean {
  if (source.isWord(colon - 1) && /^[;{}:]$/.test(source.text(colon - 2))) return true;
  for (let at = colon - 1; at >= 0 && !/^[;{}?]$/.test(source.text(at)); at--)
    if (source.text(at) === 'case') return true;
  return false;
}

function endsCondition(source: CppSource, close: number): boolean {
  let depth = 0;
  for (let at = close; at >= 0; at--) {
    if (source.text(at) === ')') depth++;
    else if (source.text(at) === '(' && --depth === 0)
      return /^(?:if|for|while|switch|__except)$/.test(source.text(at - 1));
  }
  return false;
}

/** Rewrites the beginning of a statement; returns the index from which to go on, or undefined where it stays. */
function statement(source: CppSource, at: number, to: number): number | undefined {
  const text = source.text(at);
  if ((text === 'if' || text === 'while' || text === 'switch') && source.text(at + 1) === '(')
    return condition(source, at, to);
  if (text === 'for' && source.text(at + 1) === '(') return loop(source, at, to);
  if (text === 'using' || text === 'static_assert') return skipped(source, at, to);
  if (text === 'class' || text === 'struct') return localClass(source, at, to);
  if (NO_TYPES.has(text)) return undefined;
  return declaration(source, at, to);
}

function skipped(source: CppSource, at: number, to: number): number {
  let end = at;
  while (end < to && source.text(end) !== ';') end++;
  if (source.text(at) === 'using' && source.text(at + 2) === '=')
    source.aliases.set(source.text(at + 1), source.rewriting.text.slice(source.start(at + 3), source.start(end)));
  source.blank(at, Math.min(end + 1, to));
  return Math.min(end + 1, to);
}

function localClass(source: CppSource, at: number, to: number): number | undefined {
  const open = [at + 1, at + 2].find((index) => source.text(index) === '{');
  if (open === undefined) return undefined;
  const close = source.close(open, to);
  for (let index = open; index < close; index++) {
    if (source.text(index) === '{' && source.text(index - 1) === ')')
      source.obstacle(at, 'a class within a function is not followed');
  }
  return close + 1;
}

/** `if (T *x = f())` and `if (T x = f(); x > 0)`: x is set, and then asked. */
function condition(source: CppSource, at: number, to: number): number {
  const open = at + 1;
  const close = source.close(open, to);
  const name = declaredName(source, open + 1, close);
  if (name !== undefined && /^[={]$/.test(source.text(name + 1))) {
    source.blank(open + 1, name);
    if (source.text(name + 1) === '{') source.obstacle(at, 'an object made in a condition is not followed');
  }
  for (let index = open + 1; index < close; index++) if (source.text(index) === ';') source.replace(index, ',');
  return close + 1;
}

/** `for (T x : all)` becomes a loop of which is not known how often it runs. */
function loop(source: CppSource, at: number, to: number): number {
  const close = source.close(at + 1, to);
  const parts = source.tokens.slice(at, close).map(({ text }) => text);
  if (parts.includes(';') || !parts.includes(':')) {
    const next = declaration(source, at + 2, close);
    return next === undefined || next > close ? at + 2 : next;
  }
  source.blank(at, close + 1);
  source.rewriting.put(source.start(at), 'while(_)');
  if (parts.includes('(', 2)) source.obstacle(at, 'a loop over what a function returns is not followed');
  return close + 1;
}

/** Specifiers that stand before a type. */
const SPECIFIERS = /^(?:static|const|constexpr|volatile|register|struct|unsigned|signed|long|short|extern)$/;

/**
 * The index of the name that a declaration at `at` declares; undefined where none begins there. References before it
 * become pointers.
 */
function declaredName(source: CppSource, at: number, to: number): number | undefined {
  let index = at;
  while (index < to && source.isWord(index) && !NO_TYPES.has(source.text(index))) index++;
  if (index === at) return undefined;
  const stars = index;
  while (index < to && /^(?:[*&]|&&|const)$/.test(source.text(index))) index++;
  return index === stars ? plainName(source, at, index) : pointerName(source, stars, index);
}

/** The name behind at least one word, with no star between. */
const plainName = (source: CppSource, at: number, end: number): number | undefined =>
  end - at > 1 && !SPECIFIERS.test(source.text(end - 2)) ? end - 1 : typedName(source, at, end);

/** The name behind `*`, `&` or `&&`; `a && b(x)` and the like are no declarations. */
function pointerName(source: CppSource, stars: number, name: number): number | undefined {
  const next = source.text(name + 1);
  if (!source.isWord(name) || !/^[=;{,[:]$/.test(next)) return undefined;
  const reference = source.tokens.slice(stars, name).findIndex(({ text }) => text.startsWith('&'));
  if (reference < 0) return name;
  if (!/^[=:{]$/.test(next)) return undefined;
  source.replace(stars + reference, '*');
  return name;
}

/** `const T x`, `unsigned x`: the last of at least two words. */
const typedName = (source: CppSource, at: number, end: number): number | undefined =>
  end - at > 2 || (end - at === 2 && /^(?:unsigned|signed|long|short)$/.test(source.text(at))) ? end - 1 : undefined;

/** The index behind a name and the brackets of an array. */
function behindArray(source: CppSource, name: number, to: number): number {
  let index = name + 1;
  while (source.text(index) === '[') index = source.close(index, to) + 1;
  return index;
}

/** Rewrites a declaration up to what its first variable is set to. */
function declaration(source: CppSource, at: number, to: number): number | undefined {
  const name = declaredName(source, at, to);
  if (name === undefined) return undefined;
  const open = behindArray(source, name, to);
  const text = source.text(open);
  if (text === '(' && !source.text(name - 1).startsWith('*')) return constructed(source, at, name, to);
  if (text === '{') {
    const close = source.close(open, to);
    if (initialiser(source, open, close, true)) return close + 1;
    merge(source, name, open, close);
    return open + 1;
  }
  // The value of `T x = { … }` stays; what stands in it is no statement.
  if (text === '=' && source.text(open + 1) === '{') return source.close(open + 1, to) + 1;
  return open;
}

/** `T x(a);` becomes `T x=a ;`, and `T x(a, b);` a call. */
function constructed(source: CppSource, at: number, name: number, to: number): number | undefined {
  const open = name + 1;
  const close = source.close(open, to);
  if (
    close === open + 1 ||
    !/^[;,]$/.test(source.text(close + 1)) ||
    (SPECIFIERS.test(source.text(at)) && name === at + 1)
  )
    return undefined;
  if (hasSeveral(source, open, close)) merge(source, name, open, close);
  else {
    source.replace(open, '=');
    source.replace(close, ' ');
  }
  return close + 1;
}

/** Makes one name of a type and a variable, so that what constructs the variable is a call. */
function merge(source: CppSource, name: number, open: number, close: number): void {
  const [type, start] = [name - 1, source.start(name - 1)];
  source.constructed.push({ start, typeName: source.text(type) });
  source.replace(open, '(');
  source.replace(close, ')');
  if (source.isWord(type) && source.rewriting.isOneLine(start, source.end(name)))
    source.rewriting.join(start, source.end(name));
  else source.obstacle(name, 'an object made from several values is not followed');
}

/** Braces in an expression: `return {}`, `x = {a, b}`, `T{a}`. Returns the index from which to go on. */
function value(source: CppSource, open: number): number {
  const before = source.text(open - 1);
  const isTyped =
    source.isWord(open - 1) && /^(?:[=(,?:]|return)$/.test(source.text(open - 2)) && !NO_TYPES.has(before);
  const isPlain = /^(?:[=(,]|return)$/.test(before);
  if (!isTyped && !isPlain) return open;
  const close = source.close(open, source.tokens.length);
  if (close === open + 1 && isPlain) {
    source.replace(open, '0');
    source.replace(close, ' ');
  } else {
    source.replace(open, '(');
    source.replace(close, ')');
  }
  return open;
}
