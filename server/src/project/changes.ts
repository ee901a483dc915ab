import type { ChangeLog } from '../flow/analysis';
import type { FunctionId } from '../flow/anchor';
import type { ProgramIrql } from './irql-program';
import type { FunctionRecord } from './records';
import type { UseIndex } from './use-index';

/** Where it shows that something else is known of functions because others have changed. */
export interface ChangeSources {
  readonly irql: ProgramIrql;
  readonly uses: UseIndex;
  readonly recordOf: (id: FunctionId) => FunctionRecord | undefined;
}

/** What has changed of what is known of a program: when, by a count of changes, and in which files. */
export class Changes implements ChangeLog {
  readonly #sources: ChangeSources;
  readonly #last = new Map<FunctionId, number>();
  readonly #paths = new Set<string>();
  #now = 0;

  constructor(sources: ChangeSources) {
    this.#sources = sources;
  }

  /** Something else is known of a function. */
  note({ id, path }: Pick<FunctionRecord, 'id' | 'path'>): void {
    this.#last.set(id, ++this.#now);
    this.#paths.add(path);
  }

  /** Something else may be said of a file. */
  noteFile(path: string): void {
    this.#paths.add(path);
  }

  get now(): number {
    this.#settle();
    return this.#now;
  }

  of(id: FunctionId): number {
    return this.#last.get(id) ?? 0;
  }

  /** The paths of the files of which something else may be known than at the last call. */
  takeFiles(): ReadonlySet<string> {
    this.#settle();
    const taken = new Set(this.#paths);
    this.#paths.clear();
    return taken;
  }

  /** Takes in what nobody was told yet. */
  #settle(): void {
    const { irql, uses, recordOf } = this.#sources;
    const { functions, paths } = irql.takeChanged();
    for (const record of functions) this.note(record);
    for (const path of paths) this.noteFile(path);
    for (const id of uses.takeTouched()) {
      const record = recordOf(id);
      if (record !== undefined) this.note(record);
    }
  }
}
