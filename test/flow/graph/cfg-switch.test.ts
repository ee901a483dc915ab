import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { dump } from './dump';

describe('switch', () => {
  test('without default it can go on behind itself', () => {
    assert.deepEqual(dump('switch (x) { case 1: a(); break; case B: b(); break; } c();'), [
      '0: entry -> 1',
      '1: switch x [1 -> 2, B -> 3, default -> 4]',
      '2: a() -> 4',
      '3: b() -> 4',
      '4: c() -> 5',
      '5: exit',
    ]);
  });

  test('a case without break falls into the next', () => {
    assert.deepEqual(dump('switch (x) { case 1: a(); case 2: b(); break; default: c(); }'), [
      '0: entry -> 1',
      '1: switch x [1 -> 2, 2 -> 3, default -> 4]',
      '2: a() -> 3',
      '3: b() -> 5',
      '4: c() -> 5',
      '5: exit',
    ]);
  });

  test('default may stand first and fall through', () => {
    assert.deepEqual(dump('switch (x) { default: a(); case 1: b(); }'), [
      '0: entry -> 1',
      '1: switch x [default -> 2, 1 -> 3]',
      '2: a() -> 3',
      '3: b() -> 4',
      '4: exit',
    ]);
  });

  test('several labels share one target', () => {
    assert.deepEqual(dump('switch (x) { case 1: case 2: default: a(); }'), [
      '0: entry -> 1',
      '1: switch x [1 -> 2, 2 -> 2, default -> 2]',
      '2: a() -> 3',
      '3: exit',
    ]);
  });

  test('a switch without labels runs nothing of its body', () => {
    assert.deepEqual(dump('switch (f()) { a(); }'), ['0: entry -> 1', '1: switch f() [default -> 2]', '2: exit']);
  });

  test('a case inside a block is a case of the switch', () => {
    assert.deepEqual(dump('switch (x) { case 1: { a(); case 2: b(); } break; }'), [
      '0: entry -> 1',
      '1: switch x [1 -> 2, 2 -> 3, default -> 4]',
      '2: a() -> 3',
      '3: b() -> 4',
      '4: exit',
    ]);
  });

  test('a case inside a loop enters the loop in its middle', () => {
    assert.deepEqual(dump('switch (n) { case 0: do { a(); case 1: b(); } while (--n); }'), [
      '0: entry -> 1',
      '1: switch n [0 -> 2, 1 -> 3, default -> 5]',
      '2*: a() -> 3',
      '3: b() -> 4',
      '4: branch --n ? 2 : 5',
      '5: exit',
    ]);
  });

  test('an inner switch has its own cases and its own break', () => {
    assert.deepEqual(dump('switch (x) { case 1: switch (y) { case 2: a(); break; } b(); break; case 3: c(); }'), [
      '0: entry -> 1',
      '1: switch x [1 -> 2, 3 -> 5, default -> 6]',
      '2: switch y [2 -> 3, default -> 4]',
      '3: a() -> 4',
      '4: b() -> 6',
      '5: c() -> 6',
      '6: exit',
    ]);
  });

  test('continue in a switch goes on with the loop around it', () => {
    assert.deepEqual(dump('while (a) { switch (x) { case 1: continue; case 2: break; } b(); }'), [
      '0: entry -> 1',
      '1*: branch a ? 2 : 4',
      '2: switch x [1 -> 1, 2 -> 3, default -> 3]',
      '3: b() -> 1',
      '4: exit',
    ]);
  });
});
