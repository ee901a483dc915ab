import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Entries } from '../../../server/src/flow/state/entries';

const squares = (count: number): Entries<number, number> => {
  let entries = Entries.none<number, number>();
  for (let key = 0; key < count; key++) entries = entries.with(key, key * key);
  return entries;
};

const isEqual = (one: number, other: number): boolean => one === other;

describe('entries', () => {
  test('give what was put in under a key, few or many', () => {
    for (const count of [3, 200]) {
      const entries = squares(count);
      assert.equal(entries.size, count);
      assert.equal(entries.get(count - 1), (count - 1) ** 2);
      assert.equal(entries.get(count), undefined);
    }
  });

  test('are not changed by what is put in', () => {
    const before = squares(2);
    const after = before.with(0, 7).with(5, 25);
    assert.deepEqual([...before], Array.from(squares(2)));
    assert.deepEqual(
      [...after],
      [
        [0, 7],
        [1, 1],
        [5, 25],
      ],
    );
  });

  test('are the same where nothing changes', () => {
    const entries = squares(3);
    assert.equal(entries.with(2, 4), entries);
    assert.equal(entries.with(9, undefined), entries);
    assert.equal(
      entries.filter(() => true),
      entries,
    );
  });

  test('lose a key whose value is taken away', () => {
    const entries = squares(3).with(1, undefined);
    assert.deepEqual(entries.keys, [0, 2]);
    assert.deepEqual(entries.values, [0, 4]);
    assert.equal(entries.has(1), false);
  });

  test('are alike in whatever order their keys came', () => {
    const one = Entries.none<number, number>().with(1, 1).with(2, 4);
    const other = Entries.none<number, number>().with(2, 4).with(1, 1);
    assert.ok(one.isLike(other, isEqual));
    assert.ok(!one.isLike(other.with(2, 5), isEqual));
    assert.ok(!one.isLike(other.with(3, 9), isEqual));
    assert.ok(!one.isLike(other.with(2, undefined).with(3, 4), isEqual));
  });
});
