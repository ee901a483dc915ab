import type { Node, SyntaxTree } from '../../syntax/tree';

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

/** The nearest block of a `__finally` around a node; undefined where it stands in none. */
export function finallyBlockAround(tree: SyntaxTree, node: Node): Node | undefined {
  const clause = tree.enclosing(node, 'seh_finally_clause');
  return clause === undefined ? undefined : tree.field(clause, 'body');
}
