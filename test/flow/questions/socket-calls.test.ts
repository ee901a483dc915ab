import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Analysis } from '../../../server/src/flow/analysis';
import { oddCombinations } from '../../../server/src/flow/questions/combination';
import {
  callsAfterClose,
  callsOfOtherCategory,
  callsThroughOtherTable,
} from '../../../server/src/flow/questions/socket-calls';
import { callsBeforeBind } from '../../../server/src/flow/questions/unbound';
import { analysisOf } from '../../support/analysis';

const PRELUDE = `
extern WSK_PROVIDER_NPI Npi;
NTSTATUS Make(ULONG flags, PWSK_SOCKET *made, PIRP irp) {
    NTSTATUS status = Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, flags, NULL, NULL, NULL, NULL, NULL, irp);
    if (NT_SUCCESS(status)) *made = (PWSK_SOCKET)irp->IoStatus.Information;
    return status;
}
`;

const make = (flag: string): string => `status = Make(${flag}, &s, irp); if (!NT_SUCCESS(status)) return status;`;

interface Called {
  readonly callee: string;
  readonly through: string | undefined;
}

/** What is wrong in the body of a function that is given a socket and an IRP, in the order of the text. */
function wrongIn(query: (analysis: Analysis) => readonly Called[], body: string, more = ''): string[] {
  const source = `${PRELUDE}${more} NTSTATUS test(PWSK_SOCKET s, PIRP irp, ULONG given, POPERATION o) { NTSTATUS status = 0; ${body} return status; }`;
  return query(analysisOf(source)).map(({ callee, through }) =>
    through === undefined ? callee : `${callee} in ${through}`,
  );
}

const send = 'wsk->WskSend(s, NULL, 0, irp);';

describe('a call for a socket of another category', () => {
  test('is told where the category does not have the function', () => {
    assert.deepEqual(wrongIn(callsOfOtherCategory, make('WSK_FLAG_LISTEN_SOCKET') + send), ['WskSend']);
    assert.deepEqual(wrongIn(callsOfOtherCategory, make('WSK_FLAG_CONNECTION_SOCKET') + send), []);
  });

  test('is told in the caller of a helper', () => {
    const helper = `NTSTATUS Send(PWSK_SOCKET s, PIRP irp) { return ${send} }`;
    assert.deepEqual(wrongIn(callsOfOtherCategory, `${make('WSK_FLAG_DATAGRAM_SOCKET')} Send(s, irp);`, helper), [
      'WskSend',
    ]);
    const other = `${helper} NTSTATUS Right(PWSK_SOCKET s, PIRP irp) { return Send(s, irp); }`;
    assert.deepEqual(wrongIn(callsOfOtherCategory, `${make('WSK_FLAG_DATAGRAM_SOCKET')} Send(s, irp);`, other), [
      'WskSend in Send',
    ]);
  });

  test('is not told where the category is not known', () => {
    assert.deepEqual(wrongIn(callsOfOtherCategory, send + make('given') + send), []);
  });

  test('is not told of WskRelease, which datagram sockets have too', () => {
    assert.deepEqual(
      wrongIn(callsOfOtherCategory, `${make('WSK_FLAG_DATAGRAM_SOCKET')} wsk->WskRelease(s, NULL);`),
      [],
    );
  });
});

describe('a call through the table of another category', () => {
  const through = (table: string, call: string): string => `((PWSK_PROVIDER_${table}_DISPATCH)s->Dispatch)->${call};`;

  test('is told where the function stands in another place there', () => {
    const call = through('CONNECTION', 'WskGetLocalAddress(s, NULL, irp)');
    assert.deepEqual(wrongIn(callsThroughOtherTable, make('WSK_FLAG_DATAGRAM_SOCKET') + call), ['WskGetLocalAddress']);
    assert.deepEqual(wrongIn(callsThroughOtherTable, make('WSK_FLAG_CONNECTION_SOCKET') + call), []);
  });

  test('is right where it stands in the same place', () => {
    for (const call of ['WskBind(s, NULL, 0, irp)', 'WskCloseSocket(s, irp)'])
      assert.deepEqual(
        wrongIn(callsThroughOtherTable, make('WSK_FLAG_DATAGRAM_SOCKET') + through('LISTEN', call)),
        [],
        call,
      );
  });
});

describe('a call for a socket that was never bound', () => {
  const connect = 'wsk->WskConnect(s, NULL, 0, irp);';

  test('is told where it needs a local address', () => {
    assert.deepEqual(wrongIn(callsBeforeBind, make('WSK_FLAG_CONNECTION_SOCKET') + connect), ['WskConnect']);
    assert.deepEqual(wrongIn(callsBeforeBind, make('WSK_FLAG_CONNECTION_SOCKET') + send), []);
  });

  test('is right after a bind', () => {
    assert.deepEqual(wrongIn(callsBeforeBind, `${make('WSK_FLAG_CONNECTION_SOCKET')} bind(s, irp); ${connect}`), []);
  });

  test('is not told where only the callers know which ways go together', () => {
    const body = `${make('WSK_FLAG_CONNECTION_SOCKET')} if (given) bind(s, irp); if (o->Flags) { ${connect} }`;
    assert.deepEqual(wrongIn(callsBeforeBind, body), []);
  });

  test('is not told where the category does not have it, which is another mistake', () => {
    assert.deepEqual(wrongIn(callsBeforeBind, make('WSK_FLAG_LISTEN_SOCKET') + connect), []);
  });
});

describe('a call after the close', () => {
  test('is told, also of a socket that listens', () => {
    assert.deepEqual(wrongIn(callsAfterClose, `wsk->WskCloseSocket(s, irp); ${send}`), ['WskSend']);
    assert.deepEqual(
      wrongIn(callsAfterClose, 'wsk->WskCloseSocket(s, irp); wsk->WskAccept(s, 0, NULL, NULL, NULL, NULL, irp);'),
      ['WskAccept'],
    );
  });

  test('is right where the socket was made anew', () => {
    assert.deepEqual(
      wrongIn(callsAfterClose, `wsk->WskCloseSocket(s, irp); ${make('WSK_FLAG_CONNECTION_SOCKET')} ${send}`),
      [],
    );
  });
});

describe('a socket that is asked for', () => {
  const odd = (family: string, type: string, protocol: string, flags: string): string[] =>
    oddCombinations(
      analysisOf(`${PRELUDE} NTSTATUS test(PIRP irp, ULONG given) {
        return Npi.Dispatch->WskSocket(Npi.Client, ${family}, ${type}, ${protocol}, ${flags}, NULL, NULL, NULL, NULL, NULL, irp); }`),
    ).map(({ detail: { part, given, instead } }) => `${part} ${given}, not ${instead ?? '?'}`);

  test('has one odd part', () => {
    assert.deepEqual(odd('AF_INET', 'SOCK_STREAM', 'IPPROTO_UDP', 'WSK_FLAG_LISTEN_SOCKET'), [
      'Protocol IPPROTO_UDP, not IPPROTO_TCP',
    ]);
    assert.deepEqual(odd('AF_INET', 'SOCK_STREAM', 'IPPROTO_UDP', 'WSK_FLAG_DATAGRAM_SOCKET'), [
      'SocketType SOCK_STREAM, not SOCK_DGRAM',
    ]);
    assert.deepEqual(odd('AF_INET', 'SOCK_DGRAM', 'IPPROTO_UDP', 'WSK_FLAG_STREAM_SOCKET'), [
      'Flags WSK_FLAG_STREAM_SOCKET, not WSK_FLAG_DATAGRAM_SOCKET',
    ]);
  });

  test('may be of any protocol where it is raw', () => {
    assert.deepEqual(odd('AF_INET', 'SOCK_RAW', '89', 'WSK_FLAG_DATAGRAM_SOCKET'), []);
  });

  test('is not looked at in another family', () => {
    assert.deepEqual(odd('AF_HYPERV', 'SOCK_STREAM', '1', 'WSK_FLAG_CONNECTION_SOCKET'), []);
    assert.deepEqual(odd('given', 'SOCK_STREAM', '1', 'WSK_FLAG_CONNECTION_SOCKET'), []);
  });
});
