import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { maskText } from '../../server/src/syntax/mask';
import type { MaskOptions } from '../../server/src/syntax/parser';

/** The masked text with each run of blanks as one, for tests that are not about length. */
const masked = (text: string, options?: MaskOptions): string =>
  maskText(text, options).masked.replace(/\s+/g, ' ').trim();

describe('masking keeps', () => {
  test('the length and every line break, of whichever kind', () => {
    const text = 'NTSTATUS\r\n_When_(a,\r  b)\nF(IN\r\nint a);\n#if 0\r\nx\r#endif\n';
    const { masked: result } = maskText(text);
    assert.equal(result.length, text.length);
    assert.equal(result.replace(/[^\r\n]/g, ''), text.replace(/[^\r\n]/g, ''));
  });

  test('a text in which there is nothing to mask as it is', () => {
    const text = 'int f(int a)\n{\n  return a ? 1 : 0; /* IN OUT */ // _In_\n}\n';
    assert.equal(maskText(text).masked, text);
  });

  test('what stands in strings, characters and comments', () => {
    const text = 'char *a = "IN _In_ \\" ..."; int b = \'NTAPI\'; /* #if 0 */';
    assert.equal(maskText(text).masked, text);
  });

  test('the words of directives between declarations', () => {
    assert.equal(masked('#define FOO IN\n#include "in.h"\nint a;'), '#define FOO IN #include "in.h" int a;');
  });
});

describe('masking blanks', () => {
  const cases: Readonly<Record<string, readonly [string, string]>> = {
    'annotations of SAL 2': ['VOID F(_In_ int a, _Inout_opt_ int *b);', 'VOID F( int a, int *b);'],
    'annotations with arguments and parentheses in these': [
      '_When_(a, _At_(*b, _Post_(c))) int F(void);',
      'int F(void);',
    ],
    'annotations of SAL 1': ['VOID F(__in int a, __deref_out_opt int **b);', 'VOID F( int a, int **b);'],
    'IN, OUT and OPTIONAL': ['VOID F(IN int a, IN OUT int *b OPTIONAL);', 'VOID F( int a, int *b );'],
    'calling conventions': ['NTSTATUS NTAPI F(void); VOID (WSKAPI *g)(int);', 'NTSTATUS F(void); VOID ( *g)(int);'],
    'declspecs with their arguments': ['__declspec(align(8)) int a; DECLSPEC_ALIGN(16) int b;', 'int a; int b;'],
    'the suffixes of integers that C does not know': ['a = 5i64 + 0xFFui64 + 7u;', 'a = 5 + 0xFF + 7u;'],
    'pragmas in any place': ['#pragma once\nint f() {\n#pragma warning(push)\n return 0; }', 'int f() { return 0; }'],
    'directives in an initialiser': ['int a[] = {\n#define X 1\n X };', 'int a[] = { X };'],
    'a macro between declarations that has no semicolon': ['DECLARE_THING(a, b)\nint c;', 'int c;'],
    'the macro among three names in a row': [
      'PAGED NTSTATUS F(void); static ALIGNED ULONG a;',
      'NTSTATUS F(void); static ULONG a;',
    ],
    'a macro behind a type that functions return': ['NTSTATUS DRIVERAPI F(void);', 'NTSTATUS F(void);'],
    'the tag of a type that is an argument': ['void f() { a = G(p, struct S, m); }', 'void f() { a = G(p, S, m); }'],
    'a mark of byte order and strange spaces': ['\ufeffint\u00a0a;\u3000int b;\u001a', 'int a; int b;'],
    'a comment without an end': ['int a; /* b', 'int a;'],
  };
  for (const [name, [text, expected]] of Object.entries(cases)) {
    test(name, () => {
      assert.equal(masked(text), expected);
    });
  }
});

describe('masking leaves alone', () => {
  const cases: Readonly<Record<string, string>> = {
    'names that only look like annotations': 'int _DRIVER_NAME_; int _static_; int __int64_value;',
    'IN where no name follows': 'int a = IN; b(IN, 1);',
    'a call that ends in a brace of its own statement': 'void f() { if (A_B(1)) { g(); } }',
    'a function whose name is in capitals': 'DRIVER_ENTRY(int a)\n{\n}',
    'a tag in a cast, a size and a declaration': 'void f() { struct S *a = (struct S *)b; c(sizeof(struct S)); }',
    'the dots of a function with any number of arguments': 'void f(int a, ...);',
    'types of two words and more': 'void f() { unsigned long int a; static const struct S b; }',
    'the dot of a designator': 'T a = {\n  .b = 1,\n  .c = 2\n};',
  };
  for (const [name, text] of Object.entries(cases)) {
    test(name, () => {
      assert.equal(maskText(text).masked, text);
    });
  }
});

describe('masking puts a word of C in place of', () => {
  test('FORCEINLINE, CONST, VOLATILE and the like', () => {
    assert.equal(masked('FORCEINLINE CONST int *F(VOLATILE int a);'), 'inline const int *F(volatile int a);');
  });

  test('spellings of structured exceptions, over the space around them', () => {
    const text = 'void f() {\n    try {\n      leave;\n    } except (1) {\n    }\n    try { } finally { }\n}';
    assert.equal(masked(text), 'void f() { __try{ __leave; }__except(1) { } __try{ }__finally{ } }');
    assert.equal(maskText(text).masked.length, text.length);
  });

  test('nothing where there is no space for the longer word', () => {
    assert.equal(masked('void f(){try{a();}b();}'), 'void f(){try{a();}b();}');
  });

  test('a macro with a block behind it: a loop', () => {
    assert.equal(masked('void f() { FOR_EACH(a, b) { g(); } }'), 'void f() { while(_) { g(); } }');
  });

  test('assembly: an empty statement', () => {
    assert.equal(masked('void f() { __asm { int 3 } __asm cli\n g(); }'), 'void f() { ; ; g(); }');
  });
});

describe('masking keeps aside', () => {
  test('each annotation with its name, its arguments and where it stood', () => {
    const text = '_IRQL_requires_max_( DISPATCH_LEVEL )\nNTSTATUS WSKAPI F(_In_ int a);';
    const { annotations } = maskText(text);
    assert.deepEqual(
      annotations.map((annotation) => [
        annotation.name,
        annotation.arguments,
        text.slice(annotation.start, annotation.end),
      ]),
      [
        ['_IRQL_requires_max_', 'DISPATCH_LEVEL', '_IRQL_requires_max_( DISPATCH_LEVEL )'],
        ['WSKAPI', undefined, 'WSKAPI'],
        ['_In_', undefined, '_In_'],
      ],
    );
  });

  test('in the order of the text, also where the macro was seen only later', () => {
    const names = maskText('PAGED NTSTATUS WSKAPI F(_In_ int a);').annotations.map(({ name }) => name);
    assert.deepEqual(names, ['PAGED', 'WSKAPI', '_In_']);
  });

  test('no annotation of a branch that went', () => {
    assert.deepEqual(maskText('#if 0\nint F(_In_ int a);\n#endif\n').annotations, []);
    const late = 'int a;\n#if X\nint b;\n#else\nint F(_In_ int a\n#endif\nint c;';
    assert.deepEqual(maskText(late).annotations, []);
  });

  test('a comment without an end, as an omission', () => {
    assert.deepEqual(maskText('a; /* b').omissions, [{ start: 3, end: 7, reason: 'comment without an end' }]);
  });
});

describe('a user may add macros', () => {
  test('that are blanked by their names', () => {
    assert.equal(masked('RCU int a;', { extraMacros: ['RCU'] }), 'int a;');
  });

  test('that are blanked with their arguments, and keep these', () => {
    const options = { extraMacros: ['lock_held()'] };
    assert.equal(masked('int f(void) lock_held(a, b) { return 0; }', options), 'int f(void) { return 0; }');
    assert.equal(maskText('lock_held(a, b) int c;', options).annotations[0]?.arguments, 'a, b');
  });
});
