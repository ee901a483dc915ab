import assert from 'node:assert/strict';
import test from 'node:test';

import { digest } from '../../server/src/text/digest';

test('a text has one number, on every run and machine', () => {
  assert.equal(digest('IoFreeIrp(Irp);'), digest(['IoFreeIrp(', 'Irp);'].join('')));
  assert.equal(digest(''), digest(''));
});

test('texts that differ in one character, or in the order of two, have different numbers', () => {
  const texts = ['', ' ', 'a', 'b', 'ab', 'ba', 'aa', 'IoFreeIrp', 'IoFreeIrq', 'JoFreeIrp', 'IoFreeIrp '];
  assert.equal(new Set(texts.map(digest)).size, texts.length);
});

test('ten thousand texts that are alike have different numbers, all of them whole and exact', () => {
  const numbers = Array.from({ length: 10_000 }, (_, index) => digest(`call@${index}@made (*(param0).Irp)`));
  assert.equal(new Set(numbers).size, numbers.length);
  assert.ok(numbers.every((number) => Number.isSafeInteger(number)));
});
