import { readsVariable } from './condition';
import type { EntryTest } from './level-test';
import { keyOf, placeOfKey, type Place } from './place';
import {
  anyIrql,
  isSameRange,
  LEVELS,
  onEitherPath,
  within,
  type Band,
  type IrqlRange,
  type IrqlReason,
} from './range';
import { ENTRY, isEntryLevel, levelHeldBy, levelIn, type Level } from './summary';

/** What is known at a point of a function. Never changed; each step makes a new one. */
export interface IrqlState {
  /** The level at entry, as far as tests on the way here have shown. */
  readonly entry: IrqlRange;
  /** The level now. */
  readonly level: Level;
  /** The levels that places hold, by their keys. A local that is not here has not been written. */
  readonly saved: ReadonlyMap<string, Level>;
  /** Places whose truth says something of the level at entry. */
  readonly tests: ReadonlyMap<string, EntryTest>;
  /** What conditions on the function's own variables have come to, by the names that `conditionKey` gives them. */
  readonly conditions: ReadonlyMap<string, boolean>;
}

export const startAt = (entry: IrqlRange): IrqlState => ({
  entry,
  level: ENTRY,
  saved: new Map(),
  tests: new Map(),
  conditions: new Map(),
});

/** The range of a level. */
export function rangeOf({ entry }: IrqlState, level: Level): IrqlRange {
  const parts = [
    ...(level.entry ? [entry] : []),
    ...(level.range === undefined ? [] : [level.range]),
    ...level.held.map(() => anyIrql),
  ];
  return parts.reduce(onEitherPath, parts[0] ?? anyIrql);
}

/** One level or the other. */
export function either(one: Level, other: Level): Level {
  if (one === other) return one;
  const held = one.held.join() === other.held.join() ? one.held : [...new Set([...one.held, ...other.held])].sort();
  const range =
    one.range === undefined || other.range === undefined
      ? (one.range ?? other.range)
      : onEitherPath(one.range, other.range);
  return { entry: one.entry || other.entry, held, ...(range === undefined ? {} : { range }) };
}

/** What a place holds. */
export function savedIn({ saved }: IrqlState, place: Place): Level {
  const key = keyOf(place);
  return saved.get(key) ?? (isOwn(key) ? levelIn(anyIrql) : levelHeldBy(key));
}

/** A variable of the function itself, which holds nothing before it is written. */
const isOwn = (key: string): boolean => key.startsWith('local ');

const unknownLevel = levelIn(anyIrql);

/** After a place was written; what was reached through its old value is no longer known. */
export function withSaved(state: IrqlState, place: Place, level: Level): IrqlState {
  const key = keyOf(place);
  const saved = new Map(state.saved);
  for (const known of saved.keys()) if (known.startsWith(`${key} . `)) saved.set(known, unknownLevel);
  saved.set(key, level);
  return { ...state, saved, tests: without(state.tests, key), conditions: unread(state.conditions, place) };
}

/** After a place was written with something that is no level, or nobody knows what. */
export function withForgotten(state: IrqlState, place: Place): IrqlState {
  const key = keyOf(place);
  const conditions = unread(state.conditions, place);
  const isKnown = [...state.saved.keys(), ...state.tests.keys()].some((known) => isAtOrBehind(known, key));
  if (!isKnown) return conditions === state.conditions ? state : { ...state, conditions };
  const saved = new Map(state.saved);
  for (const known of saved.keys()) if (isAtOrBehind(known, key)) saved.set(known, unknownLevel);
  return { ...state, saved, tests: without(state.tests, key), conditions };
}

/** After a test of a condition, or after its variable got this value; undefined where it has the other answer. */
export function withCondition(state: IrqlState, key: string, isTrue: boolean): IrqlState | undefined {
  const known = state.conditions.get(key);
  if (known !== undefined) return known === isTrue ? state : undefined;
  return { ...state, conditions: new Map(state.conditions).set(key, isTrue) };
}

/** The conditions that do not read what is written. */
function unread(conditions: ReadonlyMap<string, boolean>, { root }: Place): ReadonlyMap<string, boolean> {
  const kept = [...conditions].filter(([key]) => !readsVariable(key, root));
  return kept.length === conditions.size ? conditions : new Map(kept);
}

export function withTest(state: IrqlState, place: Place, test: EntryTest): IrqlState {
  const forgotten = withForgotten(state, place);
  return { ...forgotten, tests: new Map(forgotten.tests).set(keyOf(place), test) };
}

const isAtOrBehind = (known: string, key: string): boolean => known === key || known.startsWith(`${key} . `);

function without(tests: ReadonlyMap<string, EntryTest>, key: string): ReadonlyMap<string, EntryTest> {
  if (![...tests.keys()].some((known) => isAtOrBehind(known, key))) return tests;
  return new Map([...tests].filter(([known]) => !isAtOrBehind(known, key)));
}

/** Whether what is held at some place could be reached by whoever is given something at this root. */
export const holdsAt = ({ saved }: IrqlState, root: string): boolean =>
  [...saved.keys()].some((key) => placeOfKey(key).root === root);

/** One level less matters only at the ends of a range. */
function inBand(range: IrqlRange, band: Band, reason: IrqlReason): IrqlRange | undefined {
  if (!('not' in band)) return within(range, band.least, band.greatest, reason);
  const at = LEVELS.indexOf(band.not);
  const [above, below] = [LEVELS[at + 1], LEVELS[at - 1]];
  if (range.least === band.not) {
    return above === undefined ? range : within(range, above, 'HIGH_LEVEL', reason);
  }
  // HIGH_LEVEL stands for many levels: not to be one of them is no bound.
  const isBound = range.greatest === band.not && above !== undefined && below !== undefined;
  return isBound ? within(range, 'PASSIVE_LEVEL', below, reason) : range;
}

/** After a test of the level at entry; undefined where it cannot come out so. */
export function whereEntry(state: IrqlState, band: Band, reason: IrqlReason): IrqlState | undefined {
  const entry = inBand(state.entry, band, reason);
  return entry === undefined ? undefined : { ...state, entry };
}

/** After a test of the level now; undefined where it cannot come out so. */
export function whereLevel(state: IrqlState, band: Band, reason: IrqlReason): IrqlState | undefined {
  const { level } = state;
  if (isEntryLevel(level)) return whereEntry(state, band, reason);
  const canBe = (range: IrqlRange) => inBand(range, band, reason);
  const range = level.range === undefined ? undefined : canBe(level.range);
  const entry = level.entry && canBe(state.entry) !== undefined;
  const heldRange = level.held.length === 0 ? undefined : canBe(anyIrql);
  const ranges = [range, heldRange].filter((each) => each !== undefined);
  if (!entry && ranges.length === 0) return undefined;
  const joined = ranges.length === 0 ? undefined : ranges.reduce(onEitherPath);
  const rest: Level = { entry, held: [], ...(joined === undefined ? {} : { range: joined }) };
  const narrowed = { ...state, level: rest };
  return isEntryLevel(rest) ? whereEntry(narrowed, band, reason) : narrowed;
}

/** What holds where two paths meet; undefined where the second adds nothing. */
export function joined(known: IrqlState, more: IrqlState): IrqlState | undefined {
  if (known === more) return undefined;
  const entry = joinedEntry(known.entry, more.entry);
  const level = isSameLevel(either(known.level, more.level), known.level)
    ? known.level
    : either(known.level, more.level);
  const saved = joinedSaved(known.saved, more.saved);
  const tests = inBoth(known.tests, more.tests, isSameTest);
  const conditions = inBoth(known.conditions, more.conditions, (one, other) => one === other);
  const isSame =
    entry === known.entry &&
    level === known.level &&
    saved === known.saved &&
    tests === known.tests &&
    conditions === known.conditions;
  return isSame ? undefined : { entry, level, saved, tests, conditions };
}

function joinedEntry(known: IrqlRange, more: IrqlRange): IrqlRange {
  if (known === more) return known;
  const entry = onEitherPath(known, more);
  return isSameRange(entry, known) ? known : entry;
}

type Saved = ReadonlyMap<string, Level>;

function joinedSaved(known: Saved, more: Saved): Saved {
  if (known === more) return known;
  const saved = new Map(known);
  let isSame = true;
  for (const key of new Set([...known.keys(), ...more.keys()])) {
    const initial = isOwn(key) ? undefined : levelHeldBy(key);
    const [one, other] = [known.get(key) ?? initial, more.get(key) ?? initial];
    const level = one === undefined || other === undefined ? (one ?? other) : either(one, other);
    if (level === undefined || isSameLevel(level, known.get(key))) continue;
    saved.set(key, level);
    isSame = false;
  }
  return isSame ? known : saved;
}

/** The entries that two maps share; the first itself where that is all of it. */
function inBoth<Value>(
  known: ReadonlyMap<string, Value>,
  more: ReadonlyMap<string, Value>,
  isSame: (one: Value, other: Value) => boolean,
): ReadonlyMap<string, Value> {
  if (known === more) return known;
  const shared = [...known].filter(([key, value]) => {
    const other = more.get(key);
    return other === undefined ? false : isSame(value, other);
  });
  return shared.length === known.size ? known : new Map(shared);
}

export function isSameLevel(one: Level, other: Level | undefined): boolean {
  if (one === other) return true;
  if (one.entry !== other?.entry || one.held.join() !== other.held.join()) return false;
  if (one.range === undefined || other.range === undefined) return one.range === other.range;
  return isSameRange(one.range, other.range);
}

const isSameTest = (one: EntryTest, other: EntryTest): boolean =>
  isSameBand(one.whenTrue, other.whenTrue) && isSameBand(one.whenFalse, other.whenFalse);

const isSameBand = (one: Band | undefined, other: Band | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
