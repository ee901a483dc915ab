import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { freedEarly } from '../../../server/src/flow/questions/freed-early';
import { analysisOf } from '../../support/analysis';

const ROUTINE =
  'NTSTATUS Set(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }';
const wait = (event: string, limit: string, alertable: string): string =>
  `KeWaitForSingleObject(${event}, Executive, KernelMode, ${alertable}, ${limit});`;
const helper = (limit: string, alertable: string): string =>
  `VOID Await(PKEVENT e, PLARGE_INTEGER limit) { ${wait('e', limit, alertable)} }`;

const caller = (name: string, waits = 'Await(&event, limit);'): string =>
  `VOID ${name}(PWSK_SOCKET s, PLARGE_INTEGER limit) { KEVENT event; PIRP irp = IoAllocateIrp(1, FALSE); if (irp == NULL) return;
   KeInitializeEvent(&event, SynchronizationEvent, FALSE);
   IoSetCompletionRoutine(irp, Set, &event, TRUE, TRUE, TRUE); bind(s, irp); ${waits} IoFreeIrp(irp); }`;

/** What is marked, in the order in which it is told. */
function marked(...functions: readonly string[]): string[] {
  const analysis = analysisOf([ROUTINE, ...functions].join('\n'));
  const { text } = analysis.unit.file;
  return freedEarly(analysis).map(({ at, wait: broken }) => text.slice((broken ?? at).start, (broken ?? at).end));
}

describe('an IRP that is freed too early', () => {
  test('is told at the free, where one function waits and frees', () => {
    const own = wait('&event', 'NULL', 'TRUE');
    assert.deepEqual(marked(caller('One', own), caller('Other', own)), ['irp', 'irp']);
  });

  test('is told once at the wait that may be broken off, where several callers of a helper free', () => {
    assert.deepEqual(marked(helper('NULL', 'TRUE'), caller('One'), caller('Other')), ['KeWaitForSingleObject']);
  });

  test('is told in each caller where the helper has a time-out, which a caller has to look at', () => {
    assert.deepEqual(marked(helper('limit', 'FALSE'), caller('One'), caller('Other')), ['irp', 'irp']);
  });

  test('is told in the caller where there is only one', () => {
    assert.deepEqual(marked(helper('NULL', 'TRUE'), caller('One')), ['irp']);
  });

  test('is none after a wait without an end', () => {
    assert.deepEqual(marked(helper('NULL', 'FALSE'), caller('One'), caller('Other')), []);
  });
});
