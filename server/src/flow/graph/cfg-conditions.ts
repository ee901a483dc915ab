import type { Node, SyntaxTree } from '../../syntax/tree';
import type { PointIndex } from './cfg';
import type { FlowBuilder } from './cfg-builder';
import type { Context } from './cfg-context';
import { operatorOf, withoutParentheses } from './cfg-steps';

/**
 * The branches that a condition is made of, the last of its operands first.
 *
 * @returns the point where its evaluation begins; one of the two targets where it is constant.
 */
export function condition(
  flow: FlowBuilder,
  node: Node,
  whenTrue: PointIndex,
  whenFalse: PointIndex,
  context: Context,
): PointIndex {
  let test: Test = { node: withoutParentheses(flow.tree, node), whenTrue, whenFalse };
  for (;;) {
    const value = constantOf(flow.tree, test.node, context);
    if (value !== undefined) return value ? test.whenTrue : test.whenFalse;
    const rest = firstOperand(flow, test, context);
    if (rest === undefined) return flow.step(test.node, { kind: 'branch', ...test }, context);
    test = { ...rest, node: withoutParentheses(flow.tree, rest.node) };
  }
}

interface Test {
  readonly node: Node;
  readonly whenTrue: PointIndex;
  readonly whenFalse: PointIndex;
}

/** What is evaluated first, with the rest of the condition built behind it; undefined where it cannot be taken apart. */
function firstOperand(flow: FlowBuilder, test: Test, context: Context): Test | undefined {
  switch (flow.tree.kind(test.node)) {
    case 'binary_expression':
      return firstOfTwo(flow, test, context);
    case 'unary_expression':
      return negated(flow.tree, test);
    case 'conditional_expression':
      return firstOfThree(flow, test, context);
    default:
      return undefined;
  }
}

function firstOfTwo(flow: FlowBuilder, { node, whenTrue, whenFalse }: Test, context: Context): Test | undefined {
  const operator = operatorOf(flow.tree, node);
  const left = flow.tree.field(node, 'left');
  const right = flow.tree.field(node, 'right');
  if ((operator !== '&&' && operator !== '||') || left === undefined || right === undefined) return undefined;
  const rest = flow.deeper(() => condition(flow, right, whenTrue, whenFalse, context));
  return operator === '&&' ? { node: left, whenTrue: rest, whenFalse } : { node: left, whenTrue, whenFalse: rest };
}

function negated(tree: SyntaxTree, { node, whenTrue, whenFalse }: Test): Test | undefined {
  const argument = tree.field(node, 'argument');
  if (operatorOf(tree, node) !== '!' || argument === undefined) return undefined;
  return { node: argument, whenTrue: whenFalse, whenFalse: whenTrue };
}

/** `a ? b : c` asks for b or c after a; GNU's `a ?: c` is `a || c`. */
function firstOfThree(flow: FlowBuilder, { node, whenTrue, whenFalse }: Test, context: Context): Test | undefined {
  const asked = flow.tree.field(node, 'condition');
  const consequence = flow.tree.field(node, 'consequence');
  const alternative = flow.tree.field(node, 'alternative');
  if (asked === undefined || alternative === undefined) return undefined;
  const answer = (value: Node) => flow.deeper(() => condition(flow, value, whenTrue, whenFalse, context));
  return {
    node: asked,
    whenFalse: answer(alternative),
    whenTrue: consequence === undefined ? whenTrue : answer(consequence),
  };
}

/** Whether a condition is always true or always false, as far as its spelling says. */
function constantOf(tree: SyntaxTree, node: Node, context: Context): boolean | undefined {
  switch (tree.kind(node)) {
    case 'number_literal':
      return !zero.test(tree.textOf(node));
    case 'true':
      return true;
    case 'false':
    case 'null':
      return false;
    case 'identifier':
      return constants.get(tree.textOf(node));
    case 'call_expression':
      return isAbnormalTermination(tree, node) ? context.isAbnormal : undefined;
    case 'cast_expression':
      return constantOfField(tree, node, 'value', context);
    case 'comma_expression':
      // The left operand is dropped with the branch, so it must be one that does nothing.
      if (constantOfField(tree, node, 'left', context) === undefined) return undefined;
      return constantOfField(tree, node, 'right', context);
    default:
      return undefined;
  }
}

function constantOfField(
  tree: SyntaxTree,
  node: Node,
  name: 'value' | 'left' | 'right',
  context: Context,
): boolean | undefined {
  const part = tree.field(node, name);
  return part === undefined ? undefined : constantOf(tree, withoutParentheses(tree, part), context);
}

const zero = /^0(?:[xX]0+|[bB]0+|0*)[uUlL]{0,3}$/;

/** `EXCEPTION_*` are what an `__except` filter says: 1 runs the handler, 0 looks further out. */
const constants: ReadonlyMap<string, boolean> = new Map([
  ['TRUE', true],
  ['FALSE', false],
  ['EXCEPTION_EXECUTE_HANDLER', true],
  ['EXCEPTION_CONTINUE_SEARCH', false],
]);

/** `AbnormalTermination()`, which tells a `__finally` block how it was reached. */
function isAbnormalTermination(tree: SyntaxTree, call: Node): boolean {
  const callee = tree.field(call, 'function');
  const name = callee === undefined ? '' : tree.textOf(callee);
  return name === 'AbnormalTermination' || name === '_abnormal_termination';
}
