import type { Case } from './case';
import { sameObjects } from './same';

/** Cases that differ in an object are merged only where there are no others. */
const OBJECTS_DIFFER = 10_000;

/** How much cases differ, worked out once for each two. */
export class Distances {
  readonly #known = new Map<Case, Map<Case, number>>();

  /** The two cases that differ least, the earliest of them first. */
  nearest(cases: readonly Case[]): readonly [Case, Case] {
    let best: readonly [Case, Case] | undefined;
    let least = Infinity;
    for (const [index, first] of cases.entries()) {
      for (let next = index + 1; next < cases.length; next++) {
        const second = cases[next];
        const distance = second === undefined ? Infinity : this.#between(first, second);
        if (second === undefined || distance >= least) continue;
        least = distance;
        best = [first, second];
      }
    }
    if (best === undefined) throw new RangeError('there are no two cases to merge');
    return best;
  }

  /** The one of the cases that differs least from a case. */
  nearestTo(one: Case, cases: readonly Case[]): Case {
    return cases.reduce((best, other) => (this.#between(other, one) < this.#between(best, one) ? other : best));
  }

  #between(one: Case, other: Case): number {
    let known = this.#known.get(one);
    if (known === undefined) this.#known.set(one, (known = new Map<Case, number>()));
    let distance = known.get(other);
    if (distance === undefined) {
      distance = differences(one, other) + (sameObjects(one, other) ? 0 : OBJECTS_DIFFER);
      known.set(other, distance);
    }
    return distance;
  }
}

function differences({ memory }: Case, other: Case): number {
  if (memory === other.memory) return 0;
  const { keys, values } = memory;
  let count = 0;
  let common = 0;
  keys.forEach((region, index) => {
    const held = other.memory.keys[index] === region ? other.memory.values[index] : other.memory.get(region);
    if (held !== undefined) common++;
    if (held !== values[index]) count++;
  });
  return count + other.memory.size - common;
}
