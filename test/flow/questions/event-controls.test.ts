import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { eventControl, memberText, type EventControl } from '../../../server/src/flow/questions/event-control';
import { analysisOf } from '../../support/analysis';

/** The last request for event callbacks that a function is seen to make, with a socket `s` and a structure `c`. */
function controlIn(body: string, more = ''): EventControl {
  const request =
    'wsk->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, 16, &c, 0, NULL, NULL, NULL);';
  const source = `${more} VOID test(PWSK_SOCKET s, ULONG given, PNPIID id) { WSK_EVENT_CALLBACK_CONTROL c; ${body} ${request} }`;
  const analysis = analysisOf(source);
  const definition = analysis.unit.functionNamed('test');
  assert.ok(definition?.parsed);
  const control = analysis
    .resultOf(definition)
    ?.uses.flatMap((use) => eventControl(use) ?? [])
    .at(-1);
  assert.ok(control);
  return control;
}

describe('whose events they are', () => {
  const whose: Readonly<Record<string, EventControl['npi']>> = {
    'c.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;': 'WSK',
    'c.NpiId = &NPI_WSK_INTERFACE_ID;': 'WSK',
    'PNPIID known = (PNPIID)&NPI_WSK_INTERFACE_ID; c.NpiId = known;': 'WSK',
    'c.NpiId = NULL;': 'NULL',
    'RtlZeroMemory(&c, sizeof(c));': 'NULL',
    'c.EventMask = given;': 'unset',
    'c.NpiId = id;': 'unknown',
    'c.NpiId = (PNPIID)&SOMEBODY_ELSES;': 'unknown',
    'Elsewhere(&c);': 'unknown',
    'if (given) c.NpiId = id;': 'unknown',
  };
  for (const [body, npi] of Object.entries(whose)) {
    test(`${JSON.stringify(npi)} after ${body}`, () => {
      assert.equal(controlIn(body).npi, npi);
    });
  }

  test('is told by the name of another identifier', () => {
    assert.deepEqual(controlIn('c.NpiId = (PNPIID)&Own;', 'static const NPIID Own = { 1 };').npi, { other: 'Own' });
  });
});

describe('the events of a mask', () => {
  test('are known by their bits, also where they are to be disabled', () => {
    const { events, disables } = controlIn(
      'c.EventMask = WSK_EVENT_RECEIVE | 0x200; c.EventMask |= WSK_EVENT_DISABLE;',
    );
    assert.deepEqual(events, ['WSK_EVENT_ACCEPT', 'WSK_EVENT_RECEIVE']);
    assert.equal(disables, true);
  });

  test('are not known of a mask that comes from elsewhere, or has a bit that is no event', () => {
    assert.equal(controlIn('c.EventMask = given;').events, undefined);
    assert.equal(controlIn('c.EventMask = WSK_EVENT_RECEIVE | 1;').events, undefined);
  });
});

test('a member is named as the argument leads to it', () => {
  const { control } = controlIn('');
  const named = (text: string) => memberText({ ...control, text }, 'NpiId');
  assert.equal(named('&c'), 'c.NpiId');
  assert.equal(named('(PVOID)&Listener->Control'), 'Listener->Control.NpiId');
  assert.equal(named('given'), 'given->NpiId');
  assert.equal(named('Next(list)'), undefined);
});
