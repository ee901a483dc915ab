import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { safeEdits, safeEditsOf } from '../../server/src/lint/fix-all';
import type { Fix } from '../../server/src/lint/rule';
import { emptyReport, type FileReport } from '../../server/src/lint/run';
import { applyEdits } from '../../server/src/text/span';
import { wordRule } from '../support/rule';

const rule = wordRule('a');

/** A report with a fix for each match: what it matches becomes what it is replaced by. */
function report(text: string, pattern: RegExp, to: string, safe = true, more: Partial<Fix> = {}): FileReport {
  const findings = [...text.matchAll(pattern)].map(({ index, 0: found }) => {
    const at = { start: index, end: index + found.length };
    const fix: Fix = { title: 'Fix it', edits: [{ at, text: to }], safe, ...more };
    return { rule, severity: 'error', at, message: 'it is so', related: [], fix } as const;
  });
  return { ...emptyReport({ path: 'a.c', text, language: 'c' }, 'withoutWsk'), findings };
}

function fixed(text: string, reportOn: (text: string) => FileReport): string {
  return applyEdits(text, safeEdits(reportOn(text), reportOn));
}

describe('all safe fixes of a file', () => {
  test('are applied together where they do not touch', () => {
    assert.equal(
      fixed('a b a', (text) => report(text, /a/g, 'x')),
      'x b x',
    );
  });

  test('are applied again until none is left', () => {
    assert.equal(
      fixed('keep abc keep', (text) => report(text, /c|b(?= )|a(?= )/g, ' ')),
      'keep     keep',
    );
  });

  test('come as edits that leave alone what stays as it is', () => {
    const reportOn = (text: string) => report(text, /c|b(?= )|a(?= )/g, ' ');
    assert.deepEqual(safeEdits(reportOn('keep abc keep'), reportOn), [{ at: { start: 5, end: 8 }, text: '   ' }]);
  });

  test('are not looked for in a text that cannot be looked at', () => {
    const edits = safeEdits(report('a b', /a/g, 'x'), () => undefined);
    assert.equal(applyEdits('a b', edits), 'x b');
  });

  test('that undo each other end', () => {
    const swap = (text: string) => (text.includes('a') ? report(text, /a/g, 'b') : report(text, /b/g, 'a'));
    assert.equal(fixed('a', swap), 'b');
  });

  test('that never end are stopped', () => {
    assert.equal(
      fixed('a', (text) => report(text, /a$/g, 'aa')),
      'a'.repeat(11),
    );
  });

  test('are none where a fix is not safe', () => {
    const unsafe = report('a', /a/g, 'x', false);
    assert.deepEqual(
      safeEdits(unsafe, () => unsafe),
      [],
    );
  });
});

test('the safe fixes of one rule leave those of others alone', () => {
  const both = report('a b', /[ab]/g, 'x');
  const [first, second] = both.findings;
  assert.ok(first && second);
  const findings = [first, { ...second, rule: wordRule('b') }];
  assert.equal(applyEdits('a b', safeEditsOf({ ...both, findings }, rule.name)), 'x b');
});
