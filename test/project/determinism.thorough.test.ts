import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { cFilesBelow } from '../support/fixture';
import { Workspace } from '../support/workspace';
import { DRIVER } from './drivers';

const drivers = Object.fromEntries(cFilesBelow('test/drivers').map((path) => [path, readFileSync(path, 'utf8')]));

/** Many drivers in one workspace, of which some call functions that several have. */
function generated(count: number): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (let index = 0; index < count; index++)
    for (const [path, text] of Object.entries(DRIVER))
      files[path.replace('driver/', `d${index % 4}/part${index}/`)] =
        index % 3 === 0 ? text : text.replaceAll(/\b(Send|Note|Prepare|MakeIrp)\b/g, `$1${index}`);
  return files;
}

/** The same files, in another order for each prime number that does not divide how many there are. */
function shuffled(files: Readonly<Record<string, string>>, step: number): Readonly<Record<string, string>> {
  const all = Object.entries(files);
  const shuffledFiles = Object.fromEntries(
    all.flatMap((_, index) => [all[(index * step + 1) % all.length] ?? ['', '']]),
  );
  assert.equal(Object.keys(shuffledFiles).length, all.length);
  return shuffledFiles;
}

describe('the same files say the same to the byte', () => {
  for (const [what, files] of Object.entries({
    'the example drivers': drivers,
    'a generated project': generated(6),
  })) {
    const told = new Workspace(files).told();

    test(`${what}, which have something to say, on two runs`, () => {
      assert.match(told, /WSK201/);
      assert.equal(new Workspace(files).told(), told);
    });

    test(`${what}, in whatever order they are set`, () => {
      for (const by of [11, 13, 17, 19]) {
        const other = new Workspace(shuffled(files, by));
        assert.notDeepEqual(Object.keys(other.files), Object.keys(files));
        assert.equal(other.told(), told);
      }
    });

    test(`${what}, where each is taken in before the next is known`, () => {
      const growing = new Workspace();
      for (const [path, text] of Object.entries(shuffled(files, 23))) {
        growing.set(path, text);
        growing.update();
      }
      assert.equal(growing.told(), told);
    });

    test(`${what}, where each is gone for a while`, () => {
      const workspace = new Workspace(files);
      for (const [path, text] of Object.entries(files)) {
        workspace.delete(path);
        workspace.update();
        workspace.set(path, text);
      }
      assert.equal(workspace.told(), told);
    });
  }
});
