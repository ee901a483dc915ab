import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { difference } from '../../server/src/syntax/difference';
import { createNativeParser } from '../../server/src/syntax/native';
import type { ParsedText, SourceParser } from '../../server/src/syntax/parser';
import { createWasmParser } from '../../server/src/syntax/wasm';
import { inputs } from './inputs';

/** Numbers from 0 to below `limit`, the same in every run. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const PIECES = [
  '',
  ' ',
  ';',
  'x',
  '(',
  ')',
  '{',
  '}',
  '\n',
  '_In_ ',
  'IN ',
  '/*',
  '*/',
  '#if 0\n',
  '#endif\n',
  '"',
  ' = 1',
  '...',
];

function editRandomly(text: string, next: (limit: number) => number): string {
  const start = next(text.length + 1);
  const end = Math.min(text.length, start + next(12));
  return text.slice(0, start) + (PIECES[next(PIECES.length)] ?? '') + text.slice(end);
}

function firstDifference(parser: SourceParser, start: string, edits: number): string | undefined {
  const next = numbers(start.length);
  let text = start;
  let parsed: ParsedText = parser.parse(text);
  for (let count = 0; count < edits; count++) {
    // Every third edit goes back to a text that parses, from which a tree may be continued.
    text = count % 3 === 2 ? start : editRandomly(text, next);
    parsed = parser.parse(text, { previous: parsed });
    const full = parser.parse(text);
    const isEqual = JSON.stringify(full.tree.flat) === JSON.stringify(parsed.tree.flat);
    parser.forget(full);
    if (!isEqual) return text;
  }
  parser.forget(parsed);
  return undefined;
}

describe('a parse that continues another', () => {
  const texts = inputs().filter(({ path, text }) => path.includes('inputs') && text.length > 0);

  test('gives what a full parse gives after any edit, in the wasm binding', async () => {
    const parser = await createWasmParser();
    const different = texts.map(({ text }) => firstDifference(parser, text, 60)).filter((text) => text !== undefined);
    assert.deepEqual(different, []);
  });

  test('gives what a full parse gives after any edit, in the native binding', () => {
    const parser = createNativeParser();
    const different = texts.map(({ text }) => firstDifference(parser, text, 30)).filter((text) => text !== undefined);
    assert.deepEqual(different, []);
  });

  test('gives an equal tree where nothing has changed', async () => {
    const parser = await createWasmParser();
    const first = parser.parse('int a;\n');
    assert.deepEqual(parser.parse('int a;\n', { previous: first }).tree.flat, first.tree.flat);
  });

  test('uses up the parse that it continues, which may be handed in again all the same', async () => {
    const parser = await createWasmParser();
    const first = parser.parse('int a;\n');
    const second = parser.parse('int b;\n', { previous: first });
    const third = parser.parse('int c, d;\n', { previous: first });
    assert.deepEqual(third.tree.flat, parser.parse('int c, d;\n').tree.flat);
    parser.forget(second);
    parser.forget(second);
  });
});

describe('the difference of two texts', () => {
  test('is the stretch between what both begin with and what both end with', () => {
    assert.deepEqual(difference('abcdef', 'abXYef'), { start: 2, oldEnd: 4, newEnd: 4 });
    assert.deepEqual(difference('abef', 'abXef'), { start: 2, oldEnd: 2, newEnd: 3 });
    assert.deepEqual(difference('aa', 'aaa'), { start: 2, oldEnd: 2, newEnd: 3 });
    assert.deepEqual(difference('', 'a'), { start: 0, oldEnd: 0, newEnd: 1 });
  });

  test('is as small in a long text as in a short one', () => {
    const long = 'abcdefg'.repeat(1000);
    const changed = `${long.slice(0, 3000)}XY${long.slice(3001)}`;
    assert.deepEqual(difference(long, changed), { start: 3000, oldEnd: 3001, newEnd: 3002 });
    assert.deepEqual(difference(long, `${long}!`), { start: 7000, oldEnd: 7000, newEnd: 7001 });
    assert.deepEqual(difference(`!${long}`, long), { start: 0, oldEnd: 1, newEnd: 0 });
  });

  test('is undefined where there is none', () => {
    assert.equal(difference('a', 'a'), undefined);
  });

  test('divides no character that takes two units', () => {
    assert.deepEqual(difference('a😀b', 'a😁b'), { start: 1, oldEnd: 3, newEnd: 3 });
    assert.deepEqual(difference('a\u{1F600}b', 'a\u{1F400}\u{1F600}b'), { start: 1, oldEnd: 1, newEnd: 3 });
  });
});
