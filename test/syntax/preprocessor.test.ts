import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { createNativeParser } from '../../server/src/syntax/native';
import { preprocessingIn } from '../../server/src/syntax/preprocessor';

const parser = createNativeParser();
const read = (text: string) => preprocessingIn(parser.parse(text));

describe('the directives of a file', () => {
  test('define macros without parameters', () => {
    const text = "#define TAG 'kswK' // of our pool\n#define EMPTY\n";
    const { macros } = read(text);
    assert.deepEqual(
      macros.map(({ name, parameters, body }) => [name, parameters, body]),
      [
        ['TAG', undefined, "'kswK'"],
        ['EMPTY', undefined, ''],
      ],
    );
    const [tag] = macros;
    assert.ok(tag !== undefined);
    assert.deepEqual(tag.nameSpan, { start: 8, end: 11 });
    assert.equal(text.slice(tag.span.start, tag.span.end), text.split('\n')[0]);
  });

  test('define macros with parameters, which touch the name', () => {
    const { macros } = read('#define ADD(a, b) ((a) + (b))\n#define NONE() 1\n#define VALUE (1)\n');
    assert.deepEqual(
      macros.map(({ parameters, body }) => [parameters, body]),
      [
        [['a', 'b'], '((a) + (b))'],
        [[], '1'],
        [undefined, '(1)'],
      ],
    );
  });

  test('go on over lines that end in a backslash', () => {
    assert.equal(read('#define A \\\r\n  1 + \\\r\n  2\r\nint b;').macros[0]?.body.replace(/\s+/g, ' '), '1 + 2');
  });

  test('count within functions and initialisers too', () => {
    const { macros } = read('void f() {\n#define A 1\n}\nint b[] = {\n  # define B 2\n B };');
    assert.deepEqual(
      macros.map(({ name }) => name),
      ['A', 'B'],
    );
  });

  test('do not count in comments, strings and branches that were not parsed', () => {
    const { macros } = read(
      '/*\n#define A 1\n*/\nchar *s = "\\\n#define B 1";\n#if 0\n#define C 1\n#else\n#define D 1\n#endif\n',
    );
    assert.deepEqual(
      macros.map(({ name }) => name),
      ['D'],
    );
  });

  test('include files in angle brackets and in quotes', () => {
    const { includes } = read('#include <wsk.h>\n#  include "own.h" // ours\n#include MACRO\n');
    assert.deepEqual(
      includes.map(({ name, isSystem }) => [name, isSystem]),
      [
        ['wsk.h', true],
        ['own.h', false],
      ],
    );
  });
});
