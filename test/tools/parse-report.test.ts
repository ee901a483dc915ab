import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { createNativeParser } from '../../server/src/syntax/native';
import { functionHeaders } from '../../server/tools/function-headers';
import { reportOn } from '../../server/tools/parse-report';

const names = (text: string): string[] => functionHeaders(text).map(({ name }) => name);

describe('the scan for function headers', () => {
  test('counts a brace with a parenthesis before it, outside all braces', () => {
    assert.deepEqual(names('int f(int a) { if (a) { g(); } }\nvoid h(void)\n{\n}\n'), ['f', 'h']);
  });

  test('counts no types, initialisers and prototypes', () => {
    assert.deepEqual(names('struct S { int a; };\nT t = { f(1) };\nint g(int);\ntypedef struct { int a; } U;'), []);
  });

  test('looks through annotations, comments, strings and continued lines', () => {
    const text =
      '/* f() { */ _Success_(return != 0) int f(_In_ char *a) _Acquires_(b) // {\n{ g("{"); h(\'{\'); }\n#define X \\\n {\nint i() {}';
    assert.deepEqual(names(text), ['f', 'i']);
  });

  test('counts each branch of a conditional, but none that is off', () => {
    assert.deepEqual(
      names('#if X\nint a() {}\n#else\nint b() {}\n#endif\n#if 0\nint c() {}\n#else\nint d() {}\n#endif'),
      ['a', 'b', 'd'],
    );
    assert.deepEqual(names('#ifdef __cplusplus\nextern "C" {\n#endif\nint a() {}'), ['a']);
  });

  test('counts a function once whose header is there in two forms', () => {
    assert.equal(names('#if X\nint a(int b)\n#else\nint a(void)\n#endif\n{ }\nint c() {}').length, 2);
  });
});

describe('the report', () => {
  const parser = createNativeParser();

  test('counts a function that holds a parse error, and tells its line and that of the error', () => {
    const { functions, failures } = reportOn(
      'int a(void)\n{\n  return 1;\n}\nint b(void)\n{\n  return 1 + ;\n}\n',
      parser,
    );
    assert.equal(functions, 2);
    assert.deepEqual(failures, [{ name: 'b', line: 6, what: 'holds a parse error', errorLine: 7 }]);
  });

  test('counts a function that the parser did not see', () => {
    const { failures } = reportOn('#ifdef __linux__\nint a(void) { return 1; }\n#endif\n', parser);
    assert.deepEqual(failures, [{ name: 'a', line: 2, what: 'lost', errorLine: undefined }]);
  });

  test('counts the bytes that are blanked, and not those that were blank', () => {
    const { bytes, masked } = reportOn('void f(_In_ int a);', parser);
    assert.deepEqual([bytes, masked], [19, 4]);
  });
});
