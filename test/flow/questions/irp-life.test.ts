import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { callsWithoutRoutine, callsWithStaleIrp } from '../../../server/src/flow/questions/irp-life';
import { analysisOf } from '../../support/analysis';

const ROUTINE = `NTSTATUS Set(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }`;
const set = 'IoSetCompletionRoutine(irp, Set, &event, TRUE, TRUE, TRUE);';
const wait = 'KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);';
const reuse = 'IoReuseIrp(irp, STATUS_SUCCESS);';

const source = (body: string, more = ''): string =>
  `${ROUTINE}${more} VOID test(PWSK_SOCKET s, POPERATION o) { KEVENT event; ULONG n; PIRP irp = IoAllocateIrp(1, FALSE); if (irp == NULL) return;
   KeInitializeEvent(&event, SynchronizationEvent, FALSE); ${body} }`;

const unrouted = (body: string, more = ''): string[] =>
  callsWithoutRoutine(analysisOf(source(body, more))).map(
    ({ callee, through, detail }) => `${through ?? callee}: ${detail.irp} ${detail.state} since ${detail.since.callee}`,
  );

const stale = (body: string, more = ''): string[] =>
  callsWithStaleIrp(analysisOf(source(body, more))).map(
    ({ callee, through, detail }) => `${through ?? callee}: ${detail.irp} since ${detail.since.callee}`,
  );

describe('an IRP without a completion routine', () => {
  test('is told where it was made and nothing was set', () => {
    assert.deepEqual(unrouted('bind(s, irp);'), ['WskBind: irp fresh since IoAllocateIrp']);
    assert.deepEqual(unrouted(`${set} bind(s, irp);`), []);
  });

  test('is told where it was reset after the routine was set', () => {
    assert.deepEqual(unrouted(`${set} ${reuse} bind(s, irp);`), ['WskBind: irp fresh since IoReuseIrp']);
  });

  test('is told where it has completed and nothing was set since', () => {
    const twice = (between: string) => `${set} bind(s, irp); ${wait} ${between} wsk->WskCloseSocket(s, irp);`;
    assert.deepEqual(unrouted(twice('')), ['WskCloseSocket: irp completed since KeWaitForSingleObject']);
    assert.deepEqual(unrouted(twice(set)), []);
    assert.deepEqual(unrouted(twice(`${reuse} ${set}`)), []);
  });

  test('is told in the caller of a helper that others call with a routine', () => {
    const more = `VOID Submit(PWSK_SOCKET s, PIRP i) { bind(s, i); }
      VOID right(PWSK_SOCKET s, PIRP irp, PKEVENT e) { IoSetCompletionRoutine(irp, Set, e, TRUE, TRUE, TRUE); Submit(s, irp); }`;
    assert.deepEqual(unrouted('Submit(s, irp);', more), ['Submit: i fresh since IoAllocateIrp']);
  });

  test('is one whatever way leads there', () => {
    assert.deepEqual(unrouted('if (o->Done) n = 1; else n = 2; bind(s, irp);').length, 1);
    assert.deepEqual(unrouted(`for (;;) { bind(s, irp); ${wait} }`).length, 1);
  });

  test('is not told where a function out of sight may have set it', () => {
    assert.deepEqual(unrouted('Elsewhere(irp); bind(s, irp);'), []);
  });

  test('is not told of one from above', () => {
    const above = `NTSTATUS Write(PDEVICE_OBJECT d, PIRP Irp) { bind(SocketOf(d), Irp); return STATUS_PENDING; }
      VOID DriverEntry2(PDRIVER_OBJECT o) { o->MajorFunction[IRP_MJ_WRITE] = Write; }`;
    assert.deepEqual(unrouted('', above), []);
  });

  test('is not told where the request takes no IRP', () => {
    const query = 'wsk->WskControlSocket(s, WskIoctl, SIO_WSK_QUERY_INSPECT_ID, 0, 0, NULL, 0, NULL, NULL, irp);';
    assert.deepEqual(unrouted(query), []);
  });
});

describe('an IRP that goes to WSK once more', () => {
  const twice = (between: string) => `${set} bind(s, irp); ${wait} ${between} wsk->WskCloseSocket(s, irp);`;

  test('is told where it has a routine again and was not reset', () => {
    assert.deepEqual(stale(twice(set)), ['WskCloseSocket: irp since KeWaitForSingleObject']);
    assert.deepEqual(stale(twice(`${reuse} ${set}`)), []);
    assert.deepEqual(stale(twice(`IoInitializeIrp(irp, IoSizeOfIrp(1), 1); ${set}`)), []);
  });

  test('is not told where it has no routine either: that is the mistake', () => {
    assert.deepEqual(stale(twice('')), []);
  });

  test('is told where it failed at once, too', () => {
    assert.deepEqual(stale(`${set} if (bind(s, irp) < 0) { ${set} wsk->WskCloseSocket(s, irp); }`), [
      'WskCloseSocket: irp since WskBind',
    ]);
  });

  test('is told in a loop that sets the routine each time', () => {
    const loop = (first: string) => `for (;;) { ${first} ${set} if (bind(s, irp) == STATUS_PENDING) { ${wait} } }`;
    assert.equal(stale(loop('')).length, 1);
    assert.deepEqual(stale(loop(reuse)), []);
  });

  test('is not told where another IRP took its place', () => {
    assert.deepEqual(stale(twice(`irp = IoAllocateIrp(1, FALSE); ${set}`)), []);
  });
});
