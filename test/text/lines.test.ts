import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { lineTable } from '../../server/src/text/lines';

describe('lineTable', () => {
  test('ends a line at \\n, at \\r\\n and at a lone \\r', () => {
    const lines = lineTable('a\nb\r\nc\rd');
    assert.equal(lines.count, 4);
    assert.deepEqual(
      [0, 2, 5, 7].map((offset) => lines.positionAt(offset)),
      [
        { line: 0, column: 0 },
        { line: 1, column: 0 },
        { line: 2, column: 0 },
        { line: 3, column: 0 },
      ],
    );
  });

  test('counts columns in UTF-16 units, so that a character outside the BMP takes two', () => {
    assert.deepEqual(lineTable('x😀y').positionAt(3), { line: 0, column: 3 });
  });

  test('gives each offset of a text back from its position, save those inside a line break', () => {
    const text = 'ab\r\n\ncd\r\re';
    const lines = lineTable(text);
    for (const offset of [0, 1, 2, 4, 5, 6, 7, 8, 9, 10]) {
      assert.equal(lines.offsetAt(lines.positionAt(offset)), offset);
    }
  });

  test('holds a column behind the end of its line to that end, before the line break', () => {
    const lines = lineTable('ab\r\ncd');
    assert.equal(lines.offsetAt({ line: 0, column: 99 }), 2);
    assert.equal(lines.offsetAt({ line: 1, column: 99 }), 6);
  });

  test('holds offsets and lines outside the text to its ends', () => {
    const lines = lineTable('ab\nc');
    assert.deepEqual(lines.positionAt(99), { line: 1, column: 1 });
    assert.deepEqual(lines.positionAt(-1), { line: 0, column: 0 });
    assert.equal(lines.offsetAt({ line: 9, column: 0 }), 4);
    assert.equal(lines.offsetAt({ line: -1, column: 0 }), 0);
  });

  test('gives an empty text one line', () => {
    assert.equal(lineTable('').count, 1);
    assert.deepEqual(lineTable('').positionAt(0), { line: 0, column: 0 });
  });

  test('starts a line that there is not at the end of the text', () => {
    assert.equal(lineTable('a\nb').startOf(1), 2);
    assert.equal(lineTable('a\nb').startOf(7), 3);
  });
});
