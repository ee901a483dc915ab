import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { irqlIn } from '../support/irql-project';

/** A worker at PASSIVE_LEVEL, a completion routine, and a function under a lock, each of which makes one call. */
const worker = (call: string) => `
  VOID Work(PVOID Context) { ${call} IoAllocateIrp(1, FALSE); }
  VOID Start(VOID) { HANDLE thread; PsCreateSystemThread(&thread, 0, NULL, NULL, NULL, Work, NULL); }`;
const completion = (call: string) => `
  NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) { ${call} return STATUS_MORE_PROCESSING_REQUIRED; }
  VOID Begin(PIRP Irp) { IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE); }`;

describe('a helper', () => {
  const helper = 'VOID Helper(PVOID c) { tell(); }';

  test('runs where its only caller does', () => {
    const known = irqlIn({ 'a.c': worker('Helper(Context);'), 'b.c': helper });
    assert.equal(known('b.c', 'Helper').entry, 'PASSIVE as Work');
    assert.equal(known('b.c', 'Helper').callers, 'Work at PASSIVE');
    assert.equal(known('b.c', 'Helper').told, 'PASSIVE');
  });

  test('runs where any of its callers does', () => {
    const known = irqlIn({ 'a.c': worker('Helper(Context);'), 'b.c': helper, 'c.c': completion('Helper(Context);') });
    assert.equal(known('b.c', 'Helper').entry, 'PASSIVE..DISPATCH as Done');
    assert.equal(known('b.c', 'Helper').callers, 'Work at PASSIVE, Done at PASSIVE..DISPATCH');
  });

  test('runs at DISPATCH_LEVEL where it is called under a lock of another file', () => {
    const known = irqlIn({
      'a.c': worker(
        'KIRQL old; KeAcquireSpinLock(&GlobalLock, &old); Helper(Context); KeReleaseSpinLock(&GlobalLock, old);',
      ),
      'b.c': helper,
    });
    assert.equal(known('b.c', 'Helper').entry, 'DISPATCH as Work');
  });

  test('runs at DISPATCH_LEVEL where the lock is taken by a third function', () => {
    const known = irqlIn({
      'a.c': worker('KIRQL old; Take(&old); Helper(Context); Give(old); tell();'),
      'b.c': helper,
      'lock.c': `VOID Take(PKIRQL old) { KeAcquireSpinLock(&GlobalLock, old); }
        VOID Give(KIRQL old) { KeReleaseSpinLock(&GlobalLock, old); }`,
    });
    assert.equal(known('b.c', 'Helper').entry, 'DISPATCH as Work');
    assert.equal(known('a.c', 'Work').told, 'PASSIVE');
  });

  test('runs where the callers of its callers do', () => {
    const known = irqlIn({
      'a.c': worker('Middle(Context);'),
      'b.c': 'VOID Middle(PVOID c) { Helper(c); }',
      'c.c': helper,
    });
    assert.equal(known('c.c', 'Helper').entry, 'PASSIVE as Middle');
  });

  test('runs below DISPATCH_LEVEL where its caller asks for the level first', () => {
    const known = irqlIn({
      'a.c': completion('if (KeGetCurrentIrql() < DISPATCH_LEVEL) Helper(Context);'),
      'b.c': helper,
    });
    assert.equal(known('b.c', 'Helper').entry, 'PASSIVE..APC as Done');
  });

  test('is not called where no path leads to the call', () => {
    const known = irqlIn({
      'a.c': worker('Helper(Context);') + 'VOID Never(VOID) { return; Helper(NULL); }',
      'b.c': helper,
    });
    assert.equal(known('b.c', 'Helper').callers, 'Work at PASSIVE');
  });

  test('has an open entry where nobody calls it', () => {
    const known = irqlIn({ 'b.c': 'VOID Helper(PVOID c) { IoAllocateIrp(1, FALSE); tell(); }' });
    assert.equal(known('b.c', 'Helper').entry, 'open: PASSIVE..HIGH?');
  });

  test('has an open entry where it may be called through a pointer, and still runs where its callers do', () => {
    const known = irqlIn({
      'a.c': completion('Helper(Context);'),
      'b.c': helper,
      'c.c': 'VOID Give(PTABLE Table) { Table->Anything = Helper; IoAllocateIrp(1, FALSE); }',
    });
    assert.equal(known('b.c', 'Helper').entry, 'open: PASSIVE..HIGH (up to DISPATCH, down to PASSIVE) as Done');
  });

  test('has an open entry where it stands in a table that nobody knows', () => {
    const known = irqlIn({
      'a.c': worker('Helper(Context);'),
      'b.c': `${helper} const TABLE Table = { Helper };`,
    });
    assert.equal(known('b.c', 'Helper').entry, 'open: PASSIVE..HIGH (down to PASSIVE) as Work');
  });

  test('has an open entry where a file that has nothing to do with WSK names it', () => {
    const files = { 'a.c': worker('Helper(Context);'), 'b.c': helper };
    assert.equal(
      irqlIn({ ...files, 'plain.c': 'VOID Main(VOID) { Other(); }' })('b.c', 'Helper').entry,
      'PASSIVE as Work',
    );
    const known = irqlIn({ ...files, 'plain.c': 'VOID Main(VOID) { Helper(NULL); }' });
    assert.equal(known('b.c', 'Helper').entry, 'open: PASSIVE..HIGH (down to PASSIVE) as Work');
  });

  test('is not meant by another file where it is static', () => {
    const known = irqlIn({
      'a.c': `static VOID Helper(PVOID c) { tell(); } ${worker('Helper(Context);')}`,
      'plain.c': 'VOID Main(VOID) { Helper(NULL); }',
    });
    assert.equal(known('a.c', 'Helper').entry, 'PASSIVE as Work');
  });

  test('is followed from a caller that has nothing to do with WSK itself', () => {
    const known = irqlIn({
      'a.c': `${worker('Helper(Context);')} VOID Plain(PKDPC d, PVOID c, PVOID x, PVOID y) { Helper(c); }
        VOID Arm(PKDPC d) { KeInitializeDpc(d, Plain, NULL); }`,
      'b.c': helper,
    });
    assert.equal(known('b.c', 'Helper').callers, 'Work at PASSIVE, Plain at DISPATCH');
  });
});

describe('what a callee asks for', () => {
  test('reaches a completion routine over two files', () => {
    const known = irqlIn({
      'a.c': completion('Middle(Context);'),
      'b.c': 'VOID Middle(PCONTEXT c) { Wait(c); }',
      'c.c': 'VOID Wait(PCONTEXT c) { KeWaitForSingleObject(&c->Event, Executive, KernelMode, FALSE, NULL); }',
    });
    assert.equal(
      known('a.c', 'Done').tooHigh,
      'Middle > Wait > KeWaitForSingleObject (call) at PASSIVE..DISPATCH, not above APC_LEVEL',
    );
  });

  test('says what is waited for', () => {
    const known = irqlIn({
      'a.c': worker('Wait(Context);'),
      'c.c': 'VOID Wait(PCONTEXT c) { KeWaitForSingleObject(&c->Event, Executive, KernelMode, FALSE, NULL); }',
    });
    const call = known('a.c', 'Work').result.calls.find(({ name }) => name === 'Wait');
    assert.deepEqual(call?.needs[0]?.blocks, { on: '&c->Event' });
    assert.equal(known('a.c', 'Work').tooHigh, '');
  });

  test('is pageable code where it calls PAGED_CODE', () => {
    const known = irqlIn({
      'a.c': `NTSTATUS Receive(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T* a) { Log(c); return 0; }
        const WSK_CLIENT_CONNECTION_DISPATCH Dispatch = { Receive, NULL, NULL };`,
      'log.c': 'VOID Log(PVOID c) { PAGED_CODE(); tell(); }',
    });
    assert.equal(known('a.c', 'Receive').tooHigh, 'Log (paged) at PASSIVE..DISPATCH, not above APC_LEVEL');
    assert.equal(known('log.c', 'Log').told, 'PASSIVE..APC?');
  });

  test('is pageable code where a pragma of its file says so', () => {
    const known = irqlIn({
      'a.c': completion('Log(Context);'),
      'log.c': 'VOID Log(PVOID c);\n#pragma alloc_text(PAGE, Log)\nVOID Log(PVOID c) { tell(); }',
    });
    assert.equal(known('a.c', 'Done').tooHigh, 'Log (paged) at PASSIVE..DISPATCH, not above APC_LEVEL');
  });

  test('does not arise where the arguments keep it from arising', () => {
    const wait = `VOID Wait(PCONTEXT c, BOOLEAN Block) {
      if (Block) KeWaitForSingleObject(&c->Event, Executive, KernelMode, FALSE, NULL); }`;
    const known = irqlIn({ 'a.c': completion('Wait(Context, FALSE);'), 'b.c': wait });
    assert.equal(known('a.c', 'Done').tooHigh, '');
    assert.match(
      irqlIn({ 'a.c': completion('Wait(Context, TRUE);'), 'b.c': wait })('a.c', 'Done').tooHigh,
      /^Wait > Ke/,
    );
  });
});

describe('functions that call each other', () => {
  test('are entered where the first call comes from, where one calls itself as it was called', () => {
    const known = irqlIn({
      'a.c': worker('Again(3);'),
      'b.c': 'VOID Again(ULONG n) { tell(); if (n > 0) Again(n - 1); }',
    });
    assert.equal(known('b.c', 'Again').entry, 'PASSIVE as Work');
  });

  test('have an open entry where one calls itself under a lock', () => {
    const known = irqlIn({
      'a.c': worker('Again(3);'),
      'b.c':
        'VOID Again(ULONG n) { KIRQL o; KeAcquireSpinLock(&L, &o); if (n > 0) Again(n - 1); KeReleaseSpinLock(&L, o); }',
    });
    assert.equal(known('b.c', 'Again').entry, 'open: PASSIVE..HIGH (down to PASSIVE) as Work');
  });

  test('have open entries, and tell each other nothing, where two do', () => {
    const known = irqlIn({
      'a.c': worker('Ping(3);'),
      'b.c': 'VOID Ping(ULONG n) { if (n > 0) Pong(n - 1); tell(); }',
      'c.c': 'VOID Pong(ULONG n) { Ping(n); tell(); }',
    });
    assert.equal(known('b.c', 'Ping').callers, 'Work at PASSIVE, Pong at any');
    assert.equal(known('b.c', 'Ping').entry, 'open: PASSIVE..HIGH (down to PASSIVE) as Work');
    assert.equal(known('c.c', 'Pong').entry, 'open: PASSIVE..HIGH?');
  });

  test('do not lose what they ask for where one only hands on the other', () => {
    const known = irqlIn({
      'a.c': `NTSTATUS Done(PDEVICE_OBJECT d, PIRP Irp, PVOID c) { Post(Irp, c); return STATUS_MORE_PROCESSING_REQUIRED; }`,
      'b.c': `VOID Post(PIRP Irp, PCONTEXT c) { IoSetCompletionRoutine(Irp, Done, c, TRUE, TRUE, TRUE);
        KeWaitForSingleObject(&c->Event, Executive, KernelMode, FALSE, NULL); }`,
    });
    assert.equal(
      known('a.c', 'Done').tooHigh,
      'Post > KeWaitForSingleObject (call) at PASSIVE..DISPATCH, not above APC_LEVEL',
    );
    assert.equal(known('b.c', 'Post').entry, 'PASSIVE..DISPATCH as Done');
  });
});
