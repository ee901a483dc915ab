import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { submissions } from '../../../server/src/flow/questions/submissions';
import { analysisOf } from '../../support/analysis';

const done = 'NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { return STATUS_MORE_PROCESSING_REQUIRED; }';
const other = done.replace('Done', 'Other');
const install = (routine = 'Done') => `IoSetCompletionRoutine(irp, ${routine}, NULL, TRUE, TRUE, TRUE);`;

/** Each call with whose the IRP is and what completes it. */
const told = (source: string): string[] =>
  submissions(analysisOf(source)).map(({ callee, irp, completedBy }) => {
    const routines = completedBy === 'unknown' ? ['?'] : [...completedBy].map((id) => id.slice(id.indexOf(':') + 1));
    return `${callee} of ${irp} IRP, completed by ${routines.join(' or ')}`;
  });

describe('a call that hands an IRP to WSK', () => {
  test('is told with whose the IRP is, and what completes it', () => {
    const source = `${done} VOID test(PWSK_SOCKET s) { PIRP irp = IoAllocateIrp(1, FALSE); ${install()} bind(s, irp); }`;
    assert.deepEqual(told(source), ['WskBind of own IRP, completed by Done']);
  });

  test('is told once where a helper makes it, as all callers see it', () => {
    const source = `${done} ${other} VOID Ask(PWSK_SOCKET s, PIRP irp) { bind(s, irp); }
      VOID one(PWSK_SOCKET s) { PIRP irp = IoAllocateIrp(1, FALSE); ${install()} Ask(s, irp); }
      VOID two(PWSK_SOCKET s) { PIRP irp = IoAllocateIrp(1, FALSE); ${install('Other')} Ask(s, irp); }`;
    assert.deepEqual(told(source), ['WskBind of own IRP, completed by Done or Other']);
  });

  test('has an IRP of unknown owner where one caller was handed it', () => {
    const source = `${done} VOID Ask(PWSK_SOCKET s, PIRP irp) { bind(s, irp); }
      VOID one(PWSK_SOCKET s) { PIRP irp = IoAllocateIrp(1, FALSE); ${install()} Ask(s, irp); }
      VOID two(PWSK_SOCKET s, PIRP irp) { Ask(s, irp); }`;
    assert.deepEqual(told(source), ['WskBind of unknown IRP, completed by ?']);
  });

  test('stands for each call, in the order of the text', () => {
    const source = `${done} VOID test(PWSK_SOCKET s) { PIRP irp = IoAllocateIrp(1, FALSE); ${install()} bind(s, irp); wsk->WskCloseSocket(s, irp); }`;
    assert.deepEqual(told(source), [
      'WskBind of own IRP, completed by Done',
      'WskCloseSocket of own IRP, completed by Done',
    ]);
  });

  test('is none where the call has no IRP, or NULL', () => {
    assert.deepEqual(told('VOID test(PWSK_SOCKET s) { tell(s); bind(s, NULL); }'), []);
  });

  test('is none where the IRP goes to another driver', () => {
    const source = `VOID test(PDEVICE_OBJECT d) { PIRP irp = IoAllocateIrp(1, FALSE); IoCallDriver(d, irp); }`;
    assert.deepEqual(told(source), []);
  });
});
