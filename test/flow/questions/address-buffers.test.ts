import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { FUNCTIONS_WITH_ADDRESSES, longCopies, wrongSize } from '../../../server/src/flow/questions/address-buffers';
import { wrongCalls } from '../../../server/src/flow/questions/wrong-calls';
import { analysisOf } from '../../support/analysis';

/** What is wrong with the sizes in a text: `small LocalAddress`. */
const wrong = (body: string): string[] =>
  wrongCalls(
    analysisOf(`VOID test(PWSK_SOCKET s, PWSK_PROVIDER_NPI n, PSOCKADDR a, PIRP i) { ${body} }`),
    FUNCTIONS_WITH_ADDRESSES,
    (use) => {
      const detail = wrongSize(use);
      return detail && { because: [], detail: `${detail.is} ${detail.parameter}` };
    },
  ).map(({ detail }) => detail);

describe('a buffer for an address', () => {
  const local = (type: string): string[] => wrong(`${type} x; wsk->WskGetLocalAddress(s, (PSOCKADDR)&x, i);`);

  test('is too small where the smallest address has no room', () => {
    assert.deepEqual(local('ULONG'), ['small LocalAddress']);
    assert.deepEqual(local('SOCKADDR'), []);
    assert.deepEqual(local('SOCKADDR_STORAGE'), []);
  });

  test('is nothing of which the size shows behind a pointer', () => {
    assert.deepEqual(wrong('ULONG *x = (ULONG *)a; wsk->WskGetLocalAddress(s, (PSOCKADDR)x, i);'), []);
  });
});

describe('an address that is to be named', () => {
  const named = (length: string, name = 'NULL'): string[] =>
    wrong(`UNICODE_STRING x = {0}; wsk->WskGetNameInfo(n->Client, a, ${length}, ${name}, NULL, 0, NULL, NULL, i);`);

  test('has no more bytes than SOCKADDR_STORAGE', () => {
    assert.deepEqual(named('129'), ['long SockAddrLength']);
    assert.deepEqual(named('128'), []);
  });

  test('needs a name with a buffer', () => {
    assert.deepEqual(named('16', '&x'), ['empty NodeName']);
    assert.deepEqual(named('16', 'NULL'), []);
  });
});

describe('a copy of an address that a callback was given', () => {
  const copies = (copy: string): number =>
    longCopies(
      analysisOf(`
        NTSTATUS WSKAPI Accept(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *x, const WSK_CLIENT_CONNECTION_DISPATCH **d)
        { POPERATION o = c; ${copy} return STATUS_SUCCESS; }
        const WSK_CLIENT_LISTEN_DISPATCH Table = { Accept, NULL, NULL };`),
    ).length;

  test('is too long where no family has so many bytes', () => {
    assert.equal(copies('RtlCopyMemory(o, r, sizeof(SOCKADDR_STORAGE));'), 1);
    assert.equal(copies('RtlCopyMemory(o, r, sizeof(SOCKADDR_IN6));'), 0);
    assert.equal(copies('RtlCopyMemory(o, c, sizeof(SOCKADDR_STORAGE));'), 0);
  });
});
