import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { rules } from '../server/src/rules';
import { DRIVERS } from './support/drivers';
import { workspaceBelow } from './support/fixture';
import { mutantFiles, mutatedFiles, readMutants, type Mutant } from './support/mutants';
import type { Workspace } from './support/workspace';

const files = mutantFiles();
const all = files.flatMap(({ mutants }) => mutants);

/** Each driver is followed once; of a mutant only what its edits change. */
const workspaces = new Map<string, Promise<Workspace>>();

function workspaceOf(driver: string): Promise<Workspace> {
  const made = workspaces.get(driver) ?? workspaceBelow(`${DRIVERS}/${driver}`);
  workspaces.set(driver, made);
  return made;
}

/** What all rules say of a mutant, as `CODE file function «marked text»`, by file and place. */
async function findingsIn(mutant: Mutant): Promise<readonly string[]> {
  const workspace = await workspaceOf(mutant.driver);
  const correct = workspace.files;
  setAll(workspace, mutatedFiles(mutant, correct));
  try {
    return Object.keys(correct)
      .sort()
      .flatMap((path) => findingsOfFile(workspace, path));
  } finally {
    setAll(workspace, correct);
  }
}

function setAll(workspace: Workspace, texts: Readonly<Record<string, string>>): void {
  const before = workspace.files;
  for (const [path, text] of Object.entries(texts)) if (before[path] !== text) workspace.set(path, text);
}

function findingsOfFile(workspace: Workspace, path: string): readonly string[] {
  const report = workspace.report(path);
  assert.deepEqual(report?.failures ?? [], []);
  return (report?.findings ?? []).map(({ rule, at }) => {
    const unit = workspace.project.analysisOf(path)?.unit;
    const within = unit?.functions.find(({ node }) => {
      const span = unit.tree.span(node);
      return span.start <= at.start && at.end <= span.end;
    });
    const marks = workspace.files[path]?.slice(at.start, at.end) ?? '';
    return rendered(rule.code, path.slice(path.lastIndexOf('/') + 1), within?.name, marks);
  });
}

const rendered = (code: string, file: string, within: string | undefined, marks: string): string =>
  `${code} ${file} ${within ?? '(outside of functions)'} «${marks}»`;

for (const { category, rule: name, mutants } of files) {
  describe(`the mutants of ${name}`, () => {
    const rule = rules.find((each) => each.name === name && each.category === category);

    test('are those of a rule, and at least three', () => {
      assert.ok(rule, `there is no rule ${name} in ${category}`);
      assert.ok(mutants.length >= 3, `there are ${mutants.length}`);
    });

    for (const mutant of mutants) {
      const { file, in: within, marks } = mutant.finds;
      const expected = mutant.knownMiss === undefined ? [rendered(rule?.code ?? name, file, within, marks)] : [];
      const what = mutant.knownMiss === undefined ? 'is found' : `is missed: ${mutant.knownMiss}`;
      test(`${mutant.driver}: ${mutant.name} ${what}`, async () => {
        assert.deepEqual(await findingsIn(mutant), expected);
      });
    }
  });
}

describe('the mutants', () => {
  test('are missed at most once in twenty', (t) => {
    const missed = all.filter(({ knownMiss }) => knownMiss !== undefined).length;
    t.diagnostic(`${all.length - missed} of ${all.length} mutants are found`);
    assert.ok(missed <= Math.ceil(all.length / 20), `${missed} of ${all.length} are missed`);
  });

  test('exist for rules, and the output names those that have none', (t) => {
    const without = rules.filter(({ name }) => files.every(({ rule }) => rule !== name)).map(({ name }) => name);
    t.diagnostic(`${without.length} of ${rules.length} rules have no mutants: ${without.join(', ')}`);
    assert.ok(without.length < rules.length);
  });
});

describe('what is not a mutant', () => {
  const edit = { file: 'beat.c', in: 'BeatOnce', delete: 'Sender->Count++;' };
  const good = { name: 'is one', driver: 'nmr', edits: [edit], finds: { marks: 'x' } };
  const read = (value: unknown): readonly Mutant[] => readMutants('m.json', JSON.stringify([value]));

  test('is named by its place in the file', () => {
    assert.throws(() => read({ ...good, name: 1 }), /^Error: m\.json\[0\]\.name: this is to be a text$/);
    assert.throws(() => read({ ...good, finds: {} }), /^Error: m\.json\[0\]\.finds\.marks: a text is missing$/);
    assert.throws(() => read({ ...good, edits: [] }), /^Error: m\.json\[0\]\.edits: a mutant has an edit$/);
    assert.throws(
      () => read({ ...good, edits: [{ file: 'beat.c' }] }),
      /^Error: m\.json\[0\]\.edits\[0\]: an edit says/,
    );
  });

  test('is one whose text does not stand once in its function', async () => {
    const { files: texts } = await workspaceOf('nmr');
    const applied = (change: object): unknown =>
      read({ ...good, edits: [{ ...edit, ...change }] }).map((mutant) => mutatedFiles(mutant, texts));
    assert.doesNotThrow(() => applied({}));
    assert.throws(() => applied({ delete: 'Sender' }), /BeatOnce has "Sender" \d+ times, not once$/);
    assert.throws(() => applied({ delete: 'Recorder' }), /BeatOnce has "Recorder" 0 times, not once$/);
    assert.throws(() => applied({ in: 'BeatTwice' }), /has no function BeatTwice, or several$/);
    assert.throws(() => applied({ file: 'none.c' }), /there is no test\/drivers\/nmr\/none\.c$/);
  });
});
