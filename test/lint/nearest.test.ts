import assert from 'node:assert/strict';
import { test } from 'node:test';

import { editDistance, nearestName } from '../../server/src/lint/nearest';

test('letters put in, taken out, replaced and swapped count one each', () => {
  assert.equal(editDistance('abc', 'abcd'), 1);
  assert.equal(editDistance('abc', 'ac'), 1);
  assert.equal(editDistance('abc', 'axc'), 1);
  assert.equal(editDistance('abc', 'acb'), 1);
  assert.equal(editDistance('', 'abc'), 3);
  assert.equal(editDistance('same', 'same'), 0);
});

test('the nearest name is found whatever its case', () => {
  assert.equal(nearestName('Inspekt-Id', ['inspect-id', 'accept-id']), 'inspect-id');
});

test('nothing is near to a name that differs in more than a third', () => {
  assert.equal(nearestName('banana', ['inspect-id', 'accept-id']), undefined);
});
