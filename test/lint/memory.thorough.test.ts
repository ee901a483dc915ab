import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { createNativeParser } from '../../server/src/syntax/native';
import { typing } from '../bench/edits';
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

describe('after each key that is typed', () => {
  const typed = [
    'test/rules/irp/completion-routine-lets-own-irp-go-on.c',
    'test/rules/irql/wait-in-wsk-callback.c',
    'test/rules/socket/socket-used-before-bind.c',
    'test/rules/callbacks/callback-returns-invalid-status.c',
    'test/rules/buffers/paged-memory-given-to-wsk.c',
    'test/rules/data/indication-not-released.c',
  ];
  for (const path of typed) {
    test(`what was remembered is what is true (${path})`, () => {
      const text = textOf(path);
      const keystrokes = typing(createNativeParser().parse(text).tree, 16);
      const workspace = remembering({ [path]: text });
      assert.notEqual(workspace.told(), '[]');
      for (const [index, keystroke] of keystrokes.entries()) {
        workspace.set(path, keystroke.text);
        const fresh = new Workspace({ [path]: keystroke.text }).told();
        assert.equal(workspace.told(), fresh, `${index}: ${keystroke.kind}`);
      }
    });
  }
});
