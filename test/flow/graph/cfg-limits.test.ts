import assert from 'node:assert/strict';
import { test } from 'node:test';

import { maximalDepth } from '../../../server/src/flow/graph/cfg-drafts';
import { dump, flowOf } from './dump';

test('ten thousand statements in a row are ten thousand points', () => {
  const { flow } = flowOf('a();\n'.repeat(10_000));
  assert.equal(flow?.points.length, 10_002);
});

test('a chain of three hundred else if is no deep nesting', () => {
  const { flow } = flowOf(`if (a) b(); ${'else if (c) d();\n'.repeat(300)}`);
  assert.equal(flow?.points.length, 604);
});

test('a condition of a thousand operands in a row is no deep nesting', () => {
  const { flow } = flowOf(`if (a${' && b'.repeat(999)}) c();`);
  assert.equal(flow?.points.length, 1003);
});

test('blocks as deep as the Microsoft compiler takes are followed', () => {
  const lines = dump('if (a) {'.repeat(120) + 'b();' + '}'.repeat(120));
  assert.equal(lines.length, 123);
});

test('a function that nests too deeply is given up', () => {
  const levels = maximalDepth + 1;
  assert.deepEqual(dump('{'.repeat(levels) + 'a();' + '}'.repeat(levels)), ['given up']);
});

test('a condition that nests too deeply is given up', () => {
  const levels = maximalDepth + 1;
  assert.deepEqual(dump(`if (${'a && ('.repeat(levels)}b${')'.repeat(levels)}) c();`), ['given up']);
});

test('copies of __finally blocks in __finally blocks end at a limit', () => {
  const levels = 18;
  const body = '__try { a(); } __finally { '.repeat(levels) + 'b();' + '}'.repeat(levels);
  assert.deepEqual(dump(body), ['given up']);
});

test('the same function gives the same graph every time', () => {
  const body = 'again: __try { if (a()) goto again; return; } __finally { b(); } while (c) d();';
  assert.deepEqual(dump(body), dump(body));
});
