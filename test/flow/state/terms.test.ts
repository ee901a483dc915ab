import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  isLost,
  rootOf,
  Terms,
  wasMadeAt,
  wholeArray,
  type Label,
  type Region,
} from '../../../server/src/flow/state/terms';
import type { Node } from '../../../server/src/syntax/tree';

const terms = new Terms(0 as Node);
const at = (label: number): Label => label as Label;
const first = terms.symbol({ from: 'parameter', index: 0 });

function pointee(value = first): Region {
  const region = terms.pointee(value);
  assert.ok(region);
  return region;
}

function member(of: Region, name: string): Region {
  const region = terms.member(of, name);
  assert.ok(region);
  return region;
}

describe('terms', () => {
  test('that are equal are identical', () => {
    assert.equal(terms.number(5), terms.number(5));
    assert.equal(terms.symbol({ from: 'parameter', index: 0 }), first);
    assert.equal(member(pointee(), 'Irp'), member(pointee(), 'Irp'));
    assert.notEqual(terms.number(0, 'NULL'), terms.named('NULL'));
  });

  test('the address of what a symbol points at is the symbol', () => {
    assert.equal(terms.addressOf(pointee()), first);
    const inside = member(pointee(), 'Irp');
    assert.equal(terms.pointee(terms.addressOf(inside)), inside);
  });

  test('an access path has a bound', () => {
    let region: Region | undefined = pointee();
    let steps = 0;
    for (; region !== undefined && steps < 100; steps++) region = terms.member(region, 'Next');
    assert.ok(steps > 3 && steps < 20);
  });

  test('an element is found from any other of the same array', () => {
    const array = member(pointee(), 'List');
    const one = terms.element(array, 1);
    assert.ok(one);
    assert.equal(terms.elementFrom(one, 2), terms.element(array, 3));
    assert.equal(wholeArray(one), array);
    assert.equal(terms.elementFrom(pointee(), 0), pointee());
  });

  test('the root of a path is the variable or symbol at its start', () => {
    const read = terms.symbol({ from: 'memory', region: member(pointee(), 'Next'), since: at(0) });
    assert.equal(rootOf(member(pointee(read), 'Irp')), pointee());
  });

  test('what a call made is made again by the same call, and nothing else', () => {
    const made = terms.symbol({ from: 'call', at: at(12), part: '' });
    assert.ok(wasMadeAt(made, at(12)));
    assert.ok(!wasMadeAt(made, at(1)));
    assert.ok(!wasMadeAt(terms.symbol({ from: 'earlier', value: made }), at(12)));
  });

  test('a value is lost where it was known once', () => {
    assert.ok(!isLost(first));
    assert.ok(!isLost(terms.symbol({ from: 'memory', region: pointee(), since: at(0) })));
    const forgotten = terms.symbol({ from: 'memory', region: pointee(), since: at(4) });
    assert.ok(isLost(forgotten));
    assert.ok(isLost(terms.symbol({ from: 'operation', operator: '&', operands: [forgotten, terms.number(1)] })));
  });
});
