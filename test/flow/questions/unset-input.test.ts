import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { FUNCTIONS_WITH_INPUT, unsetInput } from '../../../server/src/flow/questions/unset-input';
import { wrongCalls } from '../../../server/src/flow/questions/wrong-calls';
import { analysisOf } from '../../support/analysis';

/** What the calls of a text are given unset, by the names of the variables. */
const unset = (source: string): string[] => {
  const analysis = analysisOf(source);
  return wrongCalls(analysis, FUNCTIONS_WITH_INPUT, (use) => {
    const detail = unsetInput(use);
    return detail && { because: [], detail };
  }).map(({ detail, through, callee }) => `${through ?? callee}: ${detail.names.join(', ')}`);
};
const send = (before: string, declaration = 'WSK_BUF b;'): string =>
  `VOID test(PWSK_SOCKET s, PMDL m, PIRP i, BOOLEAN x) { ${declaration} ${before} wsk->WskSend(s, &b, 0, i); }`;
const ALL = 'b.Mdl = m; b.Offset = 0; b.Length = 8;';

describe('what is given to WSK unset', () => {
  test('is a member of a local that nothing was stored in', () => {
    assert.deepEqual(unset(send('b.Mdl = m; b.Length = 8;')), ['WskSend: b.Offset']);
    assert.deepEqual(unset(send('')), ['WskSend: b.Mdl, b.Offset, b.Length']);
    assert.deepEqual(unset(send(ALL)), []);
  });

  test('is nothing where the local is initialised, filled with zeros or copied', () => {
    assert.deepEqual(unset(send('', 'WSK_BUF b = {0};')), []);
    assert.deepEqual(unset(send('', 'WSK_BUF b = {.Mdl = NULL};')), []);
    assert.deepEqual(unset(send('RtlZeroMemory(&b, sizeof(b));')), []);
    assert.deepEqual(unset(`extern WSK_BUF Known; ${send('b = Known;')}`), []);
  });

  test('is nothing where a function out of sight was given the local', () => {
    assert.deepEqual(unset(send('Elsewhere(&b);')), []);
  });

  test('is seen through a helper that fills it in, and one that hands it on', () => {
    const fill = 'static VOID Fill(PWSK_BUF p, PMDL m) { p->Mdl = m; p->Offset = 0; }';
    const hand = 'static VOID Hand(PWSK_SOCKET s, PWSK_BUF p, PIRP i) { wsk->WskSend(s, p, 0, i); }';
    const test = 'VOID test(PWSK_SOCKET s, PMDL m, PIRP i) { WSK_BUF b; Fill(&b, m); Hand(s, &b, i); }';
    assert.deepEqual(unset(fill + hand + test), ['Hand: b.Length']);
  });

  test('is told where it is so on one way', () => {
    assert.deepEqual(unset(send('b.Mdl = m; b.Length = 8; if (x) b.Offset = 4;')), ['WskSend: b.Offset']);
  });

  test('is a member of a member, and a whole value', () => {
    const list =
      'VOID test(PWSK_SOCKET s, PIRP i) { WSK_BUF_LIST l; l.Next = NULL; l.Buffer.Mdl = NULL; l.Buffer.Length = 0;';
    assert.deepEqual(unset(`${list} wsk->WskSendMessages(s, &l, 0, NULL, 0, NULL, i); }`), [
      'WskSendMessages: l.Buffer.Offset',
    ]);
    const receive = 'VOID test(PWSK_SOCKET s, PWSK_BUF b, PIRP i) { ULONG n;';
    assert.deepEqual(unset(`${receive} wsk->WskReceiveFrom(s, b, 0, NULL, &n, NULL, NULL, i); }`), [
      'WskReceiveFrom: n',
    ]);
  });
});
