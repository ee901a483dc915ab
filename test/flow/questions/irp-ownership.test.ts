import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { secondFrees, usesOfLostIrps } from '../../../server/src/flow/questions/irp-ownership';
import { nestedRequests } from '../../../server/src/flow/questions/nested-requests';
import { analysisOf, told } from '../../support/analysis';

const ROUTINES = `
NTSTATUS Set(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Free(PDEVICE_OBJECT d, PIRP i, PVOID c) { IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS FreeSometimes(PDEVICE_OBJECT d, PIRP i, PVOID c) { if (Shared) IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
VOID Drop(PIRP i) { IoFreeIrp(i); }
NTSTATUS Submit(PWSK_SOCKET s, PIRP i) { return bind(s, i); }
NTSTATUS Leave(PWSK_SOCKET s, PIRP i) { KEVENT e; KeInitializeEvent(&e, SynchronizationEvent, FALSE);
  IoSetCompletionRoutine(i, Set, &e, TRUE, TRUE, TRUE); return bind(s, i); }
`;
const wait = 'KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);';

const source = (routine: string, body: string): string =>
  `${ROUTINES} NTSTATUS test(PWSK_SOCKET s, POPERATION o) { KEVENT event; NTSTATUS status; PIRP irp = IoAllocateIrp(1, FALSE);
   if (irp == NULL) return 1; KeInitializeEvent(&event, SynchronizationEvent, FALSE);
   IoSetCompletionRoutine(irp, ${routine}, &event, TRUE, TRUE, TRUE); ${body} return status; }`;

const freed = (routine: string, body: string): string[] =>
  secondFrees(analysisOf(source(routine, body))).map(
    ({ through, detail: { owner } }) => `${through ?? 'here'} after ${owner}`,
  );

const lost = (routine: string, body: string): string[] =>
  usesOfLostIrps(analysisOf(source(routine, body))).map(
    ({ callee, through, detail: { owner } }) => `${through ?? callee}: ${owner}`,
  );

describe('an IRP that is freed once more', () => {
  test('is told where its routine frees it, whatever the call returned', () => {
    assert.deepEqual(freed('Free', 'bind(s, irp); IoFreeIrp(irp);'), ['here after routine']);
    assert.deepEqual(freed('Free', 'status = bind(s, irp); if (status < 0) IoFreeIrp(irp);'), ['here after routine']);
    assert.deepEqual(freed('Free', 'status = bind(s, irp); if (status < 0) Drop(irp);'), ['here after routine']);
  });

  test('is told where a helper submits it and only the caller knows its routine', () => {
    assert.deepEqual(freed('Free', 'status = Submit(s, irp); if (status < 0) IoFreeIrp(irp);'), ['here after routine']);
  });

  test('is right where the routine frees it only on some of its ways', () => {
    assert.deepEqual(freed('FreeSometimes', `bind(s, irp); ${wait} IoFreeIrp(irp);`), []);
  });

  test('is right where the routine leaves it, and where it never went to WSK', () => {
    assert.deepEqual(freed('Set', `bind(s, irp); ${wait} IoFreeIrp(irp);`), []);
    assert.deepEqual(freed('Free', 'if (o->Done) { IoFreeIrp(irp); return 1; } bind(s, irp);'), []);
  });

  test('is told where it was freed before', () => {
    assert.deepEqual(freed('Set', 'Drop(irp); IoFreeIrp(irp);'), ['here after nobody']);
  });
});

describe('an IRP of somebody else', () => {
  test('is told where it is reset, freed or sent again while WSK has it', () => {
    assert.deepEqual(lost('Set', 'bind(s, irp); IoReuseIrp(irp, 0);'), ['IoReuseIrp: WSK']);
    assert.deepEqual(lost('Set', 'bind(s, irp); IoFreeIrp(irp);'), ['IoFreeIrp: WSK']);
    assert.deepEqual(lost('Set', 'bind(s, irp); wsk->WskCloseSocket(s, irp);'), ['WskCloseSocket: WSK']);
  });

  test('is its own again after the wait, and after a failure', () => {
    assert.deepEqual(lost('Set', `bind(s, irp); ${wait} IoReuseIrp(irp, 0);`), []);
    assert.deepEqual(lost('Set', 'status = bind(s, irp); if (status < 0) IoReuseIrp(irp, 0);'), []);
  });

  test('may be cancelled while WSK has it, but not where its routine frees it', () => {
    assert.deepEqual(lost('Set', 'bind(s, irp); IoCancelIrp(irp);'), []);
    assert.deepEqual(lost('Free', 'bind(s, irp); IoCancelIrp(irp);'), ['IoCancelIrp: routine']);
  });

  test('is told once: what is done to it after the reset is no other mistake', () => {
    assert.deepEqual(lost('Free', 'bind(s, irp); IoReuseIrp(irp, 0); IoCancelIrp(irp);'), ['IoReuseIrp: routine']);
  });

  test('is told where a helper has begun the request, and its caller frees it at once', () => {
    assert.deepEqual(lost('Set', 'status = Submit(s, irp); IoFreeIrp(irp);'), ['IoFreeIrp: WSK']);
  });

  test('is left to those who speak of a helper that returns while WSK uses its locals', () => {
    assert.deepEqual(lost('Set', 'status = Leave(s, irp); IoFreeIrp(irp);'), []);
  });

  test('is told after it was freed', () => {
    assert.deepEqual(lost('Set', 'IoFreeIrp(irp); bind(s, irp);'), ['WskBind: nobody']);
  });

  test('is left to those who speak of the free where its routine frees it', () => {
    assert.deepEqual(lost('Free', 'bind(s, irp); IoFreeIrp(irp);'), []);
  });
});

describe('a request within a completion routine', () => {
  const nested = (routine: string, more = ''): string[] =>
    nestedRequests(
      analysisOf(`${more} NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { PWSK_SOCKET s = (PWSK_SOCKET)c; ${routine} return STATUS_MORE_PROCESSING_REQUIRED; }
        VOID test(PWSK_SOCKET s) { PIRP irp = IoAllocateIrp(1, FALSE); IoSetCompletionRoutine(irp, Done, s, TRUE, TRUE, TRUE); bind(s, irp); }`),
    ).map(({ through, use, hasIrp }) =>
      [...(through === undefined ? [] : [through]), hasIrp ? use.callee : `${use.callee} without an IRP`].join(' > '),
    );

  test('is told, also in a helper', () => {
    assert.deepEqual(nested('bind(s, i);'), ['WskBind']);
    assert.deepEqual(nested('Again(s, i);', 'VOID Again(PWSK_SOCKET s, PIRP i) { bind(s, i); }'), ['Again > WskBind']);
  });

  test('is told in a helper that sets the same routine', () => {
    const helper = `NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c);
      VOID Again(PWSK_SOCKET s) { PIRP irp = IoAllocateIrp(1, FALSE); IoSetCompletionRoutine(irp, Done, s, TRUE, TRUE, TRUE); bind(s, irp); }`;
    assert.deepEqual(nested('Again(s);', helper), ['Again > WskBind']);
  });

  test('is none where it is waited for: the wait is what has to go', () => {
    const set =
      'NTSTATUS Set(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }';
    const request = `KEVENT event; KeInitializeEvent(&event, SynchronizationEvent, FALSE);
      IoSetCompletionRoutine(irp, Set, &event, TRUE, TRUE, TRUE); bind(s, irp); ${wait}`;
    assert.deepEqual(nested(`PIRP irp = IoAllocateIrp(1, FALSE); ${request}`, set), []);
    assert.deepEqual(nested('Again(s, i);', `${set} VOID Again(PWSK_SOCKET s, PIRP irp) { ${request} }`), []);
  });

  test('is told apart from a control call without an IRP, and from a call that gives something back', () => {
    assert.deepEqual(nested('tell(s);'), []);
    assert.deepEqual(
      nested(
        'wsk->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, 0, NULL, 0, NULL, NULL, NULL);',
      ),
      ['WskControlSocket without an IRP'],
    );
  });
});

describe('memory that was filled with zeros', () => {
  test('is not zero any more where a routine may have written a part of it', () => {
    const routine =
      'NTSTATUS Count(PDEVICE_OBJECT d, PIRP i, PVOID c) { ((POPERATION)c)->Flags = 1; return STATUS_MORE_PROCESSING_REQUIRED; }';
    const body = `POPERATION o = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*o), 'tset'); RtlZeroMemory(o, sizeof(*o));
      IoSetCompletionRoutine(irp, Count, o, TRUE, TRUE, TRUE); bind(s, irp); tell(o->Flags); tell(o->Other);`;
    assert.deepEqual(told(`${routine} VOID test(PWSK_SOCKET s, PIRP irp) { ${body} }`), ['?', '0']);
  });
});
