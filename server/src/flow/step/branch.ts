import { typeInParentheses } from '../../model/casts';
import type { Unit } from '../../model/unit';
import type { Node, SyntaxTree } from '../../syntax/tree';
import type { Case } from '../state/case';
import { isMasked, rangeOfBits } from './bits';
import type { FunctionContext } from './context';
import { addressOfPlace, evaluate, evaluateAll } from './evaluate';
import { guess, takenOnWord } from './guess';
import { learn } from './learn';
import { hasNoSign, mayBeSame } from './operation';
import { contains, holds, intersect, mirrored, narrow, negated, type Comparison } from '../state/range';
import { isLost, type NumberValue, type Operands, type Symbol, type Terms, type Value } from '../state/terms';
import { tellsOfRequest } from '../state/ties';

export interface Branches {
  readonly whenTrue: readonly Case[];
  readonly whenFalse: readonly Case[];
}

/** Macros of ntdef.h that ask for a class of statuses. NT_SUCCESS(STATUS_PENDING) is true. */
const STATUS_TESTS: Readonly<Record<string, readonly [Comparison, number]>> = {
  NT_SUCCESS: ['>=', 0],
  // A warning is neither; no function of WSK returns one.
  NT_ERROR: ['<', 0],
};

const COMPARISONS: ReadonlySet<string> = new Set(Object.keys(negated));

/** Whether an expression is a test: its value is 1 or 0, and either says something of its operands. */
export function isTest(unit: Unit, node: Node): boolean {
  const { tree } = unit;
  if (statusTest(tree, node) !== undefined || misreadComparison(unit, node) !== undefined) return true;
  const operator = operatorOf(tree, node);
  return operator === '!' || operator === '&&' || operator === '||' || COMPARISONS.has(operator);
}

/** The cases in which a condition holds and those in which it does not; a case that is neither cannot happen. */
export function branchOn(context: FunctionContext, node: Node, before: Case): Branches {
  const { tree } = context.unit;
  if (tree.kind(node) === 'parenthesized_expression') {
    const inside = tree.namedChildren(node)[0];
    return inside === undefined ? { whenTrue: [before], whenFalse: [before] } : branchOn(context, inside, before);
  }
  const operand = tree.field(node, 'argument');
  if (operatorOf(tree, node) === '!' && operand !== undefined) return opposite(branchOn(context, operand, before));
  return (
    binaryBranches(context, node, before) ??
    statusBranches(context, node, before) ??
    valueBranches(context, node, before)
  );
}

/** What `&&`, `||` and comparisons say; undefined for anything else. */
function binaryBranches(context: FunctionContext, node: Node, before: Case): Branches | undefined {
  const { tree } = context.unit;
  const [left, right] = [tree.field(node, 'left'), tree.field(node, 'right')];
  if (left === undefined || right === undefined) return undefined;
  const operator = operatorOf(tree, node);
  if (operator === '&&') return conjunction(context, left, right, before);
  if (operator === '||') return opposite(conjunction(context, left, right, before, true));
  if (COMPARISONS.has(operator)) {
    return compared(context, node, operator as Comparison, evaluateAll(context, [left, right], before));
  }
  const misread = misreadComparison(context.unit, node);
  return misread && compared(context, node, misread.operator, misreadWays(context, misread, before));
}

/** `a && b`; where `denied`, `!a && !b`. */
function conjunction(context: FunctionContext, left: Node, right: Node, before: Case, denied = false): Branches {
  const side = (node: Node, start: Case) => {
    const branches = branchOn(context, node, start);
    return denied ? opposite(branches) : branches;
  };
  const first = side(left, before);
  const seconds = first.whenTrue.map((after) => side(right, after));
  return {
    whenTrue: seconds.flatMap(({ whenTrue }) => whenTrue),
    whenFalse: [...first.whenFalse, ...seconds.flatMap(({ whenFalse }) => whenFalse)],
  };
}

const opposite = ({ whenTrue, whenFalse }: Branches): Branches => ({ whenTrue: whenFalse, whenFalse: whenTrue });

type Ways = ReturnType<typeof evaluateAll>;

function compared(context: FunctionContext, node: Node, operator: Comparison, ways: Ways): Branches {
  const whenTrue: Case[] = [];
  const whenFalse: Case[] = [];
  for (const { outcomes, after } of ways) {
    const [first, second] = outcomes;
    if (first === undefined || second === undefined) continue;
    context.observer.compared(node, first, second);
    const branches = decide(context, node, first.value, operator, second.value, after);
    whenTrue.push(...branches.whenTrue);
    whenFalse.push(...branches.whenFalse);
  }
  return { whenTrue, whenFalse };
}

interface MisreadComparison {
  readonly first: Node;
  readonly operator: Comparison;
  /** What stands behind the `&`. */
  readonly place: Node;
}

/** To the grammar, which knows no type names, `a == (T)&b` is `(a == (T)) & b`. */
function misreadComparison(unit: Unit, node: Node): MisreadComparison | undefined {
  const { tree } = unit;
  const [left, place] = [tree.field(node, 'left'), tree.field(node, 'right')];
  if (left === undefined || place === undefined || operatorOf(tree, node) !== '&') return undefined;
  const [first, type] = [tree.field(left, 'left'), tree.field(left, 'right')];
  const operator = operatorOf(tree, left);
  if (first === undefined || type === undefined || !COMPARISONS.has(operator)) return undefined;
  return typeInParentheses(unit, type) === undefined ? undefined : { first, operator: operator as Comparison, place };
}

const misreadWays = (context: FunctionContext, { first, place }: MisreadComparison, before: Case): Ways =>
  evaluate(context, first, before).flatMap((one) =>
    addressOfPlace(context, place, place, one.after).map((other) => ({ outcomes: [one, other], after: other.after })),
  );

function statusBranches(context: FunctionContext, node: Node, before: Case): Branches | undefined {
  const test = statusTest(context.unit.tree, node);
  if (test === undefined) return undefined;
  const [operator, bound] = test.test;
  return gather(evaluate(context, test.status, before), ({ value, after }) =>
    decide(context, node, value, operator, context.terms.number(bound, 'STATUS_'), after),
  );
}

function valueBranches(context: FunctionContext, node: Node, before: Case): Branches {
  return gather(evaluate(context, node, before), ({ value, after }) =>
    decide(context, node, value, '!=', context.terms.number(0), after),
  );
}

function gather<T>(ways: readonly T[], branch: (way: T) => Branches): Branches {
  const all = ways.map(branch);
  return { whenTrue: all.flatMap(({ whenTrue }) => whenTrue), whenFalse: all.flatMap(({ whenFalse }) => whenFalse) };
}

/** The case in which a comparison of two values holds, and the one in which it does not. */
export function decide(
  context: FunctionContext,
  node: Node,
  left: Value,
  operator: Comparison,
  right: Value,
  before: Case,
): Branches {
  if (right.kind === 'number') return decideNumber(node, left, operator, right, before);
  if (left.kind === 'number') return decideNumber(node, right, mirrored[operator], left, before);
  if (left === right && (operator === '==' || operator === '!=')) return decided(operator === '==', before);
  return decideRelation(node, context.terms, left, operator, right, before);
}

/** Of two values without a number the answer is kept: the same question has the same answer until one of them changes. */
function decideRelation(
  node: Node,
  terms: Terms,
  left: Value,
  operator: Comparison,
  right: Value,
  before: Case,
): Branches {
  if (operator === '!=' || operator === '>=')
    return opposite(decideRelation(node, terms, left, negated[operator], right, before));
  if (operator === '>' || operator === '<=')
    return decideRelation(node, terms, right, mirrored[operator], left, before);
  if (operator === '==' && areOtherConstants(left, right, before)) return decided(false, before);
  const operands: Operands = operator === '==' && left.id > right.id ? [right, left] : [left, right];
  const relation = terms.symbol({ from: 'operation', operator, operands });
  return decideSymbol(node, relation, '!=', 0, undefined, before);
}

function decideNumber(node: Node, left: Value, operator: Comparison, right: NumberValue, before: Case): Branches {
  switch (left.kind) {
    case 'number':
      if (mayBeSame(left.value, right.value)) return either(before);
      return decided(holds(left.value, operator, right.value), before);
    case 'symbol':
      return decideKnown(node, left, operator, right, before);
    case 'address':
    case 'function':
      // Neither is ever NULL.
      return right.value === 0 && (operator === '==' || operator === '!=')
        ? decided(operator === '!=', before)
        : either(before);
    case 'named':
      return guess(`${before.terms.label(node)}`, before);
  }
}

/** The same of a value of which nobody knows more than tests have shown. */
function decideKnown(
  node: Node,
  left: Symbol,
  operator: Comparison,
  { value, name }: NumberValue,
  before: Case,
): Branches {
  // What others depend on is a status, which has a sign, however its number is written.
  if (hasNoSign(value) && before.ties.has(left)) return decideSymbol(node, left, operator, value | 0, name, before);
  const bits = rangeOfBits(before, left);
  const possible = bits && intersect(before.rangeOf(left), bits);
  if (possible === undefined)
    return hasNoSign(value) && !isMasked(left)
      ? either(before)
      : decideSymbol(node, left, operator, value, name, before);
  if (possible.least === possible.greatest) return decided(holds(possible.least, operator, value), before);
  const after = before.fork();
  after.setRange(left, possible);
  return decideSymbol(node, left, operator, value, name, after);
}

const either = (before: Case): Branches => ({ whenTrue: [before], whenFalse: [before] });

const decided = (isTrue: boolean, before: Case): Branches =>
  isTrue ? { whenTrue: [before], whenFalse: [] } : { whenTrue: [], whenFalse: [before] };

/** Whether two values are known to be two constants of which only the names are known. */
const areOtherConstants = (left: Value, right: Value, before: Case): boolean =>
  (left.kind === 'named' && right.kind === 'named') ||
  isOtherNamed(left, right, before) ||
  isOtherNamed(right, left, before);

/** Whether a value is already known to be another constant than this one: two names are taken for two numbers. */
function isOtherNamed(value: Value, constant: Value, before: Case): boolean {
  if (constant.kind !== 'named') return false;
  return [...before.ranges].some(([{ origin }, range]) => {
    if (origin.from !== 'operation' || origin.operator !== '==' || contains(range, 0)) return false;
    const other = origin.operands.find((operand) => operand !== value);
    return origin.operands.includes(value) && other?.kind === 'named' && other !== constant;
  });
}

/** A status says how something ended; those of waits say which way the driver is to go. */
const STATUS = /^STATUS_(?!PENDING|WAIT_|TIMEOUT|ALERTED|USER_APC|ABANDONED)/;

function decideSymbol(
  node: Node,
  symbol: Symbol,
  operator: Comparison,
  value: number,
  name: string | undefined,
  before: Case,
): Branches {
  const yes = refined(symbol, operator, value, before);
  const no = refined(symbol, negated[operator], value, before);
  if (yes !== undefined && no !== undefined && isLost(symbol) && !tellsOfRequest(before, symbol)) {
    const isStatus = name !== undefined && STATUS.test(name);
    const at = before.terms.label(node);
    takenOnWord(symbol, isStatus, `+${at}`, yes);
    takenOnWord(symbol, isStatus, `-${at}`, no);
  }
  return { whenTrue: yes === undefined ? [] : [yes], whenFalse: no === undefined ? [] : [no] };
}

/** The case with what the test has shown of the symbol; undefined where it cannot hold. */
export function refined(symbol: Symbol, operator: Comparison, value: number, before: Case): Case | undefined {
  const range = narrow(before.rangeOf(symbol), operator, value);
  if (range === undefined) return undefined;
  const after = before.fork();
  return learn(after, symbol, range) ? after : undefined;
}

function operatorOf(tree: SyntaxTree, node: Node): string {
  const operator = tree.field(node, 'operator');
  return operator === undefined || tree.kind(node) === 'assignment_expression' ? '' : tree.textOf(operator);
}

function statusTest(tree: SyntaxTree, node: Node): { test: readonly [Comparison, number]; status: Node } | undefined {
  if (tree.kind(node) !== 'call_expression') return undefined;
  const [callee, list] = [tree.field(node, 'function'), tree.field(node, 'arguments')];
  const test = callee === undefined ? undefined : STATUS_TESTS[tree.textOf(callee)];
  const status = list === undefined ? undefined : tree.namedChildren(list)[0];
  return test === undefined || status === undefined ? undefined : { test, status };
}
