import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { left, needed, saved, told, tooHigh } from '../../support/irql';

const thread = 'KSTART_ROUTINE test; VOID test(PVOID Context)';
const completion = 'IO_COMPLETION_ROUTINE test; NTSTATUS test(PDEVICE_OBJECT d, PIRP Irp, PVOID Context)';
const wait = 'KeWaitForSingleObject(&c->Event, Executive, KernelMode, FALSE, NULL)';

describe('what a function leaves', () => {
  test('is the level that it found, unless it says otherwise', () => {
    assert.equal(left('VOID test(PVOID c) { Elsewhere(c); }'), 'same');
    assert.equal(
      left('VOID test(VOID) { KIRQL old; KeAcquireSpinLock(&GlobalLock, &old); KeReleaseSpinLock(&GlobalLock, old); }'),
      'same',
    );
  });

  test('is DISPATCH_LEVEL where it takes a lock, with the old level where its caller finds it', () => {
    const source = 'VOID test(PCONTEXT c, PKIRQL old) { KeAcquireSpinLock(&c->Lock, old); }';
    assert.equal(left(source), 'DISPATCH');
    assert.deepEqual(saved(source), ['param1 . * = same']);
  });

  test('is what a parameter holds where it gives a lock back', () => {
    assert.equal(left('VOID test(PCONTEXT c, KIRQL old) { KeReleaseSpinLock(&c->Lock, old); }'), 'what param1 held');
    assert.equal(
      left('VOID test(PCONTEXT c) { KeReleaseSpinLock(&c->Lock, c->OldIrql); }'),
      'what param0 . * . OldIrql held',
    );
  });

  test('may be the old level as its result', () => {
    assert.deepEqual(saved('KIRQL test(VOID) { KIRQL old; KeAcquireSpinLock(&GlobalLock, &old); return old; }'), [
      'result = same',
    ]);
    assert.deepEqual(saved('KIRQL test(VOID) { return KeAcquireSpinLockRaiseToDpc(&GlobalLock); }'), ['result = same']);
  });

  test('is open where it takes a lock on one of its ways', () => {
    assert.equal(
      left(
        'BOOLEAN test(PKIRQL old) { if (Choose()) { KeAcquireSpinLock(&GlobalLock, old); return TRUE; } return FALSE; }',
      ),
      'same or DISPATCH',
    );
  });

  test('is known without a body where its prototype says it', () => {
    const source = `_IRQL_raises_(DISPATCH_LEVEL) VOID Take(PKSPIN_LOCK Lock, _Out_ _IRQL_saves_ PKIRQL Old);
      VOID Give(PKSPIN_LOCK Lock, _In_ _IRQL_restores_ KIRQL Old);
      ${thread} { KIRQL old; Take(&GlobalLock, &old); tell(); Give(&GlobalLock, old); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE']);
  });
});

describe('a call of a helper', () => {
  test('that takes the lock raises, and one that gives it back restores', () => {
    const source = `VOID Take(PCONTEXT c, PKIRQL old) { KeAcquireSpinLock(&c->Lock, old); }
      VOID Give(PCONTEXT c, KIRQL old) { KeReleaseSpinLock(&c->Lock, old); }
      ${thread} { KIRQL old; Take(Context, &old); tell(); Give(Context, old); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE']);
  });

  test('that keeps the old level in the context restores it from there', () => {
    const source = `VOID Take(PCONTEXT c) { KeAcquireSpinLock(&c->Lock, &c->OldIrql); }
      VOID Give(PCONTEXT c) { KeReleaseSpinLock(&c->Lock, c->OldIrql); }
      ${thread} { PCONTEXT x = Context; Take(x); tell(); Give(x); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE']);
  });

  test('that returns the old level', () => {
    const source = `KIRQL Take(VOID) { return KeRaiseIrqlToDpcLevel(); }
      ${thread} { KIRQL old = Take(); tell(); KeLowerIrql(old); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE']);
  });

  test('that releases a lock which its caller took', () => {
    const source = `VOID Finish(PKSPIN_LOCK lock, KIRQL old) { Elsewhere(lock); KeReleaseSpinLock(lock, old); }
      ${thread} { KIRQL old; KeAcquireSpinLock(&GlobalLock, &old); if (Choose()) { Finish(&GlobalLock, old); tell(); return; }
      tell(); KeReleaseSpinLock(&GlobalLock, old); tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE', 'DISPATCH', 'PASSIVE']);
  });

  test('that keeps the old level in a variable of the file', () => {
    const source = `static KIRQL Kept; VOID Take(VOID) { KeAcquireSpinLock(&GlobalLock, &Kept); }
      VOID Give(VOID) { KeReleaseSpinLock(&GlobalLock, Kept); }
      ${thread} { Take(); tell(); Give(); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE']);
  });

  test('that calls itself leaves the IRQL as it was', () => {
    const source = `VOID Walk(PCONTEXT c) { if (c->Busy) Walk(c); } ${thread} { Walk(Context); tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE']);
  });
});

describe('what a function asks of its callers', () => {
  test('is what the functions ask for that it calls, with the chain to them', () => {
    const source = `VOID Inner(PCONTEXT c) { ${wait}; } VOID test(PCONTEXT c) { Inner(c); }`;
    assert.deepEqual(needed(source), ['APC: Inner > KeWaitForSingleObject, blocks']);
  });

  test('is nothing where it asks for the IRQL first', () => {
    assert.deepEqual(needed(`VOID test(PCONTEXT c) { if (KeGetCurrentIrql() <= APC_LEVEL) ${wait}; }`), []);
  });

  test('is nothing where it raised the IRQL itself', () => {
    assert.deepEqual(
      needed(
        'VOID test(VOID) { KIRQL old = KeRaiseIrqlToDpcLevel(); KeAcquireSpinLockAtDpcLevel(&GlobalLock); KeReleaseSpinLockFromDpcLevel(&GlobalLock); KeLowerIrql(old); }',
      ),
      [],
    );
  });

  test('depends on a parameter where that decides', () => {
    assert.deepEqual(needed(`VOID test(PCONTEXT c, BOOLEAN Wait) { if (Wait) ${wait}; }`), [
      'APC: KeWaitForSingleObject, blocks, param1 is not zero',
    ]);
  });

  test('is in doubt where a flag in a structure decides', () => {
    assert.deepEqual(needed(`VOID test(PCONTEXT c) { if (c->Busy) ${wait}; }`), [
      'APC: KeWaitForSingleObject, blocks, or not',
    ]);
  });

  test('is certain where only the outcome of a call decides', () => {
    const source = `VOID test(PCONTEXT c) { NTSTATUS s = Choose(); if (!NT_SUCCESS(s)) return; if (s == STATUS_PENDING) ${wait}; }`;
    assert.deepEqual(needed(source), ['APC: KeWaitForSingleObject, blocks']);
  });

  test('is nothing where the time-out is zero', () => {
    const source = `VOID test(PCONTEXT c) { LARGE_INTEGER t; t.QuadPart = 0; KeWaitForSingleObject(&c->Event, Executive, KernelMode, FALSE, &t); }`;
    assert.deepEqual(needed(source), []);
  });

  test('is to block where the time-out is not zero', () => {
    const source = `VOID test(PCONTEXT c) { LARGE_INTEGER t = { .QuadPart = -10000 }; KeWaitForSingleObject(&c->Event, Executive, KernelMode, FALSE, &t); }`;
    const other = `VOID test(PCONTEXT c) { LARGE_INTEGER t; t.QuadPart = -10 * 1000 * MS(5); KeWaitForSingleObject(&c->Event, Executive, KernelMode, FALSE, &t); }`;
    assert.deepEqual(
      [needed(source), needed(other)],
      [['APC: KeWaitForSingleObject, blocks'], ['APC: KeWaitForSingleObject, blocks']],
    );
  });

  test('depends on the time-out that it is handed', () => {
    const source = `VOID test(PCONTEXT c, PLARGE_INTEGER t) { KeWaitForSingleObject(&c->Event, Executive, KernelMode, FALSE, t); }`;
    assert.deepEqual(needed(source), [
      'APC: KeWaitForSingleObject, blocks, param1 is zero',
      'APC: KeWaitForSingleObject, blocks, or not',
    ]);
  });

  test('depends on the pool', () => {
    const source = `VOID test(VOID) { ExAllocatePoolWithTag(PagedPool, 8, 'a'); }`;
    const other = `VOID test(VOID) { ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, 'a'); }`;
    assert.deepEqual([needed(source), needed(other)], [['APC: ExAllocatePoolWithTag'], []]);
  });

  test('is what its section, PAGED_CODE or its header say', () => {
    assert.deepEqual(needed('VOID test(VOID) { PAGED_CODE(); }'), ['APC: paged']);
    assert.deepEqual(needed('_IRQL_requires_max_(PASSIVE_LEVEL) VOID test(VOID) { }'), ['PASSIVE: annotation']);
  });
});

describe('a call above its level', () => {
  test('is one that a prototype bars, for the arguments that it names', () => {
    const source = `_When_(Wait == TRUE, _IRQL_requires_max_(APC_LEVEL)) VOID Out(BOOLEAN Wait);
      ${completion} { Out(FALSE); Out(TRUE); return STATUS_PENDING; }`;
    assert.deepEqual(tooHigh(source), ['Out at PASSIVE..DISPATCH, not above APC']);
  });

  test('is one in a completion routine that only threads may make, however far down', () => {
    const source = `VOID Inner(PCONTEXT c) { ${wait}; } ${completion} { Inner(Context); return STATUS_MORE_PROCESSING_REQUIRED; }`;
    assert.deepEqual(tooHigh(source), ['Inner > KeWaitForSingleObject at PASSIVE..DISPATCH, not above APC']);
  });

  test('is one under a spin lock in a thread', () => {
    const source = `${thread} { PCONTEXT c = Context; KIRQL old; KeAcquireSpinLock(&c->Lock, &old); ${wait}; KeReleaseSpinLock(&c->Lock, old); ${wait}; }`;
    assert.deepEqual(tooHigh(source), ['KeWaitForSingleObject at DISPATCH, not above APC']);
  });

  test('is none where the IRQL was asked for, or a parameter says not to wait', () => {
    const source = `VOID Inner(PCONTEXT c, BOOLEAN Wait) { if (Wait) ${wait}; }
      ${completion} { PCONTEXT c = Context; if (KeGetCurrentIrql() == PASSIVE_LEVEL) ${wait}; Inner(c, FALSE); return STATUS_PENDING; }`;
    assert.deepEqual(tooHigh(source), []);
  });

  test('is one where the argument says to wait', () => {
    const source = `VOID Inner(PCONTEXT c, BOOLEAN Wait) { if (Wait == FALSE) return; ${wait}; } ${completion} { Inner(Context, TRUE); return STATUS_PENDING; }`;
    assert.deepEqual(tooHigh(source), ['Inner > KeWaitForSingleObject at PASSIVE..DISPATCH, not above APC']);
  });

  test('is none in a function whose callers nobody knows', () => {
    assert.deepEqual(tooHigh(`VOID test(PCONTEXT c) { ${wait}; }`), []);
  });
});
