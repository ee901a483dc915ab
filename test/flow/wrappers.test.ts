import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { told } from '../support/analysis';

const BOX = `typedef struct { IRP Irp; UCHAR Stack[64]; ULONG State; } BOX, *PBOX; static NPAGED_LOOKASIDE_LIST Boxes;
static PBOX NewBox(VOID) { PBOX b = ExAllocateFromNPagedLookasideList(&Boxes); if (b == NULL) return NULL; IoInitializeIrp(&b->Irp, sizeof(*b), 1); return b; }`;

describe('a helper that makes an IRP', () => {
  test('may return it', () => {
    const source = `static PIRP New(VOID) { return IoAllocateIrp(1, FALSE); }
      VOID test(VOID) { PIRP irp = New(); if (irp != NULL) tell(irp); else tell(7); }`;
    assert.deepEqual(told(source), ['? own', '7']);
  });

  test('may store it where it is told to, and return a status', () => {
    const source = `static NTSTATUS New(PIRP *irp) { *irp = IoAllocateIrp(1, FALSE); return *irp == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS; }
      VOID test(VOID) { PIRP irp; if (NT_SUCCESS(New(&irp))) tell(irp); else tell(irp); }`;
    assert.deepEqual(told(source), ['? own', '0']);
  });

  test('may put it in a context that it makes, too', () => {
    const source = `static POPERATION New(VOID) { POPERATION o = ExAllocatePoolWithTag(NonPagedPool, sizeof(*o), 'w');
        if (o == NULL) return NULL;
        o->Irp = IoAllocateIrp(1, FALSE);
        if (o->Irp == NULL) { ExFreePool(o); return NULL; }
        return o; }
      VOID test(VOID) { POPERATION o = New(); if (o != NULL) tell(o->Irp); }`;
    assert.deepEqual(told(source), ['? own']);
  });

  test('may make it in a block of a lookaside list', () => {
    assert.deepEqual(told(`${BOX} VOID test(VOID) { PBOX b = NewBox(); if (b != NULL) tell(&b->Irp); }`), ['? own']);
  });

  test('may make it in a block from the pool', () => {
    const source = `static PIRP New(VOID) { PIRP irp = ExAllocatePoolWithTag(NonPagedPool, IoSizeOfIrp(1), 'w');
        if (irp != NULL) IoInitializeIrp(irp, IoSizeOfIrp(1), 1); return irp; }
      VOID test(VOID) { PIRP irp = New(); if (irp) tell(irp); }`;
    assert.deepEqual(told(source), ['? own']);
  });

  test('may make it in a structure that it is given', () => {
    const source = `${BOX} static VOID Prepare(PBOX b) { IoInitializeIrp(&b->Irp, sizeof(*b), 1); }
      VOID test(PBOX b) { Prepare(b); tell(&b->Irp); }`;
    assert.deepEqual(told(source), ['? own']);
  });
});

describe('a helper that waits', () => {
  const WAIT = `static VOID Wait(POPERATION o, NTSTATUS *s) { if (*s == STATUS_PENDING) {
    KeWaitForSingleObject(&o->Event, Executive, KernelMode, FALSE, NULL); *s = o->Irp->IoStatus.Status; } }`;

  test('leaves a success behind the pointer to the status', () => {
    const source = `${WAIT} VOID test(PWSK_SOCKET s, POPERATION o) { NTSTATUS status = bind(s, o->Irp); Wait(o, &status); if (NT_SUCCESS(status)) tell(s); }`;
    assert.deepEqual(told(source), ['? bound']);
  });

  test('leaves a failure there, with which nothing is bound for sure', () => {
    const source = `${WAIT} VOID test(PWSK_SOCKET s, POPERATION o) { NTSTATUS status = bind(s, o->Irp); Wait(o, &status); if (!NT_SUCCESS(status)) tell(s); }`;
    assert.ok(!told(source).includes('? bound'));
  });
});

describe('a helper that gives up a reference', () => {
  test('may have freed the object, or not: nothing is said of it', () => {
    const source = `static VOID Release(POPERATION o) { if (InterlockedDecrement((LONG *)&o->Flags) == 0) { IoFreeIrp(o->Irp); ExFreePool(o); } }
      VOID test(POPERATION o) { o->Irp = IoAllocateIrp(1, FALSE); Release(o); tell(o->Irp); }`;
    assert.ok(told(source).every((known) => known.startsWith('?')));
  });
});

describe('memory that is filled with zeros', () => {
  for (const [name, fill] of [
    ['by RtlZeroMemory', 'RtlZeroMemory(o, sizeof(*o));'],
    ['by the size of its type', 'RtlZeroMemory(o, sizeof(OPERATION));'],
    ['by memset', 'memset(o, 0, sizeof(*o));'],
    ['by a cast pointer', 'RtlZeroMemory((PVOID)o, sizeof(*o));'],
  ] as const) {
    test(`${name} holds zero in each member`, () => {
      assert.deepEqual(
        told(`VOID test(POPERATION o) { o->Flags = 3; ${fill} tell(o->Flags); tell(o->Block.Inside); }`),
        ['0', '0'],
      );
    });
  }

  test('holds what is written after', () => {
    const source =
      'VOID test(POPERATION o) { RtlZeroMemory(o, sizeof(*o)); o->Flags = 3; tell(o->Flags); tell(o->Other); }';
    assert.deepEqual(told(source), ['3', '0']);
  });

  test('is not known any more in the part that others may have written', () => {
    const source =
      'VOID test(POPERATION o) { RtlZeroMemory(o, sizeof(*o)); Elsewhere(&o->Block); tell(o->Block.Inside); tell(o->Flags); }';
    assert.deepEqual(told(source)[0], '?');
  });

  test('is a part only, where the size is that of a part', () => {
    const source = 'VOID test(POPERATION o) { o->Flags = 3; RtlZeroMemory(o, sizeof(PVOID)); tell(o->Flags); }';
    assert.deepEqual(told(source), ['?']);
  });

  test('is not what memset fills with another byte', () => {
    const source = 'VOID test(POPERATION o) { memset(o, 0xff, sizeof(*o)); tell(o->Flags); }';
    assert.deepEqual(told(source), ['?']);
  });

  test('is what an initialiser leaves out', () => {
    const source =
      'VOID test(VOID) { OPERATION o = {0}; OPERATION p = {.Flags = 3}; ULONG a[3] = {1}; tell(o.Irp); tell(p.Flags); tell(p.Other); tell(a[0]); tell(a[2]); }';
    assert.deepEqual(told(source), ['0', '3', '0', '1', '0']);
  });
});

describe('a structure that is copied', () => {
  test('takes along what is known of its members', () => {
    const source =
      'VOID test(POPERATION o) { OPERATION copy; o->Flags = 3; copy = *o; o->Flags = 4; tell(copy.Flags); }';
    assert.deepEqual(told(source), ['3']);
  });

  test('takes along the status of a request', () => {
    const source = `VOID test(PWSK_SOCKET s, PIRP irp) { IO_STATUS_BLOCK block; bind(s, irp); block = irp->IoStatus; if (NT_SUCCESS(block.Status)) return; tell(s); }`;
    assert.deepEqual(told(source), ['?']);
  });
});

describe('a status block', () => {
  test('has its status and its pointer in one place', () => {
    const source =
      'VOID test(PIRP irp) { irp->IoStatus.Status = STATUS_SUCCESS; irp->IoStatus.Pointer = irp; tell(irp->IoStatus.Status); }';
    assert.deepEqual(told(source), ['?']);
  });
});
