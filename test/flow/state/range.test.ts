import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  anyNumber,
  contains,
  holds,
  hull,
  intersect,
  isAny,
  mirrored,
  narrow,
  negated,
  sameRange,
  type Comparison,
} from '../../../server/src/flow/state/range';

const OPERATORS: readonly Comparison[] = ['==', '!=', '<', '<=', '>', '>='];
const SOME = [-3, -2, -1, 0, 1, 2, 3];

describe('a range of numbers', () => {
  test('narrowed by a comparison holds the numbers that compare so, and no others', () => {
    const start = { least: -2, greatest: 2, not: [1] };
    for (const operator of OPERATORS) {
      for (const bound of SOME) {
        const range = narrow(start, operator, bound);
        const left = SOME.filter((value) => range !== undefined && contains(range, value));
        assert.deepEqual(
          left,
          SOME.filter((value) => contains(start, value) && holds(value, operator, bound)),
          `${operator} ${bound}`,
        );
      }
    }
  });

  test('of which nothing is left is none', () => {
    assert.equal(narrow({ least: 3, greatest: 3, not: [] }, '!=', 3), undefined);
    assert.equal(narrow({ least: 0, greatest: Infinity, not: [] }, '<', 0), undefined);
  });

  test('of which one number is left has it for both bounds', () => {
    const range = narrow({ least: 3, greatest: 5, not: [4] }, '!=', 5);
    assert.deepEqual(range, { least: 3, greatest: 3, not: [] });
  });

  test('that covers two others holds all of both', () => {
    const one = { least: 0, greatest: 2, not: [1] };
    const other = { least: 4, greatest: 6, not: [] };
    const both = hull(one, other);
    for (const value of [0, 2, 4, 5, 6]) assert.ok(contains(both, value));
    assert.ok(contains(hull(one, { least: 1, greatest: 1, not: [] }), 1));
  });

  test('that two have in common holds what is in both', () => {
    const common = intersect({ least: 0, greatest: 5, not: [2] }, { least: 1, greatest: 9, not: [3] });
    assert.deepEqual(
      SOME.concat(4, 5, 6).filter((value) => common !== undefined && contains(common, value)),
      [1, 4, 5],
    );
    assert.equal(intersect({ least: 0, greatest: 1, not: [] }, { least: 2, greatest: 3, not: [] }), undefined);
  });

  test('the hull leaves out what neither holds, whichever comes first', () => {
    const failures = { least: -Infinity, greatest: -1, not: [] };
    const others = { least: 0, greatest: Infinity, not: [259] };
    for (const both of [hull(failures, others), hull(others, failures)])
      assert.deepEqual(both, { least: -Infinity, greatest: Infinity, not: [259] });
  });

  test('that says nothing is any number', () => {
    assert.ok(isAny(anyNumber));
    assert.ok(!isAny({ ...anyNumber, not: [0] }));
    assert.ok(sameRange(hull(anyNumber, { least: 1, greatest: 1, not: [] }), anyNumber));
  });
});

describe('a comparison', () => {
  test('and its negation never hold both', () => {
    for (const operator of OPERATORS)
      for (const left of SOME)
        for (const right of SOME) {
          assert.notEqual(holds(left, operator, right), holds(left, negated[operator], right));
        }
  });

  test('holds with its sides exchanged where it is mirrored', () => {
    for (const operator of OPERATORS)
      for (const left of SOME)
        for (const right of SOME) {
          assert.equal(holds(left, operator, right), holds(right, mirrored[operator], left));
        }
  });
});
