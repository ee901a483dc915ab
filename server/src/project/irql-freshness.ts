import type { CallGraph } from './call-graph';
import type { Callers } from './irql-callers';
import type { FunctionRecord } from './records';

/** Who calls whom in a project. */
export interface CallRelation {
  readonly callers: Callers;
  readonly graph: CallGraph;
}

/**
 * Of which functions it has to be looked again whether what is known of their IRQL still holds. What is known of one depends
 * on what it calls, and on how those are entered that call it.
 */
export class Freshness {
  readonly #changed = new Set<FunctionRecord>();
  /** When something was found to have changed on which a function depends. */
  readonly #since = new WeakMap<FunctionRecord, number>();
  /** The same for all functions. */
  #all = 0;
  #now = 0;
  #isOpen = false;

  /** Something of the project may be another than it was: of the function, where one is given. */
  note(record?: FunctionRecord): void {
    if (record !== undefined) this.#changed.add(record);
    this.#isOpen = true;
  }

  /** Whether anything was noted since the last call of `spread`. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Grows whenever something was noted, and spread. */
  get now(): number {
    return this.#now;
  }

  /** Whether something that was found at some time has to be looked at again. */
  isStale(record: FunctionRecord, at: number): boolean {
    return at < this.#all || at < (this.#since.get(record) ?? 0);
  }

  /** @param more What has changed beside what was noted. */
  spread(more: Iterable<FunctionRecord> | 'all', { callers, graph }: CallRelation): void {
    this.#now++;
    if (more === 'all') this.#all = this.#now;
    else {
      const reached = new Set([...this.#changed, ...more]);
      // A set hands out what is added while it is gone through.
      for (const record of reached) for (const caller of callers.of(record)) reached.add(caller);
      for (const record of reached) for (const callee of graph.calledBy(record)) reached.add(callee);
      for (const record of reached) this.#since.set(record, this.#now);
    }
    this.#changed.clear();
    this.#isOpen = false;
  }
}
