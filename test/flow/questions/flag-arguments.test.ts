import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { wrongFlags } from '../../../server/src/flow/questions/flag-arguments';
import { analysisOf } from '../../support/analysis';

/** The flags that are wrong in a function, in the order of the text. */
const wrongIn = (body: string, more = ''): string[] =>
  wrongFlags(
    analysisOf(`${more} VOID test(PWSK_SOCKET s, PWSK_BUF b, PIRP irp, ULONG given, POPERATION o) { ${body} }`),
  ).map(({ callee, through, detail: { flag, besides } }) =>
    [flag, ...(besides === undefined ? [] : [`beside ${besides}`]), `for ${callee}`, through]
      .filter((part) => part !== undefined)
      .join(' '),
  );

const receive = (flags: string): string => `wsk->WskReceive(s, b, ${flags}, irp);`;

describe('a flag that a function does not take', () => {
  test('is known by its name, although its number is that of another', () => {
    assert.deepEqual(wrongIn(receive('WSK_FLAG_NODELAY')), ['WSK_FLAG_NODELAY for WskReceive']);
    assert.deepEqual(wrongIn(receive('WSK_FLAG_WAITALL')), []);
  });

  test('is known by its number where it has no name', () => {
    assert.deepEqual(wrongIn(receive('0x10 | 4')), ['0x10 for WskReceive']);
    assert.deepEqual(wrongIn(receive('4')), []);
  });

  test('is known in what it was stored in', () => {
    assert.deepEqual(wrongIn(`o->Flags = WSK_FLAG_NODELAY; ${receive('o->Flags')}`), [
      'WSK_FLAG_NODELAY for WskReceive',
    ]);
  });

  test('is known where others are added to it that nobody knows', () => {
    assert.deepEqual(wrongIn(receive('given | 0x10')), ['0x10 for WskReceive']);
    assert.deepEqual(wrongIn(receive('given | WSK_FLAG_WAITALL')), []);
  });

  test('is any but 0 where the parameter is reserved', () => {
    assert.deepEqual(wrongIn('wsk->WskConnect(s, NULL, 1, irp); wsk->WskConnect(s, NULL, 0, irp);'), [
      '0x1 for WskConnect',
    ]);
  });

  test('is told where it is chosen, and not by those that call that function', () => {
    const helpers = `VOID Take(PWSK_SOCKET s, PWSK_BUF b, ULONG flags, PIRP irp) { ${receive('flags')} }
      VOID TakeAll(PWSK_SOCKET s, PWSK_BUF b, PIRP irp) { Take(s, b, WSK_FLAG_NODELAY, irp); }
      VOID TakeAny(PWSK_SOCKET s, PWSK_BUF b, PIRP irp) { TakeAll(s, b, irp); }`;
    assert.deepEqual(wrongIn('TakeAny(s, b, irp);', helpers), ['WSK_FLAG_NODELAY for WskReceive Take']);
  });

  test('is told in the caller of a helper that hands it on', () => {
    const helper = `VOID Take(PWSK_SOCKET s, PWSK_BUF b, ULONG flags, PIRP irp) { ${receive('flags')} }`;
    assert.deepEqual(wrongIn('Take(s, b, WSK_FLAG_NODELAY, irp); Take(s, b, 0, irp);', helper), [
      'WSK_FLAG_NODELAY for WskReceive Take',
    ]);
  });

  test('is no name that is tested', () => {
    assert.deepEqual(wrongIn(receive('(given & WSK_FLAG_NODELAY) ? WSK_FLAG_DRAIN : 0')), []);
  });
});

describe('flags that exclude each other', () => {
  test('are told where both are set', () => {
    assert.deepEqual(wrongIn(receive('WSK_FLAG_WAITALL | WSK_FLAG_DRAIN')), [
      'WSK_FLAG_DRAIN beside WSK_FLAG_WAITALL for WskReceive',
    ]);
  });

  test('are right on different ways', () => {
    assert.deepEqual(
      wrongIn(`ULONG f = 0; if (given) f = WSK_FLAG_DRAIN; else f = WSK_FLAG_WAITALL; ${receive('f')}`),
      [],
    );
  });
});
