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

/** What the tests of a file are called, and the cases of those that are made from a table. */
function sentencesIn(file: string): ReadonlySet<string> {
  const text = readFileSync(file, 'utf8');
  const calls = text.matchAll(/\b(?:test|it|check|describe)\(\s*(['"`])((?:(?!\1).)*)\1/g);
  const cases = text.matchAll(/^ {4}'([^']+)':/gm);
  return new Set([...[...calls].map(([, , sentence = '']) => sentence), ...[...cases].map(([, name = '']) => name)]);
}
