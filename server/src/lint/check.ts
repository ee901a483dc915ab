import { readUnit, writtenIn, type SourceFile } from '../model/unit';
import { analyse } from '../project/analyse';
import type { FoundFile } from '../project/find';
import { Project } from '../project/project';
import { concernsWsk } from '../project/scan';
import type { MaskOptions, SourceParser } from '../syntax/parser';
import { readAll, withFunctions, type ReadFile } from './read-all';
import type { Rule } from './rule';
import { emptyReport, lintUnit, type FileReport, type LintOptions } from './run';
import type { Settings } from './settings';
import type { SettingsFinder } from './settings-finder';
import { pauses } from './turns';

/**
 * Parses, analyses and lints one text by itself. A text that has nothing of WSK is not parsed.
 * @throws whatever the parser throws; where a rule or the engine throws, the report says so
 */
export function checkText(
  text: SourceFile,
  rules: readonly Rule[],
  settings: Settings,
  parser: SourceParser,
  options: LintOptions = {},
): FileReport {
  const file = withFunctions(text, settings);
  if (!concernsWsk(file)) return emptyReport(file, 'withoutWsk');
  const parsed = parser.parse(file.text, {
    isCancelled: options.isCancelled,
    masking: maskingOf(settings),
    language: writtenIn(file),
  });
  return lintUnit(analyse(readUnit(file, parsed)), rules, settings, options);
}

/** What the settings say of the macros of the code, for the parser. */
export const maskingOf = ({ macros, defines }: Settings): MaskOptions => ({ extraMacros: macros, defines });

/** What became of one file of a run. */
export type CheckedFile =
  | { readonly kind: 'report'; readonly report: FileReport }
  /** The settings say that it is not to be checked. */
  | { readonly kind: 'excluded'; readonly path: string }
  | { readonly kind: 'skipped' | 'unreadable'; readonly path: string; readonly reason: string }
  /** The file could not be analysed at all; the others are not touched by that. */
  | { readonly kind: 'failed'; readonly path: string; readonly error: Error };

export interface CheckFilesOptions extends LintOptions {
  readonly rules: readonly Rule[];
  readonly settings: SettingsFinder;
  /** Files that are read to understand the others, and are not reported on. */
  readonly context?: readonly FoundFile[];
  /** The parser for so many UTF-16 units. */
  readonly parserFor: (units: number) => SourceParser | Promise<SourceParser>;
  /** What is done counts each file twice: it is read, and it is reported on. */
  readonly onProgress?: ((done: number, total: number, file: FoundFile) => void) | undefined;
}

/**
 * Checks files as one project, and reports on them in the order given. In between other work gets its turn.
 * Files that `exclude` names are read, but reported on only if they were named themselves. Ends early when cancelled.
 */
export async function* checkFiles(
  files: readonly FoundFile[],
  options: CheckFilesOptions,
): AsyncGenerator<CheckedFile> {
  const isCancelled = options.isCancelled ?? (() => false);
  const total = 2 * files.length;
  const onRead = (done: number, file: FoundFile): void => options.onProgress?.(done, total, file);
  const read = await readAll([...files, ...(options.context ?? [])], { ...options, isCancelled, onRead });
  const project = await projectOf(read, options);
  const isAsked = ({ path, isNamed }: FoundFile): boolean => isNamed || read.get(path)?.isExcluded === false;
  const asked = new Map(files.filter(isAsked).flatMap(({ path }) => fileOf(read.get(path))));
  const reports = new DriverReports(project, asked, { ...options, isCancelled });
  for (const [done, found] of files.entries()) {
    options.onProgress?.(files.length + done, total, found);
    const file = read.get(found.path);
    if (file === undefined) continue;
    if (!isAsked(found)) {
      yield { kind: 'excluded', path: found.shownAs };
      continue;
    }
    const checked = file.result.kind === 'source' ? await reports.take(file.result.file.path) : file.result;
    if (isCancelled()) return;
    if (checked !== undefined) yield checked;
  }
}

const fileOf = (file: ReadFile | undefined): [string, ReadSource][] =>
  file?.result.kind === 'source' ? [[file.result.file.path, { ...file, result: file.result }]] : [];

type CancellableOptions = CheckFilesOptions & { readonly isCancelled: () => boolean };

type ReadSource = ReadFile & { readonly result: Extract<ReadFile['result'], { readonly kind: 'source' }> };

/** Reports on files, on those of one driver together: what is known of it is let go of before the next one is looked at. */
class DriverReports {
  readonly #project: Project;
  readonly #asked: ReadonlyMap<string, ReadSource>;
  readonly #options: CancellableOptions;
  readonly #made = new Map<string, CheckedFile>();
  /** The files of the drivers that were looked at. */
  readonly #looked = new Set<string>();
  readonly #pause = pauses();

  /** @param asked The files to report on, by the paths that the project knows them by. */
  constructor(project: Project, asked: ReadonlyMap<string, ReadSource>, options: CancellableOptions) {
    this.#project = project;
    this.#asked = asked;
    this.#options = options;
  }

  /** The report on a file, once; undefined where it was cancelled. */
  async take(path: string): Promise<CheckedFile | undefined> {
    if (!this.#made.has(path)) await this.#checkDriverOf(path);
    const checked = this.#made.get(path);
    this.#made.delete(path);
    return checked;
  }

  /** @returns false where it was cancelled */
  async #follow(path: string): Promise<boolean> {
    const steps = this.#project.update((one) => one === path);
    while (steps.next().done !== true) {
      await this.#pause();
      if (this.#options.isCancelled()) return false;
    }
    return true;
  }

  async #checkDriverOf(path: string): Promise<void> {
    if (!(await this.#follow(path))) return;
    for (const one of this.#project.driverOf(path)) {
      this.#looked.add(one);
      const file = this.#asked.get(one);
      if (file === undefined) continue;
      await this.#pause();
      if (this.#options.isCancelled()) return;
      this.#made.set(one, reportOn(file, this.#project, this.#options));
    }
    this.#project.release(
      () => false,
      (one) => !this.#looked.has(one),
    );
  }
}

async function projectOf(read: ReadonlyMap<string, ReadFile>, options: CheckFilesOptions): Promise<Project> {
  const sources = [...read.values()].flatMap(({ result, settings }) =>
    result.kind === 'source' ? [{ file: result.file, settings }] : [],
  );
  const units = sources.reduce((sum, { file }) => sum + (concernsWsk(file) ? file.text.length : 0), 0);
  const parser = await options.parserFor(units);
  const maskings = new Map(sources.map(({ file, settings }) => [file.path, maskingOf(settings)]));
  const project = new Project((file) =>
    parser.parse(file.text, {
      isCancelled: options.isCancelled,
      masking: maskings.get(file.path),
      language: writtenIn(file),
    }),
  );
  for (const { file } of sources) project.set(file);
  return project;
}

function reportOn(
  { result: { file }, settings }: ReadSource,
  project: Project,
  options: CheckFilesOptions,
): CheckedFile {
  try {
    const analysis = project.analysisOf(file.path);
    const report =
      analysis === undefined
        ? emptyReport(file, 'withoutWsk')
        : lintUnit(analysis, options.rules, settings, { isCancelled: options.isCancelled, known: options.known });
    return { kind: 'report', report };
  } catch (error) {
    return { kind: 'failed', path: file.path, error: error instanceof Error ? error : new Error(String(error)) };
  }
}
