import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { told } from '../support/analysis';

/** What is known of the socket that was bound, where a condition on the status of the bind holds, and where not. */
function boundWhere(condition: string, before = ''): { yes: string[]; no: string[] } {
  const test = (branch: string) =>
    told(`${before} VOID test(PWSK_SOCKET s, PIRP irp) { NTSTATUS status = bind(s, irp); ${branch} }`);
  return { yes: test(`if (${condition}) tell(s);`), no: test(`if (${condition}) return; tell(s);`) };
}

describe('a socket is not bound where its bind has failed, which shows', () => {
  for (const failed of [
    'status < 0',
    '!NT_SUCCESS(status)',
    'NT_ERROR(status)',
    'NT_WARNING(status)',
    'status & 0x80000000',
    '(status & 0x80000000) != 0',
    '(status & 0xC0000000) == 0xC0000000',
    '((ULONG)status >> 31) != 0',
    '(((ULONG)(status)) >> 30) == 3',
    'status == 0xC0000043L',
    'status == (NTSTATUS)0xC0000043L',
    'status == STATUS_SHARING_VIOLATION',
  ]) {
    test(`where ${failed}`, () => {
      assert.deepEqual(boundWhere(failed).yes, ['?']);
    });
  }

  test('in a helper that tells of a success', () => {
    const helper = 'static BOOLEAN Done(NTSTATUS s) { return NT_SUCCESS(s); }';
    assert.deepEqual(boundWhere('!Done(status)', helper).yes, ['?']);
    assert.deepEqual(boundWhere('Done(status)', helper).yes, ['? bound']);
  });

  test('in a helper that looks at the highest bit', () => {
    const helper = 'static BOOLEAN Failed(NTSTATUS s) { return (s & 0x80000000) != 0; }';
    assert.deepEqual(boundWhere('Failed(status)', helper).yes, ['?']);
    assert.deepEqual(boundWhere('Failed(status)', helper).no, ['? bound']);
  });

  test('in a macro of the file', () => {
    const macro = '#define FAILED_STATUS(s) (((NTSTATUS)(s)) < 0)\n';
    assert.deepEqual(boundWhere('FAILED_STATUS(status)', macro).yes, ['?']);
    assert.deepEqual(boundWhere('FAILED_STATUS(status)', macro).no, ['? bound']);
  });

  test('in the value of two negations', () => {
    assert.deepEqual(boundWhere('!!NT_SUCCESS(status)').yes, ['? bound']);
    assert.deepEqual(boundWhere('!!NT_SUCCESS(status)').no, ['?']);
  });
});

describe('a socket is bound', () => {
  for (const succeeded of [
    'status >= 0',
    'status == STATUS_SUCCESS',
    '!(status & 0x80000000)',
    '((ULONG)status >> 31) == 0',
    '!NT_ERROR(status) && NT_SUCCESS(status)',
  ]) {
    test(`where ${succeeded}`, () => {
      assert.deepEqual(boundWhere(succeeded).yes, ['? bound']);
    });
  }

  test('where the status is not one failure among others', () => {
    assert.deepEqual(boundWhere('status == 0xC0000043L').no, ['? bound']);
  });

  test('where it is not a failure of another header', () => {
    assert.deepEqual(boundWhere('status == STATUS_OF_OUR_OWN').no, ['? bound']);
  });
});

describe('nothing is said of a socket', () => {
  test('where the status is one that another header defines', () => {
    assert.deepEqual(boundWhere('status == STATUS_OF_OUR_OWN').yes, ['?']);
  });

  for (const converted of [
    'RtlNtStatusToDosError(status) != 0',
    'RtlNtStatusToDosError(status) != ERROR_SUCCESS',
    '(status & 0xFFFF) == 3',
    '(status ^ 1) == 0',
  ]) {
    test(`where ${converted}`, () => {
      assert.deepEqual(boundWhere(converted).yes, ['?']);
    });
  }
});

describe('a way that cannot be taken', () => {
  test('is that behind __assume(0)', () => {
    const source =
      'VOID test(ULONG a) { switch (a) { case 1: break; default: __assume(0); } if (a == 1) tell(1); else tell(2); }';
    assert.deepEqual(told(source), ['1']);
  });

  test('is the one that __assume denies', () => {
    assert.deepEqual(told('VOID test(ULONG a) { __assume(a == 1); if (a == 1) tell(1); else tell(2); }'), ['1']);
  });

  test('is not the one that an assertion denies', () => {
    assert.deepEqual(told('VOID test(ULONG a) { NT_ASSERT(a == 1); if (a == 1) tell(1); else tell(2); }'), ['1', '2']);
  });

  test('is one on which a status is a success by its bits and a failure by NT_SUCCESS', () => {
    const source =
      'VOID test(PWSK_SOCKET s, PIRP irp) { NTSTATUS status = bind(s, irp); if (NT_SUCCESS(status)) { if (status & 0x80000000) tell(1); else tell(2); } }';
    assert.deepEqual(told(source), ['2']);
  });
});
