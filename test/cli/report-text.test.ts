import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { wantsColour } from '../../server/src/cli/output';
import { frame } from '../../server/src/cli/report-text';

const place = (column: number, endColumn: number, endLine = 1) => ({
  file: 'a.c',
  line: 1,
  column,
  endLine,
  endColumn,
});

describe('the marks below a line', () => {
  test('stand under what is marked', () => {
    assert.deepEqual(frame(place(5, 8), 'int abc;'), ['int abc;', '    ^^^']);
  });

  test('keep the tabs of the line', () => {
    assert.deepEqual(frame(place(3, 4), '\t\tx;'), ['\t\tx;', '\t\t^']);
  });

  test('are one for an empty span, and end with the line for one that goes on', () => {
    assert.deepEqual(frame(place(4, 4), 'f();')[1], '   ^');
    assert.deepEqual(frame(place(3, 1, 2), 'f(a,')[1], '  ^^');
  });

  test('stay in sight in a very long line', () => {
    const [line, marks] = frame(place(5001, 5004), `${'a'.repeat(5000)}bcd${'e'.repeat(5000)}`);
    assert.ok(line.length < 200);
    assert.equal(line.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1), 'bcd');
  });

  test('are not mistaken by bytes that would steer a terminal', () => {
    assert.deepEqual(frame(place(1, 2), 'a\u001B[31m'), ['a\u{FFFD}[31m', '^']);
  });
});

describe('colours', () => {
  test('are for terminals only', () => {
    assert.equal(wantsColour(true, {}), true);
    assert.equal(wantsColour(false, {}), false);
  });

  test('are not for those who say no', () => {
    assert.equal(wantsColour(true, { NO_COLOR: '1' }), false);
    assert.equal(wantsColour(true, { TERM: 'dumb' }), false);
  });
});
