import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { maskText } from '../../server/src/syntax/mask';

const masked = (text: string, defines?: Record<string, boolean>): string =>
  maskText(text, { defines }).masked.replace(/\s+/g, ' ').trim();

/** Which of the functions A, B, C a condition leaves in the text. */
const left = (condition: string, defines?: Record<string, boolean>): string => {
  const text = maskText(`#${condition}\nint A;\n#else\nint B;\n#endif\n`, { defines }).masked;
  return ['A', 'B'].filter((name) => text.includes(`int ${name};`)).join('');
};

describe('between declarations', () => {
  test('all branches stay, with their directives', () => {
    const text = '#if X\nint a;\n#elif Y\nint b;\n#else\nint c;\n#endif\n';
    assert.equal(maskText(text).masked, text);
  });

  test('a branch that is known to be false goes, with the directives', () => {
    assert.equal(masked('#if 0\nint a;\n#else\nint b;\n#endif\nint c;'), 'int b; int c;');
    assert.equal(masked('#ifdef __cplusplus\nextern "C" {\n#endif\nint a;'), 'int a;');
  });

  test('the branches behind one that is known to be true go', () => {
    assert.equal(masked('#ifdef _WIN32\nint a;\n#elif X\nint b;\n#else\nint c;\n#endif'), 'int a;');
  });

  test('the first branch stays alone where it ends within a declaration', () => {
    assert.equal(
      masked('#if X\nint F(int a)\n#else\nint F(void)\n#endif\n{ return 0; }'),
      'int F(int a) { return 0; }',
    );
  });

  test('a later branch that ends within a declaration goes', () => {
    assert.equal(masked('#if X\nint a;\n#else\nint b = {\n#endif\nint c;'), '#if X int a; #else #endif int c;');
  });

  test('a guard around the whole file stays', () => {
    const text = '#ifndef A_H\n#define A_H\nint a;\n#endif\n';
    assert.equal(maskText(text).masked, text);
  });
});

describe('within a function or a parenthesis', () => {
  test('the first branch stays, without the directives', () => {
    assert.equal(masked('void f() {\n#if X\na();\n#else\nb();\n#endif\n}'), 'void f() { a(); }');
    assert.equal(masked('void f(int a\n#ifdef X\n, int b\n#endif\n);'), 'void f(int a , int b );');
  });

  test('the first that is not known to be false stays', () => {
    assert.equal(masked('void f() {\n#if 0\na();\n#elif X\nb();\n#else\nc();\n#endif\n}'), 'void f() { b(); }');
  });

  test('an if that is split by branches is left whole', () => {
    assert.equal(
      masked('void f() {\n#if X\nif (a) {\n#else\nif (b) {\n#endif\nc(); }\n}'),
      'void f() { if (a) { c(); } }',
    );
  });

  test('conditionals within a branch that goes go with it', () => {
    const text = 'void f() {\n#if 0\n#if X\na();\n#else\nb();\n#endif\n#else\nc();\n#endif\n}';
    assert.equal(masked(text), 'void f() { c(); }');
  });

  test('apostrophes in a branch that goes do no harm', () => {
    assert.equal(masked("void f() {\n#if 0\nthis isn't C\n#endif\na();\n}"), 'void f() { a(); }');
  });
});

describe('a branch that goes', () => {
  test('is told with its directive and the condition', () => {
    const text = 'void f() {\n#if  DBG // why\na();\n#else\nb();\n#endif\n}';
    const { omissions } = maskText(text);
    assert.deepEqual(
      omissions.map(({ reason }) => reason),
      ["#else branch of '#if DBG'"],
    );
    assert.equal(text.slice(omissions[0]?.start, omissions[0]?.end).trim(), 'b();');
  });

  test('goes to the end of the file where it has no end', () => {
    const { masked: result, omissions } = maskText('int a;\n#if 0\nint b;\n');
    assert.equal(result.trim(), 'int a;');
    assert.deepEqual(
      omissions.map(({ reason }) => reason),
      ["#if branch of '#if 0'"],
    );
  });

  test('takes stray #else and #endif along quietly', () => {
    assert.equal(masked('int a;\n#else\nint b;\n#endif\nint c;'), 'int a; int b; int c;');
  });
});

describe('a condition', () => {
  test('stays open where it asks for what the build settles', () => {
    for (const open of [
      'if DBG',
      'ifdef X',
      'if (NTDDI_VERSION >= 0x06000000)',
      'if A + 0',
      'if defined(X) || 0',
      'if (',
    ]) {
      assert.equal(left(open), 'AB', open);
    }
  });

  test('is false for zero, however it is written', () => {
    for (const zero of ['if 0', 'if (0)', 'if 0x0', 'if 00UL', 'if FALSE', 'if 0 // off', 'if !1', 'if 0 /* a */']) {
      assert.equal(left(zero), 'B', zero);
    }
  });

  test('is known where one side of && or || decides it', () => {
    assert.equal(left('if 0 && defined(X)'), 'B');
    assert.equal(left('if defined(__cplusplus) && (__cplusplus >= 201103L)'), 'B');
    assert.equal(left('if 1 || X > 3'), 'A');
    assert.equal(left('if !defined(_WIN32) && X'), 'B');
  });

  test('follows what a user defines, against the usual too', () => {
    assert.equal(left('if DBG', { DBG: false }), 'B');
    assert.equal(left('ifndef DBG', { DBG: false }), 'A');
    assert.equal(left('if defined DBG', { DBG: true }), 'A');
    assert.equal(left('ifdef _KERNEL_MODE', { _KERNEL_MODE: false }), 'B');
  });
});
