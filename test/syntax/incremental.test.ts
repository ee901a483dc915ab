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
  ...['', ' ', ';', 'x', '(', ')', '{', '}', '\n', '\r', '\r\n', '\\\n', '"', "'", ' = 1', '...', '.', '\u{1f600}'],
  ...['_In_ ', 'IN ', '/*', '*/', '//', '#if 0\n', '#if X\n', '#else\n', '#endif\n', '\n#define A 1\n', 'else '],
  ...['\n}\n', 'int f(void)\n{\n', 'int g() {}', 'if (x) {', 'struct s {', 'EACH(a, b) {', '__asm {', '__except(1)'],
];

/** Pieces are put in, some text is taken out, and now and then a longer stretch moves to another place. */
function editRandomly(text: string, next: (limit: number) => number): string {
  const start = next(text.length + 1);
  const end = Math.min(text.length, start + next(next(8) === 0 ? 400 : 12));
  const from = next(text.length + 1);
  const piece = next(10) === 0 ? text.slice(from, from + next(400)) : (PIECES[next(PIECES.length)] ?? '');
  return text.slice(0, start) + piece + text.slice(end);
}

/** All that a parse gives, but for the functions of its tree. */
const givenBy = ({ tree: { text, masked, flat }, annotations, omissions }: ParsedText): string =>
  JSON.stringify({ text, masked, flat, annotations, omissions });

function firstDifference(parser: SourceParser, start: string, edits: number): string | undefined {
  const next = numbers(start.length);
  let text = start;
  let parsed: ParsedText = parser.parse(text);
  for (let count = 0; count < edits; count++) {
    // Errors pile up for a while, and then the text is one again that parses.
    text = count % 8 === 7 ? start : editRandomly(text, next);
    parsed = parser.parse(text, { previous: parsed });
    if (givenBy(parser.parse(text)) !== givenBy(parsed)) return text;
  }
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

  test('gives what a full parse gives where the options of masking have changed', () => {
    const parser = createNativeParser();
    const text = 'int f(MY_IN int a)\n{\n}\nint g(MY_IN int a)\n{\n}\n';
    const masking = { extraMacros: ['MY_IN'] };
    const continued = parser.parse(text, { previous: parser.parse(text), masking });
    assert.equal(continued.annotations.length, 2);
    assert.equal(givenBy(continued), givenBy(parser.parse(text, { masking })));
  });

  test('moves annotations and omissions behind the edit, and leaves those before it', () => {
    const parser = createNativeParser();
    const body = 'int f(_In_ int a)\n{\n#if 0\n  old\n#endif\n  return a;\n}\n';
    const text = body.repeat(3);
    const edited = `${body}${body.replace('return', 'a++; return')}${body}`;
    const { annotations, omissions } = parser.parse(edited, { previous: parser.parse(text) });
    const second = body.length;
    const third = second + body.length + 'a++; '.length;
    const [name, gap] = [body.indexOf('_In_'), body.indexOf('\n  old')];
    assert.deepEqual(
      annotations.map(({ start }) => start),
      [name, second + name, third + name],
    );
    assert.deepEqual(
      omissions.map(({ start }) => start),
      [gap, second + gap, third + gap],
    );
  });

  test('gives an equal tree where nothing has changed', async () => {
    const parser = await createWasmParser();
    const first = parser.parse('int a;\n');
    assert.deepEqual(parser.parse('int a;\n', { previous: first }).tree.flat, first.tree.flat);
  });

  test('leaves the parse that it continues as it was, for another to continue', async () => {
    const parser = await createWasmParser();
    const first = parser.parse('int a;\n');
    const before = givenBy(first);
    parser.parse('int b;\n', { previous: first });
    const third = parser.parse('int c, d;\n', { previous: first });
    assert.equal(givenBy(first), before);
    assert.deepEqual(third.tree.flat, parser.parse('int c, d;\n').tree.flat);
  });

  test('is a full parse where the last one was stopped', () => {
    const parser = createNativeParser();
    const stopped = parser.parse('int a;\n', { isCancelled: () => true });
    const full = givenBy(parser.parse('int b;\n'));
    assert.equal(givenBy(parser.parse('int b;\n', { previous: stopped })), full);
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
