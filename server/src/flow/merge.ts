import type { Fact } from '../knowledge/shape';
import { Case, sameInstalled, type Known, type ObjectState } from './case';
import { hull, isAny, sameRange } from './range';
import { wasMadeAt, type Region, type Symbol, type Value } from './terms';

/** How many cases are kept apart at one point. Past it the least different are merged, and none is dropped. */
const MOST_CASES = 16;

/**
 * The cases at a point after more have arrived; undefined where they add nothing.
 * Cases that agree on every object and on all memory are one: what tests have shown is then widened to cover both.
 */
export function addCases(known: readonly Case[], more: readonly Case[], at: number): readonly Case[] | undefined {
  let cases = known;
  for (const one of more) cases = addCase(cases, one, at);
  return cases === known ? undefined : bounded(cases, at);
}

/** For the head of a loop that has been passed often: one case for each state of the objects. */
export function widenCases(known: readonly Case[], more: readonly Case[], at: number): readonly Case[] | undefined {
  const cases = [...known];
  let changed = false;
  for (const one of more) {
    const index = cases.findIndex((other) => sameObjects(other, one));
    const twin = cases[index];
    if (twin === undefined) {
      cases.push(one);
      changed = true;
      continue;
    }
    const merged = mergeCases(twin, one, at, true);
    if (sameCase(merged, twin)) continue;
    cases[index] = merged;
    changed = true;
  }
  return changed ? bounded(cases, at) : undefined;
}

function addCase(known: readonly Case[], one: Case, at: number): readonly Case[] {
  const index = known.findIndex((other) => sameObjects(other, one) && sameMap(other.memory, one.memory, Object.is));
  const twin = known[index];
  if (twin === undefined) return [...known, one];
  const merged = mergeCases(twin, one, at, false);
  return sameCase(merged, twin) ? known : known.with(index, merged);
}

function bounded(cases: readonly Case[], at: number): readonly Case[] {
  if (cases.length <= MOST_CASES) return cases;
  const kept = [...cases];
  const distances = new Distances();
  while (kept.length > MOST_CASES) {
    const [first, second] = distances.nearest(kept);
    const merged = mergeCases(first, second, at, false);
    kept[kept.indexOf(first)] = merged;
    kept.splice(kept.indexOf(second), 1);
  }
  return kept;
}

/** Cases that differ in an object are merged only where there are no others. */
const OBJECTS_DIFFER = 10_000;

/** How much cases differ, worked out once for each two. */
class Distances {
  readonly #known = new Map<Case, Map<Case, number>>();

  nearest(cases: readonly Case[]): readonly [Case, Case] {
    let best: readonly [Case, Case] | undefined;
    let least = Infinity;
    for (const [index, first] of cases.entries()) {
      for (const second of cases.slice(index + 1)) {
        const distance = this.#between(first, second);
        if (distance >= least) continue;
        least = distance;
        best = [first, second];
      }
    }
    if (best === undefined) throw new RangeError('there are no two cases to merge');
    return best;
  }

  #between(one: Case, other: Case): number {
    let known = this.#known.get(one);
    if (known === undefined) this.#known.set(one, (known = new Map()));
    let distance = known.get(other);
    if (distance === undefined) {
      distance = differences(one, other) + (sameObjects(one, other) ? 0 : OBJECTS_DIFFER);
      known.set(other, distance);
    }
    return distance;
  }
}

function differences(one: Case, other: Case): number {
  let count = 0;
  let common = 0;
  for (const [region, value] of one.memory) {
    const held = other.memory.get(region);
    if (held !== undefined) common++;
    if (held !== value) count++;
  }
  return count + other.memory.size - common;
}

/** What holds in both. Where memory differs it holds a symbol of its own, of which nothing is known. */
export function mergeCases(first: Case, second: Case, at: number, widen: boolean): Case {
  const one = movedOn(first, second, at);
  const other = movedOn(second, first, at);
  const merged = new Case(one.terms);
  merged.setMemory(mergedMemory(one, other, at));
  for (const [symbol, range] of one.ranges) {
    const wider = hull(range, other.rangeOf(symbol));
    if (!isAny(wider) && !(widen && !sameRange(wider, range))) merged.setRange(symbol, wider);
  }
  for (const object of new Set([...one.objects.keys(), ...other.objects.keys()])) {
    merged.setState(object, mergedState(one.state(object), other.state(object)));
  }
  for (const [symbol, ties] of [...one.ties, ...other.ties]) {
    const had = merged.ties.get(symbol) ?? [];
    for (const tie of ties) {
      if (!had.some(({ object, fact }) => object === tie.object && fact === tie.fact)) merged.tie(symbol, tie);
    }
  }
  merged.inherit(one, other);
  return merged;
}

/** A symbol of this point is about to stand for another value too: what a case knows of what it stood for is past. */
function movedOn(one: Case, other: Case, at: number): Case {
  if (one.memory === other.memory) return one;
  const hasMoved = [...one.memory].some(
    ([region, value]) => other.memory.get(region) !== value && !wasMadeAt(value.key, at),
  );
  if (!hasMoved) return one;
  const renewed = one.fork();
  renewed.renew(at);
  return renewed;
}

function mergedMemory(one: Case, other: Case, at: number): ReadonlyMap<Region, Value> {
  if (one.memory === other.memory) return one.memory;
  const memory = new Map<Region, Value>();
  for (const [region, value] of one.memory) {
    const second = other.memory.get(region) ?? other.read(region);
    memory.set(region, value === second ? value : one.terms.symbol({ from: 'merge', at, region }));
  }
  for (const region of other.memory.keys()) {
    if (!one.memory.has(region)) memory.set(region, one.terms.symbol({ from: 'merge', at, region }));
  }
  return memory;
}

function mergedState(one: ObjectState, other: ObjectState): ObjectState | undefined {
  if (one === other) return one;
  const facts = new Map<Fact, Known>();
  for (const fact of new Set([...one.facts.keys(), ...other.facts.keys()])) {
    const known = mergedFact(one.facts.get(fact), other.facts.get(fact));
    if (known !== undefined) facts.set(fact, known);
  }
  const installed = sameInstalled(one.installed, other.installed) ? one.installed : undefined;
  return { facts, installed };
}

/** What only one way knows is in doubt from here on. */
function mergedFact(first: Known | undefined, second: Known | undefined): Known | undefined {
  if (first === undefined || second === undefined) {
    const known = first ?? second;
    return known && { ...known, isMerged: true };
  }
  return first.isMerged ? second : first;
}

/** Whether two cases agree on every object, wherever they learnt it and whatever they doubt. */
export const sameObjects = (one: Case, other: Case): boolean => sameMap(one.objects, other.objects, sameState);

const sameCertainty = (one: ObjectState, other: ObjectState): boolean =>
  one === other || sameMap(one.facts, other.facts, (first, second) => first.isMerged === second.isMerged);

const sameCase = (one: Case, other: Case): boolean =>
  sameObjects(one, other) &&
  sameMap(one.objects, other.objects, sameCertainty) &&
  one.doubts.size === other.doubts.size &&
  sameMap(one.memory, other.memory, Object.is) &&
  sameMap(one.ranges, other.ranges, sameRange) &&
  sameTies(one.ties, other.ties) &&
  one.forgotten.length === other.forgotten.length &&
  one.pending.length === other.pending.length;

const sameState = (one: ObjectState, other: ObjectState): boolean =>
  one === other ||
  (sameInstalled(one.installed, other.installed) &&
    sameMap(one.facts, other.facts, () => true));

const sameTies = (one: ReadonlyMap<Symbol, readonly unknown[]>, other: ReadonlyMap<Symbol, readonly unknown[]>): boolean =>
  sameMap(one, other, (first, second) => first.length === second.length);

function sameMap<K, V>(one: ReadonlyMap<K, V>, other: ReadonlyMap<K, V>, same: (a: V, b: V) => boolean): boolean {
  if (one === other) return true;
  if (one.size !== other.size) return false;
  for (const [key, value] of one) {
    const twin = other.get(key);
    if (twin === undefined || !same(value, twin)) return false;
  }
  return true;
}
