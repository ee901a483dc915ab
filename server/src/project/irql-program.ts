import type { FunctionId } from '../flow/anchor';
import type { EntryRole } from '../flow/irql/entry';
import type { IrqlFacts } from '../flow/irql/facts';
import { placedIrql, type IrqlEntry, type ProjectIrqlResult } from '../flow/irql/irql';
import type { FunctionDefinition, Unit } from '../model/unit';
import { FollowedIrql } from './irql-following';
import { IrqlOverview, type IrqlSight } from './irql-overview';
import type { FunctionRecord } from './records';

/** Of what something else is said than before. */
export interface ChangedIrql {
  readonly functions: ReadonlySet<FunctionRecord>;
  /** The files that asked for functions by their names. */
  readonly paths: ReadonlySet<string>;
}

interface Told {
  readonly facts: IrqlFacts | undefined;
  readonly entry: string;
}

/** The IRQL in the functions of a project, and of what something else is said of it than before. */
export class ProgramIrql {
  readonly #sight: IrqlSight;
  readonly #overview: IrqlOverview;
  readonly #followed: FollowedIrql;
  /** When it was looked last what had changed. */
  #taken = 0;
  /** What was said of each function that was asked for. */
  readonly #told = new Map<FunctionRecord, Told>();
  /** What was said of functions by their names in files. */
  readonly #asked = new Map<
    string,
    { readonly path: string; readonly name: string; readonly entry: string | undefined }
  >();

  constructor(sight: IrqlSight) {
    this.#sight = sight;
    this.#overview = new IrqlOverview(sight);
    this.#followed = new FollowedIrql(this.#overview);
  }

  /** Something in the project may be another than it was; of a function, what following it came to, or who calls it as what. */
  look(record?: FunctionRecord): void {
    this.#overview.note(record);
  }

  /** The text of a function, or what it means, has changed; or the function is no more. */
  forget(record: FunctionRecord): void {
    this.#followed.forget(record);
    this.#told.delete(record);
    this.#overview.note(record);
  }

  /** How often each function was followed, by its id: what an edit costs. */
  get counts(): ReadonlyMap<FunctionId, number> {
    return this.#followed.counts;
  }

  /** @returns undefined where the function has nothing to do with WSK, did not parse, or is too large. */
  of(record: FunctionRecord, unit: Unit, definition: FunctionDefinition): ProjectIrqlResult | undefined {
    this.#overview.settle();
    if (!this.#isRelevant(record)) return undefined;
    const told = this.#state(record);
    this.#told.set(record, told);
    const { facts } = told;
    return facts && Object.assign(placedIrql(unit, definition, facts), { entry: this.#followed.entryOf(record) });
  }

  /** How the function is entered that a name means in a file; undefined where nothing is said of it. */
  entryOf(path: string, name: string): IrqlEntry | undefined {
    this.#overview.settle();
    const record = this.#sight.structure().names.meaning(path, name);
    const isSaid = record !== undefined && this.#isRelevant(record);
    const entry = isSaid ? this.#followed.entryOf(record) : undefined;
    this.#asked.set(`${path} ${name}`, { path, name, entry: JSON.stringify(entry) });
    return entry;
  }

  /** What the files of the project hand a function over as. */
  installedAs(record: FunctionRecord): ReadonlySet<EntryRole> {
    return this.#overview.installedAs(record);
  }

  /** The functions of which something else would be said now than when it was asked. */
  takeChanged(): ChangedIrql {
    const changed = { functions: new Set<FunctionRecord>(), paths: new Set<string>() };
    this.#overview.settle();
    if (this.#taken === this.#overview.now) return changed;
    for (const [record, told] of this.#told) {
      if (!this.#overview.isStale(record, this.#taken)) continue;
      const now = this.#state(record);
      if (now.facts === told.facts && now.entry === told.entry) continue;
      this.#told.delete(record);
      changed.functions.add(record);
    }
    for (const [key, { path, name, entry }] of [...this.#asked]) {
      this.#asked.delete(key);
      if (JSON.stringify(this.entryOf(path, name)) !== entry) changed.paths.add(path);
    }
    this.#taken = this.#overview.now;
    return changed;
  }

  #isRelevant(record: FunctionRecord): boolean {
    return this.#sight.structure().graph.relevant.has(record);
  }

  #state(record: FunctionRecord): Told {
    return { facts: this.#followed.factsOf(record), entry: this.#followed.entryTextOf(record) };
  }
}
