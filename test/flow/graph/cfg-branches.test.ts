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
