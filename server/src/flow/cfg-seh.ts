import type { Node, SyntaxTree } from '../syntax/tree';

/** A block with what handles its exceptions. */
export interface GuardedBlock {
  readonly body: Node;
  readonly handler: FinallyHandler | ExceptHandler;
}

export interface FinallyHandler {
  readonly kind: 'finally';
  readonly block: Node;
}

export interface ExceptHandler {
  readonly kind: 'except';
  readonly filter: Node | undefined;
  readonly block: Node;
}

/** What an `seh_try_statement` consists of; undefined where it did not parse. */
export function guardedBlock(tree: SyntaxTree, statement: Node): GuardedBlock | undefined {
  const body = tree.field(statement, 'body');
  for (const clause of tree.namedChildren(statement)) {
    const block = tree.field(clause, 'body');
    if (body === undefined || block === undefined) continue;
    if (tree.kind(clause) === 'seh_finally_clause') return { body, handler: { kind: 'finally', block } };
    if (tree.kind(clause) === 'seh_except_clause') {
      return { body, handler: { kind: 'except', filter: tree.field(clause, 'filter'), block } };
    }
  }
  return undefined;
}

/**
 * The same of two neighbours that were parsed under another name: the kernel's headers let drivers write `try`, `except`
 * and `finally`, which are no words of the grammar, and masking leaves a block and a second block or an `if` of them.
 */
export function spelledGuardedBlock(tree: SyntaxTree, first: Node, second: Node): GuardedBlock | undefined {
  if (tree.kind(first) !== 'compound_statement' || !tries.has(wordBefore(tree, first))) return undefined;
  if (isFinallyBlock(tree, second)) return { body: first, handler: { kind: 'finally', block: second } };
  const block = tree.kind(second) === 'if_statement' ? tree.field(second, 'consequence') : undefined;
  if (block === undefined || !excepts.has(wordAt(tree, second))) return undefined;
  return { body: first, handler: { kind: 'except', filter: tree.field(second, 'condition'), block } };
}

/** Whether a block is what a `__finally` runs, in any spelling. */
export function isFinallyBlock(tree: SyntaxTree, block: Node): boolean {
  if (tree.kind(block) !== 'compound_statement') return false;
  const parent = tree.parent(block);
  if (parent !== undefined && tree.kind(parent) === 'seh_finally_clause') return true;
  return finallies.has(wordBefore(tree, block));
}

/** Whether a statement is `leave;`, which the headers turn into `__leave`. */
export function isSpelledLeave(tree: SyntaxTree, expression: Node): boolean {
  return tree.kind(expression) === 'identifier' && leaves.has(tree.textOf(expression));
}

const tries: ReadonlySet<string> = new Set(['try', 'TRY', '__try', '_SEH2_TRY']);
const excepts: ReadonlySet<string> = new Set(['except', 'EXCEPT', '__except', '_SEH2_EXCEPT']);
const finallies: ReadonlySet<string> = new Set(['finally', 'FINALLY', '__finally', '_SEH2_FINALLY']);
const leaves: ReadonlySet<string> = new Set(['leave', 'LEAVE', '_SEH2_LEAVE']);

/** The word in the real text right before a node, where masking blanked it. */
function wordBefore(tree: SyntaxTree, node: Node): string {
  const before = tree.text.slice(Math.max(0, tree.start(node) - widest), tree.start(node)).trimEnd();
  const word = /\w+$/.exec(before)?.[0] ?? '';
  const end = Math.max(0, tree.start(node) - widest) + before.length;
  return tree.masked.slice(end - word.length, end).trim() === '' ? word : '';
}

/** A keyword and the white space behind it are not longer. */
const widest = 80;

/** The word in the real text with which a node begins. */
function wordAt(tree: SyntaxTree, node: Node): string {
  return /^\w+/.exec(tree.text.slice(tree.start(node), tree.start(node) + widest))?.[0] ?? '';
}
