import type { Rule } from '../lint/rule';
import type { FileReport } from '../lint/run';
import { findSources } from '../project/find';
import { runCheck, type CheckRun, type CheckRunOptions } from './check-run';
import { fixAll, type FixedFiles } from './fix';
import type { Output } from './output';
import { githubReport } from './report-github';
import { jsonReport } from './report-json';
import { junitReport } from './report-junit';
import { sarifReport } from './report-sarif';
import { summaryText, textReport } from './report-text';
import { selectRules } from './rule-names';
import { standardInput } from './standard-input';
import { ExitCode } from './usage';

export const formats = ['text', 'json', 'sarif', 'junit', 'github'] as const;

export type Format = (typeof formats)[number];

export interface CheckOptions {
  readonly format: Format;
  /** Names or codes; empty for all. */
  readonly rule: readonly string[];
  /** More warnings than this count as failure; undefined for no limit. */
  readonly maxWarnings: number | undefined;
  /** Whether to make all safe fixes in the files first, and to tell what is left. */
  readonly fix: boolean;
  /** The path of what is on standard input, where `-` stands for that among the paths. */
  readonly stdinFilename: string | undefined;
  /** Whether to tell, on standard error, what is not analysed, and why. */
  readonly verbose: boolean;
}

/** What runs: its rules and its version. */
export interface Tool {
  readonly rules: readonly Rule[];
  readonly version: string;
}

/**
 * `wsklint check`: checks files and folders and prints what was found.
 * @returns the exit code
 * @throws UsageError where `--rule` names no rule, and where what is asked for does not go with standard input
 */
export async function check(
  paths: readonly string[],
  options: CheckOptions,
  tool: Tool,
  output: Output,
): Promise<ExitCode> {
  const selected = selectRules(options.rule, tool.rules);
  const found = (await standardInput(paths, options)) ?? (await findSources(paths));
  const printer = new Printer(options.format, { ...tool, rules: selected }, output);
  const runOptions: CheckRunOptions = {
    selected,
    rules: tool.rules,
    verbose: options.verbose,
    onReport: (report) => printer.report(report),
  };
  const { run, fixed } = options.fix
    ? await fixAll(found, runOptions)
    : { run: await runCheck(found, runOptions), fixed: undefined };
  await printer.end(run, fixed);
  for (const message of [...run.remarks, ...run.failures]) output.warn(`wsklint: ${message}`);
  const isNothingThere = found.files.length === 0 && run.failures.length === 0;
  if (isNothingThere) output.warn(`wsklint: no C or C++ file in ${paths.join(', ')}`);
  return run.failures.length > 0 ? ExitCode.failure : exitCodeOf(run.reports, options.maxWarnings);
}

/** Prints what is found in one of the formats: file by file where the format allows that. */
class Printer {
  readonly #format: Format;
  readonly #tool: Tool;
  readonly #output: Output;

  constructor(format: Format, tool: Tool, output: Output) {
    this.#format = format;
    this.#tool = tool;
    this.#output = output;
  }

  async report(report: FileReport): Promise<void> {
    if (this.#format === 'text') this.#output.write(await textReport(report, this.#output));
    if (this.#format === 'github') this.#output.write(await githubReport(report));
  }

  async end({ reports, failures }: CheckRun, fixed: FixedFiles | undefined): Promise<void> {
    const output = this.#output;
    if (this.#format === 'text') output.write(summaryText(reports, fixed, output));
    if (this.#format === 'json') output.write(await jsonReport(reports));
    if (this.#format === 'junit') output.write(await junitReport({ reports, failures }));
    if (this.#format === 'sarif') output.write(await sarifReport({ ...this.#tool, reports, failures }));
  }
}

/** 1 for any error, or for more warnings than the limit; 0 else. */
export function exitCodeOf(reports: readonly FileReport[], maxWarnings: number | undefined): ExitCode {
  const findings = reports.flatMap((report) => report.findings);
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const isOverLimit = maxWarnings !== undefined && warnings > maxWarnings;
  return isOverLimit || findings.some(({ severity }) => severity === 'error') ? ExitCode.findings : ExitCode.clean;
}
