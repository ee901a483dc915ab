import { describe } from '../../knowledge';
import type { Kind } from '../../syntax/kinds';
import type { Node, SyntaxTree } from '../../syntax/tree';

/** Whether a step may raise an exception: it calls something or reads through a pointer. */
export function mayRaise(tree: SyntaxTree, node: Node): boolean {
  const end = tree.endOfSubtree(node);
  for (let at: number = node; at < end; at++) {
    const kind = tree.kind(at as Node);
    if (kind === 'subscript_expression') return true;
    if (kind === 'call_expression' && !isMacroWithoutCall(tree, at as Node)) return true;
    if (kind === 'pointer_expression' && operatorOf(tree, at as Node) === '*') return true;
    if (kind === 'field_expression' && operatorOf(tree, at as Node) === '->') return true;
    if (unevaluated.has(kind)) at = tree.endOfSubtree(at as Node) - 1;
  }
  return false;
}

/** Whether a step calls a function that raises an exception where the driver has done nothing wrong. */
export const isMadeToRaise = (tree: SyntaxTree, node: Node): boolean =>
  tree.descendants(node, 'call_expression').some((call) => {
    const callee = tree.field(call, 'function');
    return callee !== undefined && describe(tree.textOf(callee))?.raisesException === true;
  });

function isMacroWithoutCall(tree: SyntaxTree, call: Node): boolean {
  const callee = tree.field(call, 'function');
  return callee !== undefined && macrosWithoutCall.has(tree.textOf(callee));
}

/** Macros of the WDK that look like calls and only compute. */
const macrosWithoutCall: ReadonlySet<string> = new Set([
  'NT_SUCCESS',
  'NT_INFORMATION',
  'NT_WARNING',
  'NT_ERROR',
  'UNREFERENCED_PARAMETER',
  'CONTAINING_RECORD',
  'FIELD_OFFSET',
  'ARRAYSIZE',
  'RTL_NUMBER_OF',
  'AbnormalTermination',
  'GetExceptionCode',
  'GetExceptionInformation',
]);

/** The operands of these are not evaluated. */
const unevaluated: ReadonlySet<Kind> = new Set(['sizeof_expression', 'alignof_expression', 'offsetof_expression']);

/** The operator token of an expression; undefined where it has none. */
export function operatorOf(tree: SyntaxTree, node: Node): Kind | undefined {
  const operator = tree.field(node, 'operator');
  return operator === undefined ? undefined : tree.kind(operator);
}

/** The expression between any number of parentheses, or the node itself. A statement expression keeps its own. */
export function withoutParentheses(tree: SyntaxTree, node: Node): Node {
  let bare = node;
  while (tree.kind(bare) === 'parenthesized_expression') {
    const inner = tree.namedChildren(bare)[0];
    if (inner === undefined || tree.kind(inner) === 'compound_statement') return bare;
    bare = inner;
  }
  return bare;
}

/** What an expression statement does instead of going on: it raises an exception, or stops the system. */
export function endingOf(tree: SyntaxTree, statement: Node): 'raises' | 'stops' | undefined {
  const expression = tree.namedChildren(statement)[0];
  if (expression === undefined) return undefined;
  const call = withoutParentheses(tree, expression);
  const callee = tree.kind(call) === 'call_expression' ? tree.field(call, 'function') : undefined;
  return callee === undefined ? undefined : endings.get(tree.textOf(callee));
}

/** Functions and intrinsics that the WDK declares as never returning. */
const endings: ReadonlyMap<string, 'raises' | 'stops'> = new Map([
  ['ExRaiseStatus', 'raises'],
  ['ExRaiseAccessViolation', 'raises'],
  ['ExRaiseDatatypeMisalignment', 'raises'],
  ['RtlRaiseStatus', 'raises'],
  ['KeBugCheck', 'stops'],
  ['KeBugCheckEx', 'stops'],
  ['RtlFailFast', 'stops'],
  ['__fastfail', 'stops'],
]);
