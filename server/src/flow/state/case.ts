import type { Fact } from '../../knowledge/shape';
import type { Variable } from '../../model/scope';
import { anyNumber, isAny, type Range } from './range';
import { Entries } from './entries';
import { isReachable, type ForgottenList } from './forgotten';
import { heldIn, isLocal, lostWith, past, settleHeld, twinOf } from './held';
import type { Keeping } from './keeping';
import {
  bitsOf,
  isKnownState,
  isPending,
  sameInstalled,
  stateOf,
  unknownState,
  withFact,
  type Installed,
  type Known,
  type ObjectState,
  type Site,
  type Tie,
} from './object';
import {
  isEarlierOf,
  isInside,
  isOfMaking,
  wasMadeAt,
  wholeArray,
  type Label,
  type Region,
  type Symbol,
  type Terms,
  type Value,
  type Way,
} from './terms';
import { isUnchanged } from './same';
import { wayOf } from './way';

const OWED = bitsOf(['owed']);

const noDoubts: ReadonlySet<string> = new Set();

/**
 * One way in which things can stand at a point: what memory holds, what tests have shown, what is known of objects.
 * Written only by the step that forked it; every other holder sees a value.
 */
export class Case {
  readonly terms: Terms;
  #memory: Entries<Region, Value>;
  #ranges: Entries<Symbol, Range>;
  #objects: Entries<Value, ObjectState>;
  #ties: Entries<Symbol, readonly Tie[]>;
  #forgotten: ForgottenList;
  /** Requests that WSK has not been seen to complete: their routines may write through their contexts at any time. */
  #pending: readonly Installed[];
  /** Branches that were decided on a value which the engine had lost: this path may not exist. */
  #doubts: ReadonlySet<string>;

  constructor(terms: Terms, from?: Case) {
    this.terms = terms;
    this.#memory = from === undefined ? Entries.none() : from.#memory;
    this.#ranges = from === undefined ? Entries.none() : from.#ranges;
    this.#objects = from === undefined ? Entries.none() : from.#objects;
    this.#ties = from === undefined ? Entries.none() : from.#ties;
    this.#forgotten = from === undefined ? terms.nothingForgotten : from.#forgotten;
    this.#pending = from === undefined ? [] : from.#pending;
    this.#doubts = from === undefined ? noDoubts : from.#doubts;
  }

  get memory(): Entries<Region, Value> {
    return this.#memory;
  }
  get ranges(): Entries<Symbol, Range> {
    return this.#ranges;
  }
  get objects(): Entries<Value, ObjectState> {
    return this.#objects;
  }
  get ties(): Entries<Symbol, readonly Tie[]> {
    return this.#ties;
  }
  get forgotten(): ForgottenList {
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
    const held = this.#written(region, region);
    return settleHeld(this, held ?? this.terms.heldIn(region, this.#forgotten.since(region)));
  }

  /** The same; undefined where no symbol stands for it yet, of which nothing can be known then. */
  peek(region: Region): Value | undefined {
    const held = this.#written(region, region) ?? this.terms.knownIn(region, this.#forgotten.since(region));
    return held && settleHeld(this, held);
  }

  /** What was written to a region, or to the whole that it is a part of; undefined where that part was lost since. */
  #written(region: Region, part: Region): Value | undefined {
    const held = this.#memory.get(region);
    if (held !== undefined) return region !== part && this.#forgotten.isLostWithin(region, part) ? undefined : held;
    if (region.place.is !== 'member') return undefined;
    const twin = twinOf(this, region);
    if (twin !== undefined) return this.#written(twin, part);
    const whole = this.#written(region.place.of, part);
    // Of what was filled with zeros every part is zero.
    if (whole === undefined || whole.kind === 'number')
      return whole?.kind === 'number' && whole.value !== 0 ? undefined : whole;
    return this.terms.symbol({ from: 'operation', operator: `.${region.place.name}`, operands: [whole] });
  }

  /** A symbol that only one number is left for is that number. */
  settle(value: Value): Value {
    if (value.kind !== 'symbol') return value;
    const range = this.#ranges.get(value);
    return range !== undefined && range.least === range.greatest ? this.terms.number(range.least) : value;
  }

  write(region: Region, value: Value): void {
    if (this.#memory.get(region) === value) return;
    const { depth, root } = region;
    const others = this.#memory.filter((inner) => inner.depth <= depth || !isInside(inner, region));
    // Who else can come to a place may have taken what stood there.
    const isOwn = root.place.is === 'variable' && isLocal(root.place.variable);
    if (!isOwn && this.hasOwed) this.#excuse(others.with(region, undefined));
    this.#memory = others.with(region, value);
  }

  rangeOf(symbol: Symbol): Range {
    return this.#ranges.get(symbol) ?? anyNumber;
  }

  setRange(symbol: Symbol, range: Range): void {
    this.#ranges = this.#ranges.with(symbol, isAny(range) ? undefined : range);
  }

  state(object: Value): ObjectState {
    return this.#objects.get(object) ?? unknownState;
  }

  setState(object: Value, state: ObjectState | undefined): void {
    this.#objects = this.#objects.with(object, state !== undefined && isKnownState(state) ? state : undefined);
  }

  /** The fact comes true; what cannot hold with it does not any more. */
  mark(object: Value, fact: Fact, site: Site): void {
    const state = this.state(object);
    const known: Known = { site, before: this.#doubts, isMerged: false };
    this.setState(object, stateOf(withFact(state.facts, fact, known), state.installed));
  }

  unmark(object: Value, ...gone: readonly Fact[]): void {
    const { facts, installed } = this.state(object);
    if (!gone.some((fact) => facts.has(fact))) return;
    this.setState(object, stateOf(new Map([...facts].filter(([fact]) => !gone.includes(fact))), installed));
  }

  /** @param ties What the symbol decides; none where it decides nothing any more. */
  setTies(symbol: Symbol, ties: readonly Tie[]): void {
    this.#ties = this.#ties.with(symbol, ties.length === 0 ? undefined : ties);
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
    if (isMerged) return true;
    for (const branch of this.#doubts) if (!before.has(branch)) return true;
    return false;
  }

  /**
   * Others may have written what stands in and behind a region (all memory that others can reach, where none is given),
   * except what is kept.
   */
  forget(part: Region | undefined, since: Label, kept: Keeping): void {
    // From the address of an element its neighbours can be reached.
    const region = part && wholeArray(part);
    this.#keepMemory(
      (held) => (region !== undefined && !isReachable(held, region)) || isOfMaking(held) || kept.keeps(held),
    );
    this.#forgotten = this.#forgotten.with(region, since, kept);
  }

  #keepMemory(isKept: (region: Region) => boolean): void {
    const memory = this.#memory.filter(isKept);
    this.#excuse(memory);
    this.#memory = memory;
  }

  /** What memory does not hold any more may be held by others. */
  #excuse(kept: Entries<Region, Value>): void {
    if (kept === this.#memory || !this.hasOwed) return;
    for (const value of lostWith(this, kept)) this.unmark(value, 'owed');
  }

  /** Whether anything that the function has acquired is owed. */
  get hasOwed(): boolean {
    return this.#objects.values.some(({ bits }) => (bits & OWED) !== 0);
  }

  isOwed(object: Value): boolean {
    return (this.state(object).bits & OWED) !== 0;
  }

  /**
   * The case without what a local holds that is never read again, and what can be reached only through it: an object that
   * nobody can name any more tells no cases apart. The same case where it holds nothing of the kind.
   * @param keepsOwn Whether what is owed is kept, and what is pending: lost it would be a leak, or use what is gone.
   */
  keepingOnly(isLive: (variable: Variable) => boolean, keepsOwn = false): Case {
    const { isKept, isHeld, isInPlace } = heldIn(this, isLive, keepsOwn);
    const isNamed = (way: Way): boolean => isHeld(way) && isInPlace(way);
    const mayRun = ({ context }: Installed): boolean => context.kind !== 'symbol' || isHeld(context);
    const isOwn = (object: Value): boolean => keepsOwn && isPending(this.state(object));
    const kept = this.fork();
    kept.#memory = this.#memory.filter((region) => isKept(region) && isHeld(region));
    // What stands behind a pointer that memory has no more is not lost: others may hold it.
    kept.#keepMemory(isInPlace);
    kept.#objects = kept.#objects.filter((object) => isNamed(wayOf(object)) || isOwn(object));
    kept.#ranges = this.#ranges.filter(isNamed);
    kept.#ties = this.#ties.filter(isNamed);
    if (!this.#pending.every(mayRun)) kept.#pending = this.#pending.filter(mayRun);
    return isUnchanged(kept, this) ? this : kept;
  }

  /** All of these at once. */
  setAll(memory: Entries<Region, Value>, ranges: Entries<Symbol, Range>, objects: Entries<Value, ObjectState>): void {
    this.#memory = memory;
    this.#ranges = ranges;
    this.#objects = objects;
  }

  /**
   * Before symbols are made at a place again: those of the turn before are earlier ones now, those of the turns before that
   * cannot be told apart any more, and nothing is known of either.
   */
  renew(at: Label): void {
    if (!this.terms.hasMadeAt(at)) return;
    const isPast = (way: Way): boolean => wasMadeAt(way, at) || isEarlierOf(way, at);
    const isNow = (way: Way): boolean => !isPast(way);
    this.#keepMemory(isNow);
    let memory = this.#memory;
    for (const region of memory.keys) {
      const value = memory.get(region);
      if (value !== undefined && isPast(wayOf(value)))
        memory = memory.with(region, past(this.terms, value, region, at));
    }
    this.#memory = memory;
    this.#ranges = this.#ranges.filter(isNow);
    this.#ties = this.#ties.filter(isNow);
    this.#objects = this.#objects.filter((object) => isNow(wayOf(object)));
    for (const request of this.#pending) {
      if (wasMadeAt(wayOf(request.context), at))
        this.addPending({ ...request, context: past(this.terms, request.context, undefined, at) });
    }
  }

  /** Takes over what either of two merged cases has lost, and the requests that are under way in either. */
  inherit(one: Case, other: Case, forgotten: ForgottenList): void {
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
