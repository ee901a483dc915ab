import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { misuses, type Protocol } from '../../../server/src/flow/questions/protocol';
import { analysisOf } from '../../support/analysis';

/** An IRP that is freed while WSK may have it. */
const EARLY_FREE: Protocol<'IoFreeIrp'> = { calls: ['IoFreeIrp'], object: 'Irp', wrongIf: { has: ['submitted'] } };

const SECOND_FREE: Protocol<'IoFreeIrp'> = { calls: ['IoFreeIrp'], object: 'Irp', wrongIf: { has: ['released'] } };

/** An IRP that goes to WSK with nothing that completes it. */
const NO_ROUTINE: Protocol<'WskBind' | 'WskSend'> = {
  calls: ['WskBind', 'WskSend'],
  object: 'Irp',
  wrongIf: { has: ['own', 'fresh'], lacks: ['has-routine'] },
};

const NOT_REUSED: Protocol<'WskBind' | 'WskCloseSocket'> = {
  calls: ['WskBind', 'WskCloseSocket'],
  object: 'Irp',
  wrongIf: { has: ['completed'] },
};

const CLOSED: Protocol<'WskBind' | 'WskCloseSocket'> = {
  calls: ['WskBind', 'WskCloseSocket'],
  object: 'Socket',
  wrongIf: { has: ['released'] },
};

const ROUTINES = `
NTSTATUS Set(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Free(PDEVICE_OBJECT d, PIRP i, PVOID c) { IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
VOID Drop(PIRP i) { IoFreeIrp(i); }
`;

const wait = 'KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL)';

/** What is wrong in a function that has an IRP whose routine sets an event. */
function wrongIn<F extends Parameters<typeof misuses>[1]['calls'][number]>(
  protocol: Protocol<F>,
  body: string,
  { install = 'Set', more = '' } = {},
): string[] {
  const set = install === '' ? '' : `IoSetCompletionRoutine(irp, ${install}, &event, TRUE, TRUE, TRUE);`;
  const source = `${ROUTINES}${more} NTSTATUS test(PWSK_SOCKET s, POPERATION o) { KEVENT event; LARGE_INTEGER second; NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE); if (irp == NULL) return 1; KeInitializeEvent(&event, SynchronizationEvent, FALSE); ${set}
    ${body} return status; }`;
  return misuses(analysisOf(source), protocol).map(({ object, callee, through, after }) =>
    [callee, object, ...(through === undefined ? [] : [`in ${through}`]), `since ${after.callee}`].join(' '),
  );
}

describe('an IRP that is freed', () => {
  test('is told where it may be pending', () => {
    assert.deepEqual(wrongIn(EARLY_FREE, 'bind(s, irp); IoFreeIrp(irp);'), ['IoFreeIrp irp since WskBind']);
  });

  test('is told after it was only cancelled', () => {
    assert.deepEqual(wrongIn(EARLY_FREE, 'bind(s, irp); IoCancelIrp(irp); IoFreeIrp(irp);'), [
      'IoFreeIrp irp since WskBind',
    ]);
  });

  test('is told after a wait that may have timed out', () => {
    const timed = wait.replace('NULL', '&second');
    assert.deepEqual(wrongIn(EARLY_FREE, `bind(s, irp); ${timed}; IoFreeIrp(irp);`), ['IoFreeIrp irp since WskBind']);
    const cancelled = `bind(s, irp); if (${timed} == STATUS_TIMEOUT) { IoCancelIrp(irp); } IoFreeIrp(irp);`;
    assert.deepEqual(wrongIn(EARLY_FREE, cancelled), ['IoFreeIrp irp since WskBind']);
  });

  test('is right after a wait', () => {
    assert.deepEqual(wrongIn(EARLY_FREE, `bind(s, irp); ${wait}; IoFreeIrp(irp);`), []);
    const timed = `bind(s, irp); if (${wait.replace('NULL', '&second')} == STATUS_TIMEOUT) { IoCancelIrp(irp); ${wait}; } IoFreeIrp(irp);`;
    assert.deepEqual(wrongIn(EARLY_FREE, timed), []);
  });

  test('is right where the call has failed', () => {
    assert.deepEqual(wrongIn(EARLY_FREE, 'status = bind(s, irp); if (!NT_SUCCESS(status)) IoFreeIrp(irp);'), []);
  });

  test('is told in the caller that frees it by a helper', () => {
    assert.deepEqual(wrongIn(EARLY_FREE, 'if (o->Done) { Drop(irp); return 0; } bind(s, irp); Drop(irp);'), [
      'IoFreeIrp i in Drop since WskBind',
    ]);
  });

  test('is told where its routine frees it as well', () => {
    const body = 'status = bind(s, irp); if (!NT_SUCCESS(status)) IoFreeIrp(irp);';
    assert.deepEqual(wrongIn(SECOND_FREE, body, { install: 'Free' }), ['IoFreeIrp irp since IoFreeIrp']);
    assert.deepEqual(wrongIn(SECOND_FREE, body), []);
  });

  test('is told where it is freed twice', () => {
    assert.deepEqual(wrongIn(SECOND_FREE, 'Drop(irp); IoFreeIrp(irp);'), ['IoFreeIrp irp since IoFreeIrp']);
  });

  test('is right where a flag keeps the two apart', () => {
    const body = 'if (o->Done) IoFreeIrp(irp); status = o->Done; if (!status) IoFreeIrp(irp);';
    assert.deepEqual(wrongIn(SECOND_FREE, body), []);
  });
});

describe('an IRP that goes to WSK', () => {
  test('is told where nothing completes it', () => {
    assert.deepEqual(wrongIn(NO_ROUTINE, 'bind(s, irp);', { install: '' }), ['WskBind irp since IoAllocateIrp']);
    assert.deepEqual(wrongIn(NO_ROUTINE, 'bind(s, irp);'), []);
  });

  test('is told where nothing completes it any more after it was reused', () => {
    assert.deepEqual(wrongIn(NO_ROUTINE, `bind(s, irp); ${wait}; IoReuseIrp(irp, 0); bind(s, irp);`), [
      'WskBind irp since IoReuseIrp',
    ]);
  });

  test('is right where a function out of sight may have set the routine', () => {
    assert.deepEqual(wrongIn(NO_ROUTINE, 'Elsewhere(irp); bind(s, irp);', { install: '' }), []);
  });

  test('is right where only one of its ways has set the routine and nobody knows which it was', () => {
    const body =
      'if (Choose()) IoSetCompletionRoutine(irp, Set, &event, TRUE, TRUE, TRUE); else Elsewhere(irp); bind(s, irp);';
    assert.deepEqual(wrongIn(NO_ROUTINE, body, { install: '' }), []);
  });

  test('is told where it has completed and was not reused', () => {
    assert.deepEqual(wrongIn(NOT_REUSED, `bind(s, irp); ${wait}; wsk->WskCloseSocket(s, irp);`), [
      'WskCloseSocket irp since KeWaitForSingleObject',
    ]);
    assert.deepEqual(
      wrongIn(NOT_REUSED, `bind(s, irp); ${wait}; IoReuseIrp(irp, 0); wsk->WskCloseSocket(s, irp);`),
      [],
    );
  });

  test('is told in a loop that never reuses it', () => {
    const loop = (reuse: string) => `for (;;) { ${reuse} if (bind(s, irp) == STATUS_PENDING) { ${wait}; } }`;
    assert.equal(wrongIn(NOT_REUSED, loop('')).length, 1);
    assert.deepEqual(wrongIn(NOT_REUSED, loop('IoReuseIrp(irp, 0);')), []);
  });
});

describe('a socket', () => {
  test('is told where it is used after it was closed', () => {
    assert.deepEqual(wrongIn(CLOSED, 'wsk->WskCloseSocket(s, irp); bind(s, o->Irp);'), [
      'WskBind s since WskCloseSocket',
    ]);
  });

  test('is told where it goes on after the close of a failure', () => {
    const body = 'status = bind(s, irp); if (!NT_SUCCESS(status)) { wsk->WskCloseSocket(s, o->Irp); } bind(s, o->Irp);';
    assert.deepEqual(wrongIn(CLOSED, body), ['WskBind s since WskCloseSocket']);
  });

  test('is another one once another was put in its place', () => {
    const body = 'wsk->WskCloseSocket(o->Socket, irp); o->Socket = s; bind(o->Socket, o->Irp);';
    assert.deepEqual(wrongIn(CLOSED, body), []);
  });
});
