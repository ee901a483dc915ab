import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { cFilesBelow } from '../support/fixture';
import { assertRememberedIsTrue, remembering } from '../support/remembering';
import { Workspace } from '../support/workspace';

const textOf = (path: string): string => readFileSync(path, 'utf8');

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
      assertRememberedIsTrue(path);
    });
  }
});
