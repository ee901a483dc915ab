import assert from 'node:assert/strict';
import { test } from 'node:test';

import { initialisedTable } from '../../server/src/model/empty-slots';
import { unitOf } from '../support/parse';

/** The members that are empty in the table `Table` of a file; undefined where that is not known. */
function emptyIn(source: string): string[] | undefined {
  const table = initialisedTable(unitOf(source), 'Table', 'WSK_CLIENT_LISTEN_DISPATCH');
  return table && [...table.empty].sort();
}

const listed = (list: string, more = ''): string[] | undefined =>
  emptyIn(`static const WSK_CLIENT_LISTEN_DISPATCH Table = ${list}; ${more}`);

test('a member is empty that is NULL or 0, or left out, by position and by name', () => {
  assert.deepEqual(listed('{ Accept, NULL, 0 }'), ['WskAbortEvent', 'WskInspectEvent']);
  assert.deepEqual(listed('{ Accept }'), ['WskAbortEvent', 'WskInspectEvent']);
  assert.deepEqual(listed('{ .WskInspectEvent = Inspect, Abort }'), ['WskAcceptEvent']);
  assert.deepEqual(listed('{ &Accept, (PFN_WSK_INSPECT_EVENT)Inspect, /* later */ Abort }'), []);
});

test('nothing is known of a table that is written into, or made of more than names', () => {
  assert.equal(listed('{ Accept }', 'VOID F(VOID) { Table.WskAbortEvent = Abort; }'), undefined);
  assert.equal(listed('{ COMMON(Accept), NULL }'), undefined);
});

/** The same of a table that can be written into, with a function that has to do with it. */
const open = (body: string): string[] | undefined =>
  emptyIn(`static WSK_CLIENT_LISTEN_DISPATCH Table = { Accept };
VOID Look(const WSK_CLIENT_LISTEN_DISPATCH *Given) { Choose(Given); }
VOID Fill(PWSK_CLIENT_LISTEN_DISPATCH Given) { Given->WskAbortEvent = Abort; }
VOID F(PWSK_PROVIDER_NPI Npi, PIRP Irp) { ${body} }`);

test('nothing is known of a table to which a function can come that may write into it', () => {
  assert.equal(open('Fill(&Table);'), undefined);
  assert.equal(open('Elsewhere(&Table);'), undefined);
  assert.equal(open('PWSK_CLIENT_LISTEN_DISPATCH p = &Table; p->WskAbortEvent = Abort;'), undefined);
  assert.equal(open('RtlCopyMemory(&Table, Irp, sizeof(Table));'), undefined);
});

test('a table is known that is only read', () => {
  const empty = ['WskAbortEvent', 'WskInspectEvent'];
  assert.deepEqual(open('Look(&Table);'), empty);
  assert.deepEqual(open('const WSK_CLIENT_LISTEN_DISPATCH *p = &Table; Look(p);'), empty);
  assert.deepEqual(
    open(
      'Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, &Table, NULL, NULL, NULL, Irp);',
    ),
    empty,
  );
});

test('nothing is known of a table of another type, without a list, and in a function', () => {
  assert.equal(emptyIn('static const WSK_CLIENT_CONNECTION_DISPATCH Table = { NULL };'), undefined);
  assert.equal(emptyIn('extern const WSK_CLIENT_LISTEN_DISPATCH Table;'), undefined);
  assert.equal(emptyIn('VOID F(VOID) { WSK_CLIENT_LISTEN_DISPATCH Table = { Accept }; }'), undefined);
});
