import type { Node, SyntaxTree } from '../syntax/tree';
import type { Span } from '../text/span';
import type { Fix } from './rule';

/** Writes `text` in the place of a value. A value that calls something stays: the call would be lost with it. */
export function replaceValue(tree: SyntaxTree, value: Node, text: string, title: string): Fix | undefined {
  const calls = tree.kind(value) === 'call_expression' || tree.descendants(value, 'call_expression').length > 0;
  return calls ? undefined : { title, edits: [{ at: tree.span(value), text }], safe: true };
}

/**
 * Moves the statement that holds `late`, with the test of its result that follows it, before the statement of the same
 * block that holds `early`. Unsafe: what was set up between the two may be needed.
 */
export function moveStatementBefore(
  tree: SyntaxTree,
  late: Span,
  early: { readonly at: Span; readonly through: readonly { readonly at: Span }[] },
  title: string,
): Fix | undefined {
  const [moved, target] = siblings(tree, late.start, (early.through[0] ?? early).at.start);
  if (moved === undefined || target === undefined || tree.kind(moved) !== 'expression_statement') return undefined;
  if (tree.start(target) >= tree.start(moved)) return undefined;
  const whole = {
    start: lineStart(tree, tree.start(moved)),
    end: lineEnd(tree, tree.end(testAfter(tree, moved) ?? moved)),
  };
  const before = lineStart(tree, tree.start(target));
  return {
    title,
    edits: [
      { at: { start: before, end: before }, text: tree.text.slice(whole.start, whole.end) },
      { at: whole, text: '' },
    ],
    safe: false,
  };
}

/** The statements of one block in which two places stand. */
function siblings(tree: SyntaxTree, one: number, other: number): [Node | undefined, Node | undefined] {
  const others = statementsAround(tree, other);
  for (const statement of statementsAround(tree, one)) {
    const twin = others.find(
      (candidate) => candidate !== statement && tree.parent(candidate) === tree.parent(statement),
    );
    if (twin !== undefined) return [statement, twin];
  }
  return [undefined, undefined];
}

function statementsAround(tree: SyntaxTree, offset: number): Node[] {
  const statements: Node[] = [];
  for (let node: Node | undefined = tree.nodeAt(offset); node !== undefined; node = tree.parent(node)) {
    const parent = tree.parent(node);
    if (parent !== undefined && tree.kind(parent) === 'compound_statement') statements.push(node);
  }
  return statements;
}

/** `if (!NT_SUCCESS(status)) …` right after `status = …`. */
function testAfter(tree: SyntaxTree, statement: Node): Node | undefined {
  const [expression] = tree.namedChildren(statement);
  const assigned =
    expression !== undefined && tree.kind(expression) === 'assignment_expression'
      ? tree.field(expression, 'left')
      : undefined;
  const parent = tree.parent(statement);
  if (assigned === undefined || parent === undefined) return undefined;
  const following = tree.namedChildren(parent).find((node) => tree.start(node) >= tree.end(statement));
  if (following === undefined || tree.kind(following) !== 'if_statement') return undefined;
  const condition = tree.field(following, 'condition');
  return condition !== undefined && tree.textOf(condition).includes(tree.textOf(assigned)) ? following : undefined;
}

const lineStart = ({ text }: SyntaxTree, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Just after the line's end, so that the line goes with its break. */
function lineEnd({ text }: SyntaxTree, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}
