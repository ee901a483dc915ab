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
