import type { Analysis } from '../flow/analysis';
import type { FunctionId } from '../flow/anchor';
import { readUnit, type SourceFile, type Unit } from '../model/unit';
import type { ParsedText } from '../syntax/parser';
import type { Directory } from './directory';
import { Headers, includesOf, nameOf, type Included } from './headers';
import { Mentions } from './mentions';
import { NameIndex } from './name-index';
import { Program } from './program';
import type { FileChoice } from './released-drivers';
import { concernsWsk, functionsMaybeIn, handlesIrps, namesCalledIn } from './scan';

/** Parses a file afresh. What the parser holds for it may be freed at once. */
export type Parse = (file: SourceFile) => ParsedText;

/** A file as the project knows it. */
interface Source {
  readonly file: SourceFile;
  readonly concernsWsk: boolean;
  /** Where somebody else keeps the parse, as an editor does. */
  readonly parsed: ParsedText | undefined;
}

/**
 * The files of a project. Those that have to do with WSK, and those that these call into, are analysed together; of the
 * others no more is known than which functions they may define.
 */
export class Project {
  readonly #parse: Parse;
  readonly #sources = new Map<string, Source>();
  readonly #headers: Headers;
  readonly #program: Program;
  readonly #definers = new NameIndex();
  readonly #callers = new NameIndex();
  readonly #mentions = new Mentions();
  /** What each file of the program includes. */
  readonly #includes = new Map<string, Included>();
  /** The files that have to be taken in again before anything is asked. */
  readonly #changed = new Set<string>();
  /** Files that were read before they were taken in; forgotten at every change, as a header may say something else. */
  readonly #readAhead = new Map<string, Unit>();
  /** What the program said as a whole when it was last seen to which files it reaches. */
  #settled: unknown;

  constructor(parse: Parse) {
    this.#parse = parse;
    this.#headers = new Headers((path) => this.#read(path));
    this.#program = new Program(
      ({ path }) => this.#unitAt(path),
      (name) => this.#definers.of(name).length > 0,
      (names) => this.#mentionedOutside(names),
    );
  }

  /**
   * Takes in a file as it is now, under its path.
   * @param parsed Where the caller has parsed it, and keeps that for as long as the file is so.
   */
  set(file: SourceFile, parsed?: ParsedText): void {
    const { path } = file;
    const before = this.#sources.get(path);
    if (before !== undefined && isSameFile(before.file, file)) {
      this.#sources.set(path, { ...before, parsed });
      return;
    }
    const source = { file, concernsWsk: concernsWsk(file), parsed };
    this.#sources.set(path, source);
    if (before === undefined) this.#headers.add(path);
    this.#touch(path, before === undefined);
    if (source.concernsWsk || this.#program.has(path)) this.#changed.add(path);
    else if (this.#scan(file)) this.#settled = undefined;
  }

  /** The file is no more. */
  delete(path: string): void {
    if (!this.#sources.delete(path)) return;
    this.#headers.delete(path);
    this.#touch(path, true);
    this.#forgetScan(path);
    this.#remove(path);
  }

  /** In no particular order. */
  get paths(): Iterable<string> {
    return this.#sources.keys();
  }

  has(path: string): boolean {
    return this.#sources.has(path);
  }

  /** Whether a file is analysed: it has to do with WSK, or is called by one that does. Known after an `update`. */
  isAnalysed(path: string): boolean {
    return this.#program.has(path);
  }

  /**
   * Brings everything up to date, in small steps, so that other work can have its turn in between. Yields the functions
   * that it followed, and undefined for each file that it took in.
   * @param isWanted Whether something is to be asked of a file: of drivers without such a file no function is followed.
   */
  *update(isWanted?: FileChoice): Generator<FunctionId | undefined, void, void> {
    yield* this.#takeIn();
    if (this.#program.structure !== this.#settled) {
      yield* this.#reach();
      this.#settled = this.#program.structure;
    }
    yield* this.#program.update(isWanted);
  }

  /** What is known of a file, after an `update`; undefined where nothing of WSK reaches it. */
  analysisOf(path: string): Analysis | undefined {
    return this.#program.analysisOf(path);
  }

  /**
   * The model of a file as it is now, before an `update` too, which then takes over what was read here.
   * @throws RangeError where the project has no such file
   */
  unitOf(path: string): Unit {
    if (!this.#changed.has(path)) return this.#program.analysisOf(path)?.unit ?? this.#read(path);
    const unit = this.#readAhead.get(path) ?? this.#unitAt(path);
    this.#readAhead.set(path, unit);
    return unit;
  }

  /** The functions and names of all files that are analysed, after an `update`. It holds until the next change. */
  get directory(): Directory {
    return this.#program.directory;
  }

  /** The paths of the files of which something else may be known, after an `update`, than at the last call. */
  takeTouched(): ReadonlySet<string> {
    return this.#program.takeTouched();
  }

  /** The paths of the files that make one driver with a file, itself among them. Known after an `update`. */
  driverOf(path: string): ReadonlySet<string> {
    return this.#program.driverOf(path);
  }

  /**
   * The paths of the files of each driver that has to do with WSK, those included to which only dispatch tables lead.
   * Known after an `update`.
   */
  get drivers(): ReadonlySet<ReadonlySet<string>> {
    return this.#program.drivers;
  }

  /**
   * Lets go of what was worked out for the drivers of which no file is to be kept, until one is wanted again, and of trees.
   * @param isTreeKept Whether the tree of a file is kept all the same: it is about to be asked for.
   */
  release(isKept: FileChoice, isTreeKept?: FileChoice): void {
    this.#program.release(isKept);
    this.dropTrees(isTreeKept);
  }

  /** Lets go of the trees that are not to be kept and that nobody else keeps. */
  dropTrees(isTreeKept: FileChoice = () => false): void {
    for (const path of this.#program.paths)
      if (!isTreeKept(path) && this.#sources.get(path)?.parsed === undefined) this.#program.drop(path);
  }

  *#takeIn(): Generator<undefined, void, void> {
    for (const path of [...this.#changed].sort()) {
      const source = this.#sources.get(path);
      if (source !== undefined) {
        const unit = this.#readAhead.get(path) ?? this.#unitAt(path);
        this.#readAhead.delete(path);
        this.#program.set(unit, { headers: this.#includes.get(path)?.headers ?? [], isRoot: source.concernsWsk });
        this.#forgetScan(path);
      }
      this.#changed.delete(path);
      yield undefined;
    }
  }

  /**
   * Takes in the files that functions which deal with WSK call into, and those that call such functions, and lets go of
   * those that do neither any more.
   */
  *#reach(): Generator<undefined, void, void> {
    const tried = new Set<string>();
    for (;;) {
      const { reach } = this.#program;
      const wanted = [
        ...[...reach.namesWanted()].flatMap((name) => this.#definers.of(name)),
        ...[...reach.namesLeading()].flatMap((name) => this.#callers.of(lastNameOf(name))),
      ];
      for (const path of wanted) if (!tried.has(path)) this.#changed.add(path);
      if (this.#changed.size === 0) break;
      for (const path of this.#changed) tried.add(path);
      yield* this.#takeIn();
    }
    const names = this.#program.reach.namesWanted();
    for (const path of this.#program.paths) {
      const source = this.#sources.get(path);
      if (source === undefined || source.concernsWsk || this.#program.reach.isReached(path, names)) continue;
      this.#remove(path);
      this.#scan(source.file);
    }
  }

  /** Looks for names in a file that is not in the program. Gives whether one is new: it may be one that is wanted. */
  #scan({ path, text }: SourceFile): boolean {
    const mayDefineMore = this.#definers.set(path, functionsMaybeIn(text, isHeader(path)));
    // A header declares functions, but hardly ever calls them.
    const called = !isHeader(path) && handlesIrps(text) ? namesCalledIn(text) : [];
    const mayCallMore = this.#callers.set(path, called);
    return mayDefineMore || mayCallMore;
  }

  #forgetScan(path: string): void {
    this.#definers.set(path, []);
    this.#callers.set(path, []);
  }

  #remove(path: string): void {
    this.#program.delete(path);
    this.#includes.delete(path);
    this.#changed.delete(path);
  }

  /** All that include a file are to be taken in again; a file that is new, or gone, changes what its name means anywhere. */
  #touch(path: string, isNewOrGone: boolean): void {
    this.#headers.forget(path);
    this.#readAhead.clear();
    const name = nameOf(path);
    for (const [including, { headers, wanted }] of this.#includes)
      if (headers.includes(path) || (isNewOrGone && wanted.has(name))) this.#changed.add(including);
  }

  /** Headers are left out: they declare a function, but hardly ever call it. */
  #mentionedOutside(names: ReadonlySet<string>): ReadonlySet<string> {
    const found = new Set<string>();
    for (const [path, { file }] of this.#sources) {
      if (this.#program.has(path) || isHeader(path)) continue;
      for (const name of this.#mentions.in(file, names)) found.add(name);
    }
    return found;
  }

  #unitAt(path: string): Unit {
    const { file, parsed = this.#parse(file) } = this.#sourceAt(path);
    const included = this.#headers.reachedFrom(path, includesOf(parsed.tree));
    this.#includes.set(path, included);
    return readUnit(
      file,
      parsed,
      included.headers.map((header) => this.#headers.declarationsIn(header)),
      this.#program.contextOf(path),
    );
  }

  /** A header by itself. */
  #read(path: string): Unit {
    const { file, parsed = this.#parse(file) } = this.#sourceAt(path);
    return readUnit(file, parsed);
  }

  #sourceAt(path: string): Source {
    const source = this.#sources.get(path);
    if (source === undefined) throw new RangeError(`${path} is no file of this project`);
    return source;
  }
}

/** Whether two states of a file say the same, and their settings the same of functions. */
export const isSameFile = (one: SourceFile, other: SourceFile): boolean =>
  one === other ||
  (one.text === other.text &&
    one.language === other.language &&
    (one.functions === other.functions || one.functions?.text === other.functions?.text));

/** A method is called by its own name, whatever class it is of. */
const lastNameOf = (name: string): string => name.slice(name.lastIndexOf(':') + 1);

const isHeader = (path: string): boolean => /\.h(?:pp|xx|h)?$/i.test(path);
