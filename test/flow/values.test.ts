import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { told } from '../support/analysis';

describe('a variable', () => {
  test('holds what was assigned last', () => {
    assert.deepEqual(told('VOID test(VOID) { ULONG x = 1; x = 2; tell(x); }'), ['2']);
  });

  test('holds what its initialiser gives', () => {
    assert.deepEqual(told('VOID test(VOID) { NTSTATUS status = STATUS_PENDING; tell(status); }'), ['STATUS_PENDING']);
  });

  test('holds one value on each of two paths', () => {
    assert.deepEqual(told('VOID test(VOID) { ULONG x = 1; if (Choose()) x = 2; tell(x); }').sort(), ['1', '2']);
  });

  test('of which nothing was assigned is not known', () => {
    assert.deepEqual(told('VOID test(VOID) { ULONG x; tell(x); }'), ['?']);
  });

  test('in an inner block hides the outer one', () => {
    assert.deepEqual(told('VOID test(VOID) { ULONG x = 1; { ULONG x = 2; tell(x); } tell(x); }'), ['2', '1']);
  });

  test('that is declared again in the next turn of a loop does not keep its value', () => {
    const source = 'VOID test(VOID) { ULONG i; for (i = 0; i < 9; i++) { ULONG x; tell(x); x = 5; Shared = x; } }';
    assert.deepEqual(told(source), ['?']);
  });

  test('that is static may hold what an earlier call left there', () => {
    assert.deepEqual(told('VOID test(VOID) { static ULONG x = 0; tell(x); x = 1; tell(x); }'), ['?', '1']);
  });

  test('takes over a constant from another variable', () => {
    assert.deepEqual(told('VOID test(VOID) { ULONG a = 3; ULONG b = a; a = 4; tell(b); }'), ['3']);
  });

  test('takes over what is known of an object', () => {
    assert.deepEqual(told('VOID test(VOID) { PIRP a = IoAllocateIrp(1, FALSE), b; b = a; a = NULL; tell(b); }'), [
      '? own',
    ]);
  });

  test('can be assigned in the middle of an expression', () => {
    assert.deepEqual(told('VOID test(VOID) { ULONG a, b; a = (b = 2) + 1; tell(a); tell(b); }'), ['3', '2']);
  });

  test('can be assigned in a condition', () => {
    const source = 'VOID test(VOID) { PIRP a; if ((a = IoAllocateIrp(1, FALSE)) == NULL) tell(a); else tell(a); }';
    assert.deepEqual(told(source), ['0', '? own']);
  });
});

describe('arithmetic', () => {
  test('of constants gives a constant', () => {
    assert.deepEqual(told('VOID test(VOID) { ULONG x = 6, y; y = x * 2 + 1; tell(y); }'), ['13']);
  });

  test('sets, clears and asks for flag bits', () => {
    const source = `VOID test(VOID) { ULONG f = 4; f |= 1; tell(f); f &= ~4; tell(f); if (f & 4) tell(99); }`;
    assert.deepEqual(told(source), ['5', '1']);
  });

  test('counts up and down, before and after the value is taken', () => {
    const source = 'VOID test(VOID) { ULONG x = 5, y; y = x++; tell(y); tell(x); y = --x; tell(y); }';
    assert.deepEqual(told(source), ['5', '6', '5']);
  });

  test('of an unknown number with the same operands gives the same number', () => {
    const source = 'VOID test(ULONG flags) { if (flags & 8) { if (flags & 8) tell(1); else tell(2); } }';
    assert.deepEqual(told(source), ['1']);
  });

  test('with different operands gives numbers that need not be the same', () => {
    const source = 'VOID test(ULONG flags) { if (flags & 8) { if (flags & 4) tell(1); else tell(2); } }';
    assert.deepEqual(told(source), ['1', '2']);
  });

  test('that goes below zero in an unsigned variable is not reckoned with', () => {
    const source = 'VOID test(VOID) { ULONG x = 0; x = x - 1; if (x > 5) tell(1); }';
    assert.deepEqual(told(source), ['1']);
  });

  test('that divides by zero says nothing', () => {
    assert.deepEqual(told('VOID test(VOID) { ULONG x = 0, y; y = 8 / x; tell(y); }'), ['?']);
  });

  test('with more bits than 32 says nothing that is wrong', () => {
    const source = 'VOID test(VOID) { ULONG64 x = 0x100000000; x = x | 1; if (x > 5) tell(1); else tell(2); }';
    assert.ok(told(source).includes('1'));
  });
});

describe('a cast', () => {
  test('keeps a pointer, whichever way it is written', () => {
    const source = `VOID test(PVOID Context) {
      POPERATION a = (POPERATION)Context; POPERATION b = (POPERATION)(Context);
      a->Flags = 7; tell(b->Flags); tell(((POPERATION)Context)->Flags); }`;
    assert.deepEqual(told(source), ['7', '7']);
  });

  test('of an address keeps the address', () => {
    const source = `VOID test(VOID) { OPERATION local; PVOID p = (PVOID)&local; local.Flags = 7; tell(((POPERATION)p)->Flags); }`;
    assert.deepEqual(told(source), ['7']);
  });

  test('keeps a status', () => {
    assert.deepEqual(told('VOID test(VOID) { ULONG x = (ULONG)STATUS_SUCCESS; tell(x); }'), ['STATUS_SUCCESS']);
  });

  test('to a narrower type does not keep the bits that do not fit', () => {
    const source = 'VOID test(VOID) { ULONG x = 0x100; UCHAR y = (UCHAR)x; if (y == 0) tell(1); else tell(2); }';
    assert.deepEqual(told(source), ['1']);
  });
});

describe('structures', () => {
  test('members are told apart', () => {
    const source = 'VOID test(POPERATION p) { p->Flags = 1; p->Other = 2; tell(p->Flags); tell(p->Other); }';
    assert.deepEqual(told(source), ['1', '2']);
  });

  test('a member of a local is followed like one behind a pointer', () => {
    assert.deepEqual(told('VOID test(VOID) { OPERATION o; o.Flags = 3; tell(o.Flags); tell((&o)->Flags); }'), [
      '3',
      '3',
    ]);
  });

  test('a member of a member is followed', () => {
    const source =
      'VOID test(POPERATION p) { p->Block.Inside = 3; p->Next->Flags = 4; tell(p->Block.Inside); tell(p->Next->Flags); }';
    assert.deepEqual(told(source), ['3', '4']);
  });

  test('a member of what a replaced pointer points at is not the old one', () => {
    const source = 'VOID test(POPERATION p) { p->Next->Flags = 4; p->Next = p->Next->Next; tell(p->Next->Flags); }';
    assert.deepEqual(told(source), ['?']);
  });

  test('a structure that is copied as a whole does not keep what its members held', () => {
    const source = 'VOID test(POPERATION p, POPERATION q) { p->Flags = 1; *p = *q; tell(p->Flags); }';
    assert.deepEqual(told(source), ['?']);
  });

  test('a structure that is copied as a whole may hold the same as before, or not', () => {
    const source = `VOID test(POPERATION p, POPERATION q) {
      ULONG before = p->Flags; *p = *q; if (p->Flags == before) tell(1); else tell(2); }`;
    assert.deepEqual(told(source), ['1', '2']);
  });

  test('a local that is assigned as a whole does not keep what its members held', () => {
    const source = 'VOID test(POPERATION q) { OPERATION o; o.Flags = 1; o = *q; tell(o.Flags); }';
    assert.deepEqual(told(source), ['?']);
  });

  test('what was filled with zeros does not keep what it held', () => {
    const source =
      'VOID test(POPERATION p) { p->Flags = 1; RtlZeroMemory(p, sizeof(*p)); if (p->Flags == 0) tell(2); }';
    assert.deepEqual(told(source), ['2']);
  });

  test('an array element is followed where its index is a constant', () => {
    const source = 'VOID test(POPERATION p) { p->List[1] = 3; p->List[2] = 4; tell(p->List[1]); tell(p->List[2]); }';
    assert.deepEqual(told(source), ['3', '4']);
  });

  test('writing an element of unknown index leaves nothing known of the others', () => {
    const source = 'VOID test(POPERATION p, ULONG i) { p->List[1] = 3; p->List[i] = 4; if (p->List[1] == 4) tell(1); }';
    assert.deepEqual(told(source), ['1']);
  });

  test('the first element is what the pointer points at', () => {
    const source =
      'VOID test(POPERATION p) { p->Flags = 1; p[0].Flags = 2; tell(p->Flags); (*p).Flags = 3; tell(p->Flags); }';
    assert.deepEqual(told(source), ['2', '3']);
  });

  test('a member of an unnamed union is not what another one of it holds', () => {
    const source = `typedef struct _BOTH { union { ULONG A; ULONG B; }; ULONG C; } BOTH;
      VOID test(BOTH *p) { p->A = 1; p->C = 3; p->B = 2; if (p->A == 2) tell(p->C); tell(p->B); }`;
    assert.deepEqual(told(source), ['3', '2']);
  });

  test('an array is written through a pointer to one of its elements', () => {
    const source =
      'VOID test(VOID) { ULONG a[4]; PULONG q = &a[1]; a[1] = 1; a[2] = 2; *q = 5; q[1] = 6; tell(a[1]); tell(a[2]); }';
    assert.deepEqual(told(source), ['5', '6']);
  });

  test('an array that is handed away is forgotten as a whole', () => {
    const source =
      'VOID test(VOID) { ULONG a[4], b = 7; a[2] = 2; Elsewhere(a); tell(a[2]); tell(b); a[2] = 2; Elsewhere(&a[1]); tell(a[2]); }';
    assert.deepEqual(told(source), ['?', '7', '?']);
  });

  test('writing one member of a union leaves nothing known of the others', () => {
    const source =
      'VOID test(POPERATION p) { p->Either.Whole = 1; p->Either.Half = 2; if (p->Either.Whole == 2) tell(1); }';
    assert.deepEqual(told(source), ['1']);
  });

  test('writing through pointer arithmetic may write anything near the pointer', () => {
    const source =
      'VOID test(POPERATION p, ULONG i) { p->Flags = 1; (p + i)->Flags = 2; tell(p->Flags); tell((p + i)->Flags); }';
    assert.deepEqual(told(source), ['?', '?']);
  });

  test('what CONTAINING_RECORD gives is known to nobody', () => {
    const source =
      'VOID test(PLIST_ENTRY e) { POPERATION p = CONTAINING_RECORD(e, OPERATION, Link); tell(p->Flags); tell(p); }';
    assert.deepEqual(told(source), ['?', '?']);
  });
});

describe('the family of an address', () => {
  const family = (statements: string) =>
    told(
      `VOID test(ULONG port) { SOCKADDR_IN6 a = { 0 }; PSOCKADDR any = (PSOCKADDR)&a; ${statements} tell(any->sa_family); }`,
    );

  test('is what was written under the name that another type of address has for it', () => {
    assert.deepEqual(family('a.sin6_family = AF_INET6; a.sin6_port = port;'), ['AF_INET6']);
  });

  test('is zero where an address was filled with zeros and nothing else', () => {
    assert.deepEqual(family('a.sin6_port = port;'), ['0']);
  });
});
