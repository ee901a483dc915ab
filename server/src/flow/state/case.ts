import type { Fact } from '../../knowledge/shape';
import type { Variable } from '../../model/scope';
import { anyNumber, isAny, type Range } from './range';
import { forgottenSince, isReachable, withForgotten, type Forgotten } from './forgotten';
import { madeSymbolsOf, wholeOf } from './made';
import { sameInstalled, type Installed, type Known, type ObjectState, type Site, type Tie } from './object';
import {
  isEarlierOf,
  rootOf,
  wasMadeAt,
  wholeArray,
  type Label,
  type Region,
  type Symbol,
  type Terms,
  type Value,
} from './terms';

const nothing: ObjectState = { facts: new Map() };

type Contents = Pick<Case, 'memory' | 'ranges' | 'objects' | 'ties' | 'forgotten' | 'pending' | 'doubts'>;

const emptyContents: Contents = {
  memory: new Map(),
  ranges: new Map(),
  objects: new Map(),
  ties: new Map(),
  forgotten: [],
  pending: [],
  doubts: new Set(),
};

/**
 * One way in which things can stand at a point: what memory holds, what tests have shown, what is known of objects.
 * Written only by the step that forked it; every other holder sees a value.
 */
export class Case {
  readonly terms: Terms;
  #memory: ReadonlyMap<Region, Value>;
  #ranges: ReadonlyMap<Symbol, Range>;
  #objects: ReadonlyMap<Value, ObjectState>;
  #ties: ReadonlyMap<Symbol, readonly Tie[]>;
  #forgotten: readonly Forgotten[];
  /** Requests that WSK has not been seen to complete: their routines may write through their contexts at any time. */
  #pending: readonly Installed[];
  /** Branches that were decided on a value which the engine had lost: this path may not exist. */
  #doubts: ReadonlySet<string>;

  constructor(terms: Terms, from: Contents = emptyContents) {
    this.terms = terms;
    this.#memory = from.memory;
    this.#ranges = from.ranges;
    this.#objects = from.objects;
    this.#ties = from.ties;
    this.#forgotten = from.forgotten;
    this.#pending = from.pending;
    this.#doubts = from.doubts;
  }

  get memory(): ReadonlyMap<Region, Value> {
    return this.#memory;
  }
  get ranges(): ReadonlyMap<Symbol, Range> {
    return this.#ranges;
  }
  get objects(): ReadonlyMap<Value, ObjectState> {
    return this.#objects;
  }
  get ties(): ReadonlyMap<Symbol, readonly Tie[]> {
    return this.#ties;
  }
  get forgotten(): readonly Forgotten[] {
    return this.#forgotten;
  }
  get pending(): readonly Installed[] {
    return this.#pending;
  }

  get doubts(): ReadonlySet<string> {
    return this.#doubts;
  }

  fork(): Case {
    return new Case(this.terms, this);
  }

  /** What a region holds; a symbol that stands for it where nothing was seen to be written there. */
  read(region: Region): Value {
    const held = this.#written(region);
    if (held !== undefined) return this.settle(held);
    return this.settle(this.terms.symbol({ from: 'memory', region, since: forgottenSince(this.#forgotten, region) }));
  }

  /** What was written to a region, or to the whole that it is a part of. */
  #written(region: Region): Value | undefined {
    const held = this.#memory.get(region);
    if (held !== undefined || region.place.is !== 'member') return held;
    const whole = this.#written(region.place.of);
    return whole && this.terms.symbol({ from: 'operation', operator: `.${region.place.name}`, operands: [whole] });
  }

  /** A symbol that only one number is left for is that number. */
  settle(value: Value): Value {
    if (value.kind !== 'symbol') return value;
    const range = this.#ranges.get(value);
    return range !== undefined && range.least === range.greatest ? this.terms.number(range.least) : value;
  }

  write(region: Region, value: Value): void {
    if (this.#memory.get(region) === value) return;
    const memory = new Map(this.#memory);
    for (const inner of memory.keys()) if (inner.depth > region.depth && isInside(inner, region)) memory.delete(inner);
    memory.set(region, value);
    this.#memory = memory;
  }

  rangeOf(symbol: Symbol): Range {
    return this.#ranges.get(symbol) ?? anyNumber;
  }

  setRange(symbol: Symbol, range: Range): void {
    this.#ranges = withEntry(this.#ranges, symbol, isAny(range) ? undefined : range);
  }

  state(object: Value): ObjectState {
    return this.#objects.get(object) ?? nothing;
  }

  setState(object: Value, state: ObjectState | undefined): void {
    this.#objects = withEntry(this.#objects, object, state);
  }

  mark(object: Value, fact: Fact, site: Site): void {
    const state = this.state(object);
    this.setState(object, {
      ...state,
      facts: withEntry(state.facts, fact, { site, before: this.#doubts, isMerged: false }),
    });
  }

  unmark(object: Value, fact: Fact): void {
    const state = this.state(object);
    if (state.facts.has(fact)) this.setState(object, { ...state, facts: withEntry(state.facts, fact, undefined) });
  }

  tie(symbol: Symbol, tie: Tie): void {
    this.#ties = withEntry(this.#ties, symbol, [...(this.#ties.get(symbol) ?? []), tie]);
  }

  /** The symbol is a failure: what depended on its success is taken back. */
  fail(symbol: Symbol): void {
    for (const { object, fact } of this.#ties.get(symbol) ?? []) this.unmark(object, fact);
  }

  addPending(request: Installed): void {
    if (!this.#pending.some((other) => sameInstalled(other, request))) this.#pending = [...this.#pending, request];
  }

  /** A branch was decided on a value that had been lost: what was known until here may belong to another path. */
  doubt(branch: string): void {
    if (!this.#doubts.has(branch)) this.#doubts = new Set([...this.#doubts, branch]);
  }

  /** Whether a fact is in doubt here. */
  isDoubtful({ before, isMerged }: Known): boolean {
    return isMerged || [...this.#doubts].some((branch) => !before.has(branch));
  }

  /**
   * Others may have written what stands in and behind a region (all memory that others can reach, where none is given),
   * except where `keeps` says that nobody does.
   */
  forget(part: Region | undefined, since: Label, keeps: (region: Region) => boolean): void {
    // From the address of an element its neighbours can be reached.
    const region = part && wholeArray(part);
    this.#memory = filtered(
      this.#memory,
      (held) => (region !== undefined && !isReachable(held, region)) || keeps(held),
    );
    this.#forgotten = withForgotten(this.#forgotten, { region, since, keeps, isAll: false });
  }

  /**
   * The case without what a local holds that is never read again, and what can be reached only through it: an object that
   * nobody can name any more tells no cases apart.
   */
  keepingOnly(isLive: (variable: Variable) => boolean): Case {
    const isKept = (region: Region): boolean => {
      const { place } = wholeOf(region);
      const isLocal =
        place.is === 'variable' && (place.variable.kind === 'local' || place.variable.kind === 'parameter');
      return !isLocal || isLive(place.variable);
    };
    const held = new Set<Symbol>();
    for (const [region, value] of this.#memory)
      if (isKept(region)) for (const symbol of madeSymbolsOf(value)) held.add(symbol);
    const isHeld = (symbol: Symbol): boolean => madeSymbolsOf(symbol).every((made) => held.has(made));
    const kept = this.fork();
    kept.#memory = filtered(this.#memory, (region) => {
      if (!isKept(region)) return false;
      const { place } = rootOf(region);
      return place.is !== 'pointee' || isHeld(place.symbol);
    });
    const isNamed = (value: Value): boolean => value.kind !== 'symbol' || isHeld(value);
    kept.#objects = filtered(this.#objects, isNamed);
    kept.#ranges = filtered(this.#ranges, isHeld);
    kept.#ties = filtered(this.#ties, isHeld);
    kept.#pending = this.#pending.every(({ context }) => isNamed(context))
      ? this.#pending
      : this.#pending.filter(({ context }) => isNamed(context));
    return kept;
  }

  /** All of memory at once. */
  setMemory(memory: ReadonlyMap<Region, Value>): void {
    this.#memory = memory;
  }

  /**
   * Before symbols are made at a place again: those of the turn before are earlier ones now, those of the turns before that
   * cannot be told apart any more, and nothing is known of either.
   */
  renew(at: Label): void {
    const isPast = (key: string): boolean => wasMadeAt(key, at) || isEarlierOf(key, at);
    let memory: Map<Region, Value> | undefined;
    for (const [region, value] of this.#memory) {
      const isGone = isPast(region.key);
      if (!isGone && (value.kind === 'number' || !isPast(value.key))) continue;
      memory ??= new Map(this.#memory);
      if (isGone) memory.delete(region);
      else memory.set(region, this.#past(value, region, at));
    }
    this.#memory = memory ?? this.#memory;
    this.#ranges = filtered(this.#ranges, ({ key }) => !isPast(key));
    this.#ties = filtered(this.#ties, ({ key }) => !isPast(key));
    this.#objects = filtered(this.#objects, ({ key }) => !isPast(key));
    for (const request of this.#pending) {
      if (wasMadeAt(request.context.key, at))
        this.addPending({ ...request, context: this.#past(request.context, undefined, at) });
    }
  }

  #past(value: Value, holder: Region | undefined, at: Label): Value {
    if (value.kind === 'number' || value.kind === 'named' || value.kind === 'function') return value;
    if (holder !== undefined && isEarlierOf(value.key, at)) return this.terms.symbol({ from: 'older', at, holder });
    return this.terms.symbol({ from: 'earlier', value });
  }

  /** Takes over what either of two merged cases has lost, and the requests that are under way in either. */
  inherit(one: Case, other: Case, forgotten: readonly Forgotten[]): void {
    this.#forgotten = forgotten;
    // A path without the doubt, or one with the opposite one, leads here too.
    this.#doubts =
      one.#doubts === other.#doubts
        ? one.#doubts
        : new Set([...one.#doubts].filter((branch) => other.#doubts.has(branch)));
    this.#pending = one.#pending;
    for (const request of other.#pending) this.addPending(request);
  }
}

export const isInside = (region: Region, whole: Region): boolean => {
  for (let at: Region | undefined = region; at !== undefined; at = at.place.is === 'member' ? at.place.of : undefined) {
    if (at === whole) return true;
  }
  return false;
};

/** The entries with these keys; the map itself where these are all. */
function filtered<K, V>(map: ReadonlyMap<K, V>, isKept: (key: K) => boolean): ReadonlyMap<K, V> {
  let kept: Map<K, V> | undefined;
  for (const key of map.keys()) {
    if (isKept(key)) continue;
    kept ??= new Map(map);
    kept.delete(key);
  }
  return kept ?? map;
}

function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V | undefined): ReadonlyMap<K, V> {
  if (map.get(key) === value) return map;
  const changed = new Map(map);
  if (value === undefined) changed.delete(key);
  else changed.set(key, value);
  return changed;
}
