import { MOST_ROUNDS } from '../lint/fix-all';
import { editsOf, fixesTogether } from '../lint/fixes';
import type { FileReport } from '../lint/run';
import { rewriteSource } from '../project/files';
import type { FoundFiles } from '../project/find';
import { applyEdits } from '../text/span';
import { runCheck, type CheckRun, type CheckRunOptions } from './check-run';

/** What `--fix` has written. */
export interface FixedFiles {
  /** How many fixes were made. */
  readonly fixes: number;
  readonly files: number;
}

/**
 * Makes all safe fixes in the files, round by round until there is none left: fixes that touch each other are made one
 * after the other. What is silenced is left alone.
 * @returns what is found then, which alone is told to `onReport`, and what was written
 */
export async function fixAll(
  found: FoundFiles,
  { onReport, ...options }: CheckRunOptions,
): Promise<{ readonly run: CheckRun; readonly fixed: FixedFiles }> {
  const fixer = new Fixer();
  let run = await runCheck(found, options);
  for (let round = 1; round <= MOST_ROUNDS && (await fixer.fix(run.reports)); round++)
    run = await runCheck(found, options);
  for (const report of run.reports) await onReport?.(report);
  return { run: { ...run, failures: [...run.failures, ...fixer.failures] }, fixed: fixer.fixed };
}

/** Writes the fixes of one round after the other, and counts them. */
class Fixer {
  readonly #written = new Set<string>();
  /** Why a file could not be written, by its path. It is not tried again. */
  readonly #problems = new Map<string, string>();
  #fixes = 0;

  get fixed(): FixedFiles {
    return { fixes: this.#fixes, files: this.#written.size };
  }

  get failures(): readonly string[] {
    return [...this.#problems].map(([path, reason]) => `${path} could not be written: ${reason}`);
  }

  /** Makes the fixes of some reports that go together. Returns whether there were any. */
  async fix(reports: readonly FileReport[]): Promise<boolean> {
    const before = this.#fixes;
    for (const report of reports) await this.#fixFile(report);
    return this.#fixes > before;
  }

  async #fixFile({ file, findings }: FileReport): Promise<void> {
    const fixes = this.#problems.has(file.path) ? [] : fixesTogether(findings.map(({ fix }) => fix));
    if (fixes.length === 0) return;
    const problem = await rewriteSource(file, applyEdits(file.text, editsOf(fixes)));
    if (problem !== undefined) this.#problems.set(file.path, problem);
    else {
      this.#written.add(file.path);
      this.#fixes += fixes.length;
    }
  }
}
