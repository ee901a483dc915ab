import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { told } from '../support/analysis';

describe('two names of one object', () => {
  test('a copy of a pointer leads to the same memory', () => {
    assert.deepEqual(told('VOID test(POPERATION o) { POPERATION p = o; p->Flags = 4; tell(o->Flags); }'), ['4']);
  });

  test('the address of a variable leads to the variable', () => {
    assert.deepEqual(told('VOID test(VOID) { ULONG x = 1; PULONG p = &x; *p = 2; tell(x); x = 3; tell(*p); }'), [
      '2',
      '3',
    ]);
  });

  test('a pointer to a pointer leads to both', () => {
    const source = 'VOID test(POPERATION o) { PIRP *p = &o->Irp; *p = IoAllocateIrp(1, FALSE); tell(o->Irp); }';
    assert.deepEqual(told(source), ['? own']);
  });

  test('a pointer that was moved on leads elsewhere', () => {
    const source =
      'VOID test(POPERATION a, POPERATION b) { POPERATION p = a; p->Flags = 1; p = b; p->Flags = 2; tell(a->Flags); }';
    assert.deepEqual(told(source), ['1']);
  });

  test('what two variables held is told apart after it was exchanged', () => {
    const source =
      'VOID test(PWSK_SOCKET a, PWSK_SOCKET b, PIRP irp) { PWSK_SOCKET c; bind(a, irp); c = a; a = b; b = c; tell(a); tell(b); }';
    assert.deepEqual(told(source), ['?', '? bound']);
  });

  test('a fact that is learnt by one name is known by the other', () => {
    const source = 'VOID test(POPERATION o, PWSK_SOCKET s) { o->Socket = s; bind(s, o->Irp); tell(o->Socket); }';
    assert.deepEqual(told(source), ['? bound']);
  });

  test('what is stored in one structure by another is found there', () => {
    const source = 'VOID test(POPERATION o, POPERATION p) { o->Next = p; p->Flags = 5; tell(o->Next->Flags); }';
    assert.deepEqual(told(source), ['5']);
  });

  test('a local pointer that is not used any more does not take along what it led to', () => {
    const source = `VOID test(VOID) { POPERATION o = ExAllocatePoolWithTag(NonPagedPool, 1, 'w'); PULONG p;
      ULONG before = o->Flags; o->Flags = before + 1; p = &o->Flags; if (*p == before) tell(1); else tell(2); }`;
    assert.ok(told(source).includes('2'));
  });

  test('(T)&x keeps x alive as &x does', () => {
    assert.deepEqual(told('VOID test(VOID) { ULONG x; PVOID p = (PVOID)&x; x = 4; tell(*(PULONG)p); }'), ['4']);
  });

  test('known false alarm: two parameters are taken for two objects', () => {
    const source =
      'VOID test(POPERATION a, POPERATION b) { a->Flags = 1; b->Flags = 2; if (a->Flags == 2) tell(1); else tell(2); }';
    assert.deepEqual(told(source), ['2']);
  });
});
