import type { CppSource } from './source';

/** The class around a declaration. */
export interface Around {
  readonly name: string;
  /** Its own name, without those of the classes around it. */
  readonly last: string;
  /** What is found of it while its members are read. */
  hasDestructor: boolean;
  readonly virtual: string[];
  readonly holds: string[];
}

type Members = (source: CppSource, from: number, to: number, around: Around) => void;

/**
 * Rewrites a class, or a struct that is more than C's: its members become declarations beside each other.
 * @param members Rewrites these.
 * @returns the index behind it; undefined where no class with a body begins at `at`.
 */
export function classBody(
  source: CppSource,
  at: number,
  to: number,
  outer: Around | undefined,
  members: Members,
): number | undefined {
  const head = headAt(source, at, to);
  if (head === undefined) return undefined;
  const { open, close, bases } = head;
  if (isPlain(source, at, head)) {
    plainMembers(source, open + 1, close);
    return afterClass(source, close, to);
  }
  const name = outer === undefined ? head.name : `${outer.name}::${head.name}`;
  const around: Around = {
    name,
    last: head.name.split('::').at(-1) ?? '',
    hasDestructor: false,
    virtual: [],
    holds: [],
  };
  const [start, end] = [source.end(open), source.start(close)];
  // Blanked first, so that there is room for what a constructor lacks.
  source.blank(at, open + 1);
  members(source, open + 1, close, around);
  const { hasDestructor, virtual, holds } = around;
  source.classes.push({ name, bases, hasDestructor, virtual, holds, start, end });
  const behind = afterClass(source, close, to);
  source.blank(close, behind);
  return behind;
}

interface Head {
  readonly name: string;
  readonly bases: readonly string[];
  readonly open: number;
  readonly close: number;
}

function headAt(source: CppSource, at: number, to: number): Head | undefined {
  let open = at + 1;
  const names: number[] = [];
  for (; open < to && !/^[{;=]$/.test(source.text(open)); open++) {
    if (source.text(open) === '(') open = source.close(open, to);
    else if (source.isWord(open)) names.push(open);
    else if (!/^[:,&<>*]$/.test(source.text(open))) return undefined;
  }
  const [name, ...bases] = names.filter(
    (index) => !/^(?:__declspec|DECLSPEC_\w+|final|alignas)$/.test(source.text(index)),
  );
  const colon = source.text((name ?? at) + 1) === ':';
  if (source.text(open) !== '{' || (bases.length > 0 && !colon)) return undefined;
  const words = bases
    .map((index) => source.text(index))
    .filter((word) => !/^(?:public|private|protected|virtual)$/.test(word));
  return { name: name === undefined ? '' : source.text(name), bases: words, open, close: source.close(open, to) };
}

/** Whether a struct could as well be one of C, but for what its members are set to. */
function isPlain(source: CppSource, at: number, { name, bases, open, close }: Head): boolean {
  if (name === '') return true;
  if (source.text(at) === 'class' || bases.length > 0) return false;
  for (let index = open + 1; index < close; index++) {
    const text = source.text(index);
    if (/^(?:public|private|protected|static|using|friend|operator|template|class)$/.test(text) || text.includes('~'))
      return false;
    if (text === '{' && /^(?:const|\))$/.test(source.text(index - 1))) return false;
    if (text === ';' && /^(?:const|\)|default|delete|0)$/.test(source.text(index - 1)) && isMethod(source, index - 1))
      return false;
  }
  return true;
}

/** Whether a declaration that ends at `at` is that of a method, and not that of a pointer to a function. */
function isMethod(source: CppSource, at: number): boolean {
  let close = at;
  while (close > 0 && source.text(close) !== ')' && !/^[;{}]$/.test(source.text(close))) close--;
  if (source.text(close) !== ')') return false;
  let depth = 0;
  let open = close;
  for (; open >= 0; open--) {
    if (source.text(open) === ')') depth++;
    else if (source.text(open) === '(' && --depth === 0) break;
  }
  return source.isWord(open - 1) && !/^(?:__declspec|alignas|DECLSPEC_\w+|__attribute__)$/.test(source.text(open - 1));
}

/** In C a member is set to nothing where it is declared. */
function plainMembers(source: CppSource, from: number, to: number): void {
  for (let index = from; index < to; index++) {
    const text = source.text(index);
    if (text === '&' || text === '&&') source.replace(index, '*');
    const isBraced = text === '{' && source.isWord(index - 1) && isMember(source, index);
    if (text !== '=' && !isBraced) continue;
    let end = index;
    while (end < to && source.text(end) !== ';') end++;
    source.blank(index, end);
  }
}

/** Whether the word before a brace is a member that it sets: before it stands its type. */
const isMember = (source: CppSource, brace: number): boolean =>
  (source.isWord(brace - 2) && !/^(?:struct|union|enum|class)$/.test(source.text(brace - 2))) ||
  source.text(brace - 2) === '*';

/** The index behind the semicolon of a class. */
function afterClass(source: CppSource, close: number, to: number): number {
  let index = close;
  while (index < to && source.text(index) !== ';') index++;
  return Math.min(index + 1, to);
}

/** `class Name;` says nothing, and `class Name *x` is `Name *x`. */
export function forwardDeclaration(source: CppSource, at: number, to: number): number | undefined {
  if (source.text(at) !== 'class') return undefined;
  if (source.text(at + 2) === ';') {
    source.blank(at, Math.min(at + 3, to));
    return at + 3;
  }
  source.blank(at, at + 1);
  return at + 1;
}
