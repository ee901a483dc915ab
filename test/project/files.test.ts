import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import { decode, displayPath, languageOf, readSource } from '../../server/src/project/files';

describe('decode', () => {
  test('reads UTF-8 with and without a byte order mark as the same text', () => {
    assert.equal(decode(Buffer.from('int \u{1F600};')), 'int \u{1F600};');
    assert.equal(decode(Buffer.from('\uFEFFint a;')), 'int a;');
  });

  test('reads UTF-16 of either order by its mark', () => {
    const little = Buffer.from('\uFEFFint \u00E4;', 'utf16le');
    assert.equal(decode(little), 'int \u00E4;');
    assert.equal(decode(Buffer.from(little).swap16()), 'int \u00E4;');
  });

  test('reads what is no UTF-8 as Latin-1, one unit a byte', () => {
    assert.equal(decode(Uint8Array.from([0x2f, 0x2f, 0xe4, 0xff, 0x0a])), '//\u00E4\u00FF\n');
  });

  test('reads an empty file as an empty text', () => {
    assert.equal(decode(new Uint8Array()), '');
  });
});

describe('readSource', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wsklint-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  test('gives the text and the language', async () => {
    const path = join(folder, 'A.CPP');
    writeFileSync(path, 'int a;\r\n');
    const file = { path: 'A.CPP', text: 'int a;\r\n', language: 'cpp' };
    assert.deepEqual(await readSource(path, 'A.CPP'), { kind: 'source', file });
  });

  test('skips a binary file and says so', async () => {
    const path = join(folder, 'binary.c');
    writeFileSync(path, Uint8Array.from([0x4d, 0x5a, 0, 0]));
    assert.deepEqual(await readSource(path, 'binary.c'), {
      kind: 'skipped',
      path: 'binary.c',
      reason: 'it is a binary file',
    });
  });

  test('says why a file cannot be read', async () => {
    assert.deepEqual(await readSource(join(folder, 'none.c'), 'none.c'), {
      kind: 'unreadable',
      path: 'none.c',
      reason: 'there is no such file or folder',
    });
  });
});

test('the extension decides the language in any case', () => {
  const languages = ['a.c', 'a.H', 'a.cpp', 'a.cc', 'a.cxx', 'a.hpp', 'a.txt', 'c'].map(languageOf);
  assert.deepEqual(languages, ['c', 'c', 'cpp', 'cpp', 'cpp', 'cpp', undefined, undefined]);
});

test('paths are shown relative to the current folder with slashes', () => {
  assert.equal(displayPath(join(process.cwd(), 'src', 'a.c')), 'src/a.c');
  assert.equal(displayPath('./src/a.c'), 'src/a.c');
  assert.equal(displayPath(join(process.cwd(), '..', 'a.c')), '../a.c');
});
