import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { dump } from './dump';

describe('__finally', () => {
  test('runs at the end of the block, and once more for an exception', () => {
    assert.deepEqual(dump('__try { a(); } __finally { b(); } c();'), [
      '0: entry -> 1',
      '1: a() -> 2 !3',
      '2: b() -> 4',
      '3: b() -> 6',
      '4: c() -> 5',
      '5: exit',
      '6: abandoned',
    ]);
  });

  test('runs after the value of a return was evaluated', () => {
    assert.deepEqual(dump('__try { return x; } __finally { b(); } c();'), [
      '0: entry -> 1',
      '1: return x -> 2',
      '2: b() -> 3',
      '3: exit',
    ]);
  });

  test('all returns share one copy', () => {
    assert.deepEqual(dump('__try { if (x) return 1; return 2; } __finally { y = 1; }'), [
      '0: entry -> 1',
      '1: branch x ? 2 : 3',
      '2: return 1 -> 4',
      '3: return 2 -> 4',
      '4: y = 1 -> 5',
      '5: exit',
    ]);
  });

  test('a return inside two runs the inner block before the outer', () => {
    assert.deepEqual(dump('__try { __try { return 1; } __finally { x = 1; } } __finally { y = 1; }'), [
      '0: entry -> 1',
      '1: return 1 -> 2',
      '2: x = 1 -> 3',
      '3: y = 1 -> 4',
      '4: exit',
    ]);
  });

  test('an exception inside two runs both and leaves the function', () => {
    assert.deepEqual(dump('__try { __try { a(); } __finally { x = 1; } } __finally { y = 1; }'), [
      '0: entry -> 1',
      '1: a() -> 2 !3',
      '2: x = 1 -> 4',
      '3: x = 1 -> 5',
      '4: y = 1 -> 6',
      '5: y = 1 -> 7',
      '6: exit',
      '7: abandoned',
    ]);
  });

  test('an exception runs it on the way to the handler further out', () => {
    assert.deepEqual(dump('__try { __try { a(); } __finally { x = 1; } } __except (1) { b(); } c();'), [
      '0: entry -> 1',
      '1: a() -> 2 !3',
      '2: x = 1 -> 5',
      '3: x = 1 -> 4',
      '4: b() -> 5',
      '5: c() -> 6',
      '6: exit',
    ]);
  });

  test('what it raises itself goes to the handler further out, not to itself', () => {
    assert.deepEqual(dump('__try { __try { x = 1; } __finally { b(); } } __except (1) { c(); }'), [
      '0: entry -> 1',
      '1: x = 1 -> 2',
      '2: b() -> 4 !3',
      '3: c() -> 4',
      '4: exit',
    ]);
  });

  test('runs when a goto leaves the block, in a copy of its own', () => {
    assert.deepEqual(dump('__try { if (a) goto out; } __finally { x = 1; } b(); out: c();'), [
      '0: entry -> 1',
      '1: branch a ? 3 : 2',
      '2: x = 1 -> 4',
      '3: x = 1 -> 5',
      '4: b() -> 5',
      '5: c() -> 6',
      '6: exit',
    ]);
  });

  test('does not run for a goto that stays in the block', () => {
    assert.deepEqual(dump('__try { if (a) goto in; b = 1; in: c = 1; } __finally { x = 1; }'), [
      '0: entry -> 1',
      '1: branch a ? 3 : 2',
      '2: b = 1 -> 3',
      '3: c = 1 -> 4',
      '4: x = 1 -> 5',
      '5: exit',
    ]);
  });

  test('runs when break or continue leave the block', () => {
    assert.deepEqual(
      dump('while (a) { __try { if (b) break; if (c) continue; d = 1; } __finally { x = 1; } e = 1; }'),
      [
        '0: entry -> 1',
        '1*: branch a ? 2 : 9',
        '2: branch b ? 7 : 3',
        '3: branch c ? 6 : 4',
        '4: d = 1 -> 5',
        '5: x = 1 -> 8',
        '6: x = 1 -> 1',
        '7: x = 1 -> 9',
        '8: e = 1 -> 1',
        '9: exit',
      ],
    );
  });

  test('does not run for a break of a loop that is inside the block', () => {
    assert.deepEqual(dump('__try { while (a) { break; } b = 1; } __finally { x = 1; }'), [
      '0: entry -> 1',
      '1: branch a ? 2 : 2',
      '2: b = 1 -> 3',
      '3: x = 1 -> 4',
      '4: exit',
    ]);
  });

  test('__leave runs it as the end of the block does', () => {
    assert.deepEqual(dump('__try { if (a) __leave; b = 1; } __finally { x = 1; }'), [
      '0: entry -> 1',
      '1: branch a ? 3 : 2',
      '2: b = 1 -> 3',
      '3: x = 1 -> 4',
      '4: exit',
    ]);
  });

  test('__leave in a loop leaves the __try, not the loop alone', () => {
    assert.deepEqual(dump('__try { while (a) { if (b) __leave; } c = 1; } __finally { x = 1; }'), [
      '0: entry -> 1',
      '1*: branch a ? 2 : 3',
      '2: branch b ? 4 : 1',
      '3: c = 1 -> 4',
      '4: x = 1 -> 5',
      '5: exit',
    ]);
  });

  test('AbnormalTermination is false at the end of the block and true on every other way', () => {
    assert.deepEqual(
      dump('__try { a(); if (b) return; } __finally { if (AbnormalTermination()) c = 1; else d = 1; }'),
      [
        '0: entry -> 1',
        '1: a() -> 2 !6',
        '2: branch b ? 3 : 4',
        '3: return -> 5',
        '4: d = 1 -> 7',
        '5: c = 1 -> 7',
        '6: c = 1 -> 8',
        '7: exit',
        '8: abandoned',
      ],
    );
  });

  test('a return in it goes to the exit whatever led to it', () => {
    assert.deepEqual(dump('__try { a(); } __finally { return 1; } b();'), [
      '0: entry -> 1',
      '1: a() -> 2 !3',
      '2: return 1 -> 4',
      '3: return 1 -> 4',
      '4: exit',
    ]);
  });

  test('a goto in it stays in its copy', () => {
    assert.deepEqual(dump('__try { a(); } __finally { if (b) goto skip; c = 1; skip: d = 1; }'), [
      '0: entry -> 1',
      '1: a() -> 2 !5',
      '2: branch b ? 4 : 3',
      '3: c = 1 -> 4',
      '4: d = 1 -> 8',
      '5: branch b ? 7 : 6',
      '6: c = 1 -> 7',
      '7: d = 1 -> 9',
      '8: exit',
      '9: abandoned',
    ]);
  });

  test('a __try inside it is built once a copy', () => {
    assert.deepEqual(dump('__try { x = 1; return; } __finally { __try { a(); } __except (1) { b(); } } c();'), [
      '0: entry -> 1',
      '1: x = 1 -> 2',
      '2: return -> 3',
      '3: a() -> 5 !4',
      '4: b() -> 5',
      '5: exit',
    ]);
  });

  test('a goto into the block from outside enters it there', () => {
    assert.deepEqual(dump('if (a) goto in; __try { b = 1; in: c(); } __except (1) { d(); }'), [
      '0: entry -> 1',
      '1: branch a ? 3 : 2',
      '2: b = 1 -> 3',
      '3: c() -> 5 !4',
      '4: d() -> 5',
      '5: exit',
    ]);
  });
});
