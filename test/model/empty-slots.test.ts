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

test('nothing is known of a table of another type, without a list, and in a function', () => {
  assert.equal(emptyIn('static const WSK_CLIENT_CONNECTION_DISPATCH Table = { NULL };'), undefined);
  assert.equal(emptyIn('extern const WSK_CLIENT_LISTEN_DISPATCH Table;'), undefined);
  assert.equal(emptyIn('VOID F(VOID) { WSK_CLIENT_LISTEN_DISPATCH Table = { Accept }; }'), undefined);
});
