import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { entryIrqlOf, installedRoutines } from '../../../server/src/flow/irql/entry';
import { printRange } from '../../../server/src/flow/irql/range';
import { TextIrql } from '../../support/irql';

/** The level at which `test` is entered, and why: `PASSIVE..DISPATCH as WskReceiveEvent`; `unknown` where nothing says. */
function entry(source: string, roles: readonly string[] = []): string {
  const text = new TextIrql(source);
  const range = entryIrqlOf(text.unit, text.named('test'), roles);
  return range === undefined ? 'unknown' : `${printRange(range)} as ${range.reason?.name ?? ''}`;
}

describe('the IRQL at which a function is entered', () => {
  test('is unknown where nothing says who calls it', () => {
    assert.equal(entry('VOID test(VOID) { }'), 'unknown');
  });

  test('is any up to DISPATCH_LEVEL for an event callback and a completion routine', () => {
    assert.equal(
      entry('NTSTATUS test(PVOID c) { } const WSK_CLIENT_CONNECTION_DISPATCH D = { test, NULL, NULL };'),
      'PASSIVE..DISPATCH as WskReceiveEvent',
    );
    assert.equal(
      entry(
        'NTSTATUS test(PDEVICE_OBJECT d, PIRP i, PVOID c) { } VOID F(PIRP i) { IoSetCompletionRoutine(i, test, NULL, TRUE, TRUE, TRUE); }',
      ),
      'PASSIVE..DISPATCH as IO_COMPLETION_ROUTINE',
    );
    assert.equal(
      entry('_Function_class_(IO_COMPLETION_ROUTINE) NTSTATUS test(PDEVICE_OBJECT d, PIRP i, PVOID c) { }'),
      'PASSIVE..DISPATCH as IO_COMPLETION_ROUTINE',
    );
  });

  test('is PASSIVE_LEVEL for what threads run', () => {
    assert.equal(
      entry(
        'VOID test(PVOID c) { } VOID F(VOID) { HANDLE h; PsCreateSystemThread(&h, 0, NULL, NULL, NULL, test, NULL); }',
      ),
      'PASSIVE as KSTART_ROUTINE',
    );
    assert.equal(
      entry('IO_WORKITEM_ROUTINE test; VOID test(PDEVICE_OBJECT d, PVOID c) { }'),
      'PASSIVE as IO_WORKITEM_ROUTINE',
    );
    assert.equal(
      entry(
        'VOID test(PDRIVER_OBJECT o) { } NTSTATUS DriverEntry(PDRIVER_OBJECT o, PUNICODE_STRING p) { o->DriverUnload = test; }',
      ),
      'PASSIVE as DRIVER_UNLOAD',
    );
  });

  test('is DISPATCH_LEVEL for a DPC', () => {
    assert.equal(
      entry('KDEFERRED_ROUTINE test; VOID test(PKDPC d, PVOID c, PVOID a, PVOID b) { }'),
      'DISPATCH as KDEFERRED_ROUTINE',
    );
    assert.equal(
      entry('VOID test(PKDPC d, PVOID c, PVOID a, PVOID b) { } VOID F(PKDPC d) { KeInitializeDpc(d, test, NULL); }'),
      'DISPATCH as KDEFERRED_ROUTINE',
    );
  });

  test('depends on the major function for a dispatch routine', () => {
    assert.equal(
      entry(
        'NTSTATUS test(PDEVICE_OBJECT d, PIRP i) { } VOID F(PDRIVER_OBJECT o) { o->MajorFunction[IRP_MJ_CREATE] = test; }',
      ),
      'PASSIVE..APC? as DRIVER_DISPATCH',
    );
    assert.equal(
      entry('_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH test; NTSTATUS test(PDEVICE_OBJECT d, PIRP i) { }'),
      'PASSIVE..DISPATCH? as DRIVER_DISPATCH',
    );
    assert.equal(
      entry('_Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH test; NTSTATUS test(PDEVICE_OBJECT d, PIRP i) { }'),
      'PASSIVE..APC? as DRIVER_DISPATCH',
    );
  });

  test('is that of all roles together', () => {
    const source = `VOID test(PVOID c) { } VOID F(VOID) { HANDLE h; PsCreateSystemThread(&h, 0, NULL, NULL, NULL, test, NULL); }`;
    assert.equal(entry(source, ['KDEFERRED_ROUTINE']), 'PASSIVE..DISPATCH as KDEFERRED_ROUTINE');
  });

  test('is what its header says where it has no role', () => {
    assert.equal(entry('_IRQL_requires_max_(DISPATCH_LEVEL) VOID test(VOID) { }'), 'PASSIVE..DISPATCH as test');
    assert.equal(entry('_IRQL_requires_(DISPATCH_LEVEL) VOID test(VOID); VOID test(VOID) { }'), 'DISPATCH as test');
    assert.equal(entry('_IRQL_requires_min_(DISPATCH_LEVEL) VOID test(VOID) { }'), 'DISPATCH..HIGH? as test');
    assert.equal(entry('_When_(Wait, _IRQL_requires_max_(APC_LEVEL)) VOID test(BOOLEAN Wait) { }'), 'unknown');
  });

  test('is below DISPATCH_LEVEL where its code can be paged out', () => {
    assert.equal(entry('VOID test(VOID) { PAGED_CODE(); }'), 'PASSIVE..APC? as PAGED_CODE');
    assert.equal(
      entry('VOID test(VOID);\n#pragma alloc_text(PAGE, test)\nVOID test(VOID) { }'),
      'PASSIVE..APC? as alloc_text',
    );
  });

  test('is what the role says, whatever the author thinks of it', () => {
    const source = `_IRQL_requires_max_(PASSIVE_LEVEL) NTSTATUS test(PVOID c) { PAGED_CODE(); }
      const WSK_CLIENT_CONNECTION_DISPATCH D = { test, NULL, NULL };`;
    assert.equal(entry(source), 'PASSIVE..DISPATCH as WskReceiveEvent');
  });

  test('is what the author says where the role leaves it open', () => {
    assert.equal(
      entry('DRIVER_DISPATCH test; NTSTATUS test(PDEVICE_OBJECT d, PIRP i) { PAGED_CODE(); }'),
      'PASSIVE..APC? as DRIVER_DISPATCH',
    );
  });
});

test('routines that a file installs are told by name, also where they are defined elsewhere', () => {
  const { unit } = new TextIrql(
    'VOID F(PKDPC d, PIRP i) { KeInitializeDpc(d, Later, NULL); IoSetCompletionRoutine(i, Done, NULL, TRUE, TRUE, TRUE); }',
  );
  const found = [...installedRoutines(unit)].map(([name, roles]) => `${name}: ${[...roles].join(' ')}`);
  assert.deepEqual(found, ['Later: KDEFERRED_ROUTINE', 'Done: IO_COMPLETION_ROUTINE']);
});
