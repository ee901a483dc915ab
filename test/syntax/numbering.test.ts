import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createNativeParser } from '../../server/src/syntax/native';
import { FIELD_NAMES, isNamedKind, KIND_NAMES, kindNumber, Numbering } from '../../server/src/syntax/numbering';

test('each kind and each field has one number', () => {
  assert.equal(new Set(KIND_NAMES).size, KIND_NAMES.length);
  assert.equal(new Set(FIELD_NAMES).size, FIELD_NAMES.length);
  assert.equal(FIELD_NAMES[0], undefined);
  assert.equal(KIND_NAMES[0], 'ERROR');
});

test('a kind with a name of its own is told from a token', () => {
  assert.equal(isNamedKind(kindNumber('identifier')), true);
  assert.equal(isNamedKind(kindNumber('while_statement')), true);
  assert.equal(isNamedKind(kindNumber('while')), false);
  assert.equal(isNamedKind(kindNumber('!')), false);
});

test('the numbers are the same in every tree', () => {
  const parser = createNativeParser();
  const numbers = (text: string): number[] => [...new Set(parser.parse(text).tree.flat.kind)];
  const shared = numbers('int a;').filter((number) => numbers('struct s { char *b; };').includes(number));
  assert.deepEqual(
    shared.map((number) => KIND_NAMES[number]),
    ['translation_unit', 'primitive_type', ';'],
  );
});

test('a numbering asks for the name of a number of the grammar once', () => {
  const numbering = new Numbering();
  let asked = 0;
  const name = () => {
    asked++;
    return 'comment';
  };
  assert.deepEqual([numbering.kind(65535, name), numbering.kind(65535, name)], [1, 1].fill(kindNumber('comment')));
  assert.equal(asked, 1);
});
