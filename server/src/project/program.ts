import type { Analysis, DispatchSlot } from '../flow/analysis';
import { spanOfAnchor, type Anchor, type FunctionId, type Location } from '../flow/anchor';
import type { Context } from '../model/context';
import type { SourceFile, Unit } from '../model/unit';
import { placeNow } from './broken';
import { Changes } from './changes';
import { Directory } from './directory';
import { DriverWatch } from './driver-watch';
import { FileAnalysis } from './file-analysis';
import { FollowedFunctions, type HeardOutcome } from './followed-functions';
import { changedCallbacks } from './installed-callbacks';
import { ProgramIrql } from './irql-program';
import { readFile } from './read-file';
import { Reach } from './reach';
import { everyFile, ReleasedDrivers, type FileChoice } from './released-drivers';
import { ALONE, isSameSurroundings } from './records';
import type { FileRecord, FunctionRecord, Surroundings } from './records';
import { sameNames } from './same-structure';
import { structureOf, type Structure } from './structure';

/** Makes the model of a file again, of which only the text was kept. */
export type ReadAgain = (file: SourceFile) => Unit;

/**
 * The functions of a project, each followed once its callees are. After an edit, what was worked out holds as far as what
 * it was worked out from is the same; `update` does the rest again.
 */
export class Program {
  readonly #readAgain: ReadAgain;
  readonly #isDefinedElsewhere: (name: string) => boolean;
  /** By path, in the order of the paths: nothing depends on which file was read first. */
  #files = new Map<string, FileRecord>();
  readonly #surroundings = new Map<string, Surroundings>();
  readonly #functions: FollowedFunctions;
  /** Of which what was worked out was let go of, though it held. */
  readonly #released = new ReleasedDrivers();
  #structure: Structure | undefined;
  /** Who stood in a dispatch table when that was looked at last. */
  #callbacks: ReadonlyMap<FunctionRecord, readonly DispatchSlot[]> = new Map();
  readonly #drivers: DriverWatch;
  readonly #irql: ProgramIrql;
  readonly #changes: Changes;

  /**
   * @param isDefinedElsewhere Whether a file that is not in the program may define a function of this name.
   * @param mentionedElsewhere Which of some names these files contain.
   */
  constructor(
    readAgain: ReadAgain,
    isDefinedElsewhere: (name: string) => boolean = () => false,
    mentionedElsewhere: (names: ReadonlySet<string>) => ReadonlySet<string> = () => new Set(),
  ) {
    this.#readAgain = readAgain;
    this.#isDefinedElsewhere = isDefinedElsewhere;
    const [files, structure] = [() => this.#files, () => (this.#structure ??= this.#restructured())];
    this.#drivers = new DriverWatch(files, structure, isDefinedElsewhere);
    this.#irql = new ProgramIrql({
      files,
      structure,
      unitOf: (file) => this.#unitOf(file),
      completesIrps: (routine) => this.#functions.uses.completedBy(routine).length > 0,
      mentionedElsewhere,
    });
    this.#functions = new FollowedFunctions({
      fileAt: (path) => this.#files.get(path),
      unitOf: (file) => this.#unitOf(file),
      onOutcome: (record, what) => {
        this.#heard(record, what);
      },
      onRoutine: (routine) => {
        this.#irql.look(routine);
      },
    });
    const { uses, byId } = this.#functions;
    this.#changes = new Changes({ irql: this.#irql, uses, recordOf: (id) => byId.get(id) });
  }

  /** Takes in a file as it is now, in the place of what its path stood for. */
  set(unit: Unit, surroundings: Surroundings = ALONE): void {
    const { path } = unit.file;
    const before = this.#files.get(path);
    const writes = new Map(before?.functions.map(({ id, facts }) => [id, facts.writes]));
    const isFunction = (name: string): boolean =>
      this.#structure?.names.has(name) === true ||
      this.#structure?.tables.has(name) === true ||
      this.#isDefinedElsewhere(name);
    const read = readFile(unit, before, { isFunction, isWatched: (name) => this.#functions.isWatched(name) });
    this.#files.set(path, read.record);
    this.#changes.noteFile(path);
    this.#wake(path);
    if (before === undefined) this.#files = sortedByPath(this.#files);
    for (const record of read.gone) this.#forget(record);
    this.#irql.look();
    for (const record of read.turned) this.#changes.note(record);
    for (const record of read.changed) {
      this.#irql.forget(record);
      this.#changes.note(record);
      this.#functions.change(record);
    }
    const isMoved = !isSameSurroundings(this.#surroundings.get(path), surroundings);
    this.#surroundings.set(path, surroundings);
    if (read.isRestructured || isMoved) this.#structure = undefined;
    else if (read.changed.some(({ id, facts }) => !sameNames(writes.get(id), facts.writes)))
      this.#structure?.forgetWriters();
  }

  /** The file is no more. */
  delete(path: string): void {
    for (const record of this.#files.get(path)?.functions ?? []) this.#forget(record);
    this.#surroundings.delete(path);
    this.#changes.noteFile(path);
    this.#wake(path);
    this.#irql.look();
    if (this.#files.delete(path)) this.#structure = undefined;
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** In the order in which all is done. */
  get paths(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** Changes when what the project as a whole says has changed. */
  get structure(): unknown {
    return (this.#structure ??= this.#restructured());
  }

  /** Which files the functions that have to do with WSK reach. */
  get reach(): Reach {
    return new Reach(this.#files, (this.#structure ??= this.#restructured()));
  }

  /** The context of a file as it was taken in last. */
  contextOf(path: string): Context | undefined {
    return this.#files.get(path)?.context;
  }

  /** Lets go of the model of a file; its text is kept. */
  drop(path: string): void {
    const record = this.#files.get(path);
    if (record !== undefined) record.unit = undefined;
  }

  /**
   * Brings up to date what is known of the drivers to which some files belong, so that other work can have its turn after
   * each function. Yields those that it followed.
   * @param isWanted Whether something is to be asked of a file; those of other drivers are followed once they are wanted.
   */
  *update(isWanted: FileChoice = everyFile): Generator<FunctionId, void, void> {
    this.#irql.look();
    const structure = (this.#structure ??= this.#restructured());
    yield* this.#functions.update(this.#wantedAgain(isWanted), structure);
  }

  /**
   * Lets go of what following the functions of a driver came to, and of its models, where none of its files is to be kept.
   * What was said of it still holds, and is worked out again when it is wanted.
   */
  release(isKept: FileChoice): void {
    const isInUse = this.#inDriversOf(isKept);
    for (const record of [...this.#functions.followed]) {
      if (isInUse(record)) continue;
      this.#functions.letGo(record);
      this.#irql.forget(record);
      this.#released.add(record.path, this.driverOf(record.path));
    }
  }

  /** The paths of the files that make one driver with a file, itself among them. */
  driverOf(path: string): ReadonlySet<string> {
    return (this.#structure ??= this.#restructured()).graph.driverOf(path);
  }

  /** The paths of the files of each driver that has to do with WSK, those included to which only dispatch tables lead. */
  get drivers(): ReadonlySet<ReadonlySet<string>> {
    return this.#drivers.all();
  }

  /** The functions that are to be followed in the drivers to which some files belong. */
  #wantedAgain(isWanted: FileChoice): readonly FunctionRecord[] {
    const isMeant = this.#inDriversOf(isWanted);
    this.#releaseStale(isMeant);
    for (const path of this.#released.paths) if (isMeant({ path })) this.#released.delete(path);
    const { dirty } = this.#functions;
    if (isWanted === everyFile) return [...dirty];
    const files = [...this.#files.values()].filter(({ file }) => isMeant(file));
    return files.flatMap(({ functions }) => functions.filter((record) => dirty.has(record)));
  }

  /** What has changed and is not followed now must not be seen by anybody as it was. */
  #releaseStale(isFollowed: (record: FunctionRecord) => boolean): void {
    const stale = new Set<string>();
    const { dirty, followed } = this.#functions;
    for (const record of followed) {
      if (!dirty.has(record) || isFollowed(record)) continue;
      for (const path of this.driverOf(record.path)) stale.add(path);
    }
    if (stale.size === 0) return;
    for (const path of stale) this.#changes.noteFile(path);
    this.release((path) => !stale.has(path));
  }

  #inDriversOf(isMeant: FileChoice): (record: Pick<FunctionRecord, 'path'>) => boolean {
    if (isMeant === everyFile) return () => true;
    const meant = new Set<string>();
    for (const path of this.#files.keys())
      if (isMeant(path) && !meant.has(path)) for (const one of this.driverOf(path)) meant.add(one);
    return ({ path }) => meant.has(path);
  }

  /** What is known of a file, after an `update`; undefined where the project has no such file. */
  analysisOf(path: string): Analysis | undefined {
    const record = this.#files.get(path);
    if (record === undefined) return undefined;
    return new FileAnalysis(this.#unitOf(record), record, {
      uses: this.#functions.uses,
      irql: this.#irql,
      slotsOf: (callback) => this.#callbacks.get(callback) ?? [],
      driverOf: (driver) => this.#drivers.of(driver),
      locate: (anchor) => this.locate(anchor),
      changes: this.#changes,
    });
  }

  /** The functions and names of all files, after an `update`. */
  get directory(): Directory {
    const structure = (this.#structure ??= this.#restructured());
    return new Directory(this.#files, this.#functions.byId, structure, { irql: this.#irql, drivers: this.#drivers });
  }

  /** How often the IRQL was followed through each function, by its id. */
  get irqlCounts(): ReadonlyMap<FunctionId, number> {
    return this.#irql.counts;
  }

  /** The paths of the files of which something else may be known than at the last call. */
  takeTouched(): ReadonlySet<string> {
    return new Set([...this.#changes.takeFiles(), ...this.#drivers.takeChanged()]);
  }

  /** Where an anchor is now; undefined where there is no such function any more. */
  locate(anchor: Anchor): Location | undefined {
    const record = this.#functions.byId.get(anchor.owner);
    const spans = record?.outcome?.result?.spans;
    const known = spans && spanOfAnchor(spans, anchor);
    const span = record && known && placeNow(record, known);
    if (record === undefined || span === undefined) return undefined;
    return { path: record.path, at: { start: record.start + span.start, end: record.start + span.end } };
  }

  /** What was said of a driver that was let go of may not hold any more: one of its files has changed. */
  #wake(path: string): void {
    for (const other of this.#released.driverOf(path)) this.#changes.noteFile(other);
  }

  #unitOf(record: FileRecord): Unit {
    return (record.unit ??= this.#readAgain(record.file));
  }

  #forget(record: FunctionRecord): void {
    this.#irql.forget(record);
    this.#functions.forget(record);
  }

  /** Something else may be known of a function. */
  #heard(record: FunctionRecord, { isOfDriver, waitsOtherwise }: HeardOutcome): void {
    if (isOfDriver) this.#drivers.look(record.path);
    if (waitsOtherwise) this.#irql.look(record);
    this.#changes.note(record);
  }

  #restructured(): Structure {
    const structure = structureOf(this.#files, this.#surroundings);
    for (const record of changedCallbacks(this.#callbacks, structure.callbacks)) this.#changes.note(record);
    this.#callbacks = structure.callbacks;
    for (const path of this.#released.changed(structure.graph.driverOf)) this.#changes.noteFile(path);
    this.#functions.askAgain(structure);
    return structure;
  }
}

const sortedByPath = (files: ReadonlyMap<string, FileRecord>): Map<string, FileRecord> =>
  new Map([...files].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)));
