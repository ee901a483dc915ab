import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { features, tools } from '../../server/tools/features';
import { testsNamed } from '../../server/tools/features-page';

test('every test that the table of features names is there', () => {
  const gone = testsNamed.filter(({ file, sentence }) => !sentencesIn(file).has(sentence));
  assert.deepEqual(gone, []);
});

test('the table of features has one word for each tool in each row', () => {
  assert.deepEqual(
    features.filter(({ others }) => others.split(' ').length !== tools.length).map(({ name }) => name),
    [],
  );
});

/** What the tests of a file are called. */
function sentencesIn(file: string): ReadonlySet<string> {
  const calls = readFileSync(file, 'utf8').matchAll(/\b(?:test|it|check|describe)\(\s*(['"`])((?:(?!\1).)*)\1/g);
  return new Set([...calls].map(([, , sentence = '']) => sentence));
}
