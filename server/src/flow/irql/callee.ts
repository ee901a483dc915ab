import { annotationsOf } from '../../model/annotations';
import { functionReferenced } from '../../model/references';
import type { Node } from '../../syntax/tree';
import { declaredSummary } from './declared';
import type { StepContext } from './step';
import type { IrqlSummary } from './summary';

/** The name of the function that a call calls directly; undefined where it goes through a pointer. */
export function calleeName({ unit }: StepContext, call: Node): string | undefined {
  const callee = unit.tree.field(call, 'function');
  if (callee === undefined) return undefined;
  return (
    functionReferenced(unit, callee) ?? (unit.tree.kind(callee) === 'identifier' ? unit.tree.textOf(callee) : undefined)
  );
}

/** What the project or a prototype says of the function that is called. */
export function summaryOf(context: StepContext, call: Node): IrqlSummary | undefined {
  const name = calleeName(context, call);
  if (name === undefined) return undefined;
  return context.environment.calleeNamed(name, call) ?? declaredSummary(name, annotationsOf(context.unit, name));
}
