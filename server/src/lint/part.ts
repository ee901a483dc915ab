import type { Analysis, ChangeLog, DispatchSlot, SeenUse } from '../flow/analysis';
import type { Anchor, FunctionId, Location } from '../flow/anchor';
import type { ControlView, Driver, LastingName } from '../flow/driver';
import type { EntryRole } from '../flow/irql/entry';
import type { IrqlEntry, ProjectIrqlResult } from '../flow/irql/irql';
import type { FunctionResult } from '../flow/run/function-run';
import type { FunctionDefinition, Unit } from '../model/unit';
import type { Reads } from './reads';

/** What is known of a file, with one function of it asked about, or what stands outside them; notes what it is asked. */
export class PartAnalysis implements Analysis {
  readonly unit: Unit;
  readonly functions: readonly FunctionDefinition[];
  readonly isPart = true;
  readonly looksOutside: boolean;
  readonly driver: Driver;
  readonly #file: Analysis;
  readonly #own: FunctionId | undefined;
  readonly #reads: Reads;

  /** @param definition Undefined for what stands outside the functions. */
  constructor(file: Analysis, definition: FunctionDefinition | undefined, reads: Reads) {
    this.unit = file.unit;
    this.functions = definition === undefined ? [] : [definition];
    this.looksOutside = definition === undefined;
    this.driver = new ReadDriver(file, reads);
    this.#file = file;
    this.#own = definition && file.idOf(definition);
    this.#reads = reads;
  }

  get wide(): Analysis {
    this.#reads.addAll();
    return this.#file;
  }

  get changes(): ChangeLog {
    return this.#file.changes;
  }

  get givenUp(): readonly string[] {
    return this.#file.givenUp;
  }

  get failures(): Analysis['failures'] {
    return this.#file.failures;
  }

  asksAbout(id: FunctionId): boolean {
    return id === this.#own;
  }

  ofFile<Answer>(key: string, ask: (file: Analysis) => Answer): Answer {
    return this.#reads.answer(this.#file, key, ask);
  }

  idOf(definition: FunctionDefinition): FunctionId {
    return this.#read(this.#file.idOf(definition));
  }

  definitionOf(id: FunctionId): FunctionDefinition | undefined {
    return this.#file.definitionOf(this.#read(id));
  }

  functionNamed(name: string): FunctionDefinition | undefined {
    const id = this.ofFile(`function ${name}`, (file) => {
      const definition = file.functionNamed(name);
      return definition && file.idOf(definition);
    });
    return id && this.definitionOf(id);
  }

  resultOf(definition: FunctionDefinition): FunctionResult | undefined {
    this.idOf(definition);
    return this.#file.resultOf(definition);
  }

  irqlOf(definition: FunctionDefinition): ProjectIrqlResult | undefined {
    this.idOf(definition);
    return this.#file.irqlOf(definition);
  }

  installedAs(definition: FunctionDefinition): ReadonlySet<EntryRole> {
    const id = this.idOf(definition);
    this.ofFile(`installed: ${id}`, (file) => {
      const now = file.definitionOf(id);
      return now === undefined ? [] : [...file.installedAs(now)].sort();
    });
    return this.#file.installedAs(definition);
  }

  entryOf(name: string): IrqlEntry | undefined {
    this.ofFile(`entry ${name}`, (file) => JSON.stringify(file.entryOf(name)));
    return this.#file.entryOf(name);
  }

  slotsOf(definition: FunctionDefinition): readonly DispatchSlot[] {
    this.idOf(definition);
    return this.#file.slotsOf(definition);
  }

  usesMadeIn(owner: FunctionId): readonly SeenUse[] {
    return this.#file.usesMadeIn(this.#read(owner));
  }

  usesCompletedBy(routine: FunctionId): readonly SeenUse[] {
    return this.#file.usesCompletedBy(this.#read(routine));
  }

  locate(anchor: Anchor): Location | undefined {
    this.#read(anchor.owner);
    return this.#file.locate(anchor);
  }

  #read(id: FunctionId): FunctionId {
    this.#reads.add(id);
    return id;
  }
}

/** A driver of which each answer is noted. */
class ReadDriver implements Driver {
  readonly #file: Analysis;
  readonly #reads: Reads;

  constructor(file: Analysis, reads: Reads) {
    this.#file = file;
    this.#reads = reads;
  }

  get unloadRoutines(): ReadonlySet<FunctionId> {
    this.#note('unload routines', ({ unloadRoutines }) => [...unloadRoutines]);
    return this.#file.driver.unloadRoutines;
  }

  names(name: LastingName): boolean {
    return this.#note(`names ${name}`, (driver) => driver.names(name));
  }

  mayCall(name: LastingName): boolean {
    return this.#note(`may call ${name}`, (driver) => driver.mayCall(name));
  }

  mayCallAfterStart(name: LastingName): boolean {
    return this.#note(`may call ${name} after its start`, (driver) => driver.mayCallAfterStart(name));
  }

  callsOf(name: LastingName): readonly Anchor[] {
    this.#note(`calls of ${name}`, (driver) => JSON.stringify(driver.callsOf(name)));
    return this.#file.driver.callsOf(name);
  }

  capturedDespite(name: LastingName): readonly Anchor[] {
    this.#note(`captured despite ${name}`, (driver) => JSON.stringify(driver.capturedDespite(name)));
    return this.#file.driver.capturedDespite(name);
  }

  controls(): readonly ControlView[] | undefined {
    this.#note('controls', (driver) => driver.controls()?.flatMap(({ use, isRepeated }) => [use, isRepeated]));
    return this.#file.driver.controls();
  }

  #note<Answer>(what: string, ask: (driver: Driver) => Answer): Answer {
    return this.#reads.answer(this.#file, `driver ${what}`, ({ driver }) => ask(driver));
  }
}
