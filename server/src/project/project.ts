import type { Analysis } from '../flow/analysis';
import { readUnit, type SourceFile, type Unit } from '../model/unit';
import type { ParsedText } from '../syntax/parser';
import { Definers } from './definers';
import { Headers, includesOf } from './headers';
import { Program } from './program';
import { functionsMaybeIn, mentionsWsk } from './scan';

/** Parses a file afresh. What the parser holds for it may be freed at once. */
export type Parse = (file: SourceFile) => ParsedText;

/** A file as the project knows it. */
interface Source {
  readonly file: SourceFile;
  readonly mentionsWsk: boolean;
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
  readonly #definers = new Definers();
  /** The headers that each file of the program includes. */
  readonly #includes = new Map<string, readonly string[]>();
  /** The files that have to be taken in again before anything is asked. */
  readonly #changed = new Set<string>();
  /** What the program said as a whole when it was last seen to which files it reaches. */
  #settled: unknown;

  constructor(parse: Parse) {
    this.#parse = parse;
    this.#headers = new Headers((path) => this.#read(path));
    this.#program = new Program(
      ({ path }) => this.#unitAt(path),
      (name) => this.#definers.of(name).length > 0,
    );
  }

  /**
   * Takes in a file as it is now, under its path.
   * @param parsed Where the caller has parsed it, and keeps that for as long as the file is so.
   */
  set(file: SourceFile, parsed?: ParsedText): void {
    const { path } = file;
    const before = this.#sources.get(path);
    if (before?.file.text === file.text && before.file.language === file.language) {
      this.#sources.set(path, { ...before, parsed });
      return;
    }
    const source = { file, mentionsWsk: mentionsWsk(file.text), parsed };
    this.#sources.set(path, source);
    if (before === undefined) this.#headers.add(path);
    this.#touch(path, before === undefined);
    if (source.mentionsWsk || this.#program.has(path)) this.#changed.add(path);
    else this.#definers.set(path, functionsMaybeIn(file.text));
  }

  /** The file is no more. */
  delete(path: string): void {
    if (!this.#sources.delete(path)) return;
    this.#headers.delete(path);
    this.#touch(path, true);
    this.#definers.set(path, []);
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

  /** Brings everything up to date, in small steps, so that other work can have its turn in between. */
  *update(): Generator<void, void, void> {
    yield* this.#takeIn();
    if (this.#program.structure !== this.#settled) {
      yield* this.#reach();
      this.#settled = this.#program.structure;
    }
    yield* this.#program.update();
  }

  /** What is known of a file, after an `update`; undefined where nothing of WSK reaches it. */
  analysisOf(path: string): Analysis | undefined {
    return this.#program.analysisOf(path);
  }

  /** Lets go of the trees of all files that nobody else keeps. */
  dropTrees(): void {
    for (const path of this.#program.paths) if (this.#sources.get(path)?.parsed === undefined) this.#program.drop(path);
  }

  *#takeIn(): Generator<void, void, void> {
    for (const path of [...this.#changed].sort()) {
      this.#changed.delete(path);
      if (!this.#sources.has(path)) continue;
      this.#program.set(this.#unitAt(path));
      this.#definers.set(path, []);
      yield;
    }
  }

  /** Takes in the files that functions which deal with WSK call into, and lets go of those that none calls any more. */
  *#reach(): Generator<void, void, void> {
    const tried = new Set<string>();
    for (;;) {
      const wanted = [...this.#program.namesOutOfSight()].flatMap((name) => this.#definers.of(name));
      for (const path of wanted) if (!tried.has(path)) this.#changed.add(path);
      if (this.#changed.size === 0) break;
      for (const path of this.#changed) tried.add(path);
      yield* this.#takeIn();
    }
    for (const path of this.#program.paths) {
      const source = this.#sources.get(path);
      if (source === undefined || source.mentionsWsk || this.#program.isReached(path)) continue;
      this.#remove(path);
      this.#definers.set(path, functionsMaybeIn(source.file.text));
    }
  }

  #remove(path: string): void {
    this.#program.delete(path);
    this.#includes.delete(path);
    this.#changed.delete(path);
  }

  /** All that include a file are to be taken in again; a new header may be what an `#include` means anywhere. */
  #touch(path: string, isNewOrGone: boolean): void {
    this.#headers.forget(path);
    for (const [including, headers] of this.#includes)
      if (headers.includes(path) || (isNewOrGone && isHeader(path))) this.#changed.add(including);
  }

  #unitAt(path: string): Unit {
    const { file, parsed = this.#parse(file) } = this.#sourceAt(path);
    const headers = this.#headers.reachedFrom(path, includesOf({ parsedText: parsed }));
    this.#includes.set(path, headers);
    return readUnit(
      file,
      parsed,
      headers.map((header) => this.#headers.declarationsIn(header)),
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

const isHeader = (path: string): boolean => /\.h(?:pp|xx|h)?$/i.test(path);
