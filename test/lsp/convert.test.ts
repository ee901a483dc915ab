import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { TextDocument } from 'vscode-languageserver-textdocument';

import { pathOf, rangeOf, resultIdOf, sourceOf, spanOf, uriOf } from '../../server/src/lsp/convert';

describe('a place', () => {
  const document = TextDocument.create('file:///a.c', 'c', 1, 'a\r\n\u{1F50C}b\rc\n');

  test('is counted in UTF-16 units, with every kind of line break', () => {
    const b = { start: { line: 1, character: 2 }, end: { line: 1, character: 3 } };
    assert.deepEqual(rangeOf(document, { start: 5, end: 6 }), b);
    assert.deepEqual(spanOf(document, b), { start: 5, end: 6 });
    assert.deepEqual(rangeOf(document, { start: 7, end: 8 }).start, { line: 2, character: 0 });
  });
});

describe('a path', () => {
  test('comes back from its URI, whatever letters are in it', () => {
    const path = '/drivers/größe 100%/a#b?.c';
    assert.equal(pathOf(uriOf(path)), path);
  });

  test('is what an editor means that escapes more than it must', () => {
    assert.equal(pathOf('file:///drivers/a%2Bb%20c.c'), '/drivers/a+b c.c');
  });

  test('is missing where a document has no file', () => {
    assert.equal(pathOf('untitled:Untitled-1'), undefined);
    assert.equal(pathOf('git:/a.c?ref'), undefined);
  });

  test('is the URI of a document that lies on no disk, and stays it', () => {
    for (const uri of ['untitled:Untitled-1', 'vscode-vfs://github/owner/driver/send.c']) {
      assert.equal(sourceOf(TextDocument.create(uri, 'c', 1, '')).path, uri);
      assert.equal(uriOf(uri), uri);
    }
  });
});

test('a header that the editor calls C++ is read as the command line reads it', () => {
  const language = (uri: string, id: string) => sourceOf(TextDocument.create(uri, id, 1, '')).language;
  assert.equal(language('file:///a.h', 'cpp'), 'c');
  assert.equal(language('file:///a.H', 'cpp'), 'c');
  assert.equal(language('file:///a.cpp', 'cpp'), 'cpp');
  assert.equal(language('file:///a.c', 'cpp'), 'cpp');
  assert.equal(language('untitled:a', 'c'), 'c');
});

test('a result is told from another by what it says', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  assert.equal(resultIdOf([{ range, message: 'a' }]), resultIdOf([{ range, message: 'a' }]));
  assert.notEqual(resultIdOf([{ range, message: 'a' }]), resultIdOf([{ range, message: 'b' }]));
});
