import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { callbacksOf, enabledBy, staticRequests } from '../../../server/src/flow/questions/lacking-callbacks';
import { analysisOf } from '../../support/analysis';

describe('the callbacks that a socket needs for its events', () => {
  test('are those of its category', () => {
    assert.deepEqual(callbacksOf(['WSK_EVENT_RECEIVE', 'WSK_EVENT_DISCONNECT'], 'connection'), [
      'WskReceiveEvent',
      'WskDisconnectEvent',
    ]);
    assert.deepEqual(callbacksOf(['WSK_EVENT_RECEIVE_FROM'], 'datagram'), ['WskReceiveFromEvent']);
  });

  test('are not those that a listening socket hands on', () => {
    assert.deepEqual(callbacksOf(['WSK_EVENT_ACCEPT', 'WSK_EVENT_RECEIVE'], 'listening'), ['WskAcceptEvent']);
  });

  test('are in an inner table of a stream socket that listens', () => {
    assert.deepEqual(callbacksOf(['WSK_EVENT_ACCEPT'], 'stream'), ['Listen']);
    assert.deepEqual(callbacksOf(['WSK_EVENT_RECEIVE'], 'stream'), []);
  });
});

describe('what all sockets of a client have enabled', () => {
  const enable = (mask: string): string =>
    `c.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID; c.EventMask = ${mask}; wsk->WskControlClient(client, WSK_SET_STATIC_EVENT_CALLBACKS, 16, &c, 0, NULL, NULL, NULL);`;
  const enabledIn = (body: string): string[] =>
    staticRequests(
      analysisOf(
        `VOID test(PWSK_CLIENT client, PIRP irp, PWSK_REGISTRATION r, PWSK_CLIENT_NPI n) { WSK_EVENT_CALLBACK_CONTROL c; ${body} }`,
      ),
    ).flatMap((use) => enabledBy(use));

  test('is what the mask of a static request says', () => {
    assert.deepEqual(enabledIn(enable('WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT')), [
      'WSK_EVENT_RECEIVE',
      'WSK_EVENT_DISCONNECT',
    ]);
  });

  test('is nothing where the mask disables, or is not known', () => {
    assert.deepEqual(enabledIn(enable('WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE')), []);
    assert.deepEqual(enabledIn(enable('Ask()')), []);
  });

  test('is not known where a file has two clients', () => {
    assert.deepEqual(enabledIn(`WskRegister(n, r); WskRegister(n, r + 1); ${enable('WSK_EVENT_RECEIVE')}`), []);
  });
});
