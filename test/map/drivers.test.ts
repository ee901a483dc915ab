import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { driverName, namedDrivers } from '../../server/src/map/drivers';

describe('the drivers of a map', () => {
  test('are listed by their first files, whatever order these were found in', () => {
    const drivers = namedDrivers([new Set(['net/b.c', 'net/c.c']), new Set(['net/d.c', 'net/a.c'])]);
    assert.deepEqual(
      drivers.map(({ paths }) => paths),
      [
        ['net/a.c', 'net/d.c'],
        ['net/b.c', 'net/c.c'],
      ],
    );
  });

  test('are named by the folder that all of their files have in common', () => {
    assert.equal(driverName(['driver/net/a.c', 'driver/net/b.c']), 'driver/net');
    assert.equal(driverName(['driver/net/a.c', 'driver/main.c']), 'driver');
    assert.equal(driverName(['a.c', 'b.c']), '.');
    assert.equal(driverName(['C:\\driver\\a.c', 'C:\\driver\\b.c']), 'C:/driver');
    assert.equal(driverName(['driver/a.c']), 'driver/a.c');
  });
});
