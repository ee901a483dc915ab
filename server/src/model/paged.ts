import type { Span } from '../text/span';
import { directiveAt } from '../syntax/scanner';
import type { Node } from '../syntax/tree';
import { endBefore } from './headers';
import { macrosOf } from './macros';
import { perUnit } from './per-unit';
import { prototypesOf } from './prototypes';
import type { FunctionDefinition, Unit } from './unit';

/** A section of the driver that can be paged out: one whose name begins with PAGE. */
export interface PagedSection {
  readonly section: string;
  /** What puts it there: `alloc_text`, `code_seg`, `data_seg`, `PAGED_CODE_SEG`. */
  readonly by: string;
  /** Where that stands. */
  readonly at: Span;
}

/**
 * The pageable section that a function stands in: by `#pragma alloc_text`, by `#pragma code_seg` around it, or by
 * `__declspec(code_seg(…))` in its header.
 */
export function pagedSectionOf(unit: Unit, definition: FunctionDefinition): PagedSection | undefined {
  return (
    pragmasOf(unit).functions.get(definition.name) ??
    sectionInHeader(unit, definition) ??
    openAt(pragmasOf(unit).code, unit.tree.start(definition.node))
  );
}

/** Whether a function is thrown away after DriverEntry: `#pragma alloc_text(INIT, F)`. */
export const isInitOnly = (unit: Unit, definition: FunctionDefinition): boolean =>
  pragmasOf(unit).initial.has(definition.name);

/**
 * The pageable section that a variable of the file stands in: by `#pragma data_seg`, `bss_seg` or `const_seg` around it, or
 * by `__declspec(allocate(…))`.
 *
 * @param declaration The `declaration` of the variable, outside all functions.
 */
export function pagedSectionOfData(unit: Unit, declaration: Node): PagedSection | undefined {
  const { tree, text } = { tree: unit.tree, text: unit.tree.text };
  const from = endBefore(unit, declaration);
  const end = tree.end(declaration);
  const allocated = /\ballocate\s*\(\s*"(PAGE\w*)"|\bDECLSPEC_ALLOCATE\s*\(\s*"(PAGE\w*)"/.exec(text.slice(from, end));
  const section = allocated?.[1] ?? allocated?.[2];
  if (allocated !== null && section !== undefined) {
    return {
      section,
      by: 'allocate',
      at: { start: from + allocated.index, end: from + allocated.index + allocated[0].length },
    };
  }
  return openAt(pragmasOf(unit).data, tree.start(declaration));
}

/** The calls of PAGED_CODE that stand in a function outside all of its blocks: each says that it runs below DISPATCH_LEVEL. */
export function pagedCodeIn({ tree }: Unit, { body }: FunctionDefinition): readonly Node[] {
  return tree
    .namedChildren(body)
    .filter((node) => tree.kind(node) === 'expression_statement')
    .flatMap((node) => tree.namedChildren(node))
    .filter((node) => {
      const callee = tree.kind(node) === 'call_expression' ? tree.field(node, 'function') : undefined;
      return callee !== undefined && /^(?:PAGED_CODE|PAGED_CODE_EX|RTL_PAGED_CODE)$/.test(tree.textOf(callee));
    });
}

interface Pragmas {
  readonly functions: ReadonlyMap<string, PagedSection>;
  readonly initial: ReadonlySet<string>;
  readonly code: readonly Switch[];
  readonly data: readonly Switch[];
}

/** From `from` on, what is defined goes into this section; undefined for one that stays in memory. */
interface Switch {
  readonly from: number;
  readonly section: PagedSection | undefined;
}

const openAt = (switches: readonly Switch[], offset: number): PagedSection | undefined =>
  switches.findLast(({ from }) => from <= offset)?.section;

const pragmasOf = perUnit((unit): Pragmas => {
  const functions = new Map<string, PagedSection>();
  const initial = new Set<string>();
  const [code, data] = [new Segments(), new Segments()];
  const allocate = (inside: string, at: Span) => {
    const [section = '', ...names] = inside.split(',').map((word) => word.trim().replaceAll('"', ''));
    for (const name of names) {
      if (section.startsWith('PAGE')) functions.set(name, { section, by: 'alloc_text', at });
      else if (section === 'INIT') initial.add(name);
    }
  };
  for (const { kind, inside, at } of pragmasIn(unit)) {
    if (kind === 'alloc_text') allocate(inside, at);
    else (kind === 'code_seg' ? code : data).read(kind, inside, at);
  }
  return { functions, initial, code: code.switches, data: data.switches };
});

/** What `code_seg` and its like switch on and off, with their stack of `push` and `pop`. */
class Segments {
  readonly switches: Switch[] = [];
  readonly #stack: (PagedSection | undefined)[] = [];

  read(kind: string, inside: string, at: Span): void {
    const words = inside.split(',').map((word) => word.trim());
    const open = this.switches.at(-1)?.section;
    if (words[0] === 'push') this.#stack.push(open);
    const name = words.find((word) => word.startsWith('"'))?.replaceAll('"', '');
    let section = words[0] === 'push' && name === undefined ? open : undefined;
    if (words[0] === 'pop') section = this.#stack.pop();
    if (name?.startsWith('PAGE') === true) section = { section: name, by: kind, at };
    this.switches.push({ from: at.end, section });
  }
}

interface Pragma {
  readonly kind: string;
  readonly inside: string;
  readonly at: Span;
}

const PRAGMA = /^[ \t]*#[ \t]*pragma\b|\b__pragma\s*\(/gm;
const SECTION = /\b(alloc_text|code_seg|data_seg|bss_seg|const_seg)\s*\(([^()]*)\)/;

/** The pragmas of a file that speak of sections, in order; those in comments and branches that were not parsed are left out. */
function pragmasIn(unit: Unit): Pragma[] {
  const { tree, omissions } = unit.parsedText;
  if (!tree.text.includes('_seg') && !tree.text.includes('alloc_text')) return [];
  const comments = tree.descendants(tree.root, 'comment').map((node) => tree.span(node));
  const skipped = [...comments, ...omissions];
  return [...tree.text.matchAll(PRAGMA)].flatMap(({ index, 0: word }) => {
    if (skipped.some(({ start, end }) => start <= index && index < end)) return [];
    const hash = tree.text.indexOf('#', index);
    const end = word.endsWith('(') ? endOfLine(tree.text, index) : directiveAt(tree.text, hash).end;
    const found = SECTION.exec(tree.text.slice(index, end).replaceAll(/\\\r?\n/g, ' '));
    return found === null ? [] : [{ kind: found[1] ?? '', inside: found[2] ?? '', at: { start: index, end } }];
  });
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

const IN_HEADER = /\bcode_seg\s*\(\s*"(PAGE\w*)"|\bCODE_SEG\s*\(\s*"?(PAGE\w*)"?|\bPAGED_CODE_SEG\b|\bPAGED_SEGMENT\b/;

/** `__declspec(code_seg("PAGE"))` in a header, itself or by a macro. */
function sectionInHeader(unit: Unit, { node, nameNode, name }: FunctionDefinition): PagedSection | undefined {
  const { tree } = unit;
  const own = inHeader(unit, endBefore(unit, node), tree.start(nameNode));
  if (own !== undefined) return own;
  for (const prototype of prototypesOf(unit).get(name) ?? []) {
    const found = inHeader(unit, endBefore(unit, prototype.node), tree.start(prototype.nameNode));
    if (found !== undefined) return found;
  }
  return undefined;
}

function inHeader(unit: Unit, from: number, to: number): PagedSection | undefined {
  const header = withoutComments(unit.tree.text.slice(from, to));
  const at = { start: from, end: to };
  const found = IN_HEADER.exec(header);
  if (found !== null) return { section: found[1] ?? found[2] ?? 'PAGE', by: 'code_seg', at: spanOf(found, from) };
  for (const word of header.matchAll(/[A-Za-z_]\w*/g)) {
    const body = macrosOf(unit).bodyOf(word[0]);
    const section = body === undefined ? undefined : /\bcode_seg\s*\(\s*"(PAGE\w*)"/.exec(body)?.[1];
    if (section !== undefined) return { section, by: word[0], at: spanOf(word, at.start) };
  }
  return undefined;
}

const spanOf = (found: RegExpExecArray, from: number): Span => ({
  start: from + found.index,
  end: from + found.index + found[0].length,
});

/** As long as it was. Directives have nothing to say of a header either. */
const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[^]*?\*\/|\/\/[^\r\n]*|^[ \t]*#(?:[^\r\n\\]|\\\r?\n|\\.)*/gm, (comment) =>
    ' '.repeat(comment.length),
  );
