import type { Band } from './range';

/** What the truth of a value says of the level at entry; undefined where it says nothing. */
export interface EntryTest {
  readonly whenTrue: Band | undefined;
  readonly whenFalse: Band | undefined;
  /** What was tested, for a reason. */
  readonly name: string;
}

/** What the truth of a condition says of a level. */
export interface LevelTest extends EntryTest {
  /** Whether it speaks of the level now, or of that at entry. */
  readonly of: 'now' | 'entry';
}

export const negated = <Test extends EntryTest>(test: Test): Test => ({
  ...test,
  whenTrue: test.whenFalse,
  whenFalse: test.whenTrue,
});

/** `one && other`: both hold where it is true; which of them does not where it is false, nobody knows. */
export function conjunction(one: LevelTest | undefined, other: LevelTest | undefined): LevelTest | undefined {
  const telling = one?.whenTrue === undefined ? other : one;
  return telling && { ...telling, whenFalse: undefined };
}

/** `one || other`. */
export function disjunction(one: LevelTest | undefined, other: LevelTest | undefined): LevelTest | undefined {
  const both = conjunction(one && negated(one), other && negated(other));
  return both && negated(both);
}
