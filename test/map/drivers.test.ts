import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { driverName, driversAmong } from '../../server/src/map/drivers';

/** The drivers among some texts, where no file calls into another. */
function drivers(files: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  const own = new Map(Object.keys(files).map((path) => [path, new Set([path])]));
  const texts = Object.entries(files).map(([path, text]) => ({ path, text }));
  return driversAmong(texts, (path) => own.get(path) ?? new Set()).map(({ paths }) => paths);
}

const TABLE = 'WSK_CLIENT_LISTEN_DISPATCH Callbacks = { Accept, NULL, NULL };';
const NAMING = 'Npi.Dispatch->WskSocket(Npi.Client, 2, 1, 6, WSK_FLAG_LISTEN_SOCKET, NULL, &Callbacks);';

describe('the drivers of a map', () => {
  test('are one where a file names the dispatch table that another fills', () => {
    assert.deepEqual(drivers({ 'b.c': `const ${TABLE}`, 'a.c': NAMING, 'c.c': 'int Other;' }), [
      ['a.c', 'b.c'],
      ['c.c'],
    ]);
  });

  test('are two where the table is static, as another then means one of its own', () => {
    assert.deepEqual(drivers({ 'a.c': NAMING, 'b.c': `static const ${TABLE}` }), [['a.c'], ['b.c']]);
    assert.deepEqual(drivers({ 'a.c': NAMING, 'b.c': `const static ${TABLE}` }), [['a.c'], ['b.c']]);
  });

  test('are one for a whole chain of tables', () => {
    const chain = {
      'a.c': 'const WSK_CLIENT_LISTEN_DISPATCH First = { 0 };',
      'b.c': 'Use(&First); const WSK_CLIENT_CONNECTION_DISPATCH Second = { 0 };',
      'c.c': 'Use(&Second);',
    };
    assert.deepEqual(drivers(chain), [['a.c', 'b.c', 'c.c']]);
  });

  test('are named by the folder that all of their files have in common', () => {
    assert.equal(driverName(['driver/net/a.c', 'driver/net/b.c']), 'driver/net');
    assert.equal(driverName(['driver/net/a.c', 'driver/main.c']), 'driver');
    assert.equal(driverName(['a.c', 'b.c']), '.');
    assert.equal(driverName(['C:\\driver\\a.c', 'C:\\driver\\b.c']), 'C:/driver');
    assert.equal(driverName(['driver/a.c']), 'driver/a.c');
  });
});
