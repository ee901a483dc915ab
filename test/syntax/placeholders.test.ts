import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { maskText } from '../../server/src/syntax/mask';
import { createNativeParser } from '../../server/src/syntax/native';

const masked = (text: string): string => maskText(text).masked.replace(/\s+/g, ' ').trim();

describe('dots for code that is left out become', () => {
  test('an empty statement where a statement may stand', () => {
    assert.equal(masked('void f() { ... if (a) ... else ... }'), 'void f() { ; if (a) ; else ; }');
  });

  test('nothing where a semicolon follows', () => {
    assert.equal(masked('void f() { ...; }'), 'void f() { ; }');
  });

  test('a name where a value stands', () => {
    assert.equal(
      masked('void f() { if (...) { } g(a, ...); a = ...; }'),
      'void f() { if (___) { } g(a, ___); a = ___; }',
    );
  });

  test('two semicolons in the head of a for', () => {
    assert.equal(masked('void f() { for (...) { } }'), 'void f() { for (;; ) { } }');
  });

  test('nothing in an initialiser, between members and between functions', () => {
    assert.equal(
      masked('T a = { b, ... }; struct S { int a; ... }; ...\nint c;'),
      'T a = { b, }; struct S { int a; }; int c;',
    );
  });

  test('a column of single dots, with or without comments', () => {
    assert.equal(masked('T a = {\n  .\n  . // more\n  .\n};'), 'T a = { // more };');
    assert.equal(masked('void f() {\n  .\n  .\n}'), 'void f() { ; ; }');
  });

  test('the same where they are spaced out or one character', () => {
    assert.equal(masked('void f() { . . .\n … }'), 'void f() { ; ; }');
  });

  test('an omission each, so that nothing is said of that place', () => {
    const { omissions } = maskText('void f() { ... }');
    assert.deepEqual(omissions, [{ start: 11, end: 14, reason: 'dots for code that is left out' }]);
  });
});

test('directions that a reference page prints before parameters are blanked', () => {
  assert.equal(masked('int F([in] int a, [in, optional] int *b, int c[3]);'), 'int F( int a, int *b, int c[3]);');
});

test('a text in the style of the documentation parses without an error', () => {
  const { tree } = createNativeParser().parse(readFileSync('test/syntax/inputs/documentation.c', 'utf8'));
  assert.equal(tree.hasError(tree.root), false);
  assert.equal(tree.descendants(tree.root, 'function_definition').length, 2);
});
