import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { install, states, wait } from '../support/request-states';

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
