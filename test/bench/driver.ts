import type { SyntaxTree, Node } from '../../server/src/syntax/tree';

/**
 * A driver of at least so many lines: the files one after the other, and again and again with every function and variable
 * that they define under a new name. Types, macros and includes stand in it once.
 */
export function longDriver(files: readonly SyntaxTree[], lines: number): string {
  const parts = files.flatMap(partsOf);
  const names = new Set(parts.flatMap((part) => part.names));
  let text = parts.map((part) => part.text).join('');
  const repeated = parts.filter((part) => part.names.length > 0);
  if (repeated.length === 0) throw new Error('the files define nothing that could be repeated');
  for (let copy = 2; text.split('\n').length < lines; copy++) {
    for (const part of repeated) {
      text += part.text.replace(/\b[A-Za-z_]\w*\b/g, (word) => (names.has(word) ? `${word}_${copy}` : word));
    }
  }
  return text;
}

interface Part {
  readonly text: string;
  /** The functions and variables that it defines. */
  readonly names: readonly string[];
}

/** The top level of a file, with the comments and annotations before each thing. */
function partsOf(tree: SyntaxTree): Part[] {
  let from = 0;
  const parts = tree.namedChildren(tree.root).map((node) => {
    const part = { text: tree.text.slice(from, tree.end(node)), names: namesIn(tree, node) };
    from = tree.end(node);
    return part;
  });
  return [...parts, { text: tree.text.slice(from), names: [] }];
}

/** The functions and variables that a thing at the top level of a file defines or declares. */
export function namesIn(tree: SyntaxTree, node: Node): string[] {
  const kind = tree.kind(node);
  if (kind !== 'function_definition' && kind !== 'declaration') return [];
  return tree.fields(node, 'declarator').map((declarator) => {
    let name = declarator;
    for (let next: Node | undefined = name; next !== undefined; next = tree.field(name, 'declarator')) name = next;
    return tree.textOf(name);
  });
}
