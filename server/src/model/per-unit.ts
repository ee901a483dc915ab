import type { Node } from '../syntax/tree';
import type { Context } from './context';
import type { Unit } from './unit';

/** Answers a question about a file once: the answer is kept as long as the unit is. */
export function perUnit<Answer>(compute: (unit: Unit) => Answer): (unit: Unit) => Answer {
  const known = new WeakMap<Unit, { readonly answer: Answer }>();
  return (unit) => {
    let entry = known.get(unit);
    if (entry === undefined) {
      entry = { answer: compute(unit) };
      known.set(unit, entry);
    }
    return entry.answer;
  };
}

/**
 * Answers a question about what a file declares once, as long as that is the same: also for the next states of the file.
 * The answer must not name a node.
 */
export function perContext<Answer>(compute: (unit: Unit) => Answer): (unit: Unit) => Answer {
  const known = new WeakMap<Context, { readonly answer: Answer }>();
  return (unit) => {
    const { context } = unit;
    let entry = known.get(context);
    if (entry === undefined) {
      entry = { answer: compute(unit.origin ?? unit) };
      known.set(context, entry);
    }
    return entry.answer;
  };
}

/** Answers a question about a node once, as long as the unit is there: what is asked on every path has one answer. */
export function perNode<Answer>(compute: (unit: Unit, node: Node) => Answer): (unit: Unit, node: Node) => Answer {
  // By the node's number; an answer may itself be undefined, so that it stands in a list of its own.
  const answersOf = perUnit(({ tree }) => new Array<readonly [Answer] | undefined>(tree.flat.count));
  return (unit, node) => {
    const answers = answersOf(unit);
    const known = answers[node];
    if (known !== undefined) return known[0];
    const answer = compute(unit, node);
    answers[node] = [answer];
    return answer;
  };
}
