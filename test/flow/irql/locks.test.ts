import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { told } from '../../support/irql';

const thread = 'KSTART_ROUTINE test; VOID test(PVOID Context)';

describe('spin locks', () => {
  test('raise the IRQL, and give it back', () => {
    const source = `${thread} { PCONTEXT c = Context; KIRQL old; tell();
      KeAcquireSpinLock(&c->Lock, &old); tell(); KeReleaseSpinLock(&c->Lock, old); tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE', 'DISPATCH', 'PASSIVE']);
  });

  test('give back the level that the acquire found, whatever it was', () => {
    const source = `VOID test(PCONTEXT c) { KIRQL old; tell();
      KeAcquireSpinLock(&c->Lock, &old); tell(); KeReleaseSpinLock(&c->Lock, old); tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE..HIGH?', 'DISPATCH', 'PASSIVE..HIGH?']);
  });

  test('keep the old level in a member', () => {
    const source = `${thread} { PCONTEXT c = Context;
      KeAcquireSpinLock(&c->Lock, &c->OldIrql); tell(); KeReleaseSpinLock(&c->Lock, c->OldIrql); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE']);
  });

  test('return the old level', () => {
    const source = `${thread} { KIRQL old = KeAcquireSpinLockRaiseToDpc(&GlobalLock); tell();
      KeReleaseSpinLock(&GlobalLock, old); tell(); old = ExAcquireSpinLockExclusive(&GlobalLock); tell();
      ExReleaseSpinLockExclusive(&GlobalLock, old); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE', 'DISPATCH', 'PASSIVE']);
  });

  test('keep the old level in the handle of a queued lock', () => {
    const source = `${thread} { KLOCK_QUEUE_HANDLE handle;
      KeAcquireInStackQueuedSpinLock(&GlobalLock, &handle); tell(); KeReleaseInStackQueuedSpinLock(&handle); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE']);
  });

  test('at DPC level leave the IRQL alone', () => {
    const source = `KDEFERRED_ROUTINE test; VOID test(PKDPC d, PVOID c, PVOID a, PVOID b) {
      KeAcquireSpinLockAtDpcLevel(&GlobalLock); tell(); KeReleaseSpinLockFromDpcLevel(&GlobalLock); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'DISPATCH']);
  });

  test('in one another give back the level of the outer one last', () => {
    const source = `${thread} { KIRQL outer, inner; KeAcquireSpinLock(&GlobalLock, &outer);
      KeAcquireSpinLock(Context, &inner); tell(); KeReleaseSpinLock(Context, inner); tell();
      KeReleaseSpinLock(&GlobalLock, outer); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'DISPATCH', 'PASSIVE']);
  });

  test('taken and given back on each turn of a loop leave nothing behind', () => {
    const source = `${thread} { KIRQL old; while (Choose()) { tell(); KeAcquireSpinLock(&GlobalLock, &old); tell();
      KeReleaseSpinLock(&GlobalLock, old); } tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE', 'DISPATCH', 'PASSIVE']);
  });

  test('given back in the middle of a loop and taken again are held at its head', () => {
    const source = `${thread} { KIRQL old; KeAcquireSpinLock(&GlobalLock, &old);
      while (Choose()) { tell(); KeReleaseSpinLock(&GlobalLock, old); tell(); KeAcquireSpinLock(&GlobalLock, &old); }
      tell(); KeReleaseSpinLock(&GlobalLock, old); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE', 'DISPATCH', 'PASSIVE']);
  });

  test('given back at the label of an early exit are not held behind it', () => {
    const source = `${thread} { KIRQL old; KeAcquireSpinLock(&GlobalLock, &old); if (Choose()) goto Exit; tell();
      Exit: KeReleaseSpinLock(&GlobalLock, old); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE']);
  });

  test('given back in each case of a switch are not held behind it', () => {
    const source = `${thread} { KIRQL old; KeAcquireSpinLock(&GlobalLock, &old); switch (Choose()) {
      case 0: KeReleaseSpinLock(&GlobalLock, old); break; case 1: tell(); KeReleaseSpinLock(&GlobalLock, old); break;
      default: KeReleaseSpinLock(&GlobalLock, old); } tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE']);
  });

  test('given back in __finally are not held behind it', () => {
    const source = `${thread} { KIRQL old; KeAcquireSpinLock(&GlobalLock, &old);
      __try { if (Choose()) __leave; Elsewhere(Context); tell(); } __finally { KeReleaseSpinLock(&GlobalLock, old); } tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE']);
  });

  test('taken and given back under one flag are held in between for some, and behind for none', () => {
    const source = `${thread} { KIRQL old; BOOLEAN b = Choose(); if (b) KeAcquireSpinLock(&GlobalLock, &old); tell();
      if (b) KeReleaseSpinLock(&GlobalLock, old); tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE..DISPATCH?', 'PASSIVE']);
  });

  test('taken on one path only may be held behind, and no more is said', () => {
    const source = `${thread} { KIRQL old; if (Choose()) KeAcquireSpinLock(&GlobalLock, &old); tell();
      if (Choose()) KeReleaseSpinLock(&GlobalLock, old); tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE..DISPATCH?', 'PASSIVE..HIGH?']);
  });

  test('given back behind a label where a flag says that they are held', () => {
    const source = `${thread} { KIRQL old; BOOLEAN held = FALSE; if (Choose()) goto Exit; KeAcquireSpinLock(&GlobalLock, &old);
      held = TRUE; if (Choose()) goto Exit; KeReleaseSpinLock(&GlobalLock, old); held = FALSE; tell();
      Exit: if (held) { tell(); KeReleaseSpinLock(&GlobalLock, old); } tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE', 'DISPATCH', 'PASSIVE']);
  });

  test('given back where a flag that others can write says so leave it open', () => {
    const source = `${thread} { PCONTEXT c = Context; KIRQL old = 0; if (c->Busy) KeAcquireSpinLock(&c->Lock, &old);
      if (c->Busy) KeReleaseSpinLock(&c->Lock, old); tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE..DISPATCH?']);
  });

  test('are known by the variable, not by its name', () => {
    const source = `${thread} { KIRQL old; KeAcquireSpinLock(&GlobalLock, &old);
      { KIRQL old; KeAcquireSpinLock(Context, &old); KeReleaseSpinLock(Context, old); tell(); }
      KeReleaseSpinLock(&GlobalLock, old); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE']);
  });

  test('given back with a level that was copied', () => {
    const source = `${thread} { PCONTEXT c = Context; KIRQL old; KeAcquireSpinLock(&c->Lock, &old); c->OldIrql = old; tell();
      KeReleaseSpinLock(&c->Lock, c->OldIrql); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE']);
  });

  test('given back with a level that nobody knows leave it open', () => {
    const source = `${thread} { PCONTEXT c = Context; KeReleaseSpinLock(&c->Lock, c->OldIrql); tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE..HIGH?']);
  });

  test('given back with a level that was overwritten leave it open', () => {
    const source = `${thread} { KIRQL old; KeAcquireSpinLock(&GlobalLock, &old); old = (KIRQL)Choose();
      KeReleaseSpinLock(&GlobalLock, old); tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE..HIGH?']);
  });

  test('given back through a pointer that was moved on leave it open', () => {
    const source = `${thread} { PCONTEXT c = Context; KeAcquireSpinLock(&c->Lock, &c->OldIrql); c = Choose();
      KeReleaseSpinLock(&c->Lock, c->OldIrql); tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE..HIGH?']);
  });
});

describe('other locks', () => {
  test('a fast mutex runs at APC_LEVEL', () => {
    const source = `${thread} { FAST_MUTEX m; ExAcquireFastMutex(&m); tell(); ExReleaseFastMutex(&m); tell(); }`;
    assert.deepEqual(told(source), ['APC', 'PASSIVE']);
  });

  test('a fast mutex that was only tried may not be held', () => {
    const source = `${thread} { FAST_MUTEX m; if (ExTryToAcquireFastMutex(&m)) { tell(); } }`;
    assert.deepEqual(told(source), ['PASSIVE..APC?']);
  });

  test('a resource and a push lock leave the IRQL alone', () => {
    const source = `${thread} { PCONTEXT c = Context; KeEnterCriticalRegion(); ExAcquireResourceExclusiveLite(&c->Resource, TRUE);
      tell(); ExReleaseResourceLite(&c->Resource); KeLeaveCriticalRegion(); tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE', 'PASSIVE']);
  });

  test('the cancel spin lock raises and gives back', () => {
    const source = `${thread} { KIRQL old; IoAcquireCancelSpinLock(&old); tell(); IoReleaseCancelSpinLock(old); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE']);
  });

  test('that nobody knows leave it open from where they are taken', () => {
    const source = `${thread} { tell(); MyLockAcquire(Context); tell(); MyLockRelease(Context); tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE', 'PASSIVE..HIGH?', 'PASSIVE..HIGH?']);
  });

  test("may be given back by a function in nobody's sight that is handed the old level", () => {
    const source = `${thread} { PCONTEXT c = Context; KIRQL old; KeAcquireSpinLock(&c->Lock, &old); Elsewhere(c); tell(); Elsewhere(old); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE..HIGH?']);
  });

  test("may be given back by a function in nobody's sight that is handed what holds the old level", () => {
    const source = `${thread} { PCONTEXT c = Context; KeAcquireSpinLock(&c->Lock, &c->OldIrql); Elsewhere(c); tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE..HIGH?']);
  });
});

describe('raising and lowering by hand', () => {
  test('goes to the level that is named, and back', () => {
    const source = `${thread} { KIRQL old; KeRaiseIrql(DISPATCH_LEVEL, &old); tell(); KeLowerIrql(old); tell();
      KeRaiseIrql(APC_LEVEL, &old); tell(); KeLowerIrql(old); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE', 'APC', 'PASSIVE']);
  });

  test('goes to DISPATCH_LEVEL with the old level as a result', () => {
    const source = `${thread} { KIRQL old; old = KeRaiseIrqlToDpcLevel(); tell(); KeLowerIrql(old); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE']);
  });

  test('to a level in a variable is not lower than before', () => {
    const source = `${thread} { KIRQL old, high = (KIRQL)Choose(); KeRaiseIrql(high, &old); tell(); KeLowerIrql(old); tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE..HIGH?', 'PASSIVE']);
  });

  test('goes down to a level that is named', () => {
    const source = `VOID test(VOID) { KeLowerIrql(PASSIVE_LEVEL); tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE']);
  });

  test('that depends on a flag is claimed nowhere, and over where the flag says so', () => {
    const source = `${thread} { KIRQL old = 0; BOOLEAN raise = Choose(); if (raise) KeRaiseIrql(DISPATCH_LEVEL, &old); tell();
      if (raise) KeLowerIrql(old); tell(); }`;
    assert.deepEqual(told(source), ['PASSIVE..DISPATCH?', 'PASSIVE']);
  });

  test('on both sides of a condition is raised behind it', () => {
    const source = `${thread} { KIRQL old; if (Choose()) KeRaiseIrql(DISPATCH_LEVEL, &old); else old = KeRaiseIrqlToDpcLevel();
      tell(); KeLowerIrql(old); tell(); }`;
    assert.deepEqual(told(source), ['DISPATCH', 'PASSIVE']);
  });
});
