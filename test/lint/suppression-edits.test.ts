import assert from 'node:assert/strict';
import { test } from 'node:test';

import { withoutComment } from '../../server/src/lint/suppression-edits';
import { applyEdits } from '../../server/src/text/span';

/** The text after its first comment that names a rule was taken away. */
function without(text: string): string {
  const [comment = ''] = /\/\/ wsk[^\r\n]*|\/\* wsk[^]*?\*\//.exec(text) ?? [];
  const start = text.indexOf(comment);
  return applyEdits(text, [withoutComment(text, { start, end: start + comment.length })]);
}

test('a comment that has its line for itself goes with the line', () => {
  assert.equal(without('a();\n    // wsk-ignore x: y\nb();\n'), 'a();\nb();\n');
  assert.equal(without('a();\r\n\t/* wsk-ignore x:\r\n y */\r\nb();\r\n'), 'a();\r\nb();\r\n');
  assert.equal(without('// wsk-ignore x: y'), '');
});

test('a comment behind code goes with the space before it', () => {
  assert.equal(without('a(); \t// wsk-ignore x: y\r\nb();\r\n'), 'a();\r\nb();\r\n');
});

test('a comment in front of code goes with the space behind it', () => {
  assert.equal(without('call(/* wsk-ignore x: y */ 1);\n'), 'call(1);\n');
});
