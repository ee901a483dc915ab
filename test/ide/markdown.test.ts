import assert from 'node:assert/strict';
import test from 'node:test';
import { blocks, listed, ordinal } from '../../server/src/ide/markdown';

test('a star of C is no emphasis', () => {
  assert.equal(
    blocks(['**Sets *Length.** See `a *b` and SIO_X_*, too.']),
    '**Sets `*Length`.** See `a *b` and SIO_X_\\*, too.',
  );
});

test('what is shown once is shown twice the same', () => {
  const once = blocks(['**Sets *Length.** See SIO_X_*.', '**Bold**, and *x']);
  assert.equal(blocks([once]), once);
});

test('C code is left as it is', () => {
  assert.equal(blocks(['```c\nint *a;\n```']), '```c\nint *a;\n```');
});

test('empty parts leave no gap', () => {
  assert.equal(blocks(['a', undefined, '', 'b']), 'a\n\nb');
});

test('names are listed as a person does', () => {
  assert.equal(listed([], 'and'), '');
  assert.equal(listed(['a'], 'and'), '`a`');
  assert.equal(listed(['a', 'b', 'c'], 'or'), '`a`, `b` or `c`');
});

test('numbers have the endings of English', () => {
  assert.deepEqual([1, 2, 3, 4, 11, 12, 13, 21, 22, 111].map(ordinal), [
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '13th',
    '21st',
    '22nd',
    '111th',
  ]);
});
