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

describe('the roles of a function', () => {
  test('may be given by another file', () => {
    const known = irqlIn({
      'send.c': 'VOID Send(PIRP Irp) { IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE); }',
      'done.c': 'NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) { tell(); return 0; }',
    });
    assert.equal(known('done.c', 'Done').entry, 'PASSIVE..DISPATCH as IO_COMPLETION_ROUTINE');
    assert.equal(known('done.c', 'Done').roles, 'IO_COMPLETION_ROUTINE');
    assert.equal(known('done.c', 'Done').told, 'PASSIVE..DISPATCH');
  });

  test('are those of a client dispatch table in another file', () => {
    const known = irqlIn({
      'table.c': 'const WSK_CLIENT_CONNECTION_DISPATCH Dispatch = { Receive, NULL, NULL };',
      'receive.c': 'NTSTATUS Receive(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T* a) { return 0; }',
    });
    assert.equal(known('receive.c', 'Receive').entry, 'PASSIVE..DISPATCH as WskReceiveEvent');
  });

  test('are those of all files together', () => {
    const known = irqlIn({
      'a.c': 'VOID A(PIRP Irp) { IoSetCompletionRoutine(Irp, Both, NULL, TRUE, TRUE, TRUE); }',
      'b.c': 'VOID B(PKDPC d) { KeInitializeDpc(d, Both, NULL); }',
      'c.c': 'NTSTATUS Both(PVOID a, PVOID b, PVOID c) { return 0; }',
    });
    assert.equal(known('c.c', 'Both').roles, 'IO_COMPLETION_ROUTINE, KDEFERRED_ROUTINE');
    assert.equal(known('c.c', 'Both').entry, 'PASSIVE..DISPATCH as IO_COMPLETION_ROUTINE');
  });

  test('are those of a function of the file itself where another file has one of that name', () => {
    const known = irqlIn({
      'a.c': `static NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { return 0; }
        VOID A(PIRP Irp) { IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE); }`,
      'b.c':
        'static NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { IoFreeIrp(i); IoAllocateIrp(1, FALSE); return 0; }',
    });
    assert.equal(known('a.c', 'Done').roles, 'IO_COMPLETION_ROUTINE');
    assert.equal(known('b.c', 'Done').roles, '');
  });

  test('may be told by a header', () => {
    const known = irqlIn({
      'driver.h':
        'IO_WORKITEM_ROUTINE Work;\nEVT_WDF_TIMER Tick;\n_Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH Close;\n',
      'work.c': `
#include "driver.h"
VOID Work(PDEVICE_OBJECT d, PVOID c) { IoAllocateIrp(1, FALSE); }
VOID Tick(WDFTIMER t) { IoAllocateIrp(1, FALSE); }
NTSTATUS Close(PDEVICE_OBJECT d, PIRP i) { IoAllocateIrp(1, FALSE); return 0; }`,
    });
    assert.equal(known('work.c', 'Work').entry, 'PASSIVE as IO_WORKITEM_ROUTINE');
    assert.equal(known('work.c', 'Tick').entry, 'PASSIVE..DISPATCH? as EVT_WDF_TIMER');
    assert.equal(known('work.c', 'Close').entry, 'PASSIVE..APC? as DRIVER_DISPATCH');
  });

  test('are seen where a function of another file sets the completion routine that it is handed', () => {
    const known = irqlIn({
      'irp.c':
        'VOID SetDone(PIRP Irp, PIO_COMPLETION_ROUTINE Routine) { IoSetCompletionRoutine(Irp, Routine, NULL, TRUE, TRUE, TRUE); }',
      'send.c': `VOID SetDone(PIRP Irp, PIO_COMPLETION_ROUTINE Routine);
        NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) { return 0; }
        NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer, PIRP Irp) {
          SetDone(Irp, Done);
          return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
        }`,
    });
    assert.equal(known('send.c', 'Done').entry, 'PASSIVE..DISPATCH as IO_COMPLETION_ROUTINE');
  });
});

describe('what a function says of itself', () => {
  test('stands in a header of the project, and holds for those who call it', () => {
    const known = irqlIn({
      'driver.h': '_IRQL_requires_max_(APC_LEVEL) VOID Elsewhere(PVOID c);\n',
      'a.c': `\n#include "driver.h"\n${completion('Elsewhere(Context);')}`,
    });
    assert.equal(known('a.c', 'Done').tooHigh, 'Elsewhere (annotation) at PASSIVE..DISPATCH, not above APC_LEVEL');
  });

  const header = '_IRQL_requires_max_(DISPATCH_LEVEL) VOID Helper(PVOID c);\n';
  const helper = '\n#include "driver.h"\nVOID Helper(PVOID c) { tell(); IoAllocateIrp(1, FALSE); }';

  test('is where it runs, as long as nobody knows who calls it', () => {
    const known = irqlIn({ 'driver.h': header, 'b.c': helper });
    assert.equal(known('b.c', 'Helper').entry, 'PASSIVE..DISPATCH as Helper');
  });

  test('may be more than what its callers do', () => {
    const known = irqlIn({ 'driver.h': header, 'a.c': worker('Helper(Context);'), 'b.c': helper });
    assert.equal(known('b.c', 'Helper').entry, 'PASSIVE as Work');
  });

  test('stands where a caller goes beyond it', () => {
    const known = irqlIn({
      'driver.h': header.replace('DISPATCH', 'PASSIVE'),
      'a.c': completion('Helper(Context);'),
      'b.c': helper,
    });
    assert.equal(known('b.c', 'Helper').entry, 'PASSIVE as Helper');
  });

  test('in a header that is not included holds for nobody', () => {
    const known = irqlIn({
      'other.h': '_IRQL_requires_max_(APC_LEVEL) VOID Elsewhere(PVOID c);\n',
      'a.c': completion('Elsewhere(Context);'),
    });
    assert.equal(known('a.c', 'Done').tooHigh, '');
  });

  test('raises the level for those who call it, by its header alone', () => {
    const known = irqlIn({
      'lock.h': `_IRQL_raises_(DISPATCH_LEVEL) VOID Take(_Out_ _IRQL_saves_ PKIRQL Old);
        VOID Give(_In_ _IRQL_restores_ KIRQL Old);\n`,
      'a.c': `\n#include "lock.h"\n${worker('KIRQL old; Take(&old); tell(); Give(old); tell();')}`,
    });
    assert.equal(known('a.c', 'Work').told, 'DISPATCH, PASSIVE');
  });
});
