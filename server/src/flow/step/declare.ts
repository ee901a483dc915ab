import { declaredVariables } from '../../model/scope';
import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import { keepsNothing } from '../state/keeping';
import type { FunctionContext } from './context';
import { evaluate, evaluateAll, store } from './evaluate';

/** The cases after a declaration inside a function: its initialisers evaluated and stored, in order. */
export function declare(context: FunctionContext, node: Node, before: Case): readonly Case[] {
  let cases: readonly Case[] = [before];
  for (const { variable, value } of declaredVariables(context.unit, node)) {
    // A static local was initialised before any function ran, and has been written since.
    if (variable.kind !== 'local') continue;
    const region = context.terms.variable(variable);
    cases = cases.flatMap((one) =>
      value === undefined ? [fresh(one, region, node)] : initialised(context, region, value, one),
    );
  }
  return cases;
}

function initialised(
  context: FunctionContext,
  region: ReturnType<FunctionContext['terms']['variable']>,
  value: Node,
  before: Case,
): readonly Case[] {
  const { tree } = context.unit;
  if (tree.kind(value) !== 'initializer_list') {
    return evaluate(context, value, before).map((outcome) => store(outcome.after, region, outcome.value));
  }
  const parts = tree.namedChildren(value).filter((part) => tree.kind(part) !== 'initializer_pair');
  return evaluateAll(context, parts, before).map(({ after }) => fresh(after, region, value));
}

/** A variable that is declared again, in the next turn of a loop, does not hold what it held before. */
function fresh(before: Case, region: ReturnType<FunctionContext['terms']['variable']>, at: Node): Case {
  const after = before.fork();
  const label = after.terms.label(at);
  after.renew(label);
  after.forget(region, label, keepsNothing);
  return after;
}
