import assert from 'node:assert/strict';
import { test } from 'node:test';

import { editsOf, fixesTogether } from '../../server/src/lint/fixes';
import type { Fix } from '../../server/src/lint/rule';
import { applyEdits } from '../../server/src/text/span';

const fix = (title: string, ...edits: readonly (readonly [number, number, string])[]): Fix => ({
  title,
  edits: edits.map(([start, end, text]) => ({ at: { start, end }, text })),
  safe: true,
});

const titles = (fixes: readonly (Fix | undefined)[]) => fixesTogether(fixes).map(({ title }) => title);

test('safe fixes that do not touch are applied together', () => {
  const fixes = fixesTogether([fix('a', [0, 1, 'x']), undefined, fix('b', [2, 3, 'y'])]);
  assert.equal(applyEdits('abc', editsOf(fixes)), 'xby');
});

test('an unsafe fix is never applied with others', () => {
  assert.deepEqual(titles([{ ...fix('a', [0, 1, 'x']), safe: false }, fix('b', [2, 3, 'y'])]), ['b']);
});

test('of two fixes that overlap the first is taken', () => {
  assert.deepEqual(titles([fix('a', [0, 2, 'x']), fix('b', [1, 3, 'y'])]), ['a']);
});

test('two insertions at one place are not applied together', () => {
  assert.deepEqual(titles([fix('a', [1, 1, 'x']), fix('b', [1, 1, 'y'])]), ['a']);
});

test('a fix is left whole when one of its edits touches another fix', () => {
  assert.deepEqual(titles([fix('a', [5, 6, 'x']), fix('b', [0, 1, 'y'], [5, 7, 'z'])]), ['a']);
});

test('an edit that two fixes share is made once', () => {
  const fixes = fixesTogether([fix('a', [0, 0, '#'], [1, 2, 'x']), fix('b', [0, 0, '#'], [3, 4, 'y'])]);
  assert.equal(applyEdits('abcd', editsOf(fixes)), '#axcy');
});
