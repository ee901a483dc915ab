import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { cFilesBelow } from '../support/fixture';
import { Workspace } from '../support/workspace';

const textOf = (path: string): string => readFileSync(path, 'utf8');

/** A workspace that remembers what rules have said, and all that it says. */
function remembering(files: Readonly<Record<string, string>>): Workspace {
  const workspace = new Workspace(files);
  workspace.remember();
  return workspace;
}

describe('a file that rules look at function by function', () => {
  const folders = [
    'accept',
    'buffers',
    'callbacks',
    'client',
    'comments',
    'data',
    'edges',
    'false-alarms',
    'irp',
    'irql',
  ];
  for (const folder of [...folders, 'options', 'socket'].map((name) => `test/rules/${name}`)) {
    test(`says what it says as a whole (${folder})`, () => {
      for (const path of cFilesBelow(folder)) {
        const files = { [path]: textOf(path) };
        assert.equal(remembering(files).told(), new Workspace(files).told(), path);
      }
    });
  }

  test('says so in drivers of several files, too', () => {
    const files = Object.fromEntries(cFilesBelow('test/drivers').map((path) => [path, textOf(path)]));
    const told = remembering(files).told();
    assert.match(told, /WSK201/);
    assert.equal(told, new Workspace(files).told());
  });
});
