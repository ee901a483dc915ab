import type { FunctionId } from '../flow/anchor';
import type { EntryRole } from '../flow/irql/entry';
import type { FunctionDefinition, Unit } from '../model/unit';
import { Callers } from './irql-callers';
import { Freshness } from './irql-freshness';
import { changedRoles, InstalledRoles, type Roles } from './irql-roles';
import type { FileRecord, FunctionRecord } from './records';
import { sameNames } from './same-structure';
import type { Structure } from './structure';

/** The project as it is now. */
export interface IrqlSight {
  readonly files: () => ReadonlyMap<string, FileRecord>;
  readonly structure: () => Structure;
  readonly unitOf: (file: FileRecord) => Unit;
  /** Whether the engine has seen an IRP whose completion routine is this function. */
  readonly completesIrps: (routine: FunctionId) => boolean;
  /** Which of some names the files contain that are not in the program. */
  readonly mentionedElsewhere: (names: ReadonlySet<string>) => ReadonlySet<string>;
}

/** Who calls whom: it holds as long as the files say the same to the project. */
interface Calls {
  readonly structure: Structure;
  readonly callers: Callers;
}

/** What is put together for each state of the project. */
interface Momentary {
  /** What the files install functions as. */
  readonly roles: Roles;
  /** The names of functions that files contain which are not in the program. */
  readonly mentioned: ReadonlySet<string>;
}

/** What the levels of functions depend on and no function says by itself, and of which functions it has changed. */
export class IrqlOverview {
  readonly #sight: IrqlSight;
  readonly #installed: InstalledRoles;
  readonly #freshness = new Freshness();
  #calls: Calls | undefined;
  #momentary: Momentary | undefined;

  constructor(sight: IrqlSight) {
    this.#sight = sight;
    this.#installed = new InstalledRoles(sight.unitOf);
  }

  /** Something in the project may be another than it was: of the function, where one is given. */
  note(record?: FunctionRecord): void {
    this.#freshness.note(record);
  }

  /** Finds out of which functions something else may hold than when that was looked at last. */
  settle(): void {
    const [before, last] = [this.#calls, this.#momentary];
    const calls = this.calls;
    if (!this.#freshness.isOpen && before === calls) return;
    const now = (this.#momentary = this.#lookedAt(calls));
    const isSame = before === calls && last !== undefined && sameNames(last.mentioned, now.mentioned);
    const { graph } = calls.structure;
    this.#freshness.spread(isSame ? changedRoles(last.roles, now.roles) : 'all', { callers: calls.callers, graph });
  }

  /** Grows when something was found to have changed. */
  get now(): number {
    return this.#freshness.now;
  }

  /** Whether something that was found of a function at some time has to be looked at again. */
  isStale(record: FunctionRecord, at: number): boolean {
    return this.#freshness.isStale(record, at);
  }

  get calls(): Calls {
    const structure = this.#sight.structure();
    if (this.#calls?.structure !== structure)
      this.#calls = { structure, callers: new Callers(this.#sight.files(), structure, this.#calls?.callers) };
    return this.#calls;
  }

  /** What the files of the project hand a function over as. */
  installedAs(record: FunctionRecord): ReadonlySet<EntryRole> {
    return this.#atNow().roles.get(record) ?? NO_ROLES;
  }

  /** Whether the engine has seen an IRP whose completion routine is this function. */
  completesIrps({ id }: FunctionRecord): boolean {
    return this.#sight.completesIrps(id);
  }

  /** Whether somebody may call a function whom the project does not show. */
  isCalledOutOfSight(record: FunctionRecord): boolean {
    if (this.calls.callers.isHandedOn(record)) return true;
    return !record.isStatic && this.#atNow().mentioned.has(record.name);
  }

  /** @throws RangeError where no file of the project has the function */
  definitionOf({ path, index }: FunctionRecord): readonly [Unit, FunctionDefinition | undefined] {
    const file = this.#sight.files().get(path);
    if (file === undefined) throw new RangeError(`${path} is no file of this project`);
    const unit = this.#sight.unitOf(file);
    return [unit, unit.functions[index]];
  }

  #atNow(): Momentary {
    this.settle();
    return (this.#momentary ??= this.#lookedAt(this.calls));
  }

  #lookedAt({ structure, callers }: Calls): Momentary {
    return {
      roles: this.#installed.in(this.#sight.files(), structure.names),
      mentioned: this.#sight.mentionedElsewhere(callers.shared),
    };
  }
}

const NO_ROLES: ReadonlySet<EntryRole> = new Set();
