import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { dump } from './dump';

describe('while', () => {
  test('asks before every round', () => {
    assert.deepEqual(dump('while (a) b(); c();'), [
      '0: entry -> 1',
      '1*: branch a ? 2 : 3',
      '2: b() -> 1',
      '3: c() -> 4',
      '4: exit',
    ]);
  });

  test('break leaves it and continue asks again', () => {
    assert.deepEqual(dump('while (a) { if (b) break; if (c) continue; d(); } e();'), [
      '0: entry -> 1',
      '1*: branch a ? 2 : 5',
      '2: branch b ? 5 : 3',
      '3: branch c ? 1 : 4',
      '4: d() -> 1',
      '5: e() -> 6',
      '6: exit',
    ]);
  });

  test('while (1) has no edge behind itself but its breaks', () => {
    assert.deepEqual(dump('while (1) { if (a()) break; b(); } c();'), [
      '0: entry -> 1',
      '1*: branch a() ? 3 : 2',
      '2: b() -> 1',
      '3: c() -> 4',
      '4: exit',
    ]);
  });

  test('what follows an endless loop without a break is dropped, and the exit stays', () => {
    assert.deepEqual(dump('while (TRUE) a(); b();'), ['0: entry -> 1', '1*: a() -> 1', '2: exit']);
  });

  test('while (0) never runs its body', () => {
    assert.deepEqual(dump('while (FALSE) a(); b();'), ['0: entry -> 1', '1: b() -> 2', '2: exit']);
  });

  test('a loop without any step is a join that comes back to itself', () => {
    assert.deepEqual(dump('for (;;);'), ['0: entry -> 1', '1*: join -> 1', '2: exit']);
  });

  test('a condition of two parts is asked from its first part again', () => {
    assert.deepEqual(dump('while (a && b) c();'), [
      '0: entry -> 1',
      '1*: branch a ? 2 : 4',
      '2: branch b ? 3 : 4',
      '3: c() -> 1',
      '4: exit',
    ]);
  });

  test('an inner break leaves the inner loop only', () => {
    assert.deepEqual(dump('while (a) { while (b) { break; } c(); }'), [
      '0: entry -> 1',
      '1*: branch a ? 2 : 4',
      '2: branch b ? 3 : 3',
      '3: c() -> 1',
      '4: exit',
    ]);
  });
});

describe('do', () => {
  test('asks after every round', () => {
    assert.deepEqual(dump('do a(); while (b); c();'), [
      '0: entry -> 1',
      '1*: a() -> 2',
      '2: branch b ? 1 : 3',
      '3: c() -> 4',
      '4: exit',
    ]);
  });

  test('do while (0) runs once and is no loop', () => {
    assert.deepEqual(dump('do { a(); if (b) break; c(); } while (0); d();'), [
      '0: entry -> 1',
      '1: a() -> 2',
      '2: branch b ? 4 : 3',
      '3: c() -> 4',
      '4: d() -> 5',
      '5: exit',
    ]);
  });

  test('continue in do while (FALSE) leaves it', () => {
    assert.deepEqual(dump('do { if (a) continue; b(); } while (FALSE); c();'), [
      '0: entry -> 1',
      '1: branch a ? 3 : 2',
      '2: b() -> 3',
      '3: c() -> 4',
      '4: exit',
    ]);
  });

  test('continue asks the condition at the end', () => {
    assert.deepEqual(dump('do { if (a) continue; b(); } while (c);'), [
      '0: entry -> 1',
      '1*: branch a ? 3 : 2',
      '2: b() -> 3',
      '3: branch c ? 1 : 4',
      '4: exit',
    ]);
  });

  test('a do with an empty body asks over and over', () => {
    assert.deepEqual(dump('do { } while (a());'), ['0: entry -> 1', '1*: branch a() ? 1 : 2', '2: exit']);
  });
});

describe('for', () => {
  test('runs head, condition, body, step, and the condition again', () => {
    assert.deepEqual(dump('for (i = 0; i < 3; i++) a(); b();'), [
      '0: entry -> 1',
      '1: i = 0 -> 2',
      '2*: branch i < 3 ? 4 : 5',
      '3: i++ -> 2',
      '4: a() -> 3',
      '5: b() -> 6',
      '6: exit',
    ]);
  });

  test('declares a variable in its head', () => {
    assert.deepEqual(dump('for (int i = 0, j = 1; i < j; i++, j--) ;'), [
      '0: entry -> 1',
      '1: int i = 0, j = 1 -> 2',
      '2*: branch i < j ? 3 : 4',
      '3: i++, j-- -> 2',
      '4: exit',
    ]);
  });

  test('without a condition it goes on for ever', () => {
    assert.deepEqual(dump('for (;;) { a(); } b();'), ['0: entry -> 1', '1*: a() -> 1', '2: exit']);
  });

  test('continue does the step first', () => {
    assert.deepEqual(dump('for (;; i++) { if (a) continue; if (b) break; c(); }'), [
      '0: entry -> 2',
      '1: i++ -> 2',
      '2*: branch a ? 1 : 3',
      '3: branch b ? 5 : 4',
      '4: c() -> 1',
      '5: exit',
    ]);
  });
});
