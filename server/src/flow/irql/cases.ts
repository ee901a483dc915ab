import { isSameLevel, joined, type IrqlState } from './state';

/**
 * The ways in which things can stand at a point: in one a lock is held, and the flag that says so is set; in the other
 * neither. Ways that do not differ in any level are one.
 */
export type Cases = readonly IrqlState[];

/** More are merged into one. Real functions have up to three. */
const MOST = 8;

/** What holds where two paths meet; undefined where the second adds nothing. */
export function joinedCases(known: Cases, more: Cases): Cases | undefined {
  let all = known;
  for (const state of more) all = withCase(all, state);
  return all === known ? undefined : all;
}

/** Cases without those that say the same. */
export const distinct = (all: Cases): Cases => all.reduce<Cases>(withCase, []);

function withCase(all: Cases, state: IrqlState): Cases {
  const at = all.findIndex((each) => isAlike(each, state));
  const like = all[at];
  if (like !== undefined) {
    const merged = joined(like, state);
    return merged === undefined ? all : all.with(at, merged);
  }
  // A case that stands for several may cover this one.
  if (all.some((each) => joined(each, state) === undefined)) return all;
  return all.length < MOST ? [...all, state] : [merge([...all, state])];
}

/** Whether two cases hold the same levels, now and in every place. */
const isAlike = (one: IrqlState, other: IrqlState): boolean =>
  isSameLevel(one.level, other.level) &&
  (one.saved === other.saved ||
    (one.saved.size === other.saved.size &&
      [...one.saved].every(([key, level]) => isSameLevel(level, other.saved.get(key)))));

/** What is true in all cases. */
export function merge(all: Cases): IrqlState {
  const [first, ...rest] = all;
  if (first === undefined) throw new Error('a point that is reached has a case');
  return rest.reduce((known, more) => joined(known, more) ?? known, first);
}
