import { spanHere, type Analysis } from '../flow/analysis';
import type { Anchor } from '../flow/anchor';
import type { FunctionDefinition } from '../model/unit';
import type { Node, SyntaxTree } from '../syntax/tree';
import type { Fix } from './rule';

/**
 * Puts `if (x == NULL) { return status; }` behind the statement that stores the result of a call in x. Unsafe: what was
 * acquired before has to be given back first.
 *
 * @param definition The function that makes the call; one that returns no NTSTATUS gets no fix.
 * @returns undefined where the result is not stored by a statement of its own on lines of its own.
 */
export function insertNullTest(
  analysis: Analysis,
  definition: FunctionDefinition,
  call: Anchor,
  status: string,
  title: string,
): Fix | undefined {
  const { tree } = analysis.unit;
  const at = spanHere(analysis, call);
  const { returns } = definition;
  if (at === undefined || returns.kind !== 'named' || returns.name !== 'NTSTATUS') return undefined;
  const statement = statementOf(tree, tree.nodeAt(at.start));
  const stored = statement && storedBy(tree, statement);
  if (statement === undefined || stored === undefined) return undefined;
  return insertBehind(tree, statement, [`if (${stored} == NULL) {`, `\treturn ${status};`, '}'], title);
}

/**
 * Puts lines behind a statement that has its lines for itself, with its indentation and line ends. Unsafe: it is for a
 * person to say whether they are what is meant.
 * @param lines A tab at their start stands for one level more.
 */
export function insertBehind(
  tree: SyntaxTree,
  statement: Node,
  lines: readonly string[],
  title: string,
): Fix | undefined {
  const own = linesOf(tree, statement);
  if (own === undefined) return undefined;
  const { indent, lineBreak, end } = own;
  const step = indent.includes('\t') ? '\t' : '    ';
  const text = lines.map((line) => `${indent}${line.replaceAll('\t', step)}${lineBreak}`).join('');
  return { title, edits: [{ at: { start: end, end }, text }], safe: false };
}

/** The statement of a block in which a node stands. */
export function statementOf(tree: SyntaxTree, node: Node): Node | undefined {
  let statement: Node | undefined = node;
  for (let parent = tree.parent(node); parent !== undefined; parent = tree.parent(parent)) {
    if (tree.kind(parent) === 'compound_statement') return statement;
    statement = parent;
  }
  return undefined;
}

/** What `x = …;` or `T *x = …;` stores in; undefined for any other statement, and where the value is not a call as it stands. */
function storedBy(tree: SyntaxTree, statement: Node): string | undefined {
  const [part, another] =
    tree.kind(statement) === 'declaration'
      ? tree.namedChildren(statement).filter((child) => tree.kind(child) === 'init_declarator')
      : tree.namedChildren(statement);
  if (part === undefined || another !== undefined) return undefined;
  if (tree.kind(part) === 'assignment_expression') {
    const left = tree.field(part, 'left');
    return left === undefined ? undefined : tree.textOf(left);
  }
  const declarator = tree.kind(part) === 'init_declarator' ? tree.field(part, 'declarator') : undefined;
  const name =
    declarator === undefined ? undefined : [declarator, ...tree.descendants(declarator, 'identifier')].at(-1);
  return name === undefined || tree.kind(name) !== 'identifier' ? undefined : tree.textOf(name);
}

interface Lines {
  readonly indent: string;
  readonly lineBreak: string;
  /** Behind the break of the last line. */
  readonly end: number;
}

/** The lines of a statement that has them for itself. */
function linesOf(tree: SyntaxTree, statement: Node): Lines | undefined {
  const { text } = tree;
  const start = text.lastIndexOf('\n', tree.start(statement) - 1) + 1;
  const indent = text.slice(start, tree.start(statement));
  const behind = /^[^\S\n]*?(\r?\n)/.exec(text.slice(tree.end(statement)));
  const lineBreak = behind?.[1];
  if (indent.trim() !== '' || behind === null || lineBreak === undefined) return undefined;
  return { indent, lineBreak, end: tree.end(statement) + behind[0].length };
}
