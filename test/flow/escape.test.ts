import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { told } from '../support/analysis';

const done = (body: string) =>
  `NTSTATUS Done(PDEVICE_OBJECT d, PIRP irp, PVOID context) { POPERATION o = (POPERATION)context; ${body} return STATUS_MORE_PROCESSING_REQUIRED; }`;
const install = 'IoSetCompletionRoutine(irp, Done, o, TRUE, TRUE, TRUE);';
const wait = 'KeWaitForSingleObject(&o->Event, Executive, KernelMode, FALSE, NULL);';

describe('an unknown function', () => {
  test('may write what it is handed', () => {
    assert.deepEqual(told('VOID test(POPERATION o) { o->Flags = 1; Elsewhere(o); tell(o->Flags); }'), ['?']);
  });

  test('may write a local whose address it is handed', () => {
    assert.deepEqual(told('VOID test(VOID) { ULONG x = 1; Elsewhere(&x); tell(x); }'), ['?']);
  });

  test('does not change the pointer that it is handed', () => {
    const source = 'VOID test(POPERATION o) { PIRP irp = IoAllocateIrp(1, FALSE); Elsewhere(irp); tell(irp); }';
    assert.deepEqual(told(source), ['? own']);
  });

  test('may write what can be reached from what it is handed', () => {
    const source = 'VOID test(POPERATION o, POPERATION p) { p->Flags = 1; o->Next = p; Elsewhere(o); tell(p->Flags); }';
    assert.deepEqual(told(source), ['?']);
  });

  test('writes nothing that it was not handed', () => {
    const source =
      'VOID test(POPERATION o, POPERATION p) { ULONG x = 2; p->Flags = 1; Elsewhere(o); tell(p->Flags); tell(x); }';
    assert.deepEqual(told(source), ['1', '2']);
  });

  test('may write a part of a structure that it is handed, and not the other parts', () => {
    const source =
      'VOID test(POPERATION o) { o->Flags = 1; o->Other = 2; Elsewhere(&o->Flags); tell(o->Flags); tell(o->Other); }';
    assert.deepEqual(told(source), ['?', '2']);
  });

  test('may write a variable of other files', () => {
    assert.deepEqual(told('VOID test(VOID) { Shared = 1; Choose(); tell(Shared); }'), ['?']);
  });

  test('may call back a function of the file that writes its variables', () => {
    assert.deepEqual(
      told('VOID test(VOID) { Counter = 1; Choose(); tell(Counter); } VOID Other(VOID) { Counter = 2; }'),
      ['?'],
    );
  });

  test('does not write a variable of the file that nobody else writes', () => {
    assert.deepEqual(told('VOID test(VOID) { Counter = 1; Choose(); tell(Counter); }'), ['1']);
  });

  test('gives another value each time', () => {
    assert.deepEqual(told('VOID test(VOID) { if (Ask() == 1) { if (Ask() == 1) tell(1); else tell(2); } }'), [
      '1',
      '2',
    ]);
  });

  test('that is called through a pointer may write what it is handed', () => {
    const source = 'VOID test(VOID (*call)(POPERATION), POPERATION o) { o->Flags = 1; call(o); tell(o->Flags); }';
    assert.deepEqual(told(source), ['?']);
  });

  test('known miss: it may write a local whose address it was handed before', () => {
    const source =
      'VOID test(VOID) { ULONG x = 1; Elsewhere(&x); x = 2; Choose(); if (x == 2) tell(1); else tell(2); }';
    assert.deepEqual(told(source), ['1']);
  });
});

describe('a known function', () => {
  test('writes its out parameters only', () => {
    const source =
      'VOID test(PWSK_PROVIDER_NPI npi, PWSK_REGISTRATION r) { ULONG x = 1; WskCaptureProviderNPI(r, 0, npi); tell(x); }';
    assert.deepEqual(told(source), ['1']);
  });

  test('that only reads leaves memory as it was', () => {
    const source = 'VOID test(POPERATION o) { o->Flags = 1; KeSetEvent(&o->Event, 0, FALSE); tell(o->Flags); }';
    assert.deepEqual(told(source), ['1']);
  });

  test('that reads what others write gives another value each time', () => {
    const source =
      'VOID test(PLONG p) { if (InterlockedIncrement(p) == 1) { if (InterlockedIncrement(p) == 1) tell(1); else tell(2); } }';
    assert.deepEqual(told(source), ['1', '2']);
  });

  test('that never returns ends the way', () => {
    assert.deepEqual(told('VOID test(VOID) { tell(1); KeBugCheckEx(1, 0, 0, 0, 0); tell(2); }'), ['1']);
  });
});

describe('a completion routine', () => {
  test('may write through its context as soon as the request is made', () => {
    const source = `${done('o->Status = irp->IoStatus.Status;')}
      VOID test(POPERATION o, PIRP irp) { o->Status = STATUS_SUCCESS; ${install} bind(o->Socket, irp); tell(o->Status); }`;
    assert.deepEqual(told(source), ['?']);
  });

  test('may write through its context during any wait', () => {
    const source = `${done('o->Status = irp->IoStatus.Status;')}
      VOID test(POPERATION o, PIRP irp) { ${install} bind(o->Socket, irp); o->Status = STATUS_SUCCESS; ${wait} tell(o->Status); }`;
    assert.deepEqual(told(source), ['?']);
  });

  test('does not write what none of the functions that may run meanwhile writes', () => {
    const source = `${done('KeSetEvent(&o->Event, 0, FALSE);')}
      VOID test(POPERATION o, PIRP irp) { o->Status = STATUS_PENDING; ${install} bind(o->Socket, irp); ${wait} tell(o->Status); }`;
    assert.deepEqual(told(source), ['STATUS_PENDING']);
  });

  test('that calls what is not in sight may write anything in its context', () => {
    const source = `${done('Elsewhere(o);')}
      VOID test(POPERATION o, PIRP irp) { o->Status = STATUS_PENDING; ${install} bind(o->Socket, irp); ${wait} tell(o->Status); }`;
    assert.deepEqual(told(source), ['?']);
  });

  test('may write a local that is its context', () => {
    const source = `${done('o->Flags = 3;')}
      VOID test(PWSK_SOCKET s, PIRP irp) { OPERATION o; o.Flags = 1;
        IoSetCompletionRoutine(irp, Done, &o, TRUE, TRUE, TRUE); bind(s, irp); tell(o.Flags); }`;
    assert.deepEqual(told(source), ['?']);
  });

  test('does not make the socket another one that was bound', () => {
    const source = `${done('o->Done = TRUE; KeSetEvent(&o->Event, 0, FALSE);')}
      VOID test(POPERATION o, PIRP irp) { ${install} bind(o->Socket, irp); ${wait} tell(o->Socket); }`;
    assert.deepEqual(told(source), ['? bound']);
  });

  test('is not alone: a function that somebody is handed may write numbers in its context, but no pointers', () => {
    const body = (set: string, read: string): string => `${done('KeSetEvent(&o->Event, 0, FALSE);')}
      VOID Work(PVOID c) { POPERATION o = c; o->Socket = NULL; o->Flags = 7; }
      VOID Start(VOID) { Elsewhere(Work); }
      VOID test(POPERATION o, PWSK_SOCKET s, PIRP irp) { ${set} ${install} bind(s, irp); ${wait} tell(${read}); }`;
    assert.deepEqual(told(body('o->Flags = 1;', 'o->Flags')), ['?']);
    assert.deepEqual(told(body('o->Socket = s;', 'o->Socket')), ['? bound']);
  });

  test('may write the pointers in its context itself', () => {
    const source = `${done('o->Socket = NULL; KeSetEvent(&o->Event, 0, FALSE);')}
      VOID test(POPERATION o, PWSK_SOCKET s, PIRP irp) { o->Socket = s; ${install} bind(s, irp); ${wait} tell(o->Socket); }`;
    assert.deepEqual(told(source), ['?']);
  });

  test('of another file may write anything in its context', () => {
    const source = `IO_COMPLETION_ROUTINE Done;
      VOID test(POPERATION o, PIRP irp) { o->Flags = 1; ${install} bind(o->Socket, irp); tell(o->Flags); }`;
    assert.deepEqual(told(source), ['?']);
  });

  test('that finishes during a wait may write a variable of the file', () => {
    const source = `${done('Counter = 2;')}
      VOID test(POPERATION o, PIRP irp) { Counter = 1; ${install} bind(o->Socket, irp); ${wait} if (Counter == 1) tell(1); else tell(2); }`;
    assert.deepEqual(told(source), ['1', '2']);
  });
});
