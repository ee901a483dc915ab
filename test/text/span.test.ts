import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { applyEdits } from '../../server/src/text/span';

const edit = (start: number, end: number, text: string) => ({ at: { start, end }, text });

describe('applyEdits', () => {
  test('replaces, inserts and removes in one go, in whatever order the edits come', () => {
    assert.equal(applyEdits('abcdef', [edit(4, 6, ''), edit(0, 1, 'X'), edit(2, 2, '-')]), 'Xb-cd');
  });

  test('leaves a text without edits as it is', () => {
    assert.equal(applyEdits('abc', []), 'abc');
  });

  test('takes an edit that begins where another ends', () => {
    assert.equal(applyEdits('abcd', [edit(0, 2, 'x'), edit(2, 4, 'y')]), 'xy');
  });

  test('refuses edits that overlap', () => {
    assert.throws(() => applyEdits('abcd', [edit(0, 3, ''), edit(2, 4, '')]), RangeError);
  });

  test('refuses an edit outside the text or with its end before its start', () => {
    assert.throws(() => applyEdits('ab', [edit(1, 3, '')]), RangeError);
    assert.throws(() => applyEdits('ab', [edit(2, 1, '')]), RangeError);
  });
});
