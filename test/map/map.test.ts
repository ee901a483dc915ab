import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { findingsOf } from '../../server/src/map/map';
import { correctDrivers } from '../support/drivers';
import { edgesOf, mapOfFiles, mapOfFolder, nodeOf, rowsOf } from '../support/driver-map';

describe('the map of a server with callbacks', () => {
  const map = mapOfFolder('test/drivers/callback-server');

  test('shows the life of the listening socket, with the helper that closes it', () => {
    const listener = nodeOf(map, 'COLLECT_SERVER.Listener');
    assert.deepEqual([listener.kind, listener.category], ['socket', 'listening']);
    assert.deepEqual(rowsOf(listener), [
      'create: WskSocket in CollectOpenListener',
      'bind: WskBind in CollectOpenListener',
      'close: WskCloseSocket in CollectCloseSocketAndWait',
    ]);
  });

  test('knows an accepted socket again where a work item that runs later uses and closes it', () => {
    const connection = nodeOf(map, 'COLLECT_CONNECTION.Socket');
    assert.equal(connection.category, 'connection');
    assert.deepEqual(rowsOf(connection), [
      'create: WskAcceptEvent in CollectAcceptEvent',
      'receive: WskReceive in CollectResume',
      'receive: WskRelease in CollectServeConnection',
      'close: WskCloseSocket in CollectServeConnection',
    ]);
  });

  test('shows which callbacks stand in the table of which socket, and what creates the connections', () => {
    const edges = edgesOf(map);
    assert.ok(edges.includes('COLLECT_SERVER.Listener -has WskAcceptEvent-> CollectAcceptEvent'));
    assert.ok(edges.includes('COLLECT_CONNECTION.Socket -has WskReceiveEvent-> CollectReceiveEvent'));
    assert.ok(!edges.includes('COLLECT_SERVER.Listener -has WskReceiveEvent-> CollectReceiveEvent'));
    assert.ok(edges.includes('CollectAcceptEvent -creates WskAcceptEvent-> COLLECT_CONNECTION.Socket'));
    assert.ok(edges.includes('Registration -creates WskSocket-> COLLECT_SERVER.Listener'));
  });

  test('shows that the client enables callbacks for all sockets at once', () => {
    assert.ok(edgesOf(map).includes('Registration -enables WSK_EVENT_ACCEPT-> CollectAcceptEvent'));
    assert.ok(
      rowsOf(nodeOf(map, 'CollectReceiveEvent')).includes('enabled by: WSK_EVENT_RECEIVE in CollectEnableCallbacks'),
    );
  });

  test('shows where an IRP comes from, what it is handed to WSK for, who waits, who completes and who frees it', () => {
    const edges = edgesOf(map);
    assert.deepEqual(rowsOf(nodeOf(map, 'IRP of CollectCloseListener')), [
      'allocated: IoAllocateIrp in CollectCloseListener',
      'waited for: KeWaitForSingleObject in CollectCloseSocketAndWait',
      'freed: IoFreeIrp in CollectCloseListener',
    ]);
    assert.ok(edges.includes('COLLECT_SERVER.Listener -hands WskCloseSocket-> IRP of CollectCloseListener'));
    assert.ok(edges.includes('IRP of CollectCloseListener -completed-by WskCloseSocket-> CollectSignal'));
    assert.ok(edges.includes('CollectResumed -frees IoFreeIrp-> IRP of CollectResume'));
    assert.deepEqual(rowsOf(nodeOf(map, 'CollectSignal')), ['returns: STATUS_MORE_PROCESSING_REQUIRED']);
  });

  test('says the same in whatever order the files come', () => {
    const folder = 'test/drivers/callback-server';
    const files = readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')] as const);
    const turned = mapOfFiles(Object.fromEntries([...files].reverse()));
    assert.equal(JSON.stringify(turned), JSON.stringify(map));
  });
});

describe('the map of the example driver', () => {
  const map = mapOfFolder('test/drivers/echo');
  const codesOn = (title: string) => findingsOf(nodeOf(map, title)).map(({ code }) => code);

  test('has each planted mistake at what it is about', () => {
    assert.deepEqual(codesOn('Registration'), ['WSK501']);
    assert.deepEqual(codesOn('ECHO_SERVER.Listener'), ['WSK601']);
    assert.deepEqual(codesOn('EchoAbortEvent'), ['WSK602']);
    assert.deepEqual(codesOn('EchoSendComplete'), ['WSK201']);
    assert.deepEqual(map.findings, []);
  });

  test('has them on the row of the call, too', () => {
    const row = nodeOf(map, 'ECHO_SERVER.Listener').rows.find(({ label }) => label === 'options');
    assert.deepEqual([row?.text, row?.findings.map(({ code }) => code)], ['SO_CONDITIONAL_ACCEPT', ['WSK601']]);
  });

  test('shows what conditional accept enables', () => {
    const edges = edgesOf(map);
    assert.ok(edges.includes('ECHO_SERVER.Listener -enables SO_CONDITIONAL_ACCEPT-> EchoInspectEvent'));
    assert.ok(edges.includes('ECHO_SERVER.Listener -enables SO_CONDITIONAL_ACCEPT-> EchoAbortEvent'));
  });

  test('shows that both sockets share the IRP with which they are closed', () => {
    const edges = edgesOf(map).filter((edge) => edge.endsWith('-> ECHO_REQUEST.Irp'));
    assert.deepEqual(edges.map((edge) => edge.split(' ')[0]).sort(), [
      'ECHO_CONNECTION.Socket',
      'ECHO_SERVER.Listener',
    ]);
  });
});

const IN_CPP = 'test/drivers/probe';

const strangeIn = (driver: string): string[] =>
  mapOfFolder(driver)
    .nodes.filter(({ subtitle }) => subtitle.includes('origin not seen'))
    .map(({ title }) => title);

describe('the maps of the other example drivers', () => {
  test('know where each socket and each IRP comes from', () => {
    for (const driver of correctDrivers.filter((folder) => folder !== IN_CPP)) {
      assert.deepEqual(strangeIn(driver), [], driver);
    }
  });

  test('say of C++ that the origin of what a class holds in its members is not seen', () => {
    assert.deepEqual(strangeIn(IN_CPP), ['m_socket', 'IRPs of callers', 'irp']);
  });

  test('have every place inside its file', () => {
    for (const driver of correctDrivers) {
      const { nodes, edges } = mapOfFolder(driver);
      const places = [
        ...nodes.flatMap(({ place, rows }) => [place, ...rows.map((row) => row.place)]),
        ...edges.map(({ place }) => place),
      ];
      for (const place of places) {
        if (place === undefined) continue;
        const text = readFileSync(`${driver}/${place.path}`, 'utf8');
        assert.match(text.slice(place.at.start, place.at.end), /\w/);
      }
    }
  });

  test('have ids of their own for all nodes', () => {
    for (const driver of correctDrivers) {
      const ids = mapOfFolder(driver).nodes.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, driver);
    }
  });
});
