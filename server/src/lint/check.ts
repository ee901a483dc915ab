import { readUnit, type SourceFile } from '../model/unit';
import { analyse } from '../project/analyse';
import { readSource } from '../project/files';
import type { FoundFile } from '../project/find';
import type { MaskOptions, SourceParser } from '../syntax/parser';
import type { Rule } from './rule';
import { emptyReport, lintUnit, rulesFor, type FileReport, type LintOptions } from './run';
import type { Settings } from './settings';
import type { SettingsFinder } from './settings-finder';

/**
 * Parses, analyses and lints one text, and forgets the parse. A text that holds no word of any rule is not parsed.
 * @throws whatever the engine throws; a rule that throws is told in the report instead
 */
export function checkText(
  file: SourceFile,
  rules: readonly Rule[],
  settings: Settings,
  parser: SourceParser,
  { isCancelled }: LintOptions = {},
): FileReport {
  if (rulesFor(file.text, rules, settings).length === 0) return emptyReport(file);
  const parsed = parser.parse(file.text, { isCancelled, masking: maskingOf(settings) });
  try {
    return lintUnit(analyse(readUnit(file, parsed)), rules, settings, { isCancelled });
  } finally {
    parser.forget(parsed);
  }
}

/** What the settings say of the macros of the code, for the parser. */
export const maskingOf = ({ macros, defines }: Settings): MaskOptions => ({ extraMacros: macros, defines });

/** What became of one file of a run. */
export type CheckedFile =
  | { readonly kind: 'report'; readonly report: FileReport }
  | { readonly kind: 'skipped' | 'unreadable'; readonly path: string; readonly reason: string }
  /** The engine itself failed on this file; the others are not touched by that. */
  | { readonly kind: 'failed'; readonly path: string; readonly error: Error };

export interface CheckFilesOptions extends LintOptions {
  readonly rules: readonly Rule[];
  readonly settings: SettingsFinder;
  /** The parser for the next file, by the UTF-16 units parsed in this run, that file's included. */
  readonly parserFor: (parsedUnits: number) => SourceParser | Promise<SourceParser>;
  /** The text of a file that is open in an editor, which stands before the one on disk. */
  readonly openText?: ((path: string) => string | undefined) | undefined;
  readonly onProgress?: ((done: number, total: number, file: FoundFile) => void) | undefined;
}

/**
 * Checks files one after the other, in the order given. Between two files other work gets its turn.
 * Files that `exclude` names are passed over unless they were named themselves. Ends early when cancelled.
 */
export async function* checkFiles(
  files: readonly FoundFile[],
  options: CheckFilesOptions,
): AsyncGenerator<CheckedFile> {
  let parsedUnits = 0;
  for (const [done, found] of files.entries()) {
    if (options.isCancelled?.() === true) return;
    options.onProgress?.(done, files.length, found);
    const { settings, isExcluded } = await options.settings.settingsFor(found.path);
    if (isExcluded && !found.isNamed) continue;
    const read = await readSource(found.path, found.shownAs);
    if (read.kind !== 'source') {
      yield read;
      continue;
    }
    const file = { ...read.file, text: options.openText?.(found.path) ?? read.file.text };
    if (rulesFor(file.text, options.rules, settings).length === 0) {
      yield { kind: 'report', report: emptyReport(file) };
      continue;
    }
    parsedUnits += file.text.length;
    yield checkOne(file, settings, await options.parserFor(parsedUnits), options);
  }
}

function checkOne(
  file: SourceFile,
  settings: Settings,
  parser: SourceParser,
  { rules, isCancelled }: CheckFilesOptions,
): CheckedFile {
  try {
    return { kind: 'report', report: checkText(file, rules, settings, parser, { isCancelled }) };
  } catch (error) {
    return { kind: 'failed', path: file.path, error: error instanceof Error ? error : new Error(String(error)) };
  }
}
