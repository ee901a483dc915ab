import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { describe, describeCallback } from '../../server/src/knowledge';
import { describeName } from '../../server/src/knowledge/names';

interface Place {
  /** The name in whose explanation the advice stands. */
  readonly name: string;
  /** Words of the advice. */
  readonly says: string;
}

/** Advice that no rule can give, by the requirement that it comes from. */
const advice = JSON.parse(readFileSync('test/knowledge/hover-only.json', 'utf8')) as Readonly<Record<string, Place>>;

for (const [requirement, { name, says }] of Object.entries(advice)) {
  test(`the advice of ${requirement} stands in the explanation of ${name}`, () => {
    const entry = describe(name) ?? describeCallback(name) ?? describeName(name);
    assert.ok(entry, name);
    assert.ok(says.length >= 8, 'too short to find anything by');
    assert.ok(JSON.stringify(entry).includes(says), `${name} does not say: ${says}`);
  });
}

test('all advice that was meant for hovers has its place', () => {
  assert.equal(Object.keys(advice).length, 61);
});
