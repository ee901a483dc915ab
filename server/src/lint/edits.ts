import type { Node, SyntaxTree } from '../syntax/tree';
import { spanHere, type Analysis } from '../flow/analysis';
import type { Anchor } from '../flow/anchor';
import type { Span } from '../text/span';
import type { Site } from '../flow/state/object';
import type { Argument } from '../flow/summary/summary';
import type { Fix } from './rule';

/** Writes `text` in the place of a value. One that calls something stays, as the call would be lost with it, and one that is stored. */
export function replaceValue(tree: SyntaxTree, value: Node, text: string, title: string): Fix | undefined {
  const calls = tree.kind(value) === 'call_expression' || tree.descendants(value, 'call_expression').length > 0;
  const parent = tree.parent(value);
  // `return status = value;` stores the value, too.
  const isStored = parent !== undefined && tree.kind(parent) === 'assignment_expression';
  return calls || isStored ? undefined : { title, edits: [{ at: tree.span(value), text }], safe: true };
}

/** Writes other texts in the place of arguments, if each of them is a constant as it stands in this file. */
export function replaceConstants(
  analysis: Analysis,
  replaced: readonly (readonly [Argument | undefined, string])[],
  title: string,
): Fix | undefined {
  const edits = replaced.flatMap(([argument, text]) => {
    const at = argument !== undefined && isWrittenOut(argument) ? spanHere(analysis, argument.at) : undefined;
    // What a macro makes of its arguments stands nowhere by itself.
    const isThere = at !== undefined && analysis.unit.tree.text.slice(at.start, at.end) === argument?.text;
    return isThere ? [{ at, text }] : [];
  });
  return edits.length === replaced.length ? { title, edits, safe: true } : undefined;
}

/** Whether an argument is a name of a constant, a number or a `sizeof`, and no variable that holds one. */
const isWrittenOut = ({ value, text }: Argument): boolean =>
  (value.kind === 'number' || value.kind === 'named') && (value.name === text || /^(?:\d\w*$|sizeof\b)/.test(text));

/** Writes another word in the place of the one of these that stands in a span; undefined where none does, or more than one. */
export function replaceWord(
  { text }: SyntaxTree,
  { start, end }: Span,
  words: Readonly<Record<string, string>>,
  title: string,
): Fix | undefined {
  const edits = [...text.slice(start, end).matchAll(/\w+/g)].flatMap(({ 0: word, index }) => {
    const other = Object.hasOwn(words, word) ? words[word] : undefined;
    const from = start + index;
    return other === undefined ? [] : [{ at: { start: from, end: from + word.length }, text: other }];
  });
  return edits.length === 1 ? { title, edits, safe: true } : undefined;
}

/** Initialises the local variable that an argument points at with zeros, where it is declared without a value. */
export function zeroInitialised({ unit }: Analysis, { value }: Argument, title: string): Fix | undefined {
  const place = value.kind === 'address' ? value.region.place : undefined;
  if (place?.is !== 'variable' || place.variable.kind !== 'local') return undefined;
  const { node, name } = place.variable;
  const { tree } = unit;
  const parent = tree.parent(node);
  const isPlain = tree.textOf(node) === name && parent !== undefined && tree.kind(parent) === 'declaration';
  const end = tree.end(node);
  return isPlain ? { title, edits: [{ at: { start: end, end }, text: ' = {0}' }], safe: false } : undefined;
}

/** Takes a statement away, with its line where it stands alone there. Unsafe: its author had a reason for it. */
export function deleteStatement(tree: SyntaxTree, statement: Node, title: string): Fix | undefined {
  const parent = tree.parent(statement);
  if (parent === undefined || tree.kind(parent) !== 'compound_statement') return undefined;
  const [start, end] = [tree.start(statement), tree.end(statement)];
  const at = standsAlone(tree, statement) ? { start: lineStart(tree, start), end: lineEnd(tree, end) } : { start, end };
  return { title, edits: [{ at, text: '' }], safe: false };
}

/** Writes a line before the statement that holds a call; undefined where the statement shares its line with something else. */
export function insertBefore(
  analysis: Analysis,
  call: Anchor,
  line: string,
  { title, safe }: Pick<Fix, 'title' | 'safe'>,
): Fix | undefined {
  const statement = statementWith(analysis, call);
  if (statement === undefined) return undefined;
  const start = analysis.unit.tree.start(statement.node);
  return { title, safe, edits: [{ at: { start, end: start }, text: `${line}${statement.lineBreak}` }] };
}

/** Takes away the statement that makes a call; undefined where the statement does more than that. */
export function deleteCall(analysis: Analysis, call: Anchor, title: string): Fix | undefined {
  const { tree } = analysis.unit;
  const statement = statementWith(analysis, call)?.node;
  if (statement === undefined || tree.kind(statement) !== 'expression_statement') return undefined;
  return deleteStatement(tree, statement, title);
}

/** Whether two calls of this file stand in one block, so that the second is never made without the first. */
export function areInOneBlock(analysis: Analysis, one: Anchor, other: Anchor): boolean {
  const { tree } = analysis.unit;
  const blocks = [one, other].map((call) => {
    const at = spanHere(analysis, call);
    const statement = at === undefined ? undefined : statementsAround(tree, at.start)[0];
    return statement === undefined ? undefined : tree.parent(statement);
  });
  return blocks[0] !== undefined && blocks[0] === blocks[1];
}

/** Makes the statement that holds a call once after each of some lines; undefined where it does more than to make the call. */
export function repeatAfter(
  analysis: Analysis,
  call: Anchor,
  lines: readonly string[],
  title: string,
): Fix | undefined {
  const { tree } = analysis.unit;
  const statement = statementWith(analysis, call);
  if (statement === undefined || tree.kind(statement.node) !== 'expression_statement') return undefined;
  const at = tree.span(statement.node);
  const again = tree.text.slice(at.start, at.end);
  const text = lines.flatMap((line) => [line, again]).join(statement.lineBreak);
  return { title, edits: [{ at, text }], safe: false };
}

/** The statement of a block that holds a call and begins its line, with what goes between it and another one. */
function statementWith(
  analysis: Analysis,
  call: Anchor,
): { readonly node: Node; readonly lineBreak: string } | undefined {
  const { tree } = analysis.unit;
  const at = spanHere(analysis, call);
  const node = at === undefined ? undefined : statementsAround(tree, at.start)[0];
  if (node === undefined) return undefined;
  const begin = lineStart(tree, tree.start(node));
  const indent = tree.text.slice(begin, tree.start(node));
  if (indent.trim() !== '') return undefined;
  return { node, lineBreak: `${tree.text.slice(0, begin).endsWith('\r\n') ? '\r\n' : '\n'}${indent}` };
}

/** Writes statements, one a line, before the first of a function's body that declares nothing. */
export function insertAtEntry(
  tree: SyntaxTree,
  body: Node,
  statements: readonly string[],
  title: string,
): Fix | undefined {
  const first = tree.namedChildren(body).find((node) => !['declaration', 'comment'].includes(tree.kind(node)));
  if (first === undefined) return undefined;
  const start = lineStart(tree, tree.start(first));
  const indent = tree.text.slice(start, tree.start(first));
  if (indent.trim() !== '') return undefined;
  const lineBreak = tree.text.includes('\r\n') ? '\r\n' : '\n';
  const text = statements.map((statement) => `${indent}${statement}${lineBreak}`).join('');
  return { title, edits: [{ at: { start, end: start }, text }], safe: false };
}

/** Writes a statement on a line of its own before the one that starts at an offset. Unsafe: other ways may lead there, too. */
export function insertBeforeReturn(tree: SyntaxTree, offset: number, text: string, title: string): Fix | undefined {
  const statement = statementsAround(tree, offset).find((one) => tree.start(one) === offset);
  if (statement === undefined || !standsAlone(tree, statement)) return undefined;
  const line = lineStart(tree, offset);
  const lineEnding = /\r?\n$/.exec(tree.text.slice(0, line))?.[0] ?? '\n';
  const inserted = `${tree.text.slice(line, offset)}${text}${lineEnding}`;
  return { title, edits: [{ at: { start: line, end: line }, text: inserted }], safe: false };
}

/**
 * Writes another dispatch table where the call casts to one. Undefined where the cast stands elsewhere. Unsafe: whoever
 * reads it has to see that the table is the one that is wrong, and not the socket.
 * @param name The function's name in the call.
 */
export function castToTable({ tree }: Analysis['unit'], name: Span, table: string, meant: string): Fix | undefined {
  const call = around(tree, name.start, 'call_expression');
  const [callee] = call === undefined ? [] : [tree.field(call, 'function')];
  const from = callee === undefined ? name.start : tree.start(callee);
  const index = tree.text.slice(from, name.start).search(new RegExp(`(?<![A-Za-z0-9])[_P]?${table}\\b`));
  if (index < 0) return undefined;
  const start = tree.text.indexOf(table, from + index);
  return {
    title: `Cast to ${meant}`,
    edits: [{ at: { start, end: start + table.length }, text: meant }],
    safe: false,
  };
}

/** The node of a kind around a place. */
function around(tree: SyntaxTree, offset: number, kind: string): Node | undefined {
  let node: Node | undefined = tree.nodeAt(offset);
  while (node !== undefined && tree.kind(node) !== kind) node = tree.parent(node);
  return node;
}

/**
 * Moves the statement that holds `late`, with the test of its result that follows it, before the statement of the same
 * block that holds `early`. Unsafe: what was set up between the two may be needed.
 */
export function moveStatementBefore(analysis: Analysis, late: Anchor, early: Site, title: string): Fix | undefined {
  const { tree } = analysis.unit;
  const [from, to] = [spanHere(analysis, late), spanHere(analysis, (early.through[0] ?? early).at)];
  if (from === undefined || to === undefined) return undefined;
  const [moved, target] = siblings(tree, from.start, to.start);
  if (moved === undefined || target === undefined || tree.kind(moved) !== 'expression_statement') return undefined;
  if (tree.start(target) >= tree.start(moved) || !canMove(tree, moved, target)) return undefined;
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

/** Whether all that the moved call is given, but for its object, stands ready before the target, too. */
function canMove(tree: SyntaxTree, moved: Node, target: Node): boolean {
  const parent = tree.parent(moved);
  if (parent === undefined || tree.kind(target) !== 'expression_statement') return false;
  if (![moved, target].every((statement) => standsAlone(tree, statement))) return false;
  const list = tree.descendants(moved, 'argument_list')[0];
  const given = list === undefined ? [] : tree.namedChildren(list).slice(1);
  const names = new Set(given.flatMap((argument) => namesIn(tree, argument)));
  const between = tree
    .namedChildren(parent)
    .filter((node) => tree.start(node) >= tree.start(target) && tree.start(node) < tree.start(moved));
  return between.flatMap((node) => namesIn(tree, node)).every((name) => !names.has(name));
}

/** The variables that are named somewhere; by the habit of all drivers a name in capitals is a constant. */
const namesIn = (tree: SyntaxTree, node: Node): string[] =>
  [node, ...tree.descendants(node, 'identifier')]
    .filter((part) => tree.kind(part) === 'identifier')
    .map((part) => tree.textOf(part))
    .filter((name) => !/^[A-Z0-9_]+$|^Wsk/.test(name));

function standsAlone(tree: SyntaxTree, statement: Node): boolean {
  const before = tree.text.slice(lineStart(tree, tree.start(statement)), tree.start(statement));
  const behind = tree.text.slice(tree.end(statement), lineEnd(tree, tree.end(statement)));
  return before.trim() === '' && behind.trim() === '';
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

/** Writes `text` in the place of an argument, where it is a plain value: what it calls or sets would be lost with it. */
export function replaceArgument(
  analysis: Analysis,
  argument: Anchor,
  text: string,
  { title, safe }: Pick<Fix, 'title' | 'safe'>,
): Fix | undefined {
  const at = spanHere(analysis, argument);
  const given = at && analysis.unit.tree.text.slice(at.start, at.end);
  const isPlain = given !== undefined && !/[()=]|\+\+|--/.test(given);
  return at !== undefined && isPlain ? { title, edits: [{ at, text }], safe } : undefined;
}
