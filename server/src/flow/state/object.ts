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
  readonly installed?: Installed | undefined;
}

/** The fact does not hold after all if the symbol turns out to be a failure. */
export interface Tie {
  readonly object: Value;
  readonly fact: Fact;
}

export const sameInstalled = (one: Installed | undefined, other: Installed | undefined): boolean =>
  one === other || (one?.routine === other?.routine && one?.context === other?.context);
