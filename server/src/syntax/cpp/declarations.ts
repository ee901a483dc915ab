import { classBody, forwardDeclaration, type Around } from './classes';
import { rewriteFunction } from './functions';
import type { CppSource } from './source';
import { initialiser } from './initialisers';

/** Rewrites the declarations of a file, a namespace or a class, between two tokens. */
export function rewriteDeclarations(source: CppSource, from: number, to: number, around?: Around): void {
  for (let at = from; at < to;) at = rewriteOne(source, at, to, around);
}

/** Rewrites one declaration, and returns the index behind it. */
function rewriteOne(source: CppSource, at: number, to: number, around: Around | undefined): number {
  const next = special(source, at, to, around) ?? declaration(source, at, to, around);
  return Math.max(next, at + 1);
}

type Rewriter = (source: CppSource, at: number, to: number, around: Around | undefined) => number | undefined;

const ACCESS = /^(?:public|private|protected|signals)$/;

/** What is no declaration of C, by the word it begins with: each returns the index behind it. */
const rewriters: Readonly<Record<string, Rewriter>> = {
  extern: linkage,
  namespace,
  inline: (source, at, to, around) =>
    source.text(at + 1) === 'namespace' ? namespace(source, at, to, around) : undefined,
  using: (source, at, to) => using(source, at, to),
  template,
  friend,
  static_assert: (source, at, to) => blankStatement(source, at, to),
  class: (source, at, to, around) => classLike(source, at, to, around),
  struct: (source, at, to, around) => classLike(source, at, to, around),
  union: (source, at, to) => braced(source, at, to),
  typedef: (source, at, to) => braced(source, at, to),
  enum: (source, at, to) => enumeration(source, at, to),
};

function special(source: CppSource, at: number, to: number, around: Around | undefined): number | undefined {
  const word = source.text(at);
  if (word === ';' || word === '}') return at + 1;
  if (around !== undefined && ACCESS.test(word) && source.text(at + 1) === ':') {
    source.blank(at, at + 2);
    return at + 2;
  }
  return Object.hasOwn(rewriters, word) ? rewriters[word]?.(source, at, to, around) : undefined;
}

/** `extern "C" { … }`, and `extern "C"` before one declaration. */
function linkage(source: CppSource, at: number, to: number, around: Around | undefined): number | undefined {
  if (source.text(at + 1) !== '"') return undefined;
  if (source.text(at + 2) !== '{') return at + 2;
  const close = source.close(at + 2, to);
  rewriteDeclarations(source, at + 3, close, around);
  return close + 1;
}

/** The names of a namespace are those of the file. */
function namespace(source: CppSource, at: number, to: number, around: Around | undefined): number {
  let open = at;
  while (open < to && source.text(open) !== '{' && source.text(open) !== ';') open++;
  if (source.text(open) !== '{') return blankStatement(source, at, to);
  const close = source.close(open, to);
  source.blank(at, open + 1);
  rewriteDeclarations(source, open + 1, close, around);
  source.blank(close, Math.min(close + 1, to));
  return close + 1;
}

/** `using Name = type;` is kept aside. */
function using(source: CppSource, at: number, to: number): number {
  const end = endOfStatement(source, at, to);
  if (source.text(at + 2) === '=')
    source.aliases.set(source.text(at + 1), source.rewriting.text.slice(source.start(at + 3), source.start(end - 1)));
  source.blank(at, end);
  return end;
}

/** The head is gone already. Nobody knows the types of what follows it. */
function template(source: CppSource, at: number, to: number, around: Around | undefined): number {
  if (at + 1 >= to) return to;
  const end = rewriteOne(source, at + 1, to, around);
  source.obstacle(at + 1, 'templates are not followed', Math.min(end, to));
  return end;
}

/** A friend that is defined where it is declared is a function like others. */
function friend(source: CppSource, at: number, to: number): number {
  const end = endOfStatement(source, at, to);
  const isDefined = source.text(end - 1) === '}';
  source.blank(at, isDefined ? at + 1 : end);
  return isDefined ? at + 1 : end;
}

function blankStatement(source: CppSource, at: number, to: number): number {
  const end = endOfStatement(source, at, to);
  source.blank(at, end);
  return end;
}

/** The index behind the semicolon, or the body, with which a declaration ends. */
function endOfStatement(source: CppSource, at: number, to: number): number {
  for (let index = at; index < to; index++) {
    const text = source.text(index);
    if (text === ';') return index + 1;
    if (text === '(' || text === '[') index = source.close(index, to);
    else if (text === '{') {
      index = source.close(index, to);
      if (source.text(index + 1) !== ';' && source.text(index + 1) !== ',') return Math.min(index + 1, to);
    }
  }
  return to;
}

function classLike(source: CppSource, at: number, to: number, around: Around | undefined): number | undefined {
  return classBody(source, at, to, around, rewriteDeclarations) ?? forwardDeclaration(source, at, to);
}

/** A declaration with braces that are C as they stand. */
function braced(source: CppSource, at: number, to: number): number {
  for (let index = at; index < to; index++) {
    const text = source.text(index);
    if (text === ';') return index + 1;
    if (text === '{' || text === '(') index = source.close(index, to);
  }
  return to;
}

/** `enum class Name : type { … };` */
function enumeration(source: CppSource, at: number, to: number): number {
  let open = at + 1;
  if (source.text(open) === 'class' || source.text(open) === 'struct') source.blank(open, ++open);
  if (source.isWord(open)) source.enums.push(source.text(open));
  while (open < to && !/^[{;:(=]$/.test(source.text(open))) open++;
  if (source.text(open) === ':') {
    const colon = open;
    while (open < to && !/^[{;]$/.test(source.text(open))) open++;
    source.blank(colon, open);
  }
  if (source.text(open) === '{') return braced(source, open, to);
  if (source.text(open) === ';') source.blank(at, open + 1);
  return source.text(open) === ';' ? open + 1 : open;
}

/** A function, a prototype, a variable or a member. */
function declaration(source: CppSource, at: number, to: number, around: Around | undefined): number {
  return rewriteFunction(source, at, to, around) ?? variables(source, at, to, around);
}

/** Variables of the file, or members of a class. */
function variables(source: CppSource, at: number, to: number, around: Around | undefined): number {
  noteHeld(source, at, to, around);
  for (let index = at; index < to; index++) {
    if (source.text(index) === ';') return index + 1;
    index = part(source, index, to, around);
  }
  return to;
}

/** `T x;`: of `T *x;` no T is held. */
function noteHeld(source: CppSource, at: number, to: number, around: Around | undefined): void {
  let name = at;
  while (name < to && source.isWord(name)) name++;
  if (name - at > 1 && !source.text(name).startsWith('&')) around?.holds.push(source.text(name - 2));
}

/** Rewrites a part of a declaration; returns the index of its last token. */
function part(source: CppSource, index: number, to: number, around: Around | undefined): number {
  switch (source.text(index)) {
    case '&':
    case '&&':
      source.replace(index, '*');
      return index;
    case ':': {
      const end = around === undefined ? index : endOfBits(source, index, to);
      if (around !== undefined) source.blank(index, end + 1);
      return end;
    }
    case '{': {
      const close = source.close(index, to);
      initialiser(source, index, close, source.isWord(index - 1));
      return close;
    }
    case '(':
      return source.close(index, to);
    case '=':
      return endOfValue(source, index, to);
    default:
      return index;
  }
}

/** The last token of the width of a bit field. */
function endOfBits(source: CppSource, at: number, to: number): number {
  let index = at;
  while (index + 1 < to && !/^[;,=]$/.test(source.text(index + 1))) index++;
  return index;
}

/** The last token of what a variable is set to. */
function endOfValue(source: CppSource, at: number, to: number): number {
  let index = at;
  while (index + 1 < to && !/^[;,]$/.test(source.text(index + 1))) {
    index++;
    if (/^[({[]$/.test(source.text(index))) index = source.close(index, to);
  }
  return index;
}
