import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { createNativeParser } from '../../server/src/syntax/native';
import { longDriver } from './driver';
import { typing } from './edits';
import { interleaved, percentile } from './measure';

const parser = createNativeParser();
const source = `#define X 1
typedef struct S { int a; } S;
static int Count = X;
// Counts.
int G(int a) { return a + Count; }
int F(S *s) { Status = G(s->a); Status = G(1); G(2); Count = G(3); return Status; }
`;
const { tree } = parser.parse(source);

describe('the long driver', () => {
  const long = longDriver([tree], 20);

  test('is as long as asked, and parses', () => {
    assert.equal(long.split('\n').length >= 20, true);
    assert.equal(parser.parse(long).tree.hasError(tree.root), false);
  });

  test('has types and macros once, and functions under new names that call each other', () => {
    assert.equal(long.split('typedef struct S').length, 2);
    assert.equal(long.split('#define X').length, 2);
    assert.equal(long.includes('int G_2(int a) { return a + Count_2; }'), true);
    assert.equal(long.includes('Status = G_2(s->a)'), true);
  });

  test('cannot be made of files that define nothing', () => {
    assert.throws(() => longDriver([parser.parse('#define X 1\n').tree], 20), /define nothing/);
  });
});

describe('typing', () => {
  const texts = typing(tree, 8);

  test('gives as many texts as asked, each one edit behind the last', () => {
    assert.equal(texts.length, 8);
    assert.equal(texts[0]?.includes('Status = Finish(Status);'), true);
    assert.equal(texts[1]?.includes('Status = Finish(Statuss);'), true);
  });

  test('a begun statement does not parse, and the next edit mends it', () => {
    assert.deepEqual(
      texts.slice(0, 4).map((text) => parser.parse(text).tree.hasError(tree.root)),
      [false, false, true, false],
    );
  });
});

describe('measuring', () => {
  test('a percentile is one of the values', () => {
    assert.equal(percentile([5, 1, 3, 2, 4], 0.5), 3);
    assert.equal(percentile([5, 1, 3, 2, 4], 0.95), 5);
    assert.equal(percentile([7], 0.5), 7);
  });

  test('tasks take turns, warm-up rounds first', () => {
    const ran: string[] = [];
    const task = (name: string) => ({ name, run: () => void ran.push(name) });
    const times = interleaved([task('a'), task('b')], { count: 2, warmUp: 1, budget: Infinity });
    assert.equal(ran.join(''), 'ababab');
    assert.deepEqual(
      times.map((rounds) => rounds.length),
      [2, 2],
    );
  });

  test('a task that has used up its budget runs three rounds that count, and no more', () => {
    const task = { name: 'a', run: () => undefined };
    assert.equal(interleaved([task], { count: 9, warmUp: 2, budget: 0 })[0]?.length, 3);
  });
});
