import { checkFiles, type CheckedFile } from '../lint/check';
import { fileReasons } from '../lint/not-analysed';
import type { Rule } from '../lint/rule';
import type { FileReport } from '../lint/run';
import { problemText } from '../lint/settings-file';
import { SettingsFinder } from '../lint/settings-finder';
import { sourcesBeside, type FoundFiles } from '../project/find';
import { lineTable } from '../text/lines';
import { parserFor } from './parser-choice';

/** What one look at the named files came to. */
export interface CheckRun {
  readonly reports: readonly FileReport[];
  /** What went wrong with wsklint, a file or the settings, each as a message. */
  readonly failures: readonly string[];
  /** What was left out for a reason. */
  readonly remarks: readonly string[];
}

export interface CheckRunOptions {
  readonly selected: readonly Rule[];
  /** All that there are: settings may name any of them. */
  readonly rules: readonly Rule[];
  /** Whether the remarks are to hold what is not analysed, and why. */
  readonly verbose?: boolean;
  /** Told of each report as soon as it is made. */
  readonly onReport?: (report: FileReport) => Promise<void>;
}

/** Checks the files that were found, with those beside them. */
export async function runCheck(found: FoundFiles, options: CheckRunOptions): Promise<CheckRun> {
  const { selected, rules, verbose, onReport } = options;
  const settings = new SettingsFinder(rules);
  const context = await sourcesBeside(found.files);
  const reports: FileReport[] = [];
  const failures: string[] = [];
  const remarks: string[] = [];
  for await (const checked of checkFiles(found.files, {
    rules: selected,
    known: rules,
    settings,
    context,
    parserFor,
  })) {
    if (checked.kind === 'report') {
      reports.push(checked.report);
      await onReport?.(checked.report);
    }
    failures.push(...failuresOf(checked));
    if (checked.kind === 'skipped') remarks.push(`${checked.path} is not checked: ${checked.reason}`);
    if (verbose === true) remarks.push(...notAnalysedLines(checked));
  }
  failures.push(...settings.problems.map(problemText));
  failures.push(...found.unreadable.map(({ path, reason }) => `${path} could not be read: ${reason}`));
  return { reports, failures, remarks };
}

function failuresOf(checked: CheckedFile): readonly string[] {
  switch (checked.kind) {
    case 'report':
      return checked.report.failures.map(
        ({ what, error }) => `${what} failed on ${checked.report.file.path}: ${detailOf(error)}`,
      );
    case 'failed':
      return [`${checked.path} could not be analysed: ${detailOf(checked.error)}`];
    case 'unreadable':
      return [`${checked.path} could not be read: ${checked.reason}`];
    case 'skipped':
    case 'excluded':
      return [];
  }
}

/** What nothing is said of, one line for each place. */
function notAnalysedLines(checked: CheckedFile): readonly string[] {
  if (checked.kind === 'excluded') return [`${checked.path}: ${fileReasons.excluded}`];
  if (checked.kind !== 'report') return [];
  const { file, notAnalysed } = checked.report;
  const lines = lineTable(file.text);
  const told = notAnalysed.filter(({ kind }) => kind !== 'inactive');
  return told.map(({ kind, at, reason, remedy }) => {
    const { line, column } = lines.positionAt(at.start);
    const place = kind === 'file' ? file.path : `${file.path}:${line + 1}:${column + 1}`;
    return `${place}: ${reason}${remedy === undefined ? '' : `; ${remedy}`}`;
  });
}

/** The stack is what a report of a failure of ours needs. */
const detailOf = (error: Error): string => error.stack ?? error.message;
