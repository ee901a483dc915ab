import type { Fact } from '../../knowledge/shape';
import { Case } from './case';
import {
  isKnownState,
  sameInstalled,
  stateOf,
  unknownState,
  type Known,
  type ObjectState,
  type Once,
  type Tie,
} from './object';
import { Distances } from './distance';
import { Entries } from './entries';
import { anyNumber, hull, isAny, sameRange, type Range } from './range';
import { sameCase, sameMemory, sameObjects, sameTurn } from './same';
import type { Label, Region, Symbol, Value } from './terms';
import { addTie } from './ties';

/** How many cases are kept apart at one point. Past it the least different are merged, and none is dropped. */
const MOST_CASES = 16;

/**
 * The cases at a point after more have arrived; undefined where they add nothing.
 * Cases that agree on every object and on all memory are one: what tests have shown is then widened to cover both.
 */
export function addCases(
  known: readonly Case[],
  more: readonly Case[],
  at: Label,
  { most = MOST_CASES, distances = new Distances() }: Partial<Pick<Meeting, 'most' | 'distances'>> = {},
): readonly Case[] | undefined {
  const cases = [...known];
  let changed = false;
  for (const one of more) if (addCase(cases, one, { at, most, distances })) changed = true;
  return changed ? cases : undefined;
}

interface Meeting {
  readonly at: Label;
  /** How many are kept apart at the point. */
  readonly most: number;
  /** What is known so far of how much cases differ. */
  readonly distances: Distances;
}

/** For the head of a loop that has been passed often: one case for each state of the objects, by what `same` says. */
export function widenCases(
  known: readonly Case[],
  more: readonly Case[],
  at: Label,
  same = sameTurn,
): readonly Case[] | undefined {
  const cases = [...known];
  const distances = new Distances();
  let changed = false;
  for (const one of more) {
    const index = cases.findIndex((other) => same(other, one));
    const twin = cases[index];
    if (twin === undefined && cases.length < MOST_CASES) {
      cases.push(one);
      changed = true;
      continue;
    }
    const partner = twin ?? distances.nearestTo(one, cases);
    const merged = mergeCases(partner, one, at, true);
    if (sameCase(merged, partner)) continue;
    cases[cases.indexOf(partner)] = merged;
    changed = true;
  }
  return changed ? cases : undefined;
}

/** @returns whether the cases were changed by it. */
function addCase(cases: Case[], one: Case, { at, most, distances }: Meeting): boolean {
  const index = cases.findIndex((other) => other === one || (sameMemory(other, one) && sameObjects(other, one)));
  const twin = cases[index];
  if (twin !== undefined) return twin !== one && mergeInto(cases, index, twin, one, at);
  if (cases.length < most) {
    cases.push(one);
    return true;
  }
  if (isCovered(one, distances.nearestTo(one, cases), at)) return false;
  cases.push(one);
  while (cases.length > most) mergeNearest(cases, at, distances);
  return true;
}

function mergeInto(cases: Case[], index: number, twin: Case, one: Case, at: Label): boolean {
  const merged = mergeCases(twin, one, at, false);
  if (sameCase(merged, twin)) return false;
  cases[index] = merged;
  return true;
}

/** Whether one case holds wherever the other does. */
const isCovered = (one: Case, by: Case, at: Label): boolean =>
  sameObjects(one, by) && sameCase(mergeCases(by, one, at, false), by);

function mergeNearest(cases: Case[], at: Label, distances: Distances): void {
  const [first, second] = distances.nearest(cases);
  const merged = mergeCases(first, second, at, false);
  cases[cases.indexOf(first)] = merged;
  cases.splice(cases.indexOf(second), 1);
}

/** What holds in both. Where memory differs it holds a symbol of its own, of which nothing is known. */
export function mergeCases(first: Case, second: Case, at: Label, widen: boolean): Case {
  const forgotten = first.forgotten.mergedWith(second.forgotten, at);
  const one = movedOn(first, second, at, forgotten);
  const other = movedOn(second, first, at, forgotten);
  const merged = new Case(one.terms);
  merged.setAll(mergedMemory(one, other, at), mergedRanges(one, other, widen), mergedObjects(one, other));
  mergeTies(merged, one, other, at);
  doubtMoved(merged, one, other);
  merged.inherit(one, other, forgotten);
  return merged;
}

/** Where one place holds another object in each case, what becomes of that place later says nothing of either. */
function doubtMoved(merged: Case, one: Case, other: Case): void {
  if (!merged.hasOwed) return;
  for (const { memory } of [one, other]) {
    for (const [region, value] of memory) {
      const known = merged.state(value).facts.get('owed');
      if (known === undefined || known.isMerged || merged.memory.get(region) === value) continue;
      const { facts, installed } = merged.state(value);
      merged.setState(value, stateOf(new Map([...facts, ['owed', { ...known, isMerged: true }]]), installed));
    }
  }
}

/** What holds of a symbol in both; where they are widened, only what has not changed. */
function mergedRanges(one: Case, other: Case, widen: boolean): Entries<Symbol, Range> {
  if (one.ranges === other.ranges) return one.ranges;
  const symbols: Symbol[] = [];
  const ranges: Range[] = [];
  one.ranges.keys.forEach((symbol, index) => {
    const range = one.ranges.values[index] ?? anyNumber;
    const second = other.rangeOf(symbol);
    const wider = range === second ? range : hull(range, second);
    if (isAny(wider) || (widen && !sameRange(wider, range))) return;
    symbols.push(symbol);
    ranges.push(wider);
  });
  return Entries.of(symbols, ranges);
}

function mergedObjects(one: Case, other: Case): Entries<Value, ObjectState> {
  if (one.objects === other.objects) return one.objects;
  const objects = [...one.objects.keys, ...other.objects.keys.filter((object) => !one.objects.has(object))];
  const states = objects.map((object) => mergedState(one.state(object), other.state(object)));
  if (states.every(isKnownState)) return Entries.of(objects, states);
  const isKept = (_: unknown, index: number): boolean => isKnownState(states[index] ?? unknownState);
  return Entries.of(objects.filter(isKept), states.filter(isKept));
}

/** What a fact depends on in either case, it depends on in both; so does the symbol that stands for two such values. */
function mergeTies(merged: Case, one: Case, other: Case, at: Label): void {
  if (one.ties.size === 0 && other.ties.size === 0) return;
  const add = (symbol: Symbol, tie: Tie) => {
    if (!isTied(merged, symbol, tie)) addTie(merged, symbol, tie);
  };
  for (const [symbol, ties] of [...one.ties, ...other.ties]) for (const tie of ties) add(symbol, tie);
  for (const [region, symbol] of merged.memory) {
    if (symbol.kind !== 'symbol' || !isMergedAt(symbol, at, region)) continue;
    const [first, second] = [one.read(region), other.read(region)];
    for (const tie of [...tiesOf(one, first), ...tiesOf(other, second)]) {
      if (dependsOn(one, first, tie) && dependsOn(other, second, tie)) add(symbol, tie);
    }
  }
}

const tiesOf = (at: Case, value: Value): readonly Tie[] => (value.kind === 'symbol' ? (at.ties.get(value) ?? []) : []);

const isTied = (at: Case, value: Value, { object, fact }: Tie): boolean =>
  tiesOf(at, value).some((tie) => object === tie.object && fact === tie.fact);

/** Whether the fact does not hold if the value is a failure: it cannot be one, or the fact depends on it, or never held. */
function dependsOn(at: Case, value: Value, tie: Tie): boolean {
  if (tie.once !== undefined) return isTied(at, value, tie) || isVoid(at, value, tie, tie.once);
  if (value.kind === 'number' && value.value >= 0) return true;
  if (value.kind === 'symbol' && at.rangeOf(value).least >= 0) return true;
  return isTied(at, value, tie) || !at.state(tie.object).facts.has(tie.fact);
}

/** Whether the fact cannot come true by the value: it is one of those that leave all as it is, or there is no request. */
const isVoid = (at: Case, value: Value, { object, fact }: Tie, { noneOf }: Once): boolean =>
  (value.kind === 'number' && noneOf.includes(value.value)) ||
  (fact === 'completed' && !at.state(object).facts.has('submitted'));

/** A symbol of this point is about to stand for another value too: what a case knows of what it stood for is past. */
function movedOn(one: Case, other: Case, at: Label, forgotten: Case['forgotten']): Case {
  if (!hasMoved(one, other, at) && one.forgotten.isLike(forgotten)) return one;
  const renewed = one.fork();
  renewed.renew(at);
  return renewed;
}

function hasMoved(one: Case, other: Case, at: Label): boolean {
  if (one.memory === other.memory) return false;
  return one.memory.keys.some((region, index) => {
    const value = one.memory.values[index];
    return value !== undefined && other.memory.get(region) !== value && !isMergedAt(value, at, region);
  });
}

/** Whether a value is what stands for the two that a region had where two paths met. */
function isMergedAt(value: Value, at: Label, region: Region): boolean {
  if (value.kind !== 'symbol') return false;
  const { origin } = value;
  return origin.from === 'merge' && origin.at === at && origin.region === region;
}

function mergedMemory(one: Case, other: Case, at: Label): Entries<Region, Value> {
  if (one.memory === other.memory) return one.memory;
  const keys = [...one.memory.keys, ...other.memory.keys.filter((region) => !one.memory.has(region))];
  const values = keys.map((region, index) => {
    const value = one.memory.values[index];
    if (value === undefined) return one.terms.merged(at, region);
    return value === (other.memory.get(region) ?? other.read(region)) ? value : one.terms.merged(at, region);
  });
  return Entries.of(keys, values);
}

function mergedState(one: ObjectState, other: ObjectState): ObjectState {
  if (one === other || isMergedAlready(one, other)) return one;
  const facts = new Map<Fact, Known>();
  for (const fact of new Set([...one.facts.keys(), ...other.facts.keys()])) {
    const known = mergedFact(fact, one.facts.get(fact), other.facts.get(fact));
    if (known !== undefined) facts.set(fact, known);
  }
  const installed = sameInstalled(one.installed, other.installed) ? one.installed : undefined;
  return stateOf(facts, installed);
}

/** Whether a merge says no less than the first of two states. */
function isMergedAlready(one: ObjectState, other: ObjectState): boolean {
  if (one.bits !== other.bits || !sameInstalled(one.installed, other.installed)) return false;
  for (const [fact, { isMerged }] of other.facts) if (isMerged && one.facts.get(fact)?.isMerged !== true) return false;
  return true;
}

const isOfEvent = (fact: Fact): boolean => fact === 'clear' || fact === 'notification' || fact === 'synchronization';

/**
 * What only one way knows is in doubt from here on, and stays so where a way without doubt comes to it. Of an event only that
 * it may be signaled is worth to be kept.
 */
function mergedFact(fact: Fact, first: Known | undefined, second: Known | undefined): Known | undefined {
  if (first !== undefined && second !== undefined) return second.isMerged ? second : first;
  if (isOfEvent(fact)) return undefined;
  const known = first ?? second;
  return known && { ...known, isMerged: true };
}
