import assert from 'node:assert/strict';
import test from 'node:test';
import { describedNames } from '../../server/src/knowledge/names';
import { placeOfName } from '../../server/tools/name-places';
import { spanAt, textAt } from '../support/hover';

const places = describedNames.map(placeOfName);

test('every name of the tables is explained where a driver would write it', () => {
  const silent = places.filter(({ source }) => textAt(source) === '');
  assert.deepEqual(
    silent.map(({ name, kind }) => `${kind} ${name}`),
    [],
  );
});

test('what is explained is the name, and not something around it', () => {
  const others = places.filter(({ name, source }) => spanAt(source) !== name);
  assert.deepEqual(
    others.map(({ name }) => name),
    [],
  );
});

test('every explanation begins with a sentence', () => {
  const unlike = places.filter(({ source }) => !/^\*\*[^*].*\.\*\*\n/.test(textAt(source)));
  assert.deepEqual(
    unlike.map(({ name }) => name),
    [],
  );
});
