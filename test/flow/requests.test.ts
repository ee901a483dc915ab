import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { statesTold } from '../support/analysis';

/** A routine that sets the event it is given, one that finds it in its context, and one that frees the IRP. */
const ROUTINES = `
NTSTATUS Set(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS SetInside(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent(&((POPERATION)c)->Event, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Free(PDEVICE_OBJECT d, PIRP i, PVOID c) { IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Nothing(PDEVICE_OBJECT d, PIRP i, PVOID c) { return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS SetIfPending(PDEVICE_OBJECT d, PIRP i, PVOID c) { if (i->PendingReturned) KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
VOID Wait(PKEVENT e) { KeWaitForSingleObject(e, Executive, KernelMode, FALSE, NULL); }
VOID WaitInside(POPERATION o) { KeWaitForSingleObject(&o->Event, Executive, KernelMode, FALSE, NULL); }
VOID Settle(PKEVENT e, PIRP irp, PNTSTATUS status) {
  if (*status == STATUS_PENDING) { KeWaitForSingleObject(e, Executive, KernelMode, FALSE, NULL); *status = irp->IoStatus.Status; } }
`;

const install = (routine = 'Set', data = '&event', irp = 'irp') =>
  `IoSetCompletionRoutine(${irp}, ${routine}, ${data}, TRUE, TRUE, TRUE);`;

const wait = (event = '&event', timeout = 'NULL', alertable = 'FALSE') =>
  `KeWaitForSingleObject(${event}, Executive, KernelMode, ${alertable}, ${timeout})`;

/** How the IRP, or what else is told, stands at each place in a function that has an IRP and an event. */
function states(body: string, more = ''): string[] {
  const source = `${ROUTINES}${more}
    NTSTATUS test(PWSK_SOCKET s, POPERATION o, PLARGE_INTEGER timeout) {
      KEVENT event; LARGE_INTEGER second; NTSTATUS status = STATUS_SUCCESS; PIRP irp = IoAllocateIrp(1, FALSE);
      if (irp == NULL) return STATUS_INSUFFICIENT_RESOURCES;
      KeInitializeEvent(&event, SynchronizationEvent, FALSE);
      ${body}
      return status; }`;
  return [...new Set(statesTold(source))].sort();
}

describe('an IRP', () => {
  test('is fresh once it is allocated', () => {
    assert.deepEqual(states('tell(irp);'), ['fresh']);
  });

  test('is submitted once WSK has it', () => {
    assert.deepEqual(states(`${install()} bind(s, irp); tell(irp);`), ['submitted']);
  });

  test('is not said to be fresh any more once somebody out of sight had it', () => {
    assert.deepEqual(states('Elsewhere(irp); tell(irp);'), ['-']);
  });

  test('is fresh again once it is reused', () => {
    assert.deepEqual(states(`${install()} bind(s, irp); ${wait()}; IoReuseIrp(irp, 0); tell(irp);`), ['fresh']);
  });

  test('is released once it is freed', () => {
    assert.deepEqual(states('IoFreeIrp(irp); tell(irp);'), ['released']);
  });

  test('that goes to another driver is not said to be with WSK', () => {
    assert.deepEqual(states('IoCallDriver(NULL, irp); tell(irp);'), ['-']);
  });

  test('is another one after another was allocated', () => {
    assert.deepEqual(states('IoFreeIrp(irp); irp = IoAllocateIrp(1, FALSE); if (irp) tell(irp);'), ['fresh']);
  });
});

describe('a request', () => {
  test('has completed after a wait for the event that its routine sets', () => {
    assert.deepEqual(states(`${install()} bind(s, irp); ${wait()}; tell(irp);`), ['completed']);
  });

  test('has completed after a wait for an event in the context', () => {
    assert.deepEqual(states(`${install('SetInside', 'o')} bind(s, irp); ${wait('&o->Event')}; tell(irp);`), [
      'completed',
    ]);
  });

  test('has completed where the call returns anything but STATUS_PENDING', () => {
    assert.deepEqual(states(`${install()} status = bind(s, irp); if (status != STATUS_PENDING) tell(irp);`), [
      'completed',
    ]);
  });

  test('has completed where the call fails', () => {
    assert.deepEqual(states(`${install()} status = bind(s, irp); if (!NT_SUCCESS(status)) tell(irp);`), ['completed']);
    assert.deepEqual(states(`${install()} if (bind(s, irp) < 0) tell(irp);`), ['completed']);
  });

  test('may be pending where the call succeeds', () => {
    assert.deepEqual(states(`${install()} status = bind(s, irp); if (NT_SUCCESS(status)) tell(irp);`), ['submitted']);
  });

  test('has completed on all ways where the wait stands under STATUS_PENDING', () => {
    assert.deepEqual(
      states(`${install()} status = bind(s, irp); if (status == STATUS_PENDING) { ${wait()}; } tell(irp);`),
      ['completed'],
    );
  });

  test('has completed on all ways where a switch waits for STATUS_PENDING', () => {
    const body = `${install()} status = bind(s, irp); switch (status) { case STATUS_PENDING: ${wait()}; break; default: break; } tell(irp);`;
    assert.deepEqual(states(body), ['completed']);
  });

  test('is still pending where the wait is left out on some way', () => {
    const body = `${install()} status = bind(s, irp); if (status == STATUS_PENDING && o->Done) { ${wait()}; } tell(irp);`;
    assert.ok(states(body).includes('submitted'));
  });

  test('has completed where the routine sets the event only if the request was pending, and the wait is only then', () => {
    const body = `${install('SetIfPending')} status = bind(s, irp); if (status == STATUS_PENDING) { ${wait()}; } tell(irp);`;
    assert.deepEqual(states(body), ['completed']);
  });

  test('is not known to have completed after a wait for another event', () => {
    const body = `${install()} bind(s, irp); ${wait('&o->Event')}; tell(irp);`;
    assert.deepEqual(states(body), ['-']);
  });

  test('is not known to have completed after a wait for an event that its routine does not set', () => {
    assert.deepEqual(states(`${install('Nothing')} bind(s, irp); ${wait()}; tell(irp);`), ['-']);
  });

  test('is not known to have completed after a wait where its routine is not in sight', () => {
    assert.deepEqual(states(`${install('FarAway')} bind(s, irp); ${wait()}; tell(irp);`), ['-']);
  });

  test('is not known to have completed after a wait for several objects', () => {
    const body = `PVOID all[2]; all[0] = &event; all[1] = &o->Event; ${install()} bind(s, irp);
      KeWaitForMultipleObjects(2, all, WaitAny, Executive, KernelMode, FALSE, NULL, NULL); tell(irp);`;
    assert.deepEqual(states(body), ['-']);
  });

  test('is not known to have completed after a wait for an event that was set before', () => {
    assert.deepEqual(states(`KeSetEvent(&event, 0, FALSE); ${install()} bind(s, irp); ${wait()}; tell(irp);`), ['-']);
  });

  test('is still pending after a sleep, and after a lock', () => {
    assert.deepEqual(
      states(`${install()} bind(s, irp); KeDelayExecutionThread(KernelMode, FALSE, &second); tell(irp);`),
      ['submitted'],
    );
    assert.deepEqual(states(`${install()} bind(s, irp); ExAcquireFastMutex(&o->Mutex); tell(irp);`), ['submitted']);
  });

  test('is still pending after it was cancelled', () => {
    assert.deepEqual(states(`${install()} bind(s, irp); IoCancelIrp(irp); tell(irp);`), ['submitted']);
  });

  test('has completed after it was cancelled and waited for', () => {
    assert.deepEqual(states(`${install()} bind(s, irp); IoCancelIrp(irp); ${wait()}; tell(irp);`), ['completed']);
  });

  test('is one of two on one event: neither is known to have completed', () => {
    const body = `PIRP other = IoAllocateIrp(1, FALSE); ${install()} ${install('Set', '&event', 'other')}
      bind(s, irp); bind(s, other); ${wait()}; tell(irp); tell(other);`;
    assert.deepEqual(states(body), ['-']);
  });

  test('is one of two on two events: that has completed which was waited for', () => {
    const body = `PIRP other = IoAllocateIrp(1, FALSE); ${install()} ${install('SetInside', 'o', 'other')}
      bind(s, other); bind(s, irp); ${wait()}; tell(irp);`;
    assert.deepEqual(states(body), ['completed']);
  });

  test('of an IRP that was used again has not completed because the one before had', () => {
    const body = `NTSTATUS first; ${install()} first = bind(s, irp); if (first == STATUS_PENDING) { ${wait()}; }
      IoReuseIrp(irp, 0); ${install()} bind(s, irp); if (first != STATUS_PENDING) tell(irp);`;
    assert.deepEqual(states(body), ['submitted']);
  });

  test('in a loop has completed in each turn', () => {
    const body = `for (;;) { tell(irp); IoReuseIrp(irp, 0); ${install()} if (bind(s, irp) == STATUS_PENDING) { ${wait()}; } }`;
    assert.deepEqual(states(body), ['completed', 'fresh']);
  });

  test('has completed where its status was put elsewhere and looked at there', () => {
    assert.deepEqual(states(`${install()} o->Status = bind(s, irp); if (o->Status != STATUS_PENDING) tell(irp);`), [
      'completed',
    ]);
  });

  test('is not known to have completed where a status of unknown origin is looked at', () => {
    assert.deepEqual(
      states(
        `${install()} bind(s, irp); status = o->Status; Elsewhere(o); if (o->Status == STATUS_SUCCESS) tell(irp);`,
      ),
      ['-'],
    );
  });

  test('of which a function out of sight has the event is not said to be pending', () => {
    assert.deepEqual(states(`${install()} bind(s, irp); Elsewhere(&event); tell(irp);`), ['-']);
  });

  test('of which a macro of some header is given the event by its name is not said to be pending', () => {
    assert.deepEqual(states(`${install()} bind(s, irp); WAIT_FOR(event); tell(irp);`), ['-']);
    assert.deepEqual(states(`${install('Set', '&o->Event')} bind(s, irp); WAIT_FOR(o->Event); tell(irp);`), ['-']);
  });

  test('is still pending after a function out of sight that has nothing of it', () => {
    assert.deepEqual(states(`${install()} bind(s, irp); Elsewhere(s); tell(irp);`), ['submitted']);
  });
});

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

describe('a request that its routine frees', () => {
  test('has released the IRP where it has completed', () => {
    assert.deepEqual(states(`${install('Free', 'NULL')} status = bind(s, irp); if (!NT_SUCCESS(status)) tell(irp);`), [
      'released',
    ]);
  });

  test('is submitted while it may be pending', () => {
    assert.deepEqual(states(`${install('Free', 'NULL')} bind(s, irp); tell(irp);`), ['submitted']);
  });

  test('keeps the IRP where the routine frees it only on some way', () => {
    const more =
      'NTSTATUS Some(PDEVICE_OBJECT d, PIRP i, PVOID c) { if (c) IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }';
    assert.deepEqual(states(`${install('Some', 'NULL')} if (bind(s, irp) < 0) tell(irp);`, more), ['completed']);
  });
});

describe('an event', () => {
  test('is as it was initialised', () => {
    assert.deepEqual(states('tell(&event);'), ['clear']);
    assert.deepEqual(states('KeInitializeEvent(&o->Event, NotificationEvent, TRUE); tell(&o->Event);'), ['signaled']);
    assert.deepEqual(states('KeInitializeEvent(&o->Event, NotificationEvent, o->Done); tell(&o->Event);'), ['-']);
  });

  test('is set, and cleared', () => {
    assert.deepEqual(states('KeSetEvent(&event, 0, FALSE); tell(&event);'), ['signaled']);
    assert.deepEqual(states('KeClearEvent(&o->Event); tell(&o->Event);'), ['clear']);
    assert.deepEqual(states('KeResetEvent(&o->Event); tell(&o->Event);'), ['clear']);
  });

  test('may be set as soon as the request is made whose routine sets it', () => {
    assert.deepEqual(states(`${install()} tell(&event); bind(s, irp);`), ['clear']);
    assert.deepEqual(states(`${install()} bind(s, irp); tell(&event);`), ['-']);
  });

  test('is cleared by the wait that it ends where it is a synchronization event', () => {
    assert.deepEqual(states(`${install()} bind(s, irp); ${wait()}; tell(&event);`), ['clear']);
  });

  test('stays signaled after a wait where it is a notification event', () => {
    const body = `KeInitializeEvent(&event, NotificationEvent, FALSE); ${install()} bind(s, irp); ${wait()}; tell(&event);`;
    assert.deepEqual(states(body), ['signaled']);
  });

  test('of unknown type may be either after a wait', () => {
    assert.deepEqual(states(`KeClearEvent(&o->Event); ${wait('&o->Event')}; tell(&o->Event);`), ['-']);
  });

  test('is signaled where its request has completed at once', () => {
    assert.deepEqual(states(`${install()} if (bind(s, irp) != STATUS_PENDING) tell(&event);`), ['signaled']);
    assert.deepEqual(states(`${install('SetIfPending')} if (bind(s, irp) != STATUS_PENDING) tell(&event);`), ['-']);
  });

  test('may be set by code out of sight that has it', () => {
    assert.deepEqual(states('Elsewhere(&event); tell(&event);'), ['-']);
    assert.deepEqual(states('KeClearEvent(&o->Event); Elsewhere(o); tell(&o->Event);'), ['-']);
  });

  test('is set and cleared by helpers', () => {
    const more =
      'VOID Reset(POPERATION o) { KeClearEvent(&o->Event); } VOID Signal(PKEVENT e) { KeSetEvent(e, 0, FALSE); }';
    assert.deepEqual(states('KeSetEvent(&o->Event, 0, FALSE); Reset(o); tell(&o->Event);', more), ['clear']);
    assert.deepEqual(states('Signal(&event); tell(&event);', more), ['signaled']);
  });
});

describe('a socket', () => {
  test('is released once it is closed', () => {
    assert.deepEqual(states(`${install()} wsk->WskCloseSocket(s, irp); tell(s);`), ['released']);
  });

  test('is released on the way that closes it', () => {
    assert.deepEqual(states(`${install()} if (o->Done) { wsk->WskCloseSocket(s, irp); } tell(s);`), ['-', 'released']);
  });
});
