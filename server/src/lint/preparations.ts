import { spanHere, type Analysis } from '../flow/analysis';
import type { Anchor } from '../flow/anchor';
import { isZero } from '../flow/state/terms';
import type { Use } from '../flow/summary/summary';
import type { Node, SyntaxTree } from '../syntax/tree';
import type { Fix } from './rule';

/** Statements before which another can be put so that it runs once, just before they do. */
const PLAIN: ReadonlySet<string> = new Set(['expression_statement', 'declaration', 'return_statement', 'if_statement']);

/**
 * Puts statements before the one that makes a call, each on a line of its own. Unsafe: it is for a person to say whether
 * they are what is meant.
 * @param statements Without indentation and line end.
 */
export function prepareCall(
  analysis: Analysis,
  call: Anchor,
  statements: readonly string[],
  title: string,
): Fix | undefined {
  const { tree } = analysis.unit;
  const statement = statementAt(analysis, call);
  if (statement === undefined || statements.length === 0) return undefined;
  const start = tree.text.lastIndexOf('\n', tree.start(statement) - 1) + 1;
  const indentation = tree.text.slice(start, tree.start(statement));
  if (indentation.trim() !== '') return undefined;
  const text = statements.map((one) => `${indentation}${one}${lineBreak(tree)}`).join('');
  return { title, edits: [{ at: { start, end: start }, text }], safe: false };
}

/** The statement of a block that makes a call, or that tests it first of all; undefined for one inside another. */
function statementAt(analysis: Analysis, call: Anchor): Node | undefined {
  const { tree } = analysis.unit;
  const at = spanHere(analysis, call);
  if (at === undefined) return undefined;
  for (let node: Node | undefined = tree.nodeAt(at.start); node !== undefined; node = tree.parent(node)) {
    const parent = tree.parent(node);
    if (parent === undefined || tree.kind(parent) !== 'compound_statement') continue;
    return PLAIN.has(tree.kind(node)) && isFirst(tree, node, at.start) ? node : undefined;
  }
  return undefined;
}

/** Whether the offset stands in the statement itself, or in the condition of an `if`, not in what depends on that. */
function isFirst(tree: SyntaxTree, statement: Node, offset: number): boolean {
  if (tree.kind(statement) !== 'if_statement') return true;
  const condition = tree.field(statement, 'condition');
  return condition !== undefined && tree.start(condition) <= offset && offset < tree.end(condition);
}

/**
 * The statement that sets the completion routine of the IRP of a call elsewhere in the function that makes it, on one line;
 * undefined where there is none, or where they differ.
 */
export function routineTextFor(analysis: Analysis, { at, arguments: named }: Use): string | undefined {
  const definition = analysis.definitionOf(at.owner);
  const irp = named.get('Irp')?.text;
  const uses = definition === undefined ? [] : (analysis.resultOf(definition)?.uses ?? []);
  const texts = new Set(
    uses
      .filter(({ callee, arguments: given }) => callee === SET && given.get('Irp')?.text === irp && hasRoutine(given))
      .map((use) => statementOfCall(analysis, use.at)),
  );
  const [text] = texts;
  return texts.size === 1 ? text : undefined;
}

const SET = 'IoSetCompletionRoutine';

/** NULL takes the routine away. */
function hasRoutine(given: Use['arguments']): boolean {
  const routine = given.get('CompletionRoutine')?.value;
  return routine === undefined || !isZero(routine);
}

/** The text of the statement that is nothing but a call, on one line; undefined where the call is part of something else. */
function statementOfCall(analysis: Analysis, call: Anchor): string | undefined {
  const { tree } = analysis.unit;
  const statement = statementAt(analysis, call);
  const [expression] = statement === undefined ? [] : tree.namedChildren(statement);
  if (statement === undefined || expression === undefined) return undefined;
  if (tree.kind(statement) !== 'expression_statement' || tree.kind(expression) !== 'call_expression') return undefined;
  return tree.textOf(statement).replaceAll(/\s+/g, ' ');
}

const lineBreak = ({ text }: SyntaxTree): string => (text.includes('\r\n') ? '\r\n' : '\n');
