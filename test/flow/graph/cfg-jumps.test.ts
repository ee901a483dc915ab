import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { dump } from './dump';

describe('return', () => {
  test('goes to the exit with its value', () => {
    assert.deepEqual(dump('if (a) return 1; return f();'), [
      '0: entry -> 1',
      '1: branch a ? 2 : 3',
      '2: return 1 -> 4',
      '3: return f() -> 4',
      '4: exit',
    ]);
  });

  test('code behind it is dropped', () => {
    assert.deepEqual(dump('return; a(); if (b) c();'), ['0: entry -> 1', '1: return -> 2', '2: exit']);
  });

  test('code behind it that a label makes reachable stays', () => {
    assert.deepEqual(dump('if (a) goto out; return; b(); out: c();'), [
      '0: entry -> 1',
      '1: branch a ? 3 : 2',
      '2: return -> 4',
      '3: c() -> 4',
      '4: exit',
    ]);
  });
});

describe('goto', () => {
  test('jumps forward over what is between', () => {
    assert.deepEqual(dump('a(); goto out; b(); out: c();'), ['0: entry -> 1', '1: a() -> 2', '2: c() -> 3', '3: exit']);
  });

  test('jumping back makes a loop', () => {
    assert.deepEqual(dump('again: a(); if (b) goto again; c();'), [
      '0: entry -> 1',
      '1*: a() -> 2',
      '2: branch b ? 1 : 3',
      '3: c() -> 4',
      '4: exit',
    ]);
  });

  test('jumps into a block', () => {
    assert.deepEqual(dump('if (a) goto in; if (b) { c(); in: d(); } e();'), [
      '0: entry -> 1',
      '1: branch a ? 4 : 2',
      '2: branch b ? 3 : 5',
      '3: c() -> 4',
      '4: d() -> 5',
      '5: e() -> 6',
      '6: exit',
    ]);
  });

  test('jumps into a loop and out of two', () => {
    assert.deepEqual(dump('if (x) goto in; while (a) { while (b) { if (c) goto out; in: d(); } } out: e();'), [
      '0: entry -> 1',
      '1: branch x ? 5 : 2',
      '2: branch a ? 3 : 6',
      '3*: branch b ? 4 : 2',
      '4: branch c ? 6 : 5',
      '5*: d() -> 3',
      '6: e() -> 7',
      '7: exit',
    ]);
  });

  test('a label at the end of the body is the exit', () => {
    assert.deepEqual(dump('if (a) goto end; b(); end:'), [
      '0: entry -> 1',
      '1: branch a ? 3 : 2',
      '2: b() -> 3',
      '3: exit',
    ]);
  });

  test('labels in a row are one place', () => {
    assert.deepEqual(dump('if (a) goto one; if (b) goto two; c(); one: two: d();'), [
      '0: entry -> 1',
      '1: branch a ? 4 : 2',
      '2: branch b ? 4 : 3',
      '3: c() -> 4',
      '4: d() -> 5',
      '5: exit',
    ]);
  });

  test('a label that jumps to itself is an endless loop', () => {
    assert.deepEqual(dump('a(); here: goto here;'), ['0: entry -> 1', '1: a() -> 2', '2*: join -> 2', '3: exit']);
  });

  test('a ladder of cleanup labels falls down to the return', () => {
    assert.deepEqual(dump('if (!a()) goto none; if (!b()) goto some; return 0; some: undo(); none: return 1;'), [
      '0: entry -> 1',
      '1: branch a() ? 2 : 5',
      '2: branch b() ? 3 : 4',
      '3: return 0 -> 6',
      '4: undo() -> 5',
      '5: return 1 -> 6',
      '6: exit',
    ]);
  });

  test('a label that does not exist ends the path without returning', () => {
    assert.deepEqual(dump('if (a) goto nowhere; b();'), [
      '0: entry -> 1',
      '1: branch a ? 4 : 2',
      '2: b() -> 3',
      '3: exit',
      '4: abandoned',
    ]);
  });
});

describe('calls that do not return', () => {
  test('nothing follows KeBugCheckEx', () => {
    assert.deepEqual(dump('if (a) KeBugCheckEx(1, 2, 3, 4, 5); b();'), [
      '0: entry -> 1',
      '1: branch a ? 2 : 3',
      '2: KeBugCheckEx(1, 2, 3, 4, 5) -> 5',
      '3: b() -> 4',
      '4: exit',
      '5: abandoned',
    ]);
  });

  test('ExRaiseStatus leaves the function where nothing handles it', () => {
    assert.deepEqual(dump('ExRaiseStatus(s); a();'), [
      '0: entry -> 1',
      '1: ExRaiseStatus(s) -> 3',
      '2: exit',
      '3: abandoned',
    ]);
  });
});

describe('code that did not parse', () => {
  test('gives a graph all the same', () => {
    for (const broken of [
      'if (',
      'a( ; b();',
      'switch { case',
      '} } }',
      'goto ;',
      'for (a b c d',
      '__try {',
      '@@@ ###',
      'else a();',
    ]) {
      const lines = dump(broken);
      assert.equal(lines[0]?.startsWith('0: entry -> '), true, broken);
      assert.equal(
        lines.some((line) => line.endsWith(': exit')),
        true,
        broken,
      );
    }
  });
});
