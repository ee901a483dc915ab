import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { install, states, wait } from '../support/request-states';

describe('a wait that can end without its object', () => {
  const timed = `${install()} bind(s, irp); status = ${wait('&event', '&second')};`;

  test('leaves the request pending until its result is looked at', () => {
    assert.deepEqual(states(`${timed} tell(irp);`), ['submitted']);
  });

  test('leaves the request pending where it has timed out', () => {
    assert.deepEqual(states(`${timed} if (status == STATUS_TIMEOUT) tell(irp);`), ['submitted']);
  });

  test('shows that the request has completed where it has not timed out', () => {
    assert.deepEqual(states(`${timed} if (status != STATUS_TIMEOUT) tell(irp);`), ['completed']);
    assert.deepEqual(states(`${timed} if (status == STATUS_SUCCESS) tell(irp);`), ['completed']);
  });

  test('shows nothing by NT_SUCCESS, which is true of STATUS_TIMEOUT', () => {
    assert.deepEqual(states(`${timed} if (NT_SUCCESS(status)) tell(irp);`), ['submitted']);
  });

  test('is made good by cancelling and waiting again', () => {
    const body = `${timed} if (status == STATUS_TIMEOUT) { IoCancelIrp(irp); ${wait()}; } tell(irp);`;
    assert.deepEqual(states(body), ['completed']);
  });

  test('is not made good by cancelling alone', () => {
    const body = `${timed} if (status == STATUS_TIMEOUT) { IoCancelIrp(irp); } tell(irp);`;
    assert.deepEqual(states(body), ['completed', 'submitted']);
  });

  test('is one that an APC can end', () => {
    assert.deepEqual(states(`${install()} bind(s, irp); ${wait('&event', 'NULL', 'TRUE')}; tell(irp);`), ['submitted']);
    assert.deepEqual(
      states(
        `${install()} bind(s, irp); status = ${wait('&event', 'NULL', 'TRUE')}; if (status == STATUS_SUCCESS) tell(irp);`,
      ),
      ['completed'],
    );
  });

  test('is one whose time-out is not known to be NULL', () => {
    const body = `${install()} bind(s, irp); ${wait('&event', 'timeout')}; if (timeout == NULL) tell(irp);`;
    assert.deepEqual(states(body), ['completed']);
    assert.deepEqual(states(body.replace('== NULL', '!= NULL')), ['submitted']);
  });
});

describe('a helper', () => {
  test('that waits for the event completes the request of its caller', () => {
    assert.deepEqual(states(`${install()} bind(s, irp); Wait(&event); tell(irp);`), ['completed']);
    assert.deepEqual(states(`${install('SetInside', 'o')} bind(s, irp); WaitInside(o); tell(irp);`), ['completed']);
  });

  test('that waits for another event says nothing of it', () => {
    assert.deepEqual(states(`${install()} bind(s, irp); WaitInside(o); tell(irp);`), ['-']);
  });

  test('that takes the status by its address and waits if it is STATUS_PENDING completes the request', () => {
    assert.deepEqual(states(`${install()} status = bind(s, irp); Settle(&event, irp, &status); tell(irp);`), [
      'completed',
    ]);
  });

  test('that waits with a time-out leaves it to the result', () => {
    const more = `NTSTATUS Try(PKEVENT e, PLARGE_INTEGER t) { return KeWaitForSingleObject(e, Executive, KernelMode, FALSE, t); }`;
    const body = `${install()} bind(s, irp); status = Try(&event, &second);`;
    assert.deepEqual(states(`${body} if (status == STATUS_TIMEOUT) tell(irp);`, more), ['submitted']);
    assert.deepEqual(states(`${body} if (status != STATUS_TIMEOUT) tell(irp);`, more), ['completed']);
    assert.deepEqual(states(`${body.replace('&second', 'NULL')} tell(irp);`, more), ['completed']);
  });

  test('that makes the request makes it for its caller', () => {
    const more = `NTSTATUS Ask(PWSK_SOCKET s, PIRP i) { return bind(s, i); }`;
    const body = `${install()} status = Ask(s, irp);`;
    assert.deepEqual(states(`${body} tell(irp);`, more), ['submitted']);
    assert.deepEqual(states(`${body} if (!NT_SUCCESS(status)) tell(irp);`, more), ['completed']);
    assert.deepEqual(states(`${body} ${wait()}; tell(irp);`, more), ['completed']);
  });

  test('that is handed the routine makes a request that is waited for outside', () => {
    const more = `NTSTATUS Ask(PWSK_SOCKET s, PIRP i, PIO_COMPLETION_ROUTINE r, PVOID c) { IoSetCompletionRoutine(i, r, c, TRUE, TRUE, TRUE); return bind(s, i); }`;
    assert.deepEqual(states(`Ask(s, irp, Set, &event); ${wait()}; tell(irp);`, more), ['completed']);
  });

  test('that reuses the IRP makes it fresh', () => {
    const more = 'VOID Reset(PIRP i) { IoReuseIrp(i, 0); }';
    assert.deepEqual(states(`${install()} bind(s, irp); ${wait()}; Reset(irp); tell(irp);`, more), ['fresh']);
  });

  test('that frees the IRP releases it', () => {
    assert.deepEqual(states('Drop(irp); tell(irp);', 'VOID Drop(PIRP i) { IoFreeIrp(i); }'), ['released']);
  });

  test('that waits before it tells knows what its caller asked for', () => {
    const more = 'VOID Finish(PKEVENT e, PIRP i) { Wait(e); tell(i); }';
    assert.deepEqual(states(`${install()} bind(s, irp); Finish(&event, irp);`, more), ['completed']);
    assert.deepEqual(states(`${install()} bind(s, irp); Finish(&o->Event, irp);`, more), ['-']);
  });

  test('that waits on some ways only does not complete the request', () => {
    const more = 'VOID Maybe(PKEVENT e) { if (Choose()) Wait(e); }';
    assert.ok(!states(`${install()} bind(s, irp); Maybe(&event); tell(irp);`, more).includes('completed?'));
    assert.ok(
      states(`${install()} bind(s, irp); Maybe(&event); tell(irp);`, more).some((state) => state !== 'completed'),
    );
  });

  test('that hands the event to code out of sight leaves it unknown', () => {
    const more = 'VOID Pass(PKEVENT e, PIRP i) { Elsewhere(e); tell(i); }';
    assert.deepEqual(states(`${install()} bind(s, irp); Pass(&event, irp); tell(irp);`, more), ['-']);
  });
});
