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
      "VOID test(POPERATION a) { POPERATION b = ExAllocatePoolWithTag(NonPagedPool, 1, 'w'), p = a; p->Flags = 1; p = b; p->Flags = 2; tell(a->Flags); }";
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

  test('two parameters may be one object', () => {
    const source =
      'VOID test(POPERATION a, POPERATION b) { a->Flags = 1; b->Flags = 2; if (a->Flags == 2) tell(1); else tell(2); }';
    assert.deepEqual(told(source), ['1', '2']);
  });
});

describe('a structure is found from a member', () => {
  test('by CONTAINING_RECORD, where the address of the member is known', () => {
    const source =
      'VOID test(POPERATION o) { PLIST_ENTRY e = &o->Link; o->Flags = 7; tell(CONTAINING_RECORD(e, OPERATION, Link)->Flags); }';
    assert.deepEqual(told(source), ['7']);
  });

  test('in a local as behind a pointer', () => {
    const source =
      'VOID test(VOID) { OPERATION o; POPERATION p; o.Flags = 7; p = CONTAINING_RECORD(&o.Link, OPERATION, Link); tell(p->Flags); }';
    assert.deepEqual(told(source), ['7']);
  });

  test('in a helper that is handed the member', () => {
    const source = `static ULONG FlagsOf(PLIST_ENTRY e) { return CONTAINING_RECORD(e, OPERATION, Link)->Flags; }
      VOID test(POPERATION o) { o->Flags = 7; tell(FlagsOf(&o->Link)); }`;
    assert.deepEqual(told(source), ['7']);
  });

  test('as one and the same each time', () => {
    const source = `VOID test(PLIST_ENTRY e) { CONTAINING_RECORD(e, OPERATION, Link)->Flags = 7;
      tell(CONTAINING_RECORD(e, OPERATION, Link)->Flags); if (&CONTAINING_RECORD(e, OPERATION, Link)->Link == e) tell(1); else tell(2); }`;
    assert.deepEqual(told(source), ['7', '1']);
  });

  test('and may be one that is known by another name', () => {
    const source = `VOID test(PLIST_ENTRY e, POPERATION o, ULONG n) { o->Flags = 1;
      CONTAINING_RECORD(e, OPERATION, Link)->Flags = n; tell(o->Flags); }`;
    assert.deepEqual(told(source), ['?']);
  });
});

describe('a structure begins with another one', () => {
  const DERIVED = 'typedef struct { OPERATION Base; ULONG More; } DERIVED, *PDERIVED;';

  test('whose members are found by a cast', () => {
    const source = `${DERIVED} VOID test(PDERIVED d) { POPERATION o = (POPERATION)d; d->Base.Flags = 7; tell(o->Flags); }`;
    assert.deepEqual(told(source), ['7']);
  });

  test('from whose address the whole is found by a cast', () => {
    const source = `${DERIVED} VOID test(PDERIVED d) { POPERATION o = &d->Base; d->More = 7; tell(((PDERIVED)o)->More); }`;
    assert.deepEqual(told(source), ['7']);
  });

  test('and is not cleared when that one is', () => {
    const source = `${DERIVED} VOID test(PDERIVED d) { d->More = 7; RtlZeroMemory(&d->Base, sizeof(d->Base)); if (d->More == 0) tell(0); else tell(1); }`;
    assert.ok(told(source).includes('1'));
  });
});

describe('what stands behind two pointers may be one object', () => {
  test('where both are parameters', () => {
    assert.deepEqual(told('VOID test(POPERATION a, POPERATION b) { a->Flags = 1; b->Flags = 2; tell(a->Flags); }'), [
      '?',
    ]);
  });

  test('where one was read from the other', () => {
    const source =
      'VOID test(POPERATION o, PWSK_SOCKET n, PIRP irp) { bind(o->Socket, irp); o->Next->Next->Socket = n; tell(o->Socket); }';
    assert.deepEqual(told(source), ['?']);
  });

  test('where a helper writes through a parent', () => {
    const source = `static VOID Replace(POPERATION parent, PWSK_SOCKET n) { parent->Next->Socket = n; }
      VOID test(POPERATION o, PWSK_SOCKET n, PIRP irp) { bind(o->Socket, irp); Replace(o->Next, n); tell(o->Socket); }`;
    assert.deepEqual(told(source), ['?']);
  });

  test('where a function out of sight is handed a parent, or a link', () => {
    const source = (handed: string) =>
      `VOID test(POPERATION o, PIRP irp) { bind(o->Socket, irp); Elsewhere(${handed}); tell(o->Socket); }`;
    assert.deepEqual(told(source('o->Next')), ['?']);
    assert.deepEqual(told(source('&o->Link')), ['?']);
  });

  test('but not where that function is handed what leads nowhere', () => {
    const source = (handed: string) =>
      `VOID test(POPERATION o, PIRP irp) { bind(o->Socket, irp); Elsewhere(${handed}); tell(o->Socket); }`;
    assert.deepEqual(told(source('o->Irp')), ['? bound']);
    assert.deepEqual(told(source('&o->Event')), ['? bound']);
  });

  test('but not where one was made here', () => {
    const source =
      "VOID test(POPERATION o) { POPERATION n = ExAllocatePoolWithTag(NonPagedPool, sizeof(*n), 'w'); o->Flags = 1; n->Flags = 2; tell(o->Flags); }";
    assert.deepEqual(told(source), ['1']);
  });

  test('but not where other members are written', () => {
    assert.deepEqual(told('VOID test(POPERATION a, POPERATION b) { a->Flags = 1; b->Other = 2; tell(a->Flags); }'), [
      '1',
    ]);
  });
});
