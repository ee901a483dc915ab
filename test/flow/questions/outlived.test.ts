import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { outlivedBy } from '../../../server/src/flow/questions/outlived';
import { analysisOf } from '../../support/analysis';

const ROUTINES = `
NTSTATUS Set(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Free(PDEVICE_OBJECT d, PIRP i, PVOID c) { IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Get(PWSK_SOCKET s, PSOCKADDR a, PIRP i) { return wsk->WskGetLocalAddress(s, a, i); }
`;

const wait = (timeout = 'NULL', mode = 'KernelMode', alertable = 'FALSE') =>
  `KeWaitForSingleObject(&event, Executive, ${mode}, ${alertable}, ${timeout});`;

/** The locals that requests may use once a function has returned, each with the parameter that it was given for. */
function lent(body: string, install = 'IoSetCompletionRoutine(irp, Set, &event, TRUE, TRUE, TRUE);'): string[] {
  const source = `${ROUTINES} NTSTATUS test(PWSK_SOCKET s, POPERATION o, PIRP irp, PLARGE_INTEGER timeout) {
    KEVENT event; SOCKADDR_IN address; NTSTATUS status; KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    ${install} ${body} return status; }`;
  return outlivedBy(analysisOf(source)).map(({ use, givenUp, lent: all }) => {
    const what = all.map(({ parameter, variable }) => `${parameter ?? 'context'} ${variable}`).join(', ');
    return `${use.callee}: ${what}${givenUp === undefined ? '' : ` after ${givenUp.callee}`}`;
  });
}

const get = 'status = wsk->WskGetLocalAddress(s, (PSOCKADDR)&address, irp);';
const ALL = 'WskGetLocalAddress: LocalAddress address, context event';

describe('a request outlives the function', () => {
  test('where nothing waits for it', () => {
    assert.deepEqual(lent(get), [ALL]);
  });

  test('where the wait for it has an end', () => {
    assert.deepEqual(lent(`${get} if (status == STATUS_PENDING) ${wait('timeout')}`), [
      `${ALL} after KeWaitForSingleObject`,
    ]);
  });

  test('where an APC can end the wait for it', () => {
    const after = [`${ALL} after KeWaitForSingleObject`];
    assert.deepEqual(lent(`${get} if (status == STATUS_PENDING) ${wait('NULL', 'KernelMode', 'TRUE')}`), after);
    assert.deepEqual(lent(`${get} if (status == STATUS_PENDING) ${wait('NULL', 'UserMode')}`), after);
  });

  test('where it was only cancelled after that', () => {
    const body = `${get} if (status == STATUS_PENDING) { status = ${wait('timeout')} if (status == STATUS_TIMEOUT) IoCancelIrp(irp); }`;
    assert.deepEqual(lent(body), [`${ALL} after IoCancelIrp`]);
  });

  test('where the wait is left out on some way', () => {
    assert.deepEqual(lent(`${get} if (status == STATUS_PENDING && o->Done) ${wait()}`), [ALL]);
  });

  test('where a helper has made it with a local of this function', () => {
    assert.deepEqual(lent('status = Get(s, (PSOCKADDR)&address, irp);'), [ALL]);
  });

  test('where its IRP is a local', () => {
    const body = `UCHAR irps[200]; PIRP own = (PIRP)irps; IoInitializeIrp(own, 200, 1);
      IoSetCompletionRoutine(own, Free, NULL, 1, 1, 1); status = bind(s, own);`;
    assert.deepEqual(lent(body, ''), ['WskBind: Irp irps']);
  });
});

describe('no request outlives the function', () => {
  test('where the wait for it has no end', () => {
    assert.deepEqual(lent(`${get} if (status == STATUS_PENDING) ${wait()}`), []);
    assert.deepEqual(lent(`${get} ${wait()}`), []);
  });

  test('where it was cancelled, and waited for again', () => {
    const body = `${get} if (status == STATUS_PENDING) { status = ${wait('timeout')}
      if (status == STATUS_TIMEOUT) { IoCancelIrp(irp); ${wait()} } }`;
    assert.deepEqual(lent(body), []);
  });

  test('where the call has failed', () => {
    assert.deepEqual(lent(`${get} if (NT_SUCCESS(status)) ${wait()}`), []);
  });

  test('where it uses nothing of the stack', () => {
    const install = 'IoSetCompletionRoutine(irp, Set, &o->Event, TRUE, TRUE, TRUE);';
    assert.deepEqual(lent('status = bind(s, irp);', install), []);
  });

  test('where somebody out of sight may wait for it', () => {
    assert.deepEqual(lent(`${get} Elsewhere(&event);`), []);
  });
});
