import type { CppSource } from './source';

/** Words behind which an operand begins, so that a bracket there begins a lambda. */
const BEFORE_OPERAND = new Set(['return', 'throw', 'case', 'else', 'do', 'co_return']);

/** Rewrites what stands in expressions anywhere: `new`, `delete`, lambdas. */
export function rewriteExpressions(source: CppSource): void {
  for (let index = 0; index < source.tokens.length; index++) {
    const text = source.text(index);
    if (text === 'new') allocation(source, index);
    else if (text === 'delete') deletion(source, index);
    else if (text === '[' && isLambda(source, index)) index = lambda(source, index);
    else if (text === 'throw' || text === 'catch') source.obstacle(index, 'exceptions are not followed');
  }
}

/** `new (pool) T(a)` becomes a call of `new` with all that it is given; what it gives is not known. */
function allocation(source: CppSource, index: number): void {
  let at = index + 1;
  const placed = source.text(at) === '(' ? source.close(at, source.tokens.length) : undefined;
  if (placed !== undefined) at = placed + 1;
  if (!source.isWord(at)) return;
  const type = at++;
  while (source.text(at) === '*') at++;
  const close = BRACKETS.has(source.text(at)) ? source.close(at, source.tokens.length) : undefined;
  if (close === undefined || close === at + 1) unconstructed(source, placed, type, close ?? at - 1);
  else constructed(source, placed, type, { open: at, close });
}

const BRACKETS = new Set(['(', '{', '[']);

/** `new T` becomes `new()`, and `new (pool) T()` becomes `new (pool)`. */
function unconstructed(source: CppSource, placed: number | undefined, type: number, last: number): void {
  const start = source.start(type);
  const hasRoom = source.end(last) - start > 1;
  source.blank(type, last + 1);
  if (placed === undefined) source.rewriting.put(hasRoom ? start : start - 1, '()');
}

/** `new T(a)` becomes `new (a)`, and `new (pool) T(a)` becomes `new (pool, a)`. */
function constructed(
  source: CppSource,
  placed: number | undefined,
  type: number,
  { open, close }: { readonly open: number; readonly close: number },
): void {
  source.replace(close, ')');
  if (placed === undefined) {
    source.blank(type, open);
    source.replace(open, '(');
    return;
  }
  const start = source.start(type);
  source.blank(placed, open + 1);
  source.rewriting.put(start, ',');
}

/** `delete p` becomes `!p`: nothing but the text that is read says what it does. */
function deletion(source: CppSource, index: number): void {
  if (source.text(index - 1) === '=') return;
  const isArray = source.text(index + 1) === '[' && source.text(index + 2) === ']';
  source.replace(index, '!');
  if (isArray) source.blank(index + 1, index + 3);
}

function isLambda(source: CppSource, index: number): boolean {
  const before = source.tokens[index - 1];
  const isOperand =
    before === undefined ||
    (before.kind === 'word'
      ? BEFORE_OPERAND.has(before.text)
      : before.kind === 'punctuation' && !/^[\])]$/.test(before.text));
  if (!isOperand) return false;
  const next = source.text(source.close(index, source.tokens.length) + 1);
  return next === '(' || next === '{';
}

/** One name in the place of a lambda, of whose code nothing is said. Returns the index of its last token. */
function lambda(source: CppSource, index: number): number {
  const { tokens, rewriting } = source;
  const capturesEnd = source.close(index, tokens.length);
  let at = capturesEnd + 1;
  if (source.text(at) === '(') at = source.close(at, tokens.length) + 1;
  while (at < tokens.length && source.text(at) !== '{' && source.text(at) !== ';') at++;
  if (source.text(at) !== '{') return index;
  const close = source.close(at, tokens.length);
  const [start, end] = [source.start(index), source.end(close)];
  const line = /[\r\n]/.exec(rewriting.text.slice(start, end));
  source.replace(index, '_');
  source.blank(index + 1, close + 1);
  rewriting.put(start, '_'.repeat(line?.index ?? end - start));
  if (capturesEnd > index + 1)
    source.obstacle(index, 'what a lambda does with the variables that it captures is not followed');
  return close;
}
