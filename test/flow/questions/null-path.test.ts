import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nullPath } from '../../../server/src/flow/questions/null-path';
import { unitOf } from '../../support/parse';

/** What can be reached where `p` is NULL, and whether that is tested. */
function withNull(body: string, count?: string): readonly string[] {
  const unit = unitOf(`void f(int *p, int n, int other) { ${body} }`);
  const definition = unit.functionNamed('f');
  assert.ok(definition);
  const path = nullPath(unit, definition, 'p', count);
  assert.ok(path);
  return [path.isTested ? 'tested' : 'never tested', ...path.steps.map((step) => unit.tree.textOf(step))];
}

test('a test of the parameter decides which way is gone where it is NULL', () => {
  assert.deepEqual(withNull('if (p == NULL) { a(); } else { b(); }'), ['tested', 'p == NULL', 'a();']);
  assert.deepEqual(withNull('if (0 != p) { a(); }'), ['tested', '0 != p']);
  assert.deepEqual(withNull('if (!p) { a(); return; } b();'), ['tested', 'p', 'a();', 'return;']);
  assert.deepEqual(withNull('while (p) { a(); }'), ['tested', 'p']);
});

test('both ways are gone after a test of something else', () => {
  assert.deepEqual(withNull('if (other || p == NULL) { a(); } else { b(); }'), [
    'tested',
    'other',
    'p == NULL',
    'a();',
  ]);
  assert.deepEqual(withNull('if (other) { a(); }'), ['never tested', 'other', 'a();']);
  assert.deepEqual(withNull('if (p > other) { a(); }'), ['never tested', 'p > other', 'a();']);
});

test('once the parameter has another value, nothing is known of it', () => {
  assert.deepEqual(withNull('a(); p = b(); c();'), ['never tested', 'a();', 'p = b();']);
});

test('a count that is 0 where the parameter is NULL tells the same', () => {
  assert.deepEqual(withNull('if (n == 0) { a(); } b();', 'n'), ['tested', 'n == 0', 'a();', 'b();']);
  assert.deepEqual(withNull('if (n == 0) { return; } b();', 'n'), ['tested', 'n == 0', 'return;']);
});

test('what only NULL leads to is told apart from what follows for every value', () => {
  const unit = unitOf(
    'void f(int *p, int other) { if (other || p == NULL) { a(); return; } b(); if (p) { c(); } d(); }',
  );
  const definition = unit.functionNamed('f');
  assert.ok(definition);
  const own = nullPath(unit, definition, 'p')?.own.map((step) => unit.tree.textOf(step));
  assert.deepEqual(own, ['other', 'p == NULL', 'a();', 'return;']);
});
