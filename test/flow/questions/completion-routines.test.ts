import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { completionRoutines } from '../../../server/src/flow/questions/completion';
import { analysisOf } from '../../support/analysis';

const done = 'NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { return STATUS_MORE_PROCESSING_REQUIRED; }';
const install = 'IoSetCompletionRoutine(irp, Done, NULL, TRUE, TRUE, TRUE);';

const routinesIn = (source: string): string[] =>
  completionRoutines(analysisOf(source)).map(({ definition, irp }) => `${definition.name}: ${irp}`);

const exitsIn = (source: string): string[] =>
  completionRoutines(analysisOf(source)).flatMap(({ exits }) =>
    exits.map(({ value }) => (value.kind === 'number' || value.kind === 'named' ? (value.name ?? value.key) : '?')),
  );

describe('the completion routine of a request', () => {
  test('completes an own IRP where it came from IoAllocateIrp', () => {
    const source = `${done} VOID test(PWSK_SOCKET s) { PIRP irp = IoAllocateIrp(1, FALSE); ${install} bind(s, irp); }`;
    assert.deepEqual(routinesIn(source), ['Done: own']);
  });

  test('completes a foreign IRP where a dispatch routine was given it', () => {
    const source = `${done} DRIVER_DISPATCH test; NTSTATUS test(PDEVICE_OBJECT d, PIRP irp) { ${install} return bind(d->Socket, irp); }`;
    assert.deepEqual(routinesIn(source), ['Done: foreign']);
  });

  test('is unknown to complete an own IRP where somebody handed it in', () => {
    assert.deepEqual(routinesIn(`${done} VOID test(PWSK_SOCKET s, PIRP irp) { ${install} bind(s, irp); }`), [
      'Done: unknown',
    ]);
  });

  test('that both kinds of IRP reach is said to have neither', () => {
    const source = `${done} DRIVER_DISPATCH Read; NTSTATUS Read(PDEVICE_OBJECT d, PIRP irp) { ${install} return bind(d->Socket, irp); }
      VOID test(PWSK_SOCKET s) { PIRP irp = IoAllocateIrp(1, FALSE); ${install} bind(s, irp); }`;
    assert.deepEqual(routinesIn(source), ['Done: unknown']);
  });

  test('that an IRP from above has, too, on its way to the driver below is said to have neither', () => {
    const source = `${done} VOID test(PWSK_SOCKET s) { PIRP irp = IoAllocateIrp(1, FALSE); ${install} bind(s, irp); }
      NTSTATUS PassOn(PDEVICE_OBJECT below, PIRP irp) { ${install} return IoCallDriver(below, irp); }`;
    assert.deepEqual(routinesIn(source), ['Done: unknown']);
  });

  test('stays that of own IRPs where another own IRP goes to the driver below', () => {
    const source = `${done} VOID test(PWSK_SOCKET s) { PIRP irp = IoAllocateIrp(1, FALSE); ${install} bind(s, irp); }
      NTSTATUS Send(PDEVICE_OBJECT below) { PIRP irp = IoAllocateIrp(1, FALSE); ${install} return IoCallDriver(below, irp); }`;
    assert.deepEqual(routinesIn(source), ['Done: own']);
  });

  test('is told once, however many requests have it', () => {
    const source = `${done} VOID test(PWSK_SOCKET s) { PIRP irp = IoAllocateIrp(1, FALSE); ${install} bind(s, irp); }
      VOID other(PWSK_SOCKET s) { PIRP irp = IoAllocateIrp(1, FALSE); ${install} bind(s, irp); }`;
    assert.deepEqual(routinesIn(source), ['Done: own']);
  });

  test('counts only where a request is made', () => {
    assert.deepEqual(routinesIn(`${done} VOID test(VOID) { PIRP irp = IoAllocateIrp(1, FALSE); ${install} wsk; }`), []);
  });

  test('does not count after the IRP was reused', () => {
    const source = `${done} VOID test(PWSK_SOCKET s, PIRP irp) { ${install} IoReuseIrp(irp, STATUS_SUCCESS); bind(s, irp); }`;
    assert.deepEqual(routinesIn(source), []);
  });

  test('is found where IoSetCompletionRoutineEx sets it, with a cast and an address', () => {
    const source = `${done} VOID test(PWSK_SOCKET s) { PIRP irp = IoAllocateIrp(1, FALSE);
      IoSetCompletionRoutineEx(NULL, irp, (PIO_COMPLETION_ROUTINE)&Done, NULL, TRUE, TRUE, TRUE); bind(s, irp); }`;
    assert.deepEqual(routinesIn(source), ['Done: own']);
  });

  test('is found where a helper is handed it, the IRP and the request', () => {
    const source = `${done} NTSTATUS Ask2(PWSK_SOCKET s, PIRP irp, PIO_COMPLETION_ROUTINE r) {
        IoSetCompletionRoutine(irp, r, NULL, TRUE, TRUE, TRUE); return bind(s, irp); }
      VOID test(PWSK_SOCKET s) { PIRP irp = IoAllocateIrp(1, FALSE); Ask2(s, irp, Done); }`;
    assert.deepEqual(routinesIn(source), ['Done: own']);
  });

  test('is found where one helper allocates, one installs and one asks', () => {
    const source = `${done}
      NTSTATUS Make(POPERATION o) { o->Irp = IoAllocateIrp(1, FALSE); return o->Irp ? STATUS_SUCCESS : STATUS_NO_MEMORY; }
      VOID Set(POPERATION o) { IoSetCompletionRoutine(o->Irp, Done, o, TRUE, TRUE, TRUE); }
      VOID Send(POPERATION o) { bind(o->Socket, o->Irp); }
      VOID test(POPERATION o) { if (!NT_SUCCESS(Make(o))) return; Set(o); Send(o); }`;
    assert.deepEqual(routinesIn(source), ['Done: own']);
  });

  test('is the one that belongs to the way', () => {
    const source = `${done} NTSTATUS Other(PDEVICE_OBJECT d, PIRP i, PVOID c) { return STATUS_SUCCESS; }
      VOID test(PWSK_SOCKET s, BOOLEAN b) { PIRP irp = IoAllocateIrp(1, FALSE);
        IoSetCompletionRoutine(irp, b ? Done : Other, NULL, TRUE, TRUE, TRUE); bind(s, irp); }`;
    assert.deepEqual(routinesIn(source).sort(), ['Done: own', 'Other: own']);
  });

  test('is not known where it is one of an unknown table', () => {
    const source = `${done} VOID test(PWSK_SOCKET s, PIO_COMPLETION_ROUTINE *all, ULONG i) { PIRP irp = IoAllocateIrp(1, FALSE);
      IoSetCompletionRoutine(irp, all[i], NULL, TRUE, TRUE, TRUE); bind(s, irp); }`;
    assert.deepEqual(routinesIn(source), []);
  });
});

describe('what a completion routine returns', () => {
  const returning = (body: string) =>
    `NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { ${body} } VOID test(PWSK_SOCKET s) { PIRP irp = IoAllocateIrp(1, FALSE); ${install} bind(s, irp); }`;

  test('is each of the arms of a ternary', () => {
    assert.deepEqual(exitsIn(returning('return i->Cancel ? STATUS_CANCELLED : STATUS_MORE_PROCESSING_REQUIRED;')), [
      'STATUS_CANCELLED',
      'STATUS_MORE_PROCESSING_REQUIRED',
    ]);
  });

  test('is what a variable holds there', () => {
    const source = returning('NTSTATUS s = STATUS_SUCCESS; if (c) s = STATUS_MORE_PROCESSING_REQUIRED; return s;');
    assert.deepEqual(exitsIn(source).sort(), ['STATUS_MORE_PROCESSING_REQUIRED', 'STATUS_SUCCESS']);
  });

  test('is what a helper returns', () => {
    assert.deepEqual(
      exitsIn(`NTSTATUS Keep(PIRP irp) { return STATUS_MORE_PROCESSING_REQUIRED; } ${returning('return Keep(i);')}`),
      ['STATUS_MORE_PROCESSING_REQUIRED'],
    );
  });

  test('is not looked at where no way leads there', () => {
    assert.deepEqual(
      exitsIn(returning('ULONG x = 1; if (x == 2) return STATUS_SUCCESS; return STATUS_MORE_PROCESSING_REQUIRED;')),
      ['STATUS_MORE_PROCESSING_REQUIRED'],
    );
  });

  test('is unknown where an unknown function gives it', () => {
    assert.deepEqual(exitsIn(returning('return Ask();')), ['?']);
  });
});
