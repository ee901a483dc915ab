import type { FunctionDefinition, Unit } from '../model/unit';
import type { FunctionResult } from './run/function-run';

/**
 * Answers a question about a function that was followed once, as long as its result holds. The answer must name no node
 * but by its label, and depend on nothing but the function and what its file declares.
 */
export function perResult<Answer>(
  compute: (unit: Unit, definition: FunctionDefinition, result: FunctionResult) => Answer,
): (unit: Unit, definition: FunctionDefinition, result: FunctionResult) => Answer {
  const known = new WeakMap<FunctionResult, { readonly answer: Answer }>();
  return (unit, definition, result) => {
    let entry = known.get(result);
    if (entry === undefined) {
      entry = { answer: compute(unit, definition, result) };
      known.set(result, entry);
    }
    return entry.answer;
  };
}
