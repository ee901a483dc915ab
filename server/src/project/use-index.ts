import type { SeenUse } from '../flow/analysis';
import type { FunctionId } from '../flow/anchor';
import type { Use } from '../flow/summary/summary';
import type { FunctionRecord } from './records';

/** From which functions the uses are seen that are made in a function, and those that a function completes. */
export class UseIndex {
  readonly #madeIn = new Map<FunctionId, Set<FunctionRecord>>();
  readonly #completedBy = new Map<FunctionId, Set<FunctionRecord>>();
  readonly #touched = new Set<FunctionId>();
  readonly #onRoutine: (routine: FunctionId) => void;

  /** @param onRoutine Told when a function completes IRPs of a function more, or of one less. */
  constructor(onRoutine: (routine: FunctionId) => void) {
    this.#onRoutine = onRoutine;
  }

  /** Takes in what is seen in a function now, in the place of what was seen there before. */
  replace(before: readonly Use[], after: readonly Use[], seer: FunctionRecord): void {
    this.letGo(before, seer);
    for (const use of after) {
      addTo(this.#madeIn, use.at.owner, seer);
      const routine = routineOf(use);
      if (routine !== undefined) addTo(this.#completedBy, routine, seer);
    }
    for (const use of [...before, ...after]) this.#touch(use);
    const [last, now] = [routinesOf(before), routinesOf(after)];
    for (const routine of last) if (!now.has(routine)) this.#onRoutine(routine);
    for (const routine of now) if (!last.has(routine)) this.#onRoutine(routine);
  }

  /** Lets go of what was seen in a function, which still holds: nobody has to look again. */
  letGo(uses: readonly Use[], seer: FunctionRecord): void {
    for (const use of uses) {
      removeFrom(this.#madeIn, use.at.owner, seer);
      const routine = routineOf(use);
      if (routine !== undefined) removeFrom(this.#completedBy, routine, seer);
    }
  }

  /** The functions of which the answers may have changed since the last call. */
  takeTouched(): ReadonlySet<FunctionId> {
    const touched = new Set(this.#touched);
    this.#touched.clear();
    return touched;
  }

  madeIn(owner: FunctionId): readonly SeenUse[] {
    return seenBy(this.#madeIn.get(owner), (use) => use.at.owner === owner);
  }

  completedBy(routine: FunctionId): readonly SeenUse[] {
    return seenBy(this.#completedBy.get(routine), (use) => routineOf(use) === routine);
  }

  #touch(use: Use): void {
    const routine = routineOf(use);
    this.#touched.add(use.at.owner);
    if (routine !== undefined) this.#touched.add(routine);
  }
}

function addTo(index: Map<FunctionId, Set<FunctionRecord>>, key: FunctionId, seer: FunctionRecord): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, new Set([seer]));
  else known.add(seer);
}

function removeFrom(index: Map<FunctionId, Set<FunctionRecord>>, key: FunctionId, seer: FunctionRecord): void {
  const known = index.get(key);
  known?.delete(seer);
  if (known?.size === 0) index.delete(key);
}

/** In the order of the files and of their texts, whichever was followed first. */
function seenBy(seers: ReadonlySet<FunctionRecord> | undefined, isMeant: (use: Use) => boolean): readonly SeenUse[] {
  return [...(seers ?? [])]
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.index - b.index))
    .flatMap(({ id, outcome }) => (outcome?.result?.uses ?? []).filter(isMeant).map((use) => ({ use, within: id })));
}

function routineOf(use: Use): FunctionId | undefined {
  const routine = use.arguments.get('Irp')?.installed?.routine;
  return routine?.kind === 'function' ? routine.meant : undefined;
}

const routinesOf = (uses: readonly Use[]): ReadonlySet<FunctionId> =>
  new Set(uses.flatMap((use) => routineOf(use) ?? []));
