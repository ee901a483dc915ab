import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { wrongAddresses } from '../../../server/src/flow/questions/address-family';
import { tablesOutOfScope, wrongTables } from '../../../server/src/flow/questions/client-tables';
import { callsWithOtherObject } from '../../../server/src/flow/questions/other-objects';
import type { Analysis } from '../../../server/src/flow/analysis';
import { analysisOf } from '../../support/analysis';

const PRELUDE = `
extern WSK_PROVIDER_NPI Npi;
extern const WSK_CLIENT_LISTEN_DISPATCH Listening;
extern const WSK_CLIENT_LISTEN_DISPATCH *Pointer;
NTSTATUS Make(ULONG flags, const VOID *table, PIRP irp) {
    return Npi.Dispatch->WskSocket(Npi.Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP, flags, NULL, table, NULL, NULL, NULL, irp);
}
`;

interface Called<Detail> {
  readonly callee: string;
  readonly through: string | undefined;
  readonly detail: Detail;
}

/** What is wrong in the body of a function, in the words of a test. */
function wrongIn<Detail>(
  query: (analysis: Analysis) => readonly Called<Detail>[],
  body: string,
  say: (detail: Detail) => string,
): string[] {
  const source = `${PRELUDE} NTSTATUS test(PIRP irp, PWSK_SOCKET one, PWSK_SOCKET other, POPERATION o) { NTSTATUS status = 0; ${body} return status; }`;
  return query(analysisOf(source)).map(({ detail }) => say(detail));
}

describe('a client dispatch table', () => {
  const wrong = (flags: string, table: string): string[] =>
    wrongIn(wrongTables, `status = Make(${flags}, ${table}, irp);`, ({ given, wanted, isPointer }) =>
      [isPointer ? 'pointer to' : '', given, 'for', wanted].join(' ').trim(),
    );

  test('is wrong where it is one of another category', () => {
    assert.deepEqual(wrong('WSK_FLAG_CONNECTION_SOCKET', '&Listening'), [
      'WSK_CLIENT_LISTEN_DISPATCH for WSK_CLIENT_CONNECTION_DISPATCH',
    ]);
    assert.deepEqual(wrong('WSK_FLAG_LISTEN_SOCKET', '&Listening'), []);
  });

  test('is wrong where the address of a pointer is passed', () => {
    assert.deepEqual(wrong('WSK_FLAG_LISTEN_SOCKET', '&Pointer'), [
      'pointer to WSK_CLIENT_LISTEN_DISPATCH for WSK_CLIENT_LISTEN_DISPATCH',
    ]);
    assert.deepEqual(wrong('WSK_FLAG_LISTEN_SOCKET', 'Pointer'), []);
  });

  test('is not looked at where the category is not known, or there is none', () => {
    assert.deepEqual(wrong('o->Flags', '&Listening'), []);
    assert.deepEqual(wrong('WSK_FLAG_CONNECTION_SOCKET', 'NULL'), []);
  });

  const gone = (body: string): string[] =>
    wrongIn(tablesOutOfScope, `WSK_CLIENT_LISTEN_DISPATCH local = {0}; ${body}`, (name) => name);

  test('is gone where it is a local, and the socket lives on', () => {
    assert.deepEqual(gone('status = Make(WSK_FLAG_LISTEN_SOCKET, &local, irp);'), ['local']);
    assert.deepEqual(gone('status = Make(WSK_FLAG_LISTEN_SOCKET, &Listening, irp);'), []);
  });

  test('is right where the socket is closed before the function returns', () => {
    const close = `status = Make(WSK_FLAG_LISTEN_SOCKET, &local, irp); if (!NT_SUCCESS(status)) return status;
      one = (PWSK_SOCKET)irp->IoStatus.Information; wsk->WskCloseSocket(one, irp);`;
    assert.deepEqual(gone(close), []);
  });
});

describe('an object that a function is called for', () => {
  const other = (body: string): string[] =>
    wrongIn(callsWithOtherObject, body, ({ text, owner, type }) => `${text} for ${owner ?? type ?? 'a client'}`);

  test('is another socket where the call names the table of one that it does not pass', () => {
    assert.deepEqual(other('((PWSK_PROVIDER_BASIC_DISPATCH)one->Dispatch)->WskCloseSocket(other, irp);'), [
      'other for one',
    ]);
    assert.deepEqual(other('((PWSK_PROVIDER_BASIC_DISPATCH)one->Dispatch)->WskCloseSocket(one, irp);'), []);
  });

  test('is not another one where two names may stand for one socket', () => {
    assert.deepEqual(other('((PWSK_PROVIDER_BASIC_DISPATCH)one->Dispatch)->WskCloseSocket(o->Socket, irp);'), []);
    assert.deepEqual(
      other('other = one; ((PWSK_PROVIDER_BASIC_DISPATCH)one->Dispatch)->WskCloseSocket(other, irp);'),
      [],
    );
  });

  test('is no client where it is the NPI', () => {
    const make = (client: string): string =>
      `Npi.Dispatch->WskSocket(${client}, AF_INET, SOCK_STREAM, IPPROTO_TCP, 1, NULL, NULL, NULL, NULL, NULL, irp);`;
    assert.deepEqual(other(make('(PWSK_CLIENT)&Npi')), ['(PWSK_CLIENT)&Npi for WSK_PROVIDER_NPI']);
    assert.deepEqual(other(make('Npi.Client')), []);
  });
});

describe('an address', () => {
  const wrong = (declared: string, set: string): string[] =>
    wrongIn(
      wrongAddresses,
      `${declared} status = Make(WSK_FLAG_LISTEN_SOCKET, NULL, irp); if (!NT_SUCCESS(status)) return status;
        one = (PWSK_SOCKET)irp->IoStatus.Information; ${set} wsk->WskBind(one, (PSOCKADDR)&a, 0, irp);`,
      ({ is }) => is,
    );

  test('is wrong by its structure', () => {
    assert.deepEqual(wrong('SOCKADDR_IN a;', 'a.sin_family = AF_INET;'), ['SOCKADDR_IN']);
    assert.deepEqual(wrong('SOCKADDR_IN6 a;', 'a.sin6_family = AF_INET6;'), []);
  });

  test('is wrong by the family that it holds', () => {
    assert.deepEqual(wrong('SOCKADDR_STORAGE a;', 'a.ss_family = AF_INET;'), ['AF_INET']);
    assert.deepEqual(wrong('SOCKADDR_STORAGE a;', 'a.ss_family = AF_INET6;'), []);
  });

  test('is wrong where it was zeroed and given no family', () => {
    assert.deepEqual(wrong('SOCKADDR_IN6 a = {0};', ''), ['unset']);
    assert.deepEqual(wrong('SOCKADDR_IN6 a;', 'Elsewhere(&a);'), []);
  });
});
