import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { told } from '../support/analysis';

const FIVE = `typedef ULONG (*GETTER)(VOID); typedef struct { GETTER Get; } GETTERS;
static ULONG Five(VOID) { return 5; } static ULONG Six(VOID) { return 6; }`;

describe('a call through a pointer', () => {
  test('calls the function that a local holds', () => {
    assert.deepEqual(told(`${FIVE} VOID test(VOID) { GETTER f = Five; tell(f()); }`), ['5']);
  });

  test('calls it with a star before the pointer, too', () => {
    assert.deepEqual(told(`${FIVE} VOID test(VOID) { GETTER f = &Five; tell((*f)()); tell((**f)()); }`), ['5', '5']);
  });

  test('calls either of two functions', () => {
    assert.deepEqual(told(`${FIVE} VOID test(VOID) { GETTER f = Choose() ? Five : Six; tell(f()); }`), ['5', '6']);
  });

  test('calls the function that a member holds', () => {
    assert.deepEqual(told(`${FIVE} VOID test(GETTERS *g) { g->Get = Five; tell(g->Get()); }`), ['5']);
  });

  test('calls the function that a table of functions names', () => {
    assert.deepEqual(
      told(`${FIVE} VOID test(VOID) { GETTERS g = {Six}; GETTER t[2] = {Five, Six}; tell(g.Get()); tell(t[1]()); }`),
      ['6', '6'],
    );
  });

  test('calls one that is not known where the pointer came from elsewhere', () => {
    assert.deepEqual(
      told(`${FIVE} VOID test(GETTERS *g, POPERATION o) { o->Flags = 1; tell(g->Get()); tell(o->Flags); }`),
      ['?', '1'],
    );
  });

  test('calls one that is not known where others may have changed the pointer', () => {
    assert.deepEqual(told(`${FIVE} VOID test(GETTERS *g) { g->Get = Five; Elsewhere(g); tell(g->Get()); }`), ['?']);
  });
});

describe('functions in unusual dress', () => {
  test('of any number of arguments give what they return', () => {
    assert.deepEqual(told('static ULONG First(ULONG n, ...) { return n; } VOID test(VOID) { tell(First(3, 4, 5)); }'), [
      '3',
    ]);
  });

  test('of the old style give what they return', () => {
    assert.deepEqual(
      told('static ULONG First(a, b) ULONG a; ULONG b; { return a; } VOID test(VOID) { tell(First(3, 4)); }'),
      ['3'],
    );
  });

  test('whose header a directive divides give what they return', () => {
    const source =
      '#if DBG\nstatic ULONG First(ULONG a, ULONG b)\n#else\nstatic ULONG First(ULONG a)\n#endif\n{ return 3; }\nVOID test(VOID) { tell(First(3)); }';
    assert.deepEqual(told(source), ['3']);
  });

  test('that call themselves are unknown where they do', () => {
    const source = 'static ULONG Down(ULONG n) { return n == 0 ? 0 : Down(n - 1); } VOID test(VOID) { tell(Down(3)); }';
    assert.deepEqual(told(source), ['?']);
  });
});
