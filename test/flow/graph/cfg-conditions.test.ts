import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { dump } from './dump';

describe('conditions are taken apart', () => {
  test('&& asks the right side only if the left side is true', () => {
    assert.deepEqual(dump('if (a && b) c();'), [
      '0: entry -> 1',
      '1: branch a ? 2 : 4',
      '2: branch b ? 3 : 4',
      '3: c() -> 4',
      '4: exit',
    ]);
  });

  test('|| asks the right side only if the left side is false', () => {
    assert.deepEqual(dump('if (a || b) c();'), [
      '0: entry -> 1',
      '1: branch a ? 3 : 2',
      '2: branch b ? 3 : 4',
      '3: c() -> 4',
      '4: exit',
    ]);
  });

  test('! exchanges the targets', () => {
    assert.deepEqual(dump('if (!a) b();'), ['0: entry -> 1', '1: branch a ? 3 : 2', '2: b() -> 3', '3: exit']);
  });

  test('!! asks the thing itself', () => {
    assert.deepEqual(dump('if (!!a) b();'), ['0: entry -> 1', '1: branch a ? 2 : 3', '2: b() -> 3', '3: exit']);
  });

  test('!(a && b) is true where either is false', () => {
    assert.deepEqual(dump('if (!(a && b)) c();'), [
      '0: entry -> 1',
      '1: branch a ? 2 : 3',
      '2: branch b ? 4 : 3',
      '3: c() -> 4',
      '4: exit',
    ]);
  });

  test('parentheses are looked through', () => {
    assert.deepEqual(dump('if (((a == (b)))) c();'), [
      '0: entry -> 1',
      '1: branch a == (b) ? 2 : 3',
      '2: c() -> 3',
      '3: exit',
    ]);
  });

  test('(a || b) && (c || !d) asks each at most once on a path', () => {
    assert.deepEqual(dump('if ((a || b) && (c || !d)) e();'), [
      '0: entry -> 1',
      '1: branch a ? 3 : 2',
      '2: branch b ? 3 : 6',
      '3: branch c ? 5 : 4',
      '4: branch d ? 6 : 5',
      '5: e() -> 6',
      '6: exit',
    ]);
  });

  test('a ternary as a condition is three branches', () => {
    assert.deepEqual(dump('if (a ? b : c) d();'), [
      '0: entry -> 1',
      '1: branch a ? 2 : 3',
      '2: branch b ? 4 : 5',
      '3: branch c ? 4 : 5',
      '4: d() -> 5',
      '5: exit',
    ]);
  });

  test('nested ternaries as a condition ask one after the other', () => {
    assert.deepEqual(dump('if (a ? b : c ? d : !e) f();'), [
      '0: entry -> 1',
      '1: branch a ? 2 : 3',
      '2: branch b ? 6 : 7',
      '3: branch c ? 4 : 5',
      '4: branch d ? 6 : 7',
      '5: branch e ? 7 : 6',
      '6: f() -> 7',
      '7: exit',
    ]);
  });

  test('a ternary between constants is a single branch', () => {
    assert.deepEqual(dump('if (a ? FALSE : TRUE) b();'), [
      '0: entry -> 1',
      '1: branch a ? 3 : 2',
      '2: b() -> 3',
      '3: exit',
    ]);
  });

  test('an assignment in a condition stays whole', () => {
    assert.deepEqual(dump('if ((p = f()) == NULL || !p->x) g();'), [
      '0: entry -> 1',
      '1: branch (p = f()) == NULL ? 3 : 2',
      '2: branch p->x ? 4 : 3',
      '3: g() -> 4',
      '4: exit',
    ]);
  });

  test('an arm that a constant rules out is dropped', () => {
    assert.deepEqual(dump('if (0) a(); else b(); if (TRUE) c(); else d();'), [
      '0: entry -> 1',
      '1: b() -> 2',
      '2: c() -> 3',
      '3: exit',
    ]);
  });

  test('zero is false however it is spelled, and no other number is', () => {
    for (const spelled of ['0', '0x0', '0UL', '00', 'FALSE', 'NULL', '(VOID)0, 0']) {
      assert.deepEqual(dump(`if (${spelled}) a();`), ['0: entry -> 1', '1: exit'], spelled);
    }
    for (const spelled of ['1', '0x10', '10', '0x8000UL', '07', 'TRUE', '(BOOLEAN)1']) {
      assert.deepEqual(dump(`if (${spelled}) a();`), ['0: entry -> 1', '1: a() -> 2', '2: exit'], spelled);
    }
  });

  test('a constant on the right of && leaves the left side to be evaluated', () => {
    assert.deepEqual(dump('if (a() && 0) b();'), ['0: entry -> 1', '1: branch a() ? 2 : 2', '2: exit']);
  });
});
