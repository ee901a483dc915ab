import type { Kind } from '../syntax/kinds';
import type { Node, SyntaxTree } from '../syntax/tree';
import { digest } from '../text/digest';
import { declaredNames } from './declarators';
import type { Declarations } from './declarations';
import { below, outlineOf } from './outline';
import type { FunctionDefinition, Unit } from './unit';

/**
 * What the meaning of a function's text depends on in its file. Two states of a file with the same declarations share one
 * context, and with it every answer that names no place.
 */
export interface Context {
  /** Stands for the texts of all items: two contexts with the same here have the same. */
  readonly identity: number;
  /**
   * All that stands outside the functions, and what inside them holds for the whole file, without comments; and what the
   * settings say of functions.
   */
  readonly items: readonly Item[];
  readonly included: readonly Declarations[];
}

/** A declaration, a directive, the header of a function, or what the settings say of one. */
interface Item {
  /** Stands for how it was read: by that it is found again. */
  readonly source: number;
  /** Without comments, and with one blank for all that divides words. */
  readonly text: string;
  /** What it declares; undefined where that is not looked into. */
  readonly names: readonly string[] | undefined;
}

type File = Pick<Unit, 'file' | 'tree' | 'functions' | 'included'>;

/** The context of a file; that of an older state where nothing has changed in it. */
export function contextOf(file: File, before: Context | undefined): Context {
  const items = itemsOf(file, new Map(before?.items.map((item) => [item.source, item])));
  const identity = digest(items.map(({ text }) => text).join('\n'));
  const { included } = file;
  const isSame = before?.identity === identity && sameHeaders(before.included, included);
  return isSame ? before : { identity, items, included };
}

const sameHeaders = (one: readonly Declarations[], other: readonly Declarations[]): boolean =>
  one === other ||
  (one.length === other.length &&
    one.every((header, index) => header === other[index] || header.identity === other[index]?.identity));

/**
 * Whether a function that is written so may mean something else in one context than in the other: it names what either
 * declares in another way, or what is declared with the help of that.
 */
export function changedMeaning(one: Context, other: Context): (functionText: string) => boolean {
  if (one === other) return () => false;
  if (!sameHeaders(one.included, other.included)) return () => true;
  const names = namesDeclaredAnew(one, other);
  if (names === undefined) return () => true;
  const named = wordsOf(names);
  return (functionText) => named?.test(functionText) === true;
}

/** The names that two contexts do not declare in the same way; undefined where that is not known. */
function namesDeclaredAnew(one: Context, other: Context): ReadonlySet<string> | undefined {
  const [before, after] = [one, other].map(({ items }) => new Set(items.map(({ text }) => text)));
  const changed = [
    ...one.items.filter(({ text }) => after?.has(text) !== true),
    ...other.items.filter(({ text }) => before?.has(text) !== true),
  ];
  const names = new Set<string>();
  for (const item of changed) {
    if (item.names === undefined) return undefined;
    for (const name of item.names) names.add(name);
  }
  const open = new Set([...one.items, ...other.items].filter((item) => !changed.includes(item)));
  for (let size = -1; size !== names.size;) {
    size = names.size;
    const named = wordsOf(names);
    for (const item of open) {
      if (named?.test(item.text) !== true) continue;
      if (item.names === undefined) return undefined;
      open.delete(item);
      for (const name of item.names) names.add(name);
    }
  }
  return names;
}

/** Finds any of some words; undefined for none. */
const wordsOf = (names: ReadonlySet<string>): RegExp | undefined =>
  names.size === 0 ? undefined : new RegExp(`\\b(?:${[...names].join('|')})\\b`);

function itemsOf({ file, tree, functions }: File, known: ReadonlyMap<number, Item>): readonly Item[] {
  const items: Item[] = [];
  const add = (read: string, names: () => readonly string[] | undefined): void => {
    const source = digest(read);
    const item = known.get(source) ?? { source, text: withoutComments(read), names: names() };
    if (/[^\0]/.test(item.text)) items.push(item);
  };
  let from = 0;
  let next = 0;
  for (const child of tree.children(tree.root)) {
    const end = tree.end(child);
    const inside: FunctionDefinition[] = [];
    for (let definition = functions[next]; definition !== undefined && tree.start(definition.node) < end;) {
      inside.push(definition);
      definition = functions[++next];
    }
    add(sourceBetween(tree, from, end, inside), () => namesOf(tree, child));
    for (const { body } of inside) for (const { source, names } of declaredIn(tree, body)) add(source, names);
    from = end;
  }
  add(sourceBetween(tree, from, tree.text.length, []), () => undefined);
  for (const { name, text } of file.functions?.all ?? []) items.push({ source: digest(text), text, names: [name] });
  return items;
}

/** The real and the masked text, but for the bodies: annotations stand in the one, what is not read is missing in the other. */
function sourceBetween(tree: SyntaxTree, start: number, end: number, functions: readonly FunctionDefinition[]): string {
  const parts: string[] = [];
  let from = start;
  for (const { body } of functions) {
    if (tree.start(body) < from) continue;
    parts.push(tree.text.slice(from, tree.start(body)), tree.masked.slice(from, tree.start(body)));
    from = tree.end(body);
  }
  parts.push(tree.text.slice(from, end), tree.masked.slice(from, end));
  return parts.join('\0');
}

interface Declared {
  readonly source: string;
  readonly names: () => readonly string[] | undefined;
}

/** What holds for the whole file although it stands in a function: macros, and types and prototypes as the model takes them. */
function declaredIn(tree: SyntaxTree, body: Node): readonly Declared[] {
  const text = tree.textOf(body);
  if (text.includes('#')) return [{ source: text, names: () => undefined }];
  const outline = outlineOf(tree);
  const kinds = [outline.type_definition, outline.struct_specifier, outline.union_specifier, outline.enumerator_list];
  const prototypes = below(tree, body, outline.declaration).filter((node) =>
    tree.fields(node, 'declarator').some((declarator) => tree.kind(declarator) === 'function_declarator'),
  );
  return [...kinds.flatMap((nodes) => below(tree, body, nodes)), ...prototypes].map((node) => ({
    source: tree.textOf(node),
    names: () => declaredWithTypes(tree, node),
  }));
}

const COMMENTS = /\/\*[^]*?(?:\*\/|$)|\/\/(?:[^\\\n]|\\[^])*|"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?/g;

const withoutComments = (source: string): string =>
  source
    .split('\0')
    .map((part) =>
      part
        .replace(COMMENTS, (found) => (found.startsWith('/') ? ' ' : found))
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .join('\0');

type Naming = (tree: SyntaxTree, node: Node) => readonly string[] | undefined;

const declaredWithTypes: Naming = (tree, node) => [
  ...declaredNames(tree, node).map(({ name }) => name),
  ...typeNames(tree, node),
];

const macroName: Naming = (tree, node) => {
  const name = tree.field(node, 'name');
  return name === undefined ? undefined : [tree.textOf(name)];
};

/** What each kind of node at the top of a file declares; a kind that is missing holds others, or is not looked into. */
const namings: Partial<Record<Kind, Naming>> = {
  // What did not parse declares nothing: the outline leaves it out.
  ERROR: () => [],
  comment: () => [],
  ';': () => [],
  // The rest of a function that a half typed statement has ended before.
  expression_statement: typeNames,
  return_statement: () => [],
  goto_statement: () => [],
  break_statement: () => [],
  continue_statement: () => [],
  preproc_include: () => [],
  function_definition: declaredWithTypes,
  declaration: declaredWithTypes,
  type_definition: declaredWithTypes,
  struct_specifier: typeNames,
  union_specifier: typeNames,
  enum_specifier: typeNames,
  preproc_def: macroName,
  preproc_function_def: macroName,
};

const namesOf: Naming = (tree, node) => namings[tree.kind(node)]?.(tree, node);

/** The tags and enumerators that a declaration brings with it. */
function typeNames(tree: SyntaxTree, node: Node): readonly string[] {
  const types = [
    node,
    ...tree.descendants(node, 'struct_specifier', 'union_specifier', 'enum_specifier', 'enumerator'),
  ];
  return types.flatMap((type) => {
    const name = tree.field(type, 'name');
    return name === undefined ? [] : [tree.textOf(name)];
  });
}
