import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';

import { findSources } from '../../server/src/project/find';

describe('findSources', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wsklint-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Lays files out below a new folder and gives that folder. */
  function layOut(name: string, files: Readonly<Record<string, string>>): string {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name, path)), { recursive: true });
      writeFileSync(join(folder, name, path), text);
    }
    return join(folder, name);
  }
  const shown = async (paths: readonly string[], from: string) =>
    (await findSources(paths, from)).files.map(({ shownAs }) => shownAs);

  test('finds C and C++ files in folders below, in the order of their paths', async () => {
    const at = layOut('plain', { 'b/z.c': '', 'b/a.h': '', 'a.CPP': '', 'readme.md': '', 'b.c': '' });
    assert.deepEqual(await shown(['.'], at), ['a.CPP', 'b.c', 'b/a.h', 'b/z.c']);
  });

  test('leaves out what builds make and others wrote, unless it is named', async () => {
    const at = layOut('left-out', {
      'x64/a.c': '',
      'Debug/a.c': '',
      'node_modules/m/a.c': '',
      '.hidden/a.c': '',
      'a.c': '',
    });
    assert.deepEqual(await shown(['.'], at), ['a.c']);
    assert.deepEqual(await shown(['x64', '.hidden/a.c'], at), ['.hidden/a.c', 'x64/a.c']);
  });

  test('respects ignore files, of which the nearest that speaks of a file decides', async () => {
    const at = layOut('ignored', {
      '.git/HEAD': '',
      '.gitignore': 'gen/\n*.tmp.c\n/top.c\n',
      'top.c': '',
      'gen/a.c': '',
      'sub/top.c': '',
      'sub/x.tmp.c': '',
      'sub/keep.tmp.c': '',
      'sub/.gitignore': '!keep.tmp.c\nlocal.c\n',
      'sub/local.c': '',
    });
    assert.deepEqual(await shown(['.'], at), ['sub/keep.tmp.c', 'sub/top.c']);
    assert.deepEqual(await shown(['sub'], at), ['sub/keep.tmp.c', 'sub/top.c']);
  });

  test('takes a named file whatever its name and whatever an ignore file says', async () => {
    const at = layOut('named', { '.git/HEAD': '', '.gitignore': 'a.c\n', 'a.c': '', 'text.inc': '' });
    const { files } = await findSources(['a.c', 'text.inc', '.'], at);
    assert.deepEqual(
      files.map(({ shownAs, isNamed }) => [shownAs, isNamed]),
      [
        ['a.c', true],
        ['text.inc', true],
      ],
    );
  });

  test('names each file once', async () => {
    const at = layOut('once', { 'sub/a.c': '' });
    assert.deepEqual(await shown(['sub', '.', 'sub/a.c', './sub/../sub/a.c'], at), ['sub/a.c']);
  });

  test('tells which named paths cannot be read, and finds the others', async () => {
    const at = layOut('missing', { 'a.c': '' });
    const { files, unreadable } = await findSources(['nowhere', 'a.c'], at);
    assert.equal(files.length, 1);
    assert.deepEqual(unreadable, [{ path: 'nowhere', reason: 'there is no such file or folder' }]);
  });

  test('does not follow a link to a folder above', async () => {
    const at = layOut('linked', { 'sub/a.c': '' });
    symlinkSync(at, join(at, 'sub', 'loop'), 'junction');
    assert.deepEqual(await shown(['.'], at), ['sub/a.c']);
  });
});
