import type { Analysis, ChangeLog, DispatchSlot, SeenUse } from '../flow/analysis';
import type { Anchor, FunctionId, Location } from '../flow/anchor';
import type { Driver } from '../flow/driver';
import type { EntryRole } from '../flow/irql/entry';
import type { IrqlEntry, ProjectIrqlResult } from '../flow/irql/irql';
import type { FunctionResult } from '../flow/run/function-run';
import type { FunctionDefinition, Unit } from '../model/unit';
import type { ProgramIrql } from './irql-program';
import type { FileRecord, FunctionRecord } from './records';
import type { UseIndex } from './use-index';

/** What a program knows that no file knows by itself. */
export interface ProgramSight {
  readonly uses: UseIndex;
  readonly irql: ProgramIrql;
  readonly slotsOf: (callback: FunctionRecord) => readonly DispatchSlot[];
  readonly driverOf: (path: string) => Driver;
  readonly locate: (anchor: Anchor) => Location | undefined;
  readonly changes: ChangeLog;
}

/** One file of a program as the rules see it. */
export class FileAnalysis implements Analysis {
  readonly unit: Unit;
  readonly isPart = false;
  readonly looksOutside = true;
  readonly changes: ChangeLog;
  readonly #answers = new Map<string, unknown>();
  readonly #uses = new Map<FunctionId, readonly SeenUse[]>();
  readonly #record: FileRecord;
  readonly #sight: ProgramSight;
  readonly #byId: ReadonlyMap<FunctionId, number>;
  readonly #indexes: ReadonlyMap<FunctionDefinition, number>;

  constructor(unit: Unit, record: FileRecord, sight: ProgramSight) {
    this.unit = unit;
    this.#record = record;
    this.#sight = sight;
    this.changes = sight.changes;
    this.#byId = new Map(record.functions.map(({ id }, index) => [id, index]));
    this.#indexes = new Map(unit.functions.map((definition, index) => [definition, index]));
  }

  get functions(): readonly FunctionDefinition[] {
    return this.unit.functions;
  }

  get wide(): Analysis {
    return this;
  }

  asksAbout(id: FunctionId): boolean {
    return this.#byId.has(id);
  }

  ofFile<Answer>(key: string, ask: (file: Analysis) => Answer): Answer {
    if (!this.#answers.has(key)) this.#answers.set(key, ask(this));
    return this.#answers.get(key) as Answer;
  }

  resultOf(definition: FunctionDefinition): FunctionResult | undefined {
    return definition.parsed ? this.#recordOf(definition).outcome?.result : undefined;
  }

  irqlOf(definition: FunctionDefinition): ProjectIrqlResult | undefined {
    return definition.parsed ? this.#sight.irql.of(this.#recordOf(definition), this.unit, definition) : undefined;
  }

  entryOf(name: string): IrqlEntry | undefined {
    return this.#sight.irql.entryOf(this.unit.file.path, name);
  }

  installedAs(definition: FunctionDefinition): ReadonlySet<EntryRole> {
    return this.#sight.irql.installedAs(this.#recordOf(definition));
  }

  idOf(definition: FunctionDefinition): FunctionId {
    return this.#recordOf(definition).id;
  }

  definitionOf(id: FunctionId): FunctionDefinition | undefined {
    const index = this.#byId.get(id);
    return index === undefined ? undefined : this.unit.functions[index];
  }

  functionNamed(name: string): FunctionDefinition | undefined {
    return this.unit.functionNamed(name);
  }

  slotsOf(definition: FunctionDefinition): readonly DispatchSlot[] {
    return this.#sight.slotsOf(this.#recordOf(definition));
  }

  usesMadeIn(owner: FunctionId): readonly SeenUse[] {
    let uses = this.#uses.get(owner);
    if (uses === undefined) this.#uses.set(owner, (uses = this.#isBroken(owner) ? [] : this.#sight.uses.madeIn(owner)));
    return uses;
  }

  usesCompletedBy(routine: FunctionId): readonly SeenUse[] {
    return this.#sight.uses.completedBy(routine);
  }

  get driver(): Driver {
    return this.#sight.driverOf(this.unit.file.path);
  }

  locate(anchor: Anchor): Location | undefined {
    return this.#sight.locate(anchor);
  }

  get givenUp(): readonly string[] {
    return this.#record.functions
      .filter(({ outcome }) => outcome !== undefined && outcome.result === undefined && outcome.error === undefined)
      .map(({ name }) => name);
  }

  get failures(): Analysis['failures'] {
    return this.#record.functions.flatMap(({ name, outcome }) =>
      outcome?.error === undefined ? [] : [{ name, error: outcome.error }],
    );
  }

  /** Whether a function of this file does not parse now: nothing is said of it, whatever is known from before. */
  #isBroken(id: FunctionId): boolean {
    return this.definitionOf(id)?.parsed === false;
  }

  #recordOf(definition: FunctionDefinition) {
    const record = this.#record.functions[this.#indexes.get(definition) ?? -1];
    if (record === undefined) throw new RangeError(`${definition.name} is no function of ${this.unit.file.path}`);
    return record;
  }
}
