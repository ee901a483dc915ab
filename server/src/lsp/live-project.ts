import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver/node';

import type { Analysis } from '../flow/analysis';
import type { SourceFile, Unit } from '../model/unit';
import type { Directory } from '../project/directory';
import type { SourceParser } from '../syntax/parser';
import type { Span } from '../text/span';
import { rangeOf, type Places } from './convert';
import { FollowedProject, type LiveFile } from './followed-project';
import type { Log } from './log';

/**
 * The one project of a session: what is open over what is on the disk. When many files come in at once, the project is
 * built anew behind the one that answers, which it replaces when it is ready: nobody waits for it.
 */
export class LiveProject implements Places {
  readonly #parser: SourceParser;
  readonly #log: Log;
  #current: FollowedProject;
  #coming: FollowedProject | undefined;
  #builds = 0;
  /** How many of those who hold a file have not done with it. */
  readonly #holders = new Map<string, number>();
  readonly #documents = new WeakMap<SourceFile, TextDocument>();

  constructor(parser: SourceParser, log: Log) {
    this.#parser = parser;
    this.#log = log;
    this.#current = this.#newProject();
  }

  /** Takes in a file as it is now, under its path. */
  set(file: LiveFile): void {
    this.#current.set(file);
    this.#coming?.set(file);
  }

  /** The file is no more. */
  delete(path: string): void {
    this.#current.delete(path);
    this.#coming?.delete(path);
  }

  /** The file that is known under a path. */
  fileAt(path: string): LiveFile | undefined {
    return this.#current.files.get(path);
  }

  /** All files, in no particular order. */
  *files(): Generator<SourceFile, void, void> {
    for (const { file } of this.#current.files.values()) yield file;
  }

  rangeIn(path: string, at: Span): Range | undefined {
    const file = this.fileAt(path)?.file;
    if (file === undefined) return undefined;
    let document = this.#documents.get(file);
    // Its table of lines is made once for all places.
    if (document === undefined) this.#documents.set(file, (document = documentOf(file)));
    return rangeOf(document, at);
  }

  /** Whether all is up to date at this moment. */
  get isSettled(): boolean {
    return this.#current.isSettled;
  }

  /** Works until all is up to date, in slices; false where it was cancelled. */
  settled(isCancelled: () => boolean): Promise<boolean> {
    return this.#current.settled(isCancelled);
  }

  /** Something is to be asked of a file that is not open, once all is settled. */
  want(path: string): void {
    this.#current.want(path);
  }

  /**
   * Asks something of files that need not be open: what is known of them is not let go of, whoever says so, before the work
   * is done.
   * @throws what the work throws
   */
  async holding<Result>(paths: Iterable<string>, work: () => Promise<Result>): Promise<Result> {
    const held = [...paths];
    for (const path of held) {
      this.#current.want(path);
      this.#holders.set(path, (this.#holders.get(path) ?? 0) + 1);
    }
    try {
      return await work();
    } finally {
      for (const path of held) this.#letGo(path);
    }
  }

  #letGo(path: string): void {
    const others = (this.#holders.get(path) ?? 0) - 1;
    if (others > 0) this.#holders.set(path, others);
    else this.#holders.delete(path);
  }

  #newProject(): FollowedProject {
    return new FollowedProject(this.#parser, this.#log, (path) => this.#holders.has(path));
  }

  /** The paths of the files that make one driver with a file, once settled. */
  driverOf(path: string): ReadonlySet<string> {
    return this.#current.driverOf(path);
  }

  /** The paths of the files of each driver that has to do with WSK, once settled. */
  get drivers(): ReadonlySet<ReadonlySet<string>> {
    return this.#current.drivers;
  }

  /** What is known of a file that is open or wanted, once settled; undefined where nothing of WSK reaches it. */
  analysisOf(path: string): Analysis | undefined {
    return this.#current.analysisOf(path);
  }

  /**
   * What is found out about a file if it said something else, which nobody else sees.
   * @returns undefined where not all is settled
   */
  tryOut<Answer>(file: SourceFile, ask: (analysis: Analysis | undefined) => Answer): Answer | undefined {
    return this.#current.tryOut(file, ask);
  }

  /** The model of a file as it is now, with what the headers declare that it includes; undefined for an unknown file. */
  unitOf(path: string): Unit | undefined {
    return this.#current.unitOf(path);
  }

  /** The functions and names of all files, once settled. It holds until the next change. */
  get directory(): Directory {
    return this.#current.directory;
  }

  /** The same as long as nothing has changed of what is known of a file. Holds for what was settled last. */
  stampOf(path: string): string {
    return `${this.#builds}.${this.#current.revisionOf(path)}`;
  }

  /** The same as long as nothing has changed anywhere. Holds for what was settled last. */
  get stamp(): string {
    return `${this.#builds}.${this.#current.settlements}`;
  }

  /** Lets go of all that is known of drivers of which no file is open; it is worked out again when it is wanted. */
  release(): void {
    this.#current.release();
  }

  /**
   * Takes in many files beside those that are known. Meanwhile the project answers without them.
   * @returns false where it was cancelled: nothing was taken in then
   */
  async rebuild(files: Iterable<LiveFile>, isCancelled: () => boolean): Promise<boolean> {
    const coming = this.#newProject();
    this.#coming = coming;
    try {
      for (const known of this.#current.files.values()) coming.set(known);
      let count = 0;
      for (const file of files) {
        // What was taken in meanwhile is newer than what was read before.
        if (!coming.files.has(file.file.path)) coming.set(file);
        if (++count % FILES_AT_ONCE === 0) await setImmediate();
        if (isCancelled()) return false;
      }
      if (!(await frugallySettled(coming, isCancelled))) return false;
      this.#current = coming;
      this.#builds++;
      return true;
    } finally {
      this.#coming = undefined;
    }
  }
}

const documentOf = ({ path, language, text }: SourceFile): TextDocument => TextDocument.create(path, language, 0, text);

/** Brings a project up to date without ever keeping the trees of more than some of its files. */
async function frugallySettled(project: FollowedProject, isCancelled: () => boolean): Promise<boolean> {
  while (!project.isSettled) {
    const end = performance.now() + WHILE;
    if (!(await project.settled(() => isCancelled() || performance.now() > end)) && isCancelled()) return false;
    project.dropTrees();
  }
  return !isCancelled();
}

/** Milliseconds of work after which trees are let go of: a file is rarely looked at again later. */
const WHILE = 500;

/** How many files are taken in before others get their turn: a text is only looked through then, not parsed. */
const FILES_AT_ONCE = 20;
