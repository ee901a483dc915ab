import type { Fact } from '../../knowledge/shape';
import type { Anchor } from '../anchor';
import type { Value } from './terms';

/** A call on the way to what a finding speaks of. */
export interface Step {
  readonly at: Anchor;
  /** The function that is called there. */
  readonly callee: string;
}

/** A place that a finding names, with the calls that lead there, the outermost first. */
export interface Site extends Step {
  readonly through: readonly Step[];
}

export interface Known {
  readonly site: Site;
  /** The doubts that the case had then: later ones are doubts of this fact. */
  readonly before: ReadonlySet<string>;
  /** The fact holds on some of the paths that were merged here, and may not on others. */
  readonly isMerged: boolean;
}

export interface Installed {
  readonly routine: Value;
  readonly context: Value;
  readonly site: Site;
}

/** What is known of one object: an IRP, a socket, a client. */
export interface ObjectState {
  readonly facts: ReadonlyMap<Fact, Known>;
  readonly installed: Installed | undefined;
  /** Which facts these are, as bits: states are compared more often than anything else. */
  readonly bits: number;
}

export const stateOf = (facts: ReadonlyMap<Fact, Known>, installed?: Installed): ObjectState => ({
  facts,
  installed,
  bits: bitsOf(facts.keys()),
});

/** Some facts as bits. */
export function bitsOf(facts: Iterable<Fact>): number {
  let bits = 0;
  for (const fact of facts) bits |= BITS[fact];
  return bits;
}

const BITS: Readonly<Record<Fact, number>> = {
  own: 1 << 0,
  foreign: 1 << 1,
  bound: 1 << 2,
  'has-socket': 1 << 3,
  fresh: 1 << 4,
  'has-routine': 1 << 5,
  submitted: 1 << 6,
  completed: 1 << 7,
  released: 1 << 8,
  signaled: 1 << 9,
  clear: 1 << 10,
  notification: 1 << 11,
  synchronization: 1 << 12,
  awaited: 1 << 13,
  made: 1 << 14,
  connected: 1 << 15,
  pageable: 1 << 16,
  conditional: 1 << 21,
  'maybe-null': 1 << 18,
  'given-up': 1 << 19,
  owed: 1 << 22,
  shared: 1 << 23,
  'handed-over': 1 << 20,
  captured: 1 << 24,
  'npi-released': 1 << 25,
};

/** Nothing is known of the object. */
export const unknownState: ObjectState = stateOf(new Map());

/** Whether it is an IRP that WSK may still have. */
export const isPending = ({ facts }: ObjectState): boolean => facts.has('submitted');

export const isKnownState = ({ bits, installed }: ObjectState): boolean => bits !== 0 || installed !== undefined;

/** What a symbol decides: the fact does not hold after all if it turns out to be a failure, or comes true by `once`. */
export interface Tie {
  readonly object: Value;
  readonly fact: Fact;
  readonly once?: Once | undefined;
}

/** When a fact comes true: once the symbol is known to be none of some numbers. */
export interface Once {
  readonly noneOf: readonly number[];
  readonly site: Site;
  /** Facts of any objects that come true with it. */
  readonly also: readonly MarkedFact[];
}

export interface MarkedFact {
  readonly object: Value;
  readonly fact: Fact;
  readonly site: Site;
}

/** What does not hold any more once a fact comes true. */
const OPPOSITES: Partial<Record<Fact, readonly Fact[]>> = {
  bound: ['fresh'],
  fresh: ['has-routine', 'submitted', 'completed', 'given-up', 'handed-over', 'released'],
  submitted: ['fresh', 'has-routine', 'completed', 'given-up'],
  completed: ['fresh', 'submitted', 'given-up'],
  released: ['fresh', 'has-routine', 'submitted', 'completed', 'given-up', 'owed'],
  shared: ['owed'],
  captured: ['npi-released'],
  'npi-released': ['captured'],
  signaled: ['clear'],
  clear: ['signaled'],
  notification: ['synchronization'],
  synchronization: ['notification'],
};

/** The facts of an object after one came true. */
export function withFact(facts: ReadonlyMap<Fact, Known>, fact: Fact, known: Known): ReadonlyMap<Fact, Known> {
  const changed = new Map(facts);
  for (const opposite of OPPOSITES[fact] ?? []) changed.delete(opposite);
  return changed.set(fact, known);
}

/**
 * The facts that hold after some came true in a called function. Those that come and go hold since the last time, the others
 * since the first.
 */
export function factsAfter<T>(before: ReadonlyMap<Fact, T>, made: ReadonlyMap<Fact, T>): ReadonlyMap<Fact, T> {
  const facts = new Map(made);
  for (const [fact, known] of before) {
    if (made.has(fact) && OPPOSITES[fact] !== undefined) continue;
    if (![...made.keys()].some((other) => OPPOSITES[other]?.includes(fact) === true)) facts.set(fact, known);
  }
  return facts;
}

export const sameInstalled = (one: Installed | undefined, other: Installed | undefined): boolean =>
  one === other || (one?.routine === other?.routine && one?.context === other?.context);
