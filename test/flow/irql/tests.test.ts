import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { told } from '../../support/irql';

const completion = 'IO_COMPLETION_ROUTINE test; NTSTATUS test(PDEVICE_OBJECT d, PIRP Irp, PVOID Context)';
const receive = `const WSK_CLIENT_CONNECTION_DISPATCH Dispatch = { test, NULL, NULL };
NTSTATUS test(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T Bytes, SIZE_T *Accepted)`;

describe('a test of KeGetCurrentIrql', () => {
  test('tells the level on both of its sides', () => {
    const source = `VOID test(VOID) { if (KeGetCurrentIrql() >= DISPATCH_LEVEL) { tell(); } else { tell(); } }`;
    assert.deepEqual(told(source), ['DISPATCH..HIGH?', 'PASSIVE..APC?']);
  });

  test('with an early return holds for the rest', () => {
    const source = `${completion} { tell(); if (KeGetCurrentIrql() > APC_LEVEL) return STATUS_PENDING; tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE..DISPATCH', 'PASSIVE..APC']);
  });

  test('may be written the other way around', () => {
    const source = `${completion} { if (DISPATCH_LEVEL == KeGetCurrentIrql()) { tell(); } if (PASSIVE_LEVEL < KeGetCurrentIrql()) { tell(); } else { tell(); } }`;
    assert.deepEqual(told(source), ['DISPATCH', 'APC..DISPATCH?', 'PASSIVE']);
  });

  test('for equality with PASSIVE_LEVEL leaves the rest to the other side', () => {
    const source = `${completion} { if (KeGetCurrentIrql() == PASSIVE_LEVEL) { tell(); } else { tell(); } }`;
    assert.deepEqual(told(source), ['PASSIVE', 'APC..DISPATCH']);
  });

  test('may be made of a variable that was filled before', () => {
    const source = `${completion} { KIRQL now = KeGetCurrentIrql(); Elsewhere(Context); if (now < DISPATCH_LEVEL) { tell(); } }`;
    assert.deepEqual(told(source), ['PASSIVE..APC']);
  });

  test('may be kept in a variable', () => {
    const source = `${completion} { BOOLEAN high = KeGetCurrentIrql() == DISPATCH_LEVEL; if (high) { tell(); } if (!high) { tell(); } if (high != FALSE) { tell(); } }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE..APC (up to APC)', 'DISPATCH']);
  });

  test('may be one of several conditions', () => {
    const source = `${completion} { if (Context != NULL && KeGetCurrentIrql() <= APC_LEVEL) { tell(); } }`;
    assert.deepEqual(told(source), ['PASSIVE..APC']);
  });

  test('may be a switch', () => {
    const source = `${completion} { switch (KeGetCurrentIrql()) { case PASSIVE_LEVEL: tell(); break; case DISPATCH_LEVEL: tell(); break; } }`;
    assert.deepEqual(told(source), ['PASSIVE', 'DISPATCH']);
  });

  test('that cannot come out so leads nowhere', () => {
    const source = `KSTART_ROUTINE test; VOID test(PVOID c) { if (KeGetCurrentIrql() != PASSIVE_LEVEL) { tell(); } }`;
    assert.deepEqual(told(source), ['never']);
  });

  test('leaves it open behind both of its sides which of them a later flag belongs to', () => {
    const source = `${completion} { BOOLEAN queue = FALSE; if (KeGetCurrentIrql() >= DISPATCH_LEVEL) queue = TRUE; if (!queue) { tell(); } }`;
    assert.deepEqual(told(source), ['PASSIVE..DISPATCH (up to APC)']);
  });

  test('in an assertion is no test', () => {
    const source = `${completion} { NT_ASSERT(KeGetCurrentIrql() <= APC_LEVEL); tell(); ASSERT(KeGetCurrentIrql() == PASSIVE_LEVEL); tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE..DISPATCH', 'PASSIVE..DISPATCH']);
  });

  test('of a level that was raised says nothing of the caller', () => {
    const source = `VOID test(VOID) { KIRQL old = KeRaiseIrqlToDpcLevel(); if (KeGetCurrentIrql() == DISPATCH_LEVEL) { KeLowerIrql(old); tell(); } }`;
    assert.deepEqual(told(source), ['PASSIVE..HIGH?']);
  });

  test('of the level before a lock was taken tells the level after it is released', () => {
    const source = `${completion} { KIRQL old; KeAcquireSpinLock(&GlobalLock, &old); KeReleaseSpinLock(&GlobalLock, old); if (old < DISPATCH_LEVEL) { tell(); } }`;
    assert.deepEqual(told(source), ['PASSIVE..APC']);
  });
});

describe('a test of the IRQL in another function', () => {
  const shown = (helper: string, body: string) => told(`${helper} ${completion} { ${body} }`);

  test('tells what its result says', () => {
    const helper = 'BOOLEAN CanWait(VOID) { return KeGetCurrentIrql() < DISPATCH_LEVEL; }';
    assert.deepEqual(shown(helper, 'if (CanWait()) { tell(); } else { tell(); }'), ['PASSIVE..APC', 'DISPATCH']);
  });

  test('may be cast, kept, negated, compared and chosen by', () => {
    const helper =
      'BOOLEAN Raised(VOID) { KIRQL now = KeGetCurrentIrql(); return (BOOLEAN)(now >= DISPATCH_LEVEL ? TRUE : FALSE); }';
    const body =
      'BOOLEAN high = Raised(); if (!high) { tell(); } if (Raised() == FALSE) { tell(); } if (!Raised()) { tell(); }';
    assert.deepEqual(shown(helper, body), ['PASSIVE..APC', 'PASSIVE..APC (up to APC)', 'PASSIVE..APC (up to APC)']);
  });

  test('may return early', () => {
    const helper = 'BOOLEAN CanWait(BOOLEAN want) { if (KeGetCurrentIrql() > APC_LEVEL) return FALSE; return want; }';
    assert.deepEqual(shown(helper, 'if (CanWait(TRUE)) { tell(); } else { tell(); }'), [
      'PASSIVE..APC',
      'PASSIVE..DISPATCH',
    ]);
  });

  test('may be one condition of several', () => {
    const helper =
      'BOOLEAN CanWait(PCONTEXT c) { return c != NULL && KeGetCurrentIrql() == PASSIVE_LEVEL && !c->Busy; }';
    assert.deepEqual(shown(helper, 'if (CanWait(Context)) { tell(); } else { tell(); }'), [
      'PASSIVE',
      'PASSIVE..DISPATCH',
    ]);
  });

  test('may be told by a status', () => {
    const helper =
      'NTSTATUS Check(VOID) { if (KeGetCurrentIrql() > APC_LEVEL) return STATUS_UNSUCCESSFUL; return STATUS_SUCCESS; }';
    const body = 'NTSTATUS s = Check(); if (!NT_SUCCESS(s)) { tell(); return s; } tell();';
    assert.deepEqual(shown(helper, body), ['DISPATCH', 'PASSIVE..APC']);
  });

  test('says nothing where a status is a success at any level', () => {
    const helper =
      'NTSTATUS Check(VOID) { if (KeGetCurrentIrql() > APC_LEVEL) return STATUS_PENDING; return STATUS_SUCCESS; }';
    assert.deepEqual(shown(helper, 'if (NT_SUCCESS(Check())) { tell(); }'), ['PASSIVE..DISPATCH']);
  });

  test('is about the level at the call', () => {
    const helper = 'BOOLEAN CanWait(VOID) { return KeGetCurrentIrql() < DISPATCH_LEVEL; }';
    const body = 'KIRQL old; KeRaiseIrql(DISPATCH_LEVEL, &old); if (CanWait()) { tell(); } else { tell(); }';
    assert.deepEqual(shown(helper, body), ['never', 'DISPATCH']);
  });
});

describe('a macro', () => {
  test('may hold a test of the IRQL', () => {
    const macros = `#define RAISED() (KeGetCurrentIrql() >= DISPATCH_LEVEL)
#define PASSIVE (KeGetCurrentIrql() == PASSIVE_LEVEL)
`;
    const source = `${macros}${completion} { if (RAISED()) { tell(); } else { tell(); } if (PASSIVE) { tell(); } }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE..APC', 'PASSIVE']);
  });

  test('may take and give back a lock', () => {
    const macros = `#define TAKE(c) KeAcquireSpinLock(&(c)->Lock, &(c)->OldIrql)
#define GIVE(c) KeReleaseSpinLock(&(c)->Lock, (c)->OldIrql)
`;
    const source = `${macros}${completion} { PCONTEXT c = Context; TAKE(c); tell(); GIVE(c); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE..DISPATCH']);
  });
});

describe('WSK_FLAG_AT_DISPATCH_LEVEL', () => {
  test('proves DISPATCH_LEVEL where it is set, and nothing where it is not', () => {
    const source = `${receive} { if (Flags & WSK_FLAG_AT_DISPATCH_LEVEL) { tell(); } else { tell(); } }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE..DISPATCH']);
  });

  test('may be compared with zero, with itself, or asked for by a macro', () => {
    const source = `${receive} { if ((Flags & WSK_FLAG_AT_DISPATCH_LEVEL) != 0) { tell(); }
      if ((Flags & WSK_FLAG_AT_DISPATCH_LEVEL) == WSK_FLAG_AT_DISPATCH_LEVEL) { tell(); }
      if (0 == (Flags & WSK_FLAG_AT_DISPATCH_LEVEL)) { } else { tell(); }
      if (BooleanFlagOn(Flags, WSK_FLAG_AT_DISPATCH_LEVEL)) { tell(); } }`;
    assert.deepEqual(told(source), ['DISPATCH', 'DISPATCH', 'DISPATCH', 'DISPATCH']);
  });

  test('may be kept in a variable', () => {
    const source = `${receive} { BOOLEAN high = (Flags & WSK_FLAG_AT_DISPATCH_LEVEL) != 0; if (high) { tell(); } else { tell(); } }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE..DISPATCH']);
  });

  test('chooses how a lock is taken, and the level is DISPATCH_LEVEL under it either way', () => {
    const source = `${receive} { KIRQL old; if (Flags & WSK_FLAG_AT_DISPATCH_LEVEL) KeAcquireSpinLockAtDpcLevel(&GlobalLock); else KeAcquireSpinLock(&GlobalLock, &old);
      tell(); if (Flags & WSK_FLAG_AT_DISPATCH_LEVEL) KeReleaseSpinLockFromDpcLevel(&GlobalLock); else KeReleaseSpinLock(&GlobalLock, old); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE..DISPATCH (up to DISPATCH)']);
  });
});
