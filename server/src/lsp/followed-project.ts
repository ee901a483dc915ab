import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

import type { Analysis } from '../flow/analysis';
import { SLICE } from '../lint/turns';
import { writtenIn, type SourceFile, type Unit } from '../model/unit';
import type { Directory } from '../project/directory';
import { isSameFile, Project } from '../project/project';
import { concernsWsk } from '../project/scan';
import type { MaskOptions, ParsedText, SourceParser } from '../syntax/parser';
import type { Log } from './log';

/** A file as a project is to see it. */
export interface LiveFile {
  readonly file: SourceFile;
  readonly masking: MaskOptions;
  /** Of a file that is open in an editor: its parse, as long as the text is still that of `file`. */
  readonly parsed?: (() => ParsedText | undefined) | undefined;
}

/** A project that is brought up to date while others work: in slices, by whoever waits for it. */
export class FollowedProject {
  readonly #parser: SourceParser;
  readonly #log: Log;
  readonly #isHeld: (path: string) => boolean;
  readonly #files = new Map<string, LiveFile>();
  readonly #revisions = new Map<string, number>();
  readonly #project: Project;
  /** Files that are not open, of which something is to be asked. */
  readonly #wanted = new Set<string>();
  /** What is left of the update that was begun; an edit makes it begin anew. */
  #steps: Iterator<unknown> | undefined;
  #slice: Promise<void> | undefined;
  #isSettled = true;
  #settlements = 0;
  /** What an update threw since the last change. */
  readonly #thrown = new Set<string>();

  /** @param isHeld Whether something is being asked of a file that is not open. */
  constructor(parser: SourceParser, log: Log, isHeld: (path: string) => boolean) {
    this.#parser = parser;
    this.#log = log;
    this.#isHeld = isHeld;
    this.#project = new Project((file) => this.#parse(file));
  }

  /** Takes in a file as it is now. */
  set(live: LiveFile): void {
    const { file, masking, parsed } = live;
    const before = this.#files.get(file.path);
    if (before !== undefined && isSameLive(before, live) && before.parsed === parsed) return;
    this.#files.set(file.path, live);
    // A project takes a text that has not changed for known, whatever it was masked by.
    if (before !== undefined && !isSameMasking(before.masking, masking)) this.#project.delete(file.path);
    this.#project.set(file, concernsWsk(file) ? parsed?.() : undefined);
    if (before === undefined || isOpened(before, live) || !isSameLive(before, live)) this.#restart();
  }

  /** The file is no more. */
  delete(path: string): void {
    if (!this.#files.delete(path)) return;
    this.#project.delete(path);
    this.#restart();
  }

  /** All files, by path. */
  get files(): ReadonlyMap<string, LiveFile> {
    return this.#files;
  }

  /**
   * Works until the project is up to date, in slices between which others get their turn.
   * @returns false where it was cancelled; what was done by then is not done again
   */
  async settled(isCancelled: () => boolean): Promise<boolean> {
    while (!isCancelled()) {
      if (this.#isSettled) return true;
      await (this.#slice ??= this.#workAWhile());
    }
    return false;
  }

  /** Whether all is up to date at this moment. */
  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** How often all was brought up to date: what was found out of the project under another number may not hold. */
  get settlements(): number {
    return this.#settlements;
  }

  /** Grows when what is known of a file may have changed. Holds for what was settled last. */
  revisionOf(path: string): number {
    return this.#revisions.get(path) ?? 0;
  }

  /** Something is to be asked of a file that is not open, once all is settled. */
  want(path: string): void {
    if (this.#isWanted(path)) return;
    this.#wanted.add(path);
    this.#restart();
  }

  /** The paths of the files that make one driver with a file, once settled. */
  driverOf(path: string): ReadonlySet<string> {
    return this.#project.driverOf(path);
  }

  /** The paths of the files of each driver that has to do with WSK, once settled. */
  get drivers(): ReadonlySet<ReadonlySet<string>> {
    return this.#project.drivers;
  }

  /**
   * What is known of a file that is open or wanted, once settled; undefined where nothing of WSK reaches it.
   */
  analysisOf(path: string): Analysis | undefined {
    return this.#project.analysisOf(path);
  }

  /** The model of a file as it is now, with what the headers declare that it includes. */
  unitOf(path: string): Unit | undefined {
    return this.#files.has(path) ? this.#project.unitOf(path) : undefined;
  }

  /**
   * What is found out about a file if it said something else. Nobody else sees that text: all is done in one go.
   * @returns undefined where not all is settled
   */
  tryOut<Answer>(file: SourceFile, ask: (analysis: Analysis | undefined) => Answer): Answer | undefined {
    const live = this.#files.get(file.path);
    if (!this.#isSettled || live === undefined) return undefined;
    try {
      this.#project.set(file, this.#parser.parse(file.text, { masking: live.masking, language: writtenIn(file) }));
      const steps = this.#project.update((path) => this.#isWanted(path));
      while (steps.next().done !== true);
      return ask(this.#project.analysisOf(file.path));
    } finally {
      this.#project.set(live.file, live.parsed?.());
      this.#restart();
    }
  }

  /** The functions and names of all files, once settled. */
  get directory(): Directory {
    return this.#project.directory;
  }

  /** Frees the trees of closed files; they are parsed again when they are needed. */
  dropTrees(): void {
    this.#project.dropTrees();
  }

  /** Nothing is wanted any more but the open files. What is known of drivers of which none is open is let go of, once settled. */
  release(): void {
    this.#wanted.clear();
    if (this.#isSettled) this.#project.release((path) => this.#isWanted(path));
  }

  #isWanted(path: string): boolean {
    return this.#files.get(path)?.parsed !== undefined || this.#wanted.has(path) || this.#isHeld(path);
  }

  #restart(): void {
    this.#steps = undefined;
    this.#isSettled = false;
    this.#thrown.clear();
  }

  async #workAWhile(): Promise<void> {
    try {
      this.#work();
    } catch (error) {
      this.#failed(error);
    }
    await setImmediate();
    this.#slice = undefined;
  }

  #work(): void {
    const end = performance.now() + SLICE;
    const steps = (this.#steps ??= this.#project.update((path) => this.#isWanted(path)));
    do {
      if (steps.next().done !== true) continue;
      this.#steps = undefined;
      this.#settle();
      for (const path of this.#project.takeTouched()) this.#revisions.set(path, this.revisionOf(path) + 1);
      return;
    } while (performance.now() < end);
  }

  #settle(): void {
    this.#isSettled = true;
    this.#settlements++;
  }

  /** The rest is tried without what failed. What fails again is left as it is until something changes. */
  #failed(error: unknown): void {
    const message = String(error);
    this.#steps = undefined;
    if (this.#thrown.has(message)) this.#settle();
    else this.#log.failure('the analysis of the project failed', error);
    this.#thrown.add(message);
  }

  #parse(file: SourceFile): ParsedText {
    const { masking, parsed } = this.#files.get(file.path) ?? {};
    return parsed?.() ?? this.#parser.parse(file.text, { masking, language: writtenIn(file) });
  }
}

/** What is open is wanted: it may have been known without being followed. */
const isOpened = (before: LiveFile, now: LiveFile): boolean => before.parsed === undefined && now.parsed !== undefined;

const isSameLive = (one: LiveFile, other: LiveFile): boolean =>
  isSameFile(one.file, other.file) && isSameMasking(one.masking, other.masking);

/** Whether a text is masked the same by both. */
export const isSameMasking = (one: MaskOptions, other: MaskOptions): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
