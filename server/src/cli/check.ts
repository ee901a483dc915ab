import { checkFiles, type CheckedFile } from '../lint/check';
import type { Rule } from '../lint/rule';
import type { FileReport } from '../lint/run';
import { problemText } from '../lint/settings-file';
import { SettingsFinder } from '../lint/settings-finder';
import { findSources, sourcesBeside, type FoundFiles } from '../project/find';
import type { Output } from './output';
import { parserFor } from './parser-choice';
import { jsonReport } from './report-json';
import { summaryText, textReport } from './report-text';
import { selectRules } from './rule-names';
import { ExitCode } from './usage';

export interface CheckOptions {
  readonly format: 'text' | 'json';
  /** Names or codes; empty for all. */
  readonly rule: readonly string[];
  /** More warnings than this count as failure; undefined for no limit. */
  readonly maxWarnings: number | undefined;
}

/**
 * `wsklint check`: checks files and folders and prints what was found.
 * @returns the exit code
 * @throws UsageError where `--rule` names no rule
 */
export async function check(
  paths: readonly string[],
  options: CheckOptions,
  rules: readonly Rule[],
  output: Output,
): Promise<ExitCode> {
  const selected = selectRules(options.rule, rules);
  const found = await findSources(paths);
  const settings = new SettingsFinder(rules);
  const reports: FileReport[] = [];
  const failed: string[] = [];
  const context = await sourcesBeside(found.files);
  for await (const checked of checkFiles(found.files, { rules: selected, settings, context, parserFor })) {
    if (checked.kind === 'report') {
      reports.push(checked.report);
      if (options.format === 'text') output.write(await textReport(checked.report, output));
    }
    failed.push(...failuresOf(checked));
    if (checked.kind === 'skipped') output.warn(`wsklint: ${checked.path} is not checked: ${checked.reason}`);
  }
  output.write(options.format === 'json' ? await jsonReport(reports) : summaryText(reports, output));
  failed.push(...settings.problems.map(problemText), ...unreadable(found));
  for (const failure of failed) output.warn(`wsklint: ${failure}`);
  if (found.files.length === 0 && failed.length === 0) output.warn(`wsklint: no C or C++ file in ${paths.join(', ')}`);
  return failed.length > 0 ? ExitCode.failure : exitCodeOf(reports, options.maxWarnings);
}

/** 1 for any error, or for more warnings than the limit; 0 else. */
export function exitCodeOf(reports: readonly FileReport[], maxWarnings: number | undefined): ExitCode {
  const findings = reports.flatMap((report) => report.findings);
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const isOverLimit = maxWarnings !== undefined && warnings > maxWarnings;
  return isOverLimit || findings.some(({ severity }) => severity === 'error') ? ExitCode.findings : ExitCode.clean;
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
      return [];
  }
}

const unreadable = ({ unreadable: paths }: FoundFiles): readonly string[] =>
  paths.map(({ path, reason }) => `${path} could not be read: ${reason}`);

/** The stack is what a report of a failure of ours needs. */
const detailOf = (error: Error): string => error.stack ?? error.message;
