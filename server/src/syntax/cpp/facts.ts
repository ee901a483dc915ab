import type { Span } from '../../text/span';

/** What C++ says beside what is left of it as C. Offsets count UTF-16 units. */
export interface CppFacts {
  /** Those whose members stand in the tree as declarations of their own; an inner one before the one around it. */
  readonly classes: readonly ClassFacts[];
  /** `using Name = type;`, by name. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly enums: readonly string[];
  /** What keeps the function around it from being followed. */
  readonly obstacles: readonly Obstacle[];
  /** Objects that a constructor makes from several arguments: in the tree they are calls. */
  readonly constructed: readonly Constructed[];
}

/** A class, or a struct that is more than C's. */
export interface ClassFacts extends Span {
  /** With the classes around it, without namespaces. `start` and `end` are those of what stands between its braces. */
  readonly name: string;
  readonly bases: readonly string[];
  readonly hasDestructor: boolean;
  /** The types of the members that are no pointers. */
  readonly holds: readonly string[];
  /** The functions that another class may override, or that override one. */
  readonly virtual: readonly string[];
}

export interface Obstacle extends Span {
  /** For a person: what is not followed. */
  readonly reason: string;
}

export interface Constructed {
  readonly start: number;
  readonly typeName: string;
}
