import type { CppSource } from './source';

/**
 * Rewrites the braces between which a variable's first value stands, where no `=` is before them: `x{}` becomes `x=0`,
 * and `x{a}` becomes `x=a`.
 * @returns false where that cannot be said in C.
 */
export function initialiser(source: CppSource, open: number, close: number, isBehindName: boolean): boolean {
  if (!isBehindName && source.text(open - 1) !== ']') return true;
  const { rewriting } = source;
  if (close === open + 1) {
    rewriting.put(source.start(open), '=');
    rewriting.put(source.start(close), '0');
    return true;
  }
  if (rewriting.isSpace(source.start(open) - 1)) {
    rewriting.put(source.start(open) - 1, '=');
    return true;
  }
  if (hasSeveral(source, open, close) || source.text(open + 1) === '.') return false;
  source.replace(open, '=');
  source.replace(close, ' ');
  return true;
}

/** Whether a comma divides what stands in brackets. */
export function hasSeveral(source: CppSource, open: number, close: number): boolean {
  for (let index = open + 1; index < close; index++) {
    if (source.text(index) === ',') return true;
    if (/^[({[]$/.test(source.text(index))) index = source.close(index, close);
  }
  return false;
}
