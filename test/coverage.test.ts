import assert from 'node:assert/strict';
import { test } from 'node:test';

import { describedNames } from '../server/src/knowledge/names';
import { columns, holesOf, measureCoverage, rules } from '../server/tools/coverage';
import { coveragePage } from '../server/tools/coverage-page';

const all = measureCoverage();

test('every name has what its kind should have: hover, signature, completion, snippet, page', () => {
  const holes = all.flatMap((each) => holesOf(each).map((column) => `${column} of ${each.kind} ${each.name}`));
  assert.deepEqual(holes, []);
});

test('no name of the tables is left out', () => {
  assert.deepEqual(
    all.map(({ name }) => name),
    describedNames,
  );
});

test('a cell that is empty is a hole', () => {
  const [some] = all.filter(({ kind }) => kind === 'function');
  assert.ok(some);
  const nothing = { ...some, hover: false, signature: false, completion: undefined, snippet: [], page: '' };
  assert.deepEqual(holesOf(nothing), columns);
});

test('a dash is a matter of the kind of a name, and functions of WSK have none', () => {
  const dashes = columns.filter((column) => !rules[column].isAbout('function'));
  assert.deepEqual(dashes, []);
  assert.ok(!rules.signature.isAbout('flag'));
});

test('the page has a row for every name', () => {
  const rows = coveragePage(all).match(/^\| `\w+` \|/gm) ?? [];
  assert.equal(rows.length, describedNames.length);
});
