import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { install, states, wait } from '../support/request-states';

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
