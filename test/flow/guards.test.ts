import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { told } from '../support/analysis';

describe('a status', () => {
  test('that NT_SUCCESS accepts can be pending', () => {
    const source = 'VOID test(NTSTATUS s) { if (NT_SUCCESS(s)) { if (s == STATUS_PENDING) tell(s); } }';
    assert.deepEqual(told(source), ['259']);
  });

  test('that NT_SUCCESS accepts is no failure', () => {
    const source =
      'VOID test(NTSTATUS s) { if (NT_SUCCESS(s)) { if (s == STATUS_UNSUCCESSFUL) tell(1); else tell(2); } }';
    assert.deepEqual(told(source), ['2']);
  });

  test('that NT_SUCCESS refuses is neither success nor pending', () => {
    const source =
      'VOID test(NTSTATUS s) { if (!NT_SUCCESS(s)) { if (s == STATUS_PENDING || s == STATUS_SUCCESS) tell(1); tell(2); } }';
    assert.deepEqual(told(source), ['2']);
  });

  test('that is not pending any more is a success or a failure', () => {
    const source = 'VOID test(NTSTATUS s) { if (s != STATUS_PENDING) { if (NT_SUCCESS(s)) tell(1); else tell(2); } }';
    assert.deepEqual(told(source), ['1', '2']);
  });

  test('is known after a comparison with a constant', () => {
    assert.deepEqual(told('VOID test(NTSTATUS s) { if (s == STATUS_SUCCESS) tell(s + 0); }'), ['0']);
  });

  test('constant answers NT_SUCCESS', () => {
    const source = 'VOID test(VOID) { NTSTATUS s = STATUS_CANCELLED; if (NT_SUCCESS(s)) tell(1); else tell(2); }';
    assert.deepEqual(told(source), ['2']);
  });

  test('that is compared with zero is compared like NT_SUCCESS does', () => {
    const source = 'VOID test(NTSTATUS s) { if (s >= 0) { if (NT_SUCCESS(s)) tell(1); else tell(2); } }';
    assert.deepEqual(told(source), ['1']);
  });

  test('of which only the name is known decides nothing', () => {
    const source =
      'VOID test(VOID) { NTSTATUS s = STATUS_OF_SOME_OTHER_HEADER; if (NT_SUCCESS(s)) tell(1); else tell(2); }';
    assert.deepEqual(told(source), ['1', '2']);
  });
});

describe('a pointer', () => {
  for (const guard of ['p == NULL', '!p', 'NULL == p', 'p == 0', '!(p != NULL)', '(p) == NULL']) {
    test(`is NULL where ${guard} holds`, () => {
      const source = `VOID test(PVOID p) { if (${guard}) { if (p) tell(1); else tell(2); } }`;
      assert.deepEqual(told(source), ['2']);
    });
  }

  test('that is no NULL stays none', () => {
    const source = 'VOID test(PVOID p) { if (p == NULL) return; if (!p) tell(1); else tell(2); }';
    assert.deepEqual(told(source), ['2']);
  });

  test('to a local, and the address of a function, is never NULL', () => {
    const source =
      'VOID test(VOID) { ULONG x; PULONG p = &x; PVOID f = (PVOID)test; if (!p) tell(1); if (!f) tell(2); tell(3); }';
    assert.deepEqual(told(source), ['3']);
  });

  test('that was copied is tested through its copy', () => {
    const source = 'VOID test(PVOID p) { PVOID q = p; if (q == NULL) { if (p) tell(1); else tell(2); } }';
    assert.deepEqual(told(source), ['2']);
  });

  test('is compared with itself', () => {
    assert.deepEqual(told('VOID test(PVOID p) { PVOID q = p; if (p == q) tell(1); else tell(2); }'), ['1']);
  });

  test('need not be another one because it came from elsewhere', () => {
    assert.deepEqual(told('VOID test(PVOID p, PVOID q) { if (p == q) tell(1); else tell(2); }'), ['1', '2']);
  });
});

describe('conditions', () => {
  test('both sides of && hold where it holds', () => {
    const source = 'VOID test(ULONG a, ULONG b) { if (a == 1 && b == 2) { tell(a); tell(b); } }';
    assert.deepEqual(told(source), ['1', '2']);
  });

  test('known false alarm: which side of && failed is forgotten where nothing else differs', () => {
    const source =
      'VOID test(ULONG a, ULONG b) { if (!(a == 1 && b == 2)) { if (a == 1) { if (b == 2) tell(9); else tell(1); } } }';
    assert.deepEqual(told(source), ['9', '1']);
  });

  test('a constant of a header is the same wherever it stands', () => {
    const source =
      'VOID test(ULONG kind) { ULONG x = 0; if (kind == KIND_LISTEN) x = 1; if (kind == KIND_LISTEN) tell(x); else tell(x); }';
    assert.deepEqual(told(source).sort(), ['0', '1']);
  });

  test('what is one constant of a header is no other', () => {
    const source =
      'VOID test(ULONG kind) { ULONG x = 0; switch (kind) { case KIND_A: x = 1; break; } switch (kind) { case KIND_B: tell(x); break; } }';
    assert.deepEqual(told(source), ['0']);
  });

  test('the same question of two unknown values has the same answer', () => {
    const source =
      'VOID test(PVOID a, PVOID b) { ULONG x = 0; if (a != b) x = 1; if (b == a) tell(x); if (a == b) tell(9); else tell(x); }';
    assert.deepEqual([...new Set(told(source))].sort(), ['0', '1', '9']);
  });

  test('a bitwise and of a comparison is followed to its end', () => {
    assert.deepEqual(told('VOID test(ULONG a, ULONG b) { if (a == b & 1) tell(1); }'), ['1']);
    assert.deepEqual(told('VOID test(POPERATION p) { if (p->Context == (PMY_HEADER_TYPE)&p->Flags) tell(1); }'), ['1']);
  });

  test('neither side of || holds where it does not', () => {
    const source =
      'VOID test(ULONG a, ULONG b) { if (a == 1 || b == 2) return; if (a == 1) tell(1); if (b == 2) tell(2); tell(3); }';
    assert.deepEqual(told(source), ['3']);
  });

  test('the right side of && is evaluated only where the left one holds', () => {
    const source = 'VOID test(ULONG a) { ULONG x = 0; if (a == 1 && (x = 5) != 0) { } if (a != 1) tell(x); }';
    assert.deepEqual(told(source), ['0']);
  });

  test('a truth that is kept in a variable is remembered with what it was asked of', () => {
    const source =
      'VOID test(NTSTATUS s) { BOOLEAN ok = NT_SUCCESS(s); if (ok) { if (s < 0) tell(1); else tell(2); } }';
    assert.deepEqual(told(source), ['2']);
  });

  test('TRUE and FALSE are 1 and 0', () => {
    const source = 'VOID test(VOID) { BOOLEAN b = FALSE; if (b) tell(1); b = TRUE; if (!b) tell(2); tell(b); }';
    assert.deepEqual(told(source), ['TRUE']);
  });

  test('a ternary gives one value in each of its cases', () => {
    const source = 'VOID test(ULONG a) { ULONG x = a == 1 ? 5 : 6; if (x == 5) tell(a); else tell(x); }';
    assert.deepEqual(told(source), ['1', '6']);
  });

  test('a comma gives its last value', () => {
    assert.deepEqual(told('VOID test(VOID) { ULONG a, x; x = (a = 1, a + 1); tell(x); tell(a); }'), ['2', '1']);
  });

  test('bounds are kept', () => {
    const source = 'VOID test(ULONG n) { if (n > 3 && n < 5) tell(n + 0); if (n <= 3) { if (n == 4) tell(1); } }';
    assert.deepEqual(told(source), ['4']);
  });

  test('a number that is written without a sign is the status of the same bits', () => {
    const source = 'VOID test(NTSTATUS s) { if (!NT_SUCCESS(s)) { if (s == 0xC0000001) tell(1); else tell(2); } }';
    assert.deepEqual(told(source), ['1', '2']);
  });

  test('a flag that is kept beside an object tells which case it is', () => {
    const source = `VOID test(PWSK_SOCKET s, PIRP irp) {
      BOOLEAN bound = FALSE; if (Choose()) { bind(s, irp); bound = TRUE; } if (!bound) tell(s); else tell(s); }`;
    assert.deepEqual(told(source), ['?', '? bound']);
  });

  test('an assertion is no check', () => {
    const source = 'VOID test(PVOID p) { NT_ASSERT(p != NULL); if (p == NULL) tell(1); }';
    assert.deepEqual(told(source), ['1']);
  });

  test('a switch takes the case of its value, and the default for no other', () => {
    const source = `VOID test(ULONG x) {
      switch (x) { case 1: tell(x); break; case 2: tell(x); default: if (x == 1) tell(99); tell(3); } }`;
    assert.deepEqual(told(source), ['1', '2', '3']);
  });

  test('a switch over a constant takes one way', () => {
    const source =
      'VOID test(VOID) { ULONG x = 2; switch (x) { case 1: tell(1); break; case 2: tell(2); break; default: tell(3); } tell(4); }';
    assert.deepEqual(told(source), ['2', '4']);
  });

  test('a switch without a default can be passed by', () => {
    const source = 'VOID test(ULONG x) { ULONG y = 0; switch (x) { case 1: y = 1; break; } if (x == 2) tell(y); }';
    assert.deepEqual(told(source), ['0']);
  });
});
