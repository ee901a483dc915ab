import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ForgottenList } from '../../../server/src/flow/state/forgotten';
import { Keeping, keepsNothing } from '../../../server/src/flow/state/keeping';
import { ENTRY, Terms, type Label, type Region } from '../../../server/src/flow/state/terms';
import type { Node } from '../../../server/src/syntax/tree';

const terms = new Terms(0 as Node);
const at = (label: number): Label => label as Label;

function behind(index: number): Region {
  const region = terms.pointee(terms.symbol({ from: 'parameter', index }));
  assert.ok(region);
  return region;
}

describe('what was forgotten', () => {
  test('is one list where it is the same, whatever else was forgotten in between', () => {
    const first = ForgottenList.empty();
    const one = first.with(behind(0), at(3), keepsNothing).with(behind(1), at(4), keepsNothing);
    const other = first
      .with(behind(0), at(1), keepsNothing)
      .with(behind(0), at(3), keepsNothing)
      .with(behind(1), at(4), keepsNothing);
    assert.equal(one, other);
  });

  test('is forgotten since the last time', () => {
    const list = ForgottenList.empty().with(behind(0), at(3), keepsNothing).with(behind(0), at(5), keepsNothing);
    assert.equal(list.since(behind(0)), 5);
    assert.equal(list.since(behind(1)), ENTRY);
  });

  test('is not forgotten where nobody else writes it', () => {
    const kept = new Keeping((region) => region === behind(0));
    const list = ForgottenList.empty().with(behind(0), at(3), kept);
    assert.equal(list.since(behind(0)), ENTRY);
  });

  test('is forgotten since the join where it was not since one place', () => {
    const first = ForgottenList.empty();
    const one = first.with(behind(0), at(3), keepsNothing).with(behind(1), at(4), keepsNothing);
    const other = first.with(behind(0), at(5), keepsNothing).with(behind(1), at(4), keepsNothing);
    const merged = one.mergedWith(other, at(-2));
    assert.equal(merged.since(behind(0)), -2);
    assert.equal(merged.since(behind(1)), 4);
    assert.equal(one.mergedWith(other, at(-2)), merged);
  });

  test('is kept after a join only where it is kept on both ways', () => {
    const isFirst = new Keeping((region) => region === behind(0));
    const isKnown = new Keeping((region) => region === behind(0) || region === behind(1));
    const both = isFirst.and(isKnown);
    assert.ok(both.keeps(behind(0)));
    assert.ok(!both.keeps(behind(1)));
    assert.equal(both.and(isFirst), both);
    assert.equal(both.and(keepsNothing), keepsNothing);
  });
});
