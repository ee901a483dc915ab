import { declaredVariables, type Variable } from '../../model/scope';
import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import { keepsNothing } from '../state/keeping';
import type { FunctionContext } from './context';
import { addressOfPlace, evaluate, store } from './evaluate';
import { initialisedBy } from './initialise';
import type { Region } from '../state/terms';

/** The cases after a declaration inside a function: its initialisers evaluated and stored, in order. */
export function declare(context: FunctionContext, node: Node, before: Case): readonly Case[] {
  let cases: readonly Case[] = [before];
  for (const { variable, value } of declaredVariables(context.unit, node)) {
    // A static local was initialised before any function ran, and has been written since.
    if (variable.kind !== 'local') continue;
    const region = context.terms.variable(variable);
    cases = cases.flatMap((one) =>
      value === undefined ? [fresh(one, region, node)] : initialised(context, variable, value, one),
    );
  }
  return cases;
}

function initialised(context: FunctionContext, variable: Variable, value: Node, before: Case): readonly Case[] {
  const region = context.terms.variable(variable);
  const { tree } = context.unit;
  if (variable.type.kind === 'pointer' && variable.type.isReference === true)
    return addressOfPlace(context, value, value, before).map((outcome) => store(outcome.after, region, outcome.value));
  // In C++ braces with nothing in them stand behind the name; the tree has a zero there.
  if (tree.cpp !== undefined && tree.textOf(value) === '}')
    return initialisedBy(context, region, variable.type, value, before);
  if (tree.kind(value) !== 'initializer_list') {
    return evaluate(context, value, before).map((outcome) => store(outcome.after, region, outcome.value));
  }
  return initialisedBy(context, region, variable.type, value, before);
}

/** A variable that is declared again, in the next turn of a loop, does not hold what it held before. */
function fresh(before: Case, region: Region, at: Node): Case {
  const after = before.fork();
  const label = after.terms.label(at);
  after.renew(label);
  after.forget(region, label, keepsNothing);
  return after;
}
