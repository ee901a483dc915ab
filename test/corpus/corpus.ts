// Runs all rules over public drivers, and holds what they say against what people said who read the code: README.md.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { parserFor } from '../../server/src/cli/parser-choice';
import { checkFiles, type CheckedFile } from '../../server/src/lint/check';
import type { FileReport } from '../../server/src/lint/run';
import { SettingsFinder } from '../../server/src/lint/settings-finder';
import { findSources } from '../../server/src/project/find';
import { rules } from '../../server/src/rules';
import { lineTable } from '../../server/src/text/lines';
import { readLabels, type Labels, type Repository } from './labels';
import { judge, scores, type CorpusFinding } from './match';
import { limitsOf, listsOf, scoresTable } from './report';

const USAGE = 'usage: npm run corpus -- FOLDER   (the folder that holds the repositories, see test/corpus/README.md)';

async function main(folder: string | undefined): Promise<number> {
  if (folder === undefined) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const { repositories, labels } = readLabels();
  const findings: CorpusFinding[] = [];
  const failures: string[] = [];
  for (const repository of repositories) {
    const at = join(folder, repository.name.replace(/^.*\//, ''));
    if (!existsSync(at)) failures.push(`${repository.name} is not in ${folder}`);
    else {
      failures.push(...commitProblem(repository, at));
      await checkRepository(repository, at, findings, failures);
    }
  }
  return tell(findings, labels, failures);
}

/** Another commit has other lines. What is no clone is taken as it is. */
function commitProblem({ name, commit }: Repository, at: string): readonly string[] {
  if (!existsSync(join(at, '.git'))) return [];
  const { stdout } = spawnSync('git', ['-C', at, 'rev-parse', 'HEAD'], { encoding: 'utf8' });
  const is = stdout.trim();
  return is === commit ? [] : [`${name} is at ${is}, not at ${commit}`];
}

async function checkRepository(
  { name }: Repository,
  at: string,
  findings: CorpusFinding[],
  failures: string[],
): Promise<void> {
  const started = Date.now();
  const { files } = await findSources(['.'], at);
  const before = findings.length;
  for await (const checked of checkFiles(files, { rules, settings: new SettingsFinder(rules), parserFor })) {
    failures.push(...failuresOf(checked).map((failure) => `${name} ${failure}`));
    if (checked.kind === 'report') findings.push(...findingsOf(name, checked.report));
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${name}: ${findings.length - before} findings in ${files.length} files, ${seconds} s\n`);
}

function failuresOf(checked: CheckedFile): readonly string[] {
  switch (checked.kind) {
    case 'report':
      return checked.report.failures.map(
        ({ what, error }) => `${checked.report.file.path}: ${what} failed: ${error.stack ?? error.message}`,
      );
    case 'failed':
      return [`${checked.path}: ${checked.error.stack ?? checked.error.message}`];
    case 'unreadable':
      return [`${checked.path}: ${checked.reason}`];
    case 'skipped':
    case 'excluded':
      return [];
  }
}

function findingsOf(repository: string, { file, findings }: FileReport): CorpusFinding[] {
  const lines = lineTable(file.text);
  return findings.map(({ rule, at, message }) => ({
    repository,
    file: file.path,
    line: lines.positionAt(at.start).line + 1,
    rule: rule.name,
    message,
  }));
}

/** 0 where the limits are kept and nothing failed. */
function tell(findings: readonly CorpusFinding[], labels: Labels['labels'], failures: readonly string[]): number {
  const judged = judge(findings, labels);
  const limits = limitsOf(judged, labels);
  process.stdout.write(`\n${scoresTable(scores(judged, labels))}${listsOf(judged, labels)}\n`);
  for (const { what, is, isMet } of limits)
    process.stdout.write(`${isMet ? 'kept' : 'MISSED'}: ${what}: ${Number(is.toFixed(3))}\n`);
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  return failures.length === 0 && limits.every(({ isMet }) => isMet) ? 0 : 1;
}

void main(process.argv[2]).then((code) => {
  process.exitCode = code;
});
