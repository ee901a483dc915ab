import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { categoryOf, dispatchOf, familyOf } from '../../../server/src/flow/questions/socket';
import { analysisOf } from '../../support/analysis';

const PRELUDE = `
extern WSK_PROVIDER_NPI Npi;
NTSTATUS Set(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Make(ADDRESS_FAMILY family, ULONG flags, PWSK_SOCKET *made) {
    KEVENT event; NTSTATUS status; PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, Set, &event, TRUE, TRUE, TRUE);
    status = Npi.Dispatch->WskSocket(Npi.Client, family, SOCK_STREAM, IPPROTO_TCP, flags, NULL, NULL, NULL, NULL, NULL, irp);
    if (status == STATUS_PENDING) { KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL); status = irp->IoStatus.Status; }
    if (NT_SUCCESS(status)) *made = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return status;
}
`;

const MAKE = 'Npi.Dispatch->WskSocket(Npi.Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP';
const MORE = 'NULL, NULL, NULL, NULL, NULL, irp)';
const TAKE = 's = (PWSK_SOCKET)irp->IoStatus.Information;';

/** What is known of the sockets that are told in the body of a function, in the order of the text. */
function socketsIn(body: string, more = ''): string[] {
  const source = `${PRELUDE}${more} NTSTATUS test(PIRP irp, POPERATION o, PWSK_SOCKET given, ULONG which)
    { PWSK_SOCKET s; NTSTATUS status; ${body} return status; }`;
  const analysis = analysisOf(source);
  const definition = analysis.unit.functionNamed('test');
  assert.ok(definition?.parsed);
  const uses = analysis.resultOf(definition)?.uses ?? [];
  const told = uses.filter(({ callee }) => callee === 'WskRelease');
  return told.map(({ arguments: named }) => {
    const socket = named.get('Socket');
    assert.ok(socket);
    const states = (['fresh', 'bound', 'connected'] as const).filter((fact) => socket.facts.has(fact));
    return [categoryOf(socket)?.is ?? '?', familyOf(socket)?.is, ...states]
      .filter((part) => part !== undefined)
      .join(' ');
  });
}

describe('of a socket is known', () => {
  test('what WskSocket was given, where it is read from the IRP', () => {
    assert.deepEqual(socketsIn(`status = ${MAKE}, WSK_FLAG_LISTEN_SOCKET, ${MORE}; ${TAKE} tell(s);`), [
      'listening AF_INET6 fresh',
    ]);
    assert.deepEqual(socketsIn(`status = ${MAKE}, WSK_FLAG_DATAGRAM_SOCKET, ${MORE}; ${TAKE} tell(s);`), [
      'datagram AF_INET6 fresh',
    ]);
    assert.deepEqual(socketsIn(`status = ${MAKE}, 0, ${MORE}; ${TAKE} tell(s);`), ['basic AF_INET6 fresh']);
  });

  test('what a helper was given that waits and hands it out', () => {
    const body = 'status = Make(AF_INET, WSK_FLAG_STREAM_SOCKET, &s); if (!NT_SUCCESS(status)) return status; tell(s);';
    assert.deepEqual(socketsIn(body), ['stream AF_INET fresh']);
  });

  test('what was stored in a structure', () => {
    const body = 'status = Make(AF_INET, WSK_FLAG_LISTEN_SOCKET, &o->Socket); if (NT_SUCCESS(status)) tell(o->Socket);';
    assert.deepEqual(socketsIn(body), ['listening AF_INET fresh']);
  });

  test('by which of two calls it was made', () => {
    const body = `if (which) status = Make(AF_INET, WSK_FLAG_LISTEN_SOCKET, &s); else status = Make(AF_INET, WSK_FLAG_STREAM_SOCKET, &s);
      if (!NT_SUCCESS(status)) return status; if (which) tell(s); else tell(s);`;
    assert.deepEqual(socketsIn(body), ['listening AF_INET fresh', 'stream AF_INET fresh']);
  });

  test('that WskSocketConnect makes a connection', () => {
    const body = `status = Npi.Dispatch->WskSocketConnect(Npi.Client, SOCK_STREAM, IPPROTO_TCP, NULL, NULL, 0, ${MORE};
      ${TAKE} tell(s);`;
    assert.deepEqual(socketsIn(body), ['connection bound connected']);
  });

  test('that WskAccept makes a connection, of the family of the socket that listens', () => {
    const body = `status = Make(AF_INET, WSK_FLAG_LISTEN_SOCKET, &given); if (!NT_SUCCESS(status)) return status;
      wsk->WskAccept(given, 0, NULL, NULL, NULL, NULL, irp); ${TAKE} tell(s); tell(given);`;
    assert.deepEqual(socketsIn(body), ['connection AF_INET bound connected', 'listening AF_INET fresh']);
  });

  test('that it was bound and connected', () => {
    const body = `status = Make(AF_INET, WSK_FLAG_CONNECTION_SOCKET, &s); if (!NT_SUCCESS(status)) return status;
      status = bind(s, irp); if (!NT_SUCCESS(status)) return status; tell(s);
      status = wsk->WskConnect(s, NULL, 0, irp); if (NT_SUCCESS(status)) tell(s); else tell(s);`;
    assert.deepEqual(socketsIn(body), [
      'connection AF_INET bound',
      'connection AF_INET bound connected',
      'connection AF_INET bound',
    ]);
  });

  test('that a helper has bound it', () => {
    const helper = 'NTSTATUS Bind(PWSK_SOCKET socket, PIRP irp) { return bind(socket, irp); }';
    const body = `status = Make(AF_INET, WSK_FLAG_CONNECTION_SOCKET, &s); if (!NT_SUCCESS(status)) return status;
      status = Bind(s, irp); if (NT_SUCCESS(status)) tell(s);`;
    assert.deepEqual(socketsIn(body, helper), ['connection AF_INET bound']);
  });

  test('in a helper what its caller made', () => {
    const helper = 'NTSTATUS Use(POPERATION o) { tell(o->Socket); return 0; }';
    const body = `status = Make(AF_INET6, WSK_FLAG_DATAGRAM_SOCKET, &o->Socket); if (!NT_SUCCESS(status)) return status;
      return Use(o);`;
    assert.deepEqual(socketsIn(body, helper), ['datagram AF_INET6 fresh']);
  });

  test('in a helper what its caller asked for', () => {
    const helper = `NTSTATUS Open(ULONG flags, PIRP irp) { PWSK_SOCKET s; NTSTATUS status; status = ${MAKE}, flags, ${MORE}; ${TAKE} tell(s); return 0; }`;
    assert.deepEqual(socketsIn('Open(WSK_FLAG_BASIC_SOCKET, irp); return 0;', helper), ['basic AF_INET6 fresh']);
  });
});

describe('of a socket is not known', () => {
  test('anything where the call that makes it has failed', () => {
    assert.deepEqual(
      socketsIn(
        `status = ${MAKE}, WSK_FLAG_LISTEN_SOCKET, ${MORE}; ${TAKE} if (NT_SUCCESS(status)) return status; tell(s);`,
      ),
      ['? fresh'],
    );
  });

  test('anything where nobody has seen it made', () => {
    assert.deepEqual(socketsIn('tell(given); tell(o->Socket);'), ['?', '?']);
  });

  test('its category where the flag is not known', () => {
    assert.deepEqual(socketsIn(`status = ${MAKE}, which, ${MORE}; ${TAKE} tell(s);`), ['? AF_INET6 fresh']);
  });

  test('whether it is bound after a function out of sight had it', () => {
    const body =
      'status = Make(AF_INET, WSK_FLAG_LISTEN_SOCKET, &s); if (!NT_SUCCESS(status)) return status; Elsewhere(s); tell(s);';
    assert.deepEqual(socketsIn(body), ['listening AF_INET']);
  });
});

test('the dispatch table that a socket was made with is known, also where a caller gives it', () => {
  const made = (table: string): string => {
    const source = `${PRELUDE} extern const WSK_CLIENT_LISTEN_DISPATCH Events;
      NTSTATUS Tell(PIRP irp, const VOID *table) {
        NTSTATUS status = Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, 1, NULL, table, NULL, NULL, NULL, irp);
        if (status != STATUS_SUCCESS) return status;
        tell((PWSK_SOCKET)irp->IoStatus.Information); return status; }
      NTSTATUS test(PIRP irp) { return Tell(irp, ${table}); }`;
    const analysis = analysisOf(source);
    const definition = analysis.unit.functionNamed('test');
    assert.ok(definition);
    const [use] = (analysis.resultOf(definition)?.uses ?? []).filter(({ callee }) => callee === 'WskRelease');
    const socket = use?.arguments.get('Socket');
    assert.ok(socket);
    return dispatchOf(socket)?.is.key ?? '?';
  };
  assert.equal(made('&Events'), '&::Events');
  assert.equal(made('NULL'), '0 NULL');
});
