import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';

import { checkText } from '../../server/src/lint/check';
import { editsOf, fixesTogether } from '../../server/src/lint/fixes';
import type { Rule } from '../../server/src/lint/rule';
import type { FileReport, ReportedFinding } from '../../server/src/lint/run';
import { defaultSettings } from '../../server/src/lint/settings';
import { readSource } from '../../server/src/project/files';
import { rules as registry } from '../../server/src/rules';
import { createParser } from '../../server/src/syntax/bindings';
import { lineTable } from '../../server/src/text/lines';
import { applyEdits } from '../../server/src/text/span';
import { Workspace } from './workspace';

/**
 * `//   ^^^^ WSK201 text`: the carets stand under what the finding marks, the text is part of its message. A severity
 * that is not the rule's own stands behind the code, as in `WSK520 (info) text`.
 */
const EXPECTATION = /^(\/\/ *)(\^+) (WSK\d{3}(?: \((?:info|warning)\))?) ?(.*)$/;

/** What a finding says, or should say, of one place. */
interface Expectation {
  /** From 1. */
  readonly line: number;
  readonly marked: string;
  /** With the severity, where that is not the rule's own. */
  readonly code: string;
  readonly message: string;
}

/** What the rules say of a text, with every severity as the rule has it. Fails where a rule throws. */
export async function reportOf(
  text: string,
  rules: readonly Rule[],
  path = 'text.c',
  language: 'c' | 'cpp' = 'c',
): Promise<FileReport> {
  const parser = await createParser('auto');
  const report = checkText({ path, text, language }, rules, defaultSettings, parser, { known: registry });
  assert.deepEqual(report.failures, []);
  return report;
}

/** What one rule says of a text. One about comments speaks when all others have spoken. */
export async function findingsOf(rule: Rule, text: string, path?: string): Promise<readonly ReportedFinding[]> {
  const { findings } = await reportOf(text, rule.checkSuppressions === undefined ? [rule] : registry, path);
  return findings.filter((finding) => finding.rule === rule);
}

/** The same for a file, in whatever encoding it has. */
export async function reportOfFile(path: string, rules: readonly Rule[]): Promise<FileReport | undefined> {
  const read = await readSource(path);
  if (read.kind !== 'source') return undefined;
  return reportOf(read.file.text, rules, read.file.path, read.file.language);
}

/** The text of a fixture. Line ends are those that the expectations are written with. */
export async function textOf(path: string): Promise<string> {
  const read = await readSource(path);
  assert.ok(read.kind === 'source', `${path} could not be read`);
  return read.file.text;
}

/** Checks a rule against an annotated C file: each finding is marked, and each mark found. */
export async function checkFixture(rule: Rule, path: string): Promise<void> {
  const text = await textOf(path);
  assert.deepEqual(differences(text, await findingsOf(rule, text, path)), { unmarked: [], missed: [] });
}

/** Checks a rule against all annotated C files below a folder, which are one project. */
export async function checkFolder(rule: Rule, folder: string): Promise<void> {
  const workspace = await workspaceBelow(folder);
  const empty = { unmarked: [], missed: [] };
  const found = Object.entries(workspace.files).map(([path, text]) => {
    const report = workspace.report(path, [rule]);
    assert.deepEqual(report?.failures ?? [], []);
    return { path, ...differences(text, report?.findings ?? []) };
  });
  assert.deepEqual(
    found,
    Object.keys(workspace.files).map((path) => ({ path, ...empty })),
  );
}

/** Says that nothing is found that a safe fix can mend once all safe fixes are made in all files of a project. */
export async function checkFixesIn(rule: Rule, folder: string): Promise<void> {
  const workspace = await workspaceBelow(folder);
  for (const [path, text] of Object.entries(workspace.files)) {
    const fixes = fixesTogether((workspace.report(path, [rule])?.findings ?? []).map(({ fix }) => fix));
    workspace.set(path, applyEdits(text, editsOf(fixes)));
  }
  for (const path of Object.keys(workspace.files)) {
    const left = (workspace.report(path, [rule])?.findings ?? []).filter(({ fix }) => fix?.safe === true);
    assert.deepEqual(
      left.map(({ message }) => message),
      [],
      path,
    );
  }
}

/** The C files below a folder, as one project. */
export async function workspaceBelow(folder: string): Promise<Workspace> {
  const workspace = new Workspace();
  for (const path of cFilesBelow(folder)) workspace.set(path, await textOf(path));
  return workspace;
}

/** What is found and not marked in a text, and what is marked and not found. */
function differences(
  text: string,
  findings: readonly ReportedFinding[],
): Record<'unmarked' | 'missed', readonly string[]> {
  const expected = expectationsIn(text);
  const found = findings.map((finding) => foundIn(text, finding)).map((each) => shortened(each, expected));
  const [all, marked] = [found.map(render), expected.map(render)];
  return { unmarked: without(all, marked), missed: without(marked, all) };
}

/** The text after all safe fixes that go together, round by round until none is left, without its marks. */
export async function repaired(text: string, rule: Rule): Promise<string> {
  let current = text;
  for (let round = 0; round < 20; round++) {
    const fixes = fixesTogether((await findingsOf(rule, current)).map(({ fix }) => fix));
    if (fixes.length === 0) return withoutMarks(current);
    current = applyEdits(current, editsOf(fixes));
  }
  throw new Error('the fixes of this rule bring new findings for ever');
}

/** A text without the lines that say what is to be found. */
export const withoutMarks = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !EXPECTATION.test(line))
    .join('\n');

/** All C files below a folder, with `/`, sorted. */
export const cFilesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.(c|h|cpp)$/.test(name))
    .sort();

/** The marks of a text, in its order: each speaks of the nearest line above that is no mark. */
export function expectationsIn(text: string): readonly Expectation[] {
  const lines = text.split('\n');
  let target = 0;
  return lines.flatMap((line, index) => {
    const [, indent, carets, code, message] = EXPECTATION.exec(line) ?? [];
    if (indent === undefined || carets === undefined || code === undefined || message === undefined) {
      target = index;
      return [];
    }
    const marked = (lines[target] ?? '').slice(indent.length, indent.length + carets.length);
    return [{ line: target + 1, marked, code, message }];
  });
}

function foundIn(text: string, { rule, severity, at, message }: ReportedFinding): Expectation {
  const line = lineTable(text).positionAt(at.start).line + 1;
  const code = severity === rule.severity ? rule.code : `${rule.code} (${severity})`;
  return { line, marked: text.slice(at.start, at.end), code, message };
}

/** A mark gives a part of the message: what is found is cut to that part, to compare equal. */
function shortened(found: Expectation, expected: readonly Expectation[]): Expectation {
  const same = expected.find(
    ({ line, marked, code, message }) =>
      line === found.line && marked === found.marked && code === found.code && found.message.includes(message),
  );
  return same ?? found;
}

/** What is left of a list when each member of another was taken away from it once. */
function without(all: readonly string[], taken: readonly string[]): readonly string[] {
  const left = [...taken];
  return all.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const render = ({ line, marked, code, message }: Expectation): string => `${line}: ${code} «${marked}» ${message}`;
