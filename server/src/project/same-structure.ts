import type { FileFacts } from '../model/file-facts';
import type { CallFact, FunctionFacts } from '../model/function-facts';
import { isOfTheSystem } from '../model/system-names';
import { installedText, type InstalledCallback } from '../model/roles';

/** Which names matter to the project as a whole. */
export interface Concern {
  /** Whether a file of the project defines a function of this name. */
  readonly isFunction: (name: string) => boolean;
  /** Whether it was asked who writes a member or variable of this name. */
  readonly isWatched: (name: string) => boolean;
}

/** Whether a file says the same to the project as it did, its functions aside. */
export const saysTheSame = (one: FileFacts, other: FileFacts, { isFunction }: Concern): boolean =>
  sameNames(one.dispatchRoutines, other.dispatchRoutines) &&
  sameCallbacks(one.callbacks, other.callbacks) &&
  sameNames(one.globals, other.globals) &&
  sameNames(one.references, other.references, isFunction);

/** Whether a function's text says the same to the project as it did. */
export const saysTheSameOfItself = (
  one: FunctionFacts,
  other: FunctionFacts,
  { isFunction, isWatched }: Concern,
): boolean =>
  one.dealsWithWsk === other.dealsWithWsk &&
  one.callbackByPrototype === other.callbackByPrototype &&
  sameNames(one.dispatchRoutines, other.dispatchRoutines) &&
  sameCallbacks(one.callbacks, other.callbacks) &&
  sameNames(one.unloadRoutines, other.unloadRoutines) &&
  sameNames(one.lasting, other.lasting) &&
  sameNames(one.calledInLoops, other.calledInLoops, (name) => isFunction(name) || one.lasting.size > 0) &&
  sameNames(one.mentions, other.mentions, isFunction) &&
  sameNames(one.references, other.references, isFunction) &&
  sameNames(one.writes, other.writes, isWatched) &&
  sameNames(callTexts(one.calls, isFunction), callTexts(other.calls, isFunction));

const sameCallbacks = (one: readonly InstalledCallback[], other: readonly InstalledCallback[]): boolean =>
  one === other || (one.length === other.length && one.every((each, at) => isSameCallback(each, other[at])));

const isSameCallback = (one: InstalledCallback, other: InstalledCallback | undefined): boolean =>
  other !== undefined && installedText(one) === installedText(other);

/** What a call says: which function of the project it calls, or that it calls, or hands something to, code out of sight. */
const callTexts = (calls: readonly CallFact[], isFunction: Concern['isFunction']): ReadonlySet<string> =>
  new Set(
    calls.flatMap(({ name, isKnown, hasArguments }) => {
      if (name !== undefined && (isFunction(name) || (!isKnown && !isOfTheSystem(name)))) return [name];
      return hasArguments && !isKnown ? ['('] : [];
    }),
  );

/** Whether two sets of names are the same as far as it matters. */
export function sameNames(
  one: ReadonlySet<string> | undefined,
  other: ReadonlySet<string>,
  matters: (name: string) => boolean = () => true,
): boolean {
  if (one === other) return true;
  return one !== undefined && hasAll(one, other, matters) && hasAll(other, one, matters);
}

function hasAll(all: ReadonlySet<string>, some: ReadonlySet<string>, matters: (name: string) => boolean): boolean {
  for (const name of some) if (!all.has(name) && matters(name)) return false;
  return true;
}
