import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { inspectIdComparisons } from '../../../server/src/flow/questions/inspect-id';
import { analysisOf } from '../../support/analysis';

const holder =
  'typedef struct _PENDING { PWSK_INSPECT_ID Id; WSK_INSPECT_ID Copy; PVOID Any; ULONG_PTR Number; } PENDING;';

const comparedIn = (body: string): string[] =>
  inspectIdComparisons(
    analysisOf(`${holder} VOID test(PWSK_INSPECT_ID a, PWSK_INSPECT_ID b, PENDING *p) { wsk; ${body} }`),
  ).map(({ sides }) => sides.map((side) => side.replaceAll("'", '')).join(' with '));

describe('inspect IDs', () => {
  for (const operator of ['==', '!=', '<', '>', '<=', '>=']) {
    test(`are compared by pointer with ${operator}`, () => {
      assert.deepEqual(comparedIn(`if (a ${operator} b) Choose();`), ['a with b']);
    });
  }

  test('are compared through a member, an address and a cast', () => {
    assert.deepEqual(
      comparedIn('if (p->Id == a) Choose(); if (&p->Copy == a) Choose(); if ((PVOID)a == (PVOID)b) Choose();'),
      ['p->Id with a', '&p->Copy with a', 'a with b'],
    );
  });

  test('are followed into variables of other types', () => {
    assert.deepEqual(comparedIn('PVOID x = a; PVOID y = b; if (x == y) Choose();'), ['x with y']);
  });

  test('may be compared with NULL', () => {
    assert.deepEqual(comparedIn('if (a == NULL || !b || 0 == a) Choose();'), []);
  });

  test('may be compared by what they hold', () => {
    assert.deepEqual(comparedIn('if (a->Key == b->Key && a->SerialNumber == b->SerialNumber) Choose();'), []);
  });

  test('may be compared as memory by what they hold', () => {
    assert.deepEqual(comparedIn('if (RtlCompareMemory(a, b, sizeof(*a)) == sizeof(*a)) Choose();'), []);
  });

  test('are compared by pointer where the memory of the pointers is compared', () => {
    assert.deepEqual(comparedIn('if (memcmp(&a, &b, sizeof(a)) == 0) Choose();'), ['&a with &b']);
  });

  test('are not compared where no way leads there', () => {
    assert.deepEqual(comparedIn('ULONG x = 0; if (x) { if (a == b) Choose(); }'), []);
  });

  test('are told of once, however many cases come there', () => {
    assert.deepEqual(comparedIn('ULONG x = 0; if (Choose()) x = 1; if (a == b) Shared = x;'), ['a with b']);
  });

  test('are none where other pointers are compared', () => {
    assert.deepEqual(comparedIn('PENDING *q = p; if (q == p) Choose(); if (p->Any == p->Any) Choose();'), []);
  });
});
