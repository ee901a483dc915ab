import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { dump, dumpHandmade, type Handmade } from './dump';

describe('straight code', () => {
  test('an empty body goes from the entry to the exit', () => {
    assert.deepEqual(dump(''), ['0: entry -> 1', '1: exit']);
  });

  test('statements follow each other in the order of the text', () => {
    assert.deepEqual(dump('a(); b = 1; c++;'), [
      '0: entry -> 1',
      '1: a() -> 2',
      '2: b = 1 -> 3',
      '3: c++ -> 4',
      '4: exit',
    ]);
  });

  test('empty statements and empty blocks are no points', () => {
    assert.deepEqual(dump(';; {} { ; } a(); {{}}'), ['0: entry -> 1', '1: a() -> 2', '2: exit']);
  });

  test('a declaration is one point, whatever number of variables it declares', () => {
    assert.deepEqual(dump('int x; int y = f(), *z = NULL;'), [
      '0: entry -> 1',
      '1: int x -> 2',
      '2: int y = f(), *z = NULL -> 3',
      '3: exit',
    ]);
  });

  test('types declared in a body and comments are no points', () => {
    assert.deepEqual(dump('typedef int T; struct S { int a; }; /* x */ a(); // y'), [
      '0: entry -> 1',
      '1: a() -> 2',
      '2: exit',
    ]);
  });

  test('a comma expression stays whole', () => {
    assert.deepEqual(dump('a(), b();'), ['0: entry -> 1', '1: a(), b() -> 2', '2: exit']);
  });

  test('a ternary and && in a value stay whole', () => {
    assert.deepEqual(dump('x = a ? b && c : d;'), ['0: entry -> 1', '1: x = a ? b && c : d -> 2', '2: exit']);
  });
});

describe('if', () => {
  test('without else it goes on behind itself', () => {
    assert.deepEqual(dump('if (a) b(); c();'), [
      '0: entry -> 1',
      '1: branch a ? 2 : 3',
      '2: b() -> 3',
      '3: c() -> 4',
      '4: exit',
    ]);
  });

  test('both arms meet behind it', () => {
    assert.deepEqual(dump('if (a) { b(); } else { c(); } d();'), [
      '0: entry -> 1',
      '1: branch a ? 2 : 3',
      '2: b() -> 4',
      '3: c() -> 4',
      '4: d() -> 5',
      '5: exit',
    ]);
  });

  test('an else if asks only after the first condition was false', () => {
    assert.deepEqual(dump('if (a) b(); else if (c) d(); else e();'), [
      '0: entry -> 1',
      '1: branch a ? 2 : 3',
      '2: b() -> 6',
      '3: branch c ? 4 : 5',
      '4: d() -> 6',
      '5: e() -> 6',
      '6: exit',
    ]);
  });

  test('an else belongs to the nearest if', () => {
    assert.deepEqual(dump('if (a) if (b) c(); else d();'), [
      '0: entry -> 1',
      '1: branch a ? 2 : 5',
      '2: branch b ? 3 : 4',
      '3: c() -> 5',
      '4: d() -> 5',
      '5: exit',
    ]);
  });

  test('arms without statements leave a branch that ends at one point', () => {
    assert.deepEqual(dump('if (f()) ; else {}'), ['0: entry -> 1', '1: branch f() ? 2 : 2', '2: exit']);
  });

  test('a comment between if and else changes nothing', () => {
    assert.deepEqual(dump('if (a) /* yes */ b(); /* no */ else /* really */ c();'), [
      '0: entry -> 1',
      '1: branch a ? 2 : 3',
      '2: b() -> 4',
      '3: c() -> 4',
      '4: exit',
    ]);
  });
});

describe('conditions are taken apart', () => {
  test('&& asks the right side only if the left side is true', () => {
    assert.deepEqual(dump('if (a && b) c();'), [
      '0: entry -> 1',
      '1: branch a ? 2 : 4',
      '2: branch b ? 3 : 4',
      '3: c() -> 4',
      '4: exit',
    ]);
  });

  test('|| asks the right side only if the left side is false', () => {
    assert.deepEqual(dump('if (a || b) c();'), [
      '0: entry -> 1',
      '1: branch a ? 3 : 2',
      '2: branch b ? 3 : 4',
      '3: c() -> 4',
      '4: exit',
    ]);
  });

  test('! exchanges the targets', () => {
    assert.deepEqual(dump('if (!a) b();'), ['0: entry -> 1', '1: branch a ? 3 : 2', '2: b() -> 3', '3: exit']);
  });

  test('!! asks the thing itself', () => {
    assert.deepEqual(dump('if (!!a) b();'), ['0: entry -> 1', '1: branch a ? 2 : 3', '2: b() -> 3', '3: exit']);
  });

  test('!(a && b) is true where either is false', () => {
    assert.deepEqual(dump('if (!(a && b)) c();'), [
      '0: entry -> 1',
      '1: branch a ? 2 : 3',
      '2: branch b ? 4 : 3',
      '3: c() -> 4',
      '4: exit',
    ]);
  });

  test('parentheses are looked through', () => {
    assert.deepEqual(dump('if (((a == (b)))) c();'), [
      '0: entry -> 1',
      '1: branch a == (b) ? 2 : 3',
      '2: c() -> 3',
      '3: exit',
    ]);
  });

  test('(a || b) && (c || !d) asks each at most once on a path', () => {
    assert.deepEqual(dump('if ((a || b) && (c || !d)) e();'), [
      '0: entry -> 1',
      '1: branch a ? 3 : 2',
      '2: branch b ? 3 : 6',
      '3: branch c ? 5 : 4',
      '4: branch d ? 6 : 5',
      '5: e() -> 6',
      '6: exit',
    ]);
  });

  test('a ternary as a condition is three branches', () => {
    assert.deepEqual(dump('if (a ? b : c) d();'), [
      '0: entry -> 1',
      '1: branch a ? 2 : 3',
      '2: branch b ? 4 : 5',
      '3: branch c ? 4 : 5',
      '4: d() -> 5',
      '5: exit',
    ]);
  });

  test('nested ternaries as a condition ask one after the other', () => {
    assert.deepEqual(dump('if (a ? b : c ? d : !e) f();'), [
      '0: entry -> 1',
      '1: branch a ? 2 : 3',
      '2: branch b ? 6 : 7',
      '3: branch c ? 4 : 5',
      '4: branch d ? 6 : 7',
      '5: branch e ? 7 : 6',
      '6: f() -> 7',
      '7: exit',
    ]);
  });

  test('a ternary between constants is a single branch', () => {
    assert.deepEqual(dump('if (a ? FALSE : TRUE) b();'), [
      '0: entry -> 1',
      '1: branch a ? 3 : 2',
      '2: b() -> 3',
      '3: exit',
    ]);
  });

  test('an assignment in a condition stays whole', () => {
    assert.deepEqual(dump('if ((p = f()) == NULL || !p->x) g();'), [
      '0: entry -> 1',
      '1: branch (p = f()) == NULL ? 3 : 2',
      '2: branch p->x ? 4 : 3',
      '3: g() -> 4',
      '4: exit',
    ]);
  });

  test('an arm that a constant rules out is dropped', () => {
    assert.deepEqual(dump('if (0) a(); else b(); if (TRUE) c(); else d();'), [
      '0: entry -> 1',
      '1: b() -> 2',
      '2: c() -> 3',
      '3: exit',
    ]);
  });

  test('zero is false however it is spelled, and no other number is', () => {
    for (const spelled of ['0', '0x0', '0UL', '00', 'FALSE', 'NULL', '(VOID)0, 0']) {
      assert.deepEqual(dump(`if (${spelled}) a();`), ['0: entry -> 1', '1: exit'], spelled);
    }
    for (const spelled of ['1', '0x10', '10', '0x8000UL', '07', 'TRUE', '(BOOLEAN)1']) {
      assert.deepEqual(dump(`if (${spelled}) a();`), ['0: entry -> 1', '1: a() -> 2', '2: exit'], spelled);
    }
  });

  test('a constant on the right of && leaves the left side to be evaluated', () => {
    assert.deepEqual(dump('if (a() && 0) b();'), ['0: entry -> 1', '1: branch a() ? 2 : 2', '2: exit']);
  });
});

describe('switch', () => {
  test('without default it can go on behind itself', () => {
    assert.deepEqual(dump('switch (x) { case 1: a(); break; case B: b(); break; } c();'), [
      '0: entry -> 1',
      '1: switch x [1 -> 2, B -> 3, default -> 4]',
      '2: a() -> 4',
      '3: b() -> 4',
      '4: c() -> 5',
      '5: exit',
    ]);
  });

  test('a case without break falls into the next', () => {
    assert.deepEqual(dump('switch (x) { case 1: a(); case 2: b(); break; default: c(); }'), [
      '0: entry -> 1',
      '1: switch x [1 -> 2, 2 -> 3, default -> 4]',
      '2: a() -> 3',
      '3: b() -> 5',
      '4: c() -> 5',
      '5: exit',
    ]);
  });

  test('default may stand first and fall through', () => {
    assert.deepEqual(dump('switch (x) { default: a(); case 1: b(); }'), [
      '0: entry -> 1',
      '1: switch x [default -> 2, 1 -> 3]',
      '2: a() -> 3',
      '3: b() -> 4',
      '4: exit',
    ]);
  });

  test('several labels share one target', () => {
    assert.deepEqual(dump('switch (x) { case 1: case 2: default: a(); }'), [
      '0: entry -> 1',
      '1: switch x [1 -> 2, 2 -> 2, default -> 2]',
      '2: a() -> 3',
      '3: exit',
    ]);
  });

  test('a switch without labels runs nothing of its body', () => {
    assert.deepEqual(dump('switch (f()) { a(); }'), ['0: entry -> 1', '1: switch f() [default -> 2]', '2: exit']);
  });

  test('a case inside a block is a case of the switch', () => {
    assert.deepEqual(dump('switch (x) { case 1: { a(); case 2: b(); } break; }'), [
      '0: entry -> 1',
      '1: switch x [1 -> 2, 2 -> 3, default -> 4]',
      '2: a() -> 3',
      '3: b() -> 4',
      '4: exit',
    ]);
  });

  test('a case inside a loop enters the loop in its middle', () => {
    assert.deepEqual(dump('switch (n) { case 0: do { a(); case 1: b(); } while (--n); }'), [
      '0: entry -> 1',
      '1: switch n [0 -> 2, 1 -> 3, default -> 5]',
      '2*: a() -> 3',
      '3: b() -> 4',
      '4: branch --n ? 2 : 5',
      '5: exit',
    ]);
  });

  test('an inner switch has its own cases and its own break', () => {
    assert.deepEqual(dump('switch (x) { case 1: switch (y) { case 2: a(); break; } b(); break; case 3: c(); }'), [
      '0: entry -> 1',
      '1: switch x [1 -> 2, 3 -> 5, default -> 6]',
      '2: switch y [2 -> 3, default -> 4]',
      '3: a() -> 4',
      '4: b() -> 6',
      '5: c() -> 6',
      '6: exit',
    ]);
  });

  test('continue in a switch goes on with the loop around it', () => {
    assert.deepEqual(dump('while (a) { switch (x) { case 1: continue; case 2: break; } b(); }'), [
      '0: entry -> 1',
      '1*: branch a ? 2 : 4',
      '2: switch x [1 -> 1, 2 -> 3, default -> 3]',
      '3: b() -> 1',
      '4: exit',
    ]);
  });
});

describe('what the preprocessor would decide', () => {
  // Masking leaves one branch only; these are what it would miss.
  const call = (text: string): Handmade => ({ kind: 'call_expression', text });
  const statement = (text: string): Handmade => ({ kind: 'expression_statement', children: [call(text)] });
  const name = (text: string): Handmade => ({ kind: 'identifier', field: 'name', text });

  test('all branches of an #if that the parser left can run', () => {
    const otherwise: Handmade = { kind: 'preproc_else', field: 'alternative', children: [statement('c()')] };
    const elif: Handmade = {
      kind: 'preproc_elif',
      field: 'alternative',
      children: [{ kind: 'identifier', field: 'condition', text: 'X' }, statement('b()'), otherwise],
    };
    const ifdef: Handmade = { kind: 'preproc_ifdef', children: [name('DBG'), statement('a()'), elif] };
    assert.deepEqual(dumpHandmade({ kind: 'compound_statement', children: [ifdef, statement('d()')] }), [
      '0: entry -> 1',
      '1: branch DBG ? 2 : 3',
      '2: a() -> 6',
      '3: branch X ? 4 : 5',
      '4: b() -> 6',
      '5: c() -> 6',
      '6: d() -> 7',
      '7: exit',
    ]);
  });

  test('an #ifdef without an #else can run or not', () => {
    const ifdef: Handmade = { kind: 'preproc_ifdef', children: [name('DBG'), statement('a()')] };
    assert.deepEqual(dumpHandmade({ kind: 'compound_statement', children: [ifdef, statement('b()')] }), [
      '0: entry -> 1',
      '1: branch DBG ? 2 : 3',
      '2: a() -> 3',
      '3: b() -> 4',
      '4: exit',
    ]);
  });

  test('a directive in a body is no point', () => {
    assert.deepEqual(dump('#pragma warning(disable: 1)\n#define X 1\na();'), [
      '0: entry -> 1',
      '1: a() -> 2',
      '2: exit',
    ]);
  });
});
