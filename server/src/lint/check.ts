import { readUnit, type SourceFile } from '../model/unit';
import { analyse } from '../project/analyse';
import type { FoundFile } from '../project/find';
import { Project } from '../project/project';
import { mentionsWsk } from '../project/scan';
import type { MaskOptions, SourceParser } from '../syntax/parser';
import { readAll, type ReadFile } from './read-all';
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
  file: SourceFile,
  rules: readonly Rule[],
  settings: Settings,
  parser: SourceParser,
  { isCancelled }: LintOptions = {},
): FileReport {
  if (!mentionsWsk(file.text)) return emptyReport(file);
  const parsed = parser.parse(file.text, { isCancelled, masking: maskingOf(settings) });
  return lintUnit(analyse(readUnit(file, parsed)), rules, settings, { isCancelled });
}

/** What the settings say of the macros of the code, for the parser. */
export const maskingOf = ({ macros, defines }: Settings): MaskOptions => ({ extraMacros: macros, defines });

/** What became of one file of a run. */
export type CheckedFile =
  | { readonly kind: 'report'; readonly report: FileReport }
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
  const pause = pauses();
  const steps = project.update();
  while (steps.next().done !== true) {
    await pause();
    if (isCancelled()) return;
  }
  for (const [done, found] of files.entries()) {
    if (isCancelled()) return;
    options.onProgress?.(files.length + done, total, found);
    const file = read.get(found.path);
    if (file === undefined || (file.isExcluded && !found.isNamed)) continue;
    await pause();
    yield reportOn(file, project, options);
  }
}

async function projectOf(read: ReadonlyMap<string, ReadFile>, options: CheckFilesOptions): Promise<Project> {
  const sources = [...read.values()].flatMap(({ result, settings }) =>
    result.kind === 'source' ? [{ file: result.file, settings }] : [],
  );
  const units = sources.reduce((sum, { file: { text } }) => sum + (mentionsWsk(text) ? text.length : 0), 0);
  const parser = await options.parserFor(units);
  const maskings = new Map(sources.map(({ file, settings }) => [file.path, maskingOf(settings)]));
  const project = new Project(({ path, text }) =>
    parser.parse(text, { isCancelled: options.isCancelled, masking: maskings.get(path) }),
  );
  for (const { file } of sources) project.set(file);
  return project;
}

function reportOn({ result, settings }: ReadFile, project: Project, options: CheckFilesOptions): CheckedFile {
  if (result.kind !== 'source') return result;
  const { file } = result;
  try {
    const analysis = project.analysisOf(file.path);
    const report =
      analysis === undefined
        ? emptyReport(file)
        : lintUnit(analysis, options.rules, settings, { isCancelled: options.isCancelled });
    return { kind: 'report', report };
  } catch (error) {
    return { kind: 'failed', path: file.path, error: error instanceof Error ? error : new Error(String(error)) };
  }
}
