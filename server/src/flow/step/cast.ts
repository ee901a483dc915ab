import { castInteger } from '../../model/arithmetic';
import type { Cast } from '../../model/casts';
import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import type { Value } from '../state/terms';
import type { FunctionContext, Outcome } from './context';
import { accessed } from './dereference';
import { addressOf, evaluate, unknownAt } from './evaluate';
import { calculate } from './operation';

/** A cast keeps the value. Where the tree has the operator before the value in the cast, it is applied first. */
export function castOutcomes(
  context: FunctionContext,
  node: Node,
  { operator, typeName, value }: Cast,
  before: Case,
): Outcome[] {
  switch (operator) {
    case '&':
      return addressOf(context, node, value, before);
    case '*':
      return evaluate(context, value, before).map((outcome) => {
        const region = context.terms.pointee(outcome.value);
        const pointer = { value: outcome.value, node: value };
        const { after } = accessed(context, { region, after: outcome.after, alsoWritten: [], pointer });
        return {
          after,
          value: region === undefined ? unknownAt(context, node) : after.read(region),
          from: node,
        };
      });
    case '-':
    case '+':
      return evaluate(context, value, before).map((outcome) => ({
        ...outcome,
        value: calculate(context, node, operator, outcome.value),
        from: node,
      }));
    default:
      return evaluate(context, value, before).map((outcome) => ({
        ...outcome,
        value: converted(context, typeName, outcome.value),
      }));
  }
}

/** A number that does not fit the type loses bits. */
function converted({ terms }: FunctionContext, typeName: string, value: Value): Value {
  if (value.kind !== 'number') return value;
  const number = castInteger(typeName, value.value);
  return number === value.value ? value : terms.number(number);
}
