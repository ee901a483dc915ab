import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { dump } from './dump';

describe('__except', () => {
  test('a step that calls something may go to the filter', () => {
    assert.deepEqual(dump('__try { x = 1; a(); } __except (f()) { b(); } c();'), [
      '0: entry -> 1',
      '1: x = 1 -> 2',
      '2: a() -> 5 !3',
      '3: branch f() ? 4 : 7',
      '4: b() -> 5',
      '5: c() -> 6',
      '6: exit',
      '7: abandoned',
    ]);
  });

  test('EXCEPTION_EXECUTE_HANDLER always runs the handler', () => {
    assert.deepEqual(dump('__try { a(); } __except (EXCEPTION_EXECUTE_HANDLER) { b(); }'), [
      '0: entry -> 1',
      '1: a() -> 3 !2',
      '2: b() -> 3',
      '3: exit',
    ]);
  });

  test('EXCEPTION_CONTINUE_SEARCH never runs it', () => {
    assert.deepEqual(dump('__try { a(); } __except (EXCEPTION_CONTINUE_SEARCH) { b(); }'), [
      '0: entry -> 1',
      '1: a() -> 2 !3',
      '2: exit',
      '3: abandoned',
    ]);
  });

  test('a filter that chooses by the exception code is a branch on the code', () => {
    const filter = 'GetExceptionCode() == X ? EXCEPTION_EXECUTE_HANDLER : EXCEPTION_CONTINUE_SEARCH';
    assert.deepEqual(dump(`__try { a(); } __except (${filter}) { b(); }`), [
      '0: entry -> 1',
      '1: a() -> 4 !2',
      '2: branch GetExceptionCode() == X ? 3 : 5',
      '3: b() -> 4',
      '4: exit',
      '5: abandoned',
    ]);
  });

  test('what is read through a pointer may raise, what is only measured or addressed may not', () => {
    assert.deepEqual(
      dump('__try { *p = 1; x = q->y; z[1] = 2; w = sizeof(*p); v = &x; u = s.t; } __except (1) { b(); }'),
      [
        '0: entry -> 1',
        '1: *p = 1 -> 2 !7',
        '2: x = q->y -> 3 !7',
        '3: z[1] = 2 -> 4 !7',
        '4: w = sizeof(*p) -> 5',
        '5: v = &x -> 6',
        '6: u = s.t -> 8',
        '7: b() -> 8',
        '8: exit',
      ],
    );
  });

  test('macros that only compute do not raise, but what they are given may', () => {
    assert.deepEqual(dump('__try { x = NT_SUCCESS(s); y = NT_SUCCESS(f()); } __except (1) { b(); }'), [
      '0: entry -> 1',
      '1: x = NT_SUCCESS(s) -> 2',
      '2: y = NT_SUCCESS(f()) -> 4 !3',
      '3: b() -> 4',
      '4: exit',
    ]);
  });

  test('a handler that no step can reach is dropped', () => {
    assert.deepEqual(dump('__try { x = 1; } __except (1) { b(); }'), ['0: entry -> 1', '1: x = 1 -> 2', '2: exit']);
  });

  test('conditions, switches, declarations and returns may raise as well', () => {
    assert.deepEqual(
      dump(
        '__try { int v = f(); if (g()) a = 1; switch (h()) { case 1: break; } return k(); } __except (1) { return 2; }',
      ),
      [
        '0: entry -> 1',
        '1: int v = f() -> 2 !6',
        '2: branch g() ? 3 : 4 !6',
        '3: a = 1 -> 4',
        '4: switch h() [1 -> 5, default -> 5] !6',
        '5: return k() -> 7 !6',
        '6: return 2 -> 7',
        '7: exit',
      ],
    );
  });

  test('the handler stands outside the __try, in whatever is around it', () => {
    assert.deepEqual(dump('__try { __try { a(); } __except (1) { b(); } } __except (1) { c(); }'), [
      '0: entry -> 1',
      '1: a() -> 4 !2',
      '2: b() -> 4 !3',
      '3: c() -> 4',
      '4: exit',
    ]);
  });

  test('a filter that does not want it hands the exception to the next one out', () => {
    assert.deepEqual(dump('__try { __try { a(); } __except (f()) { b(); } } __except (1) { c(); }'), [
      '0: entry -> 1',
      '1: a() -> 5 !2',
      '2: branch f() ? 3 : 4 !4',
      '3: b() -> 5 !4',
      '4: c() -> 5',
      '5: exit',
    ]);
  });

  test('ExRaiseStatus in a __try goes to the handler and nowhere else', () => {
    assert.deepEqual(dump('__try { ExRaiseStatus(s); a(); } __except (1) { b(); }'), [
      '0: entry -> 1',
      '1: ExRaiseStatus(s) -> 2',
      '2: b() -> 3',
      '3: exit',
    ]);
  });

  test('__leave goes behind the statement', () => {
    assert.deepEqual(dump('__try { if (a) __leave; x = 1; } __except (1) { b(); } c();'), [
      '0: entry -> 1',
      '1: branch a ? 3 : 2',
      '2: x = 1 -> 3',
      '3: c() -> 4',
      '4: exit',
    ]);
  });

  test('a loop around a __try comes back from the handler', () => {
    assert.deepEqual(dump('for (;;) { __try { a(); break; } __except (1) { continue; } }'), [
      '0: entry -> 1',
      '1*: a() -> 2 !1',
      '2: exit',
    ]);
  });
});

describe("the kernel headers' spellings", () => {
  test('try, leave and except are __try, __leave and __except', () => {
    const lines = dump(
      '    try {\n        a();\n        leave;\n    } except (EXCEPTION_EXECUTE_HANDLER) {\n        b();\n    }',
    );
    assert.deepEqual(lines, ['0: entry -> 1', '1: a() -> 3 !2', '2: b() -> 3', '3: exit']);
  });

  test('finally is __finally', () => {
    const lines = dump('    try {\n        return x;\n    } finally {\n        b = 1;\n    }\n');
    assert.deepEqual(lines, ['0: entry -> 1', '1: return x -> 2', '2: b = 1 -> 3', '3: exit']);
  });
});
