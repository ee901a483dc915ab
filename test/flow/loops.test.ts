import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { told } from '../support/analysis';

const set = (values: readonly string[]) => [...new Set(values)].sort();

describe('a loop', () => {
  test('leaves known what it does not touch', () => {
    assert.deepEqual(told('VOID test(ULONG n) { ULONG i, x = 7; for (i = 0; i < n; i++) { Shared = i; } tell(x); }'), [
      '7',
    ]);
  });

  test('may not run at all', () => {
    assert.deepEqual(
      set(told('VOID test(ULONG n) { ULONG i, x = 7; for (i = 0; i < n; i++) { x = 8; } tell(x); }')).includes('7'),
      true,
    );
  });

  test('runs once where its condition comes last', () => {
    const source = 'VOID test(ULONG n) { ULONG x = 7; do { x = 8; } while (Choose()); tell(x); }';
    assert.deepEqual(told(source), ['8']);
  });

  test('of a macro, do { } while (0), runs once', () => {
    const source = 'VOID test(VOID) { ULONG x = 1; do { if (Choose()) break; x = 2; } while (0); tell(x); }';
    assert.deepEqual(set(told(source)), ['1', '2']);
  });

  test('counts to a number that is not known', () => {
    const source = 'VOID test(ULONG n) { ULONG i; for (i = 0; i < n; i++) { } if (i == 3) tell(1); else tell(2); }';
    assert.deepEqual(set(told(source)), ['1', '2']);
  });

  test('with a bound is left with the bound reached', () => {
    const source =
      'VOID test(VOID) { ULONG i; for (i = 0; i < 100; i++) { Shared = i; } if (i < 100) tell(1); tell(2); }';
    assert.deepEqual(told(source), ['2']);
  });

  test('that has no end but a break is left as the break leaves it', () => {
    const source =
      'VOID test(VOID) { ULONG x = 0; for (;;) { x = 1; if (Choose()) { x = 2; break; } x = 3; } tell(x); }';
    assert.deepEqual(told(source), ['2']);
  });

  test('steps through a list with a pointer, and each turn has another object', () => {
    const source =
      'VOID test(POPERATION o) { for (; o != NULL; o = o->Next) { tell(o->Socket); bind(o->Socket, o->Irp); } }';
    assert.deepEqual(set(told(source)), ['?']);
  });

  test('steps through an array with a pointer, and each turn has another object', () => {
    const source =
      'VOID test(POPERATION o, ULONG n) { while (n--) { tell(o->Socket); bind(o->Socket, o->Irp); o++; } }';
    assert.deepEqual(set(told(source)), ['?']);
  });

  test('takes from an array by its index, and each turn has another object', () => {
    const source =
      'VOID test(PWSK_SOCKET *all, ULONG n, PIRP irp) { ULONG i; for (i = 0; i < n; i++) { tell(all[i]); bind(all[i], irp); } }';
    assert.deepEqual(set(told(source)), ['?']);
  });

  test('that makes a new object each turn does not know it from the turn before', () => {
    const source = `PWSK_SOCKET Make(VOID) { return (PWSK_SOCKET)ExAllocatePoolWithTag(NonPagedPool, 8, 'w'); }
      VOID test(PIRP irp) { PWSK_SOCKET s; for (;;) { s = Make(); tell(s); bind(s, irp); } }`;
    assert.deepEqual(set(told(source)), ['?']);
  });

  test('that keeps the object of the turn before does not take it for that of the turn before it', () => {
    const source = `PWSK_SOCKET Make(VOID) { return (PWSK_SOCKET)ExAllocatePoolWithTag(NonPagedPool, 8, 'w'); }
      VOID test(PIRP irp) { PWSK_SOCKET s = NULL, last;
        for (;;) { last = s; s = Make(); if (last != NULL) { tell(last); bind(last, irp); } } }`;
    assert.deepEqual(set(told(source)), ['?']);
  });

  test('that takes its objects from an unknown function does not know them from the turn before', () => {
    const source =
      'extern PWSK_SOCKET Take(VOID); VOID test(PIRP irp) { PWSK_SOCKET s; while ((s = Take()) != NULL) { tell(s); bind(s, irp); } }';
    assert.deepEqual(set(told(source)), ['?']);
  });

  test('that binds the same socket again finds it bound in the second turn', () => {
    const source = 'VOID test(PWSK_SOCKET s, PIRP irp) { for (;;) { tell(s); bind(s, irp); } }';
    assert.deepEqual(set(told(source)).includes('? bound'), true);
  });

  test('that tries again only where the bind failed does not find the socket bound', () => {
    const source = `VOID test(PWSK_SOCKET s, PIRP irp) { NTSTATUS status;
      do { tell(s); status = bind(s, irp); } while (!NT_SUCCESS(status)); tell(s); }`;
    assert.deepEqual(set(told(source)), ['?', '? bound']);
    assert.equal(told(source)[0], '?');
  });

  test('that keeps the first of its values does not take it for the last', () => {
    const source = `VOID test(ULONG n) { ULONG i, first = 0, kept = 0; for (i = 0; i < n; i++) { if (!kept && Choose()) { first = i; kept = 1; } }
      if (kept) { if (first == i) tell(1); else tell(2); } }`;
    assert.ok(told(source).includes('2'));
  });

  test('in a loop ends', () => {
    const source =
      'VOID test(ULONG n) { ULONG i, j, x = 0; for (i = 0; i < n; i++) for (j = 0; j < i; j++) { x += j; if (x > 10) continue; x++; } tell(x); }';
    assert.equal(told(source).includes('?'), true);
  });
});

describe('goto', () => {
  test('back to a label is a loop', () => {
    const source = 'VOID test(VOID) { ULONG x = 1; again: if (Choose()) { x = 2; goto again; } tell(x); }';
    assert.deepEqual(set(told(source)), ['1', '2']);
  });

  test('to the clean-up takes along what is known', () => {
    const source = `VOID test(PWSK_SOCKET s, PIRP irp) { NTSTATUS status; ULONG step = 0;
      status = bind(s, irp); if (!NT_SUCCESS(status)) goto end; step = 1;
      end: if (step == 0) tell(s); else tell(s); }`;
    assert.deepEqual(told(source), ['?', '? bound']);
  });

  test('to the clean-up on failure, with one status for all steps', () => {
    const source = `NTSTATUS test(PWSK_SOCKET s, PIRP irp) { NTSTATUS status;
      status = bind(s, irp); if (!NT_SUCCESS(status)) goto end; tell(s); status = Ask(); if (!NT_SUCCESS(status)) goto end; tell(s);
      end: if (!NT_SUCCESS(status)) Elsewhere(s); return status; }`;
    assert.deepEqual(told(source), ['? bound', '? bound']);
  });
});

describe('structured exceptions', () => {
  test('what a __try block did may or may not have been done in its handler', () => {
    const source = `VOID test(PULONG p) { ULONG x = 1; __try { x = 2; *p = 0; x = 3; } __except (EXCEPTION_EXECUTE_HANDLER) { tell(x); } }`;
    assert.equal(set(told(source)).includes('2'), true);
    assert.equal(told(source).includes('9'), false);
  });

  test('a __finally block runs after the __try block', () => {
    assert.deepEqual(told('VOID test(VOID) { ULONG x = 1; __try { x = 2; } __finally { x = x + 1; } tell(x); }'), [
      '3',
    ]);
  });

  test('a __finally block runs when the __try block is left with return', () => {
    const source =
      'VOID test(VOID) { ULONG x = 1; __try { if (Choose()) { x = 4; return; } x = 2; } __finally { tell(x); } }';
    assert.deepEqual(
      set(told(source)).filter((value) => value !== '1'),
      ['2', '4'],
    );
  });

  test('__leave goes on after the __try block', () => {
    const source = 'VOID test(VOID) { ULONG x = 1; __try { if (Choose()) __leave; x = 2; } __finally { } tell(x); }';
    assert.deepEqual(set(told(source)), ['1', '2']);
  });

  test('what is known of an object is kept over a __try block', () => {
    const source =
      'VOID test(PWSK_SOCKET s, PIRP irp, PULONG p) { bind(s, irp); __try { *p = 1; } __except (1) { return; } tell(s); }';
    assert.deepEqual(told(source), ['? bound']);
  });
});
