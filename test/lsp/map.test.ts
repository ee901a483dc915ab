import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import type { MapAnswer, MapMethod, MapParams } from '../../server/src/lsp/protocol';
import { withServer, type LspClient } from '../support/lsp-client';

const MAP: MapMethod = 'wsklint/map';

async function mapOf(client: LspClient, params: MapParams = {}): Promise<MapAnswer> {
  const answer = await client.connection.sendRequest<MapAnswer | null>(MAP, params);
  assert.ok(answer);
  return answer;
}

describe('the map in an editor', { timeout: 60_000 }, () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'wsklint-map-'));
    for (const driver of ['echo', 'udp'])
      cpSync(join('test/drivers', driver), join(folder, driver), { recursive: true });
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
  const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');

  test('is drawn of the folder although no document is open', async () => {
    await withServer({ folder: uriOf('') }, async (client) => {
      const { drivers, svg, findings } = await mapOf(client);
      assert.deepEqual(
        drivers.map(({ name }) => name),
        ['echo', 'udp'],
      );
      assert.match(svg, /ECHO_SERVER\.Listener/);
      assert.equal(findings, 4);
    });
  });

  test('is that of the driver of a file, which is the first of all drivers then', async () => {
    await withServer({ folder: uriOf('') }, async (client) => {
      const { drivers, svg, files } = await mapOf(client, { uri: uriOf('udp/send.c') });
      assert.deepEqual(
        drivers.map(({ name }) => name),
        ['udp', 'echo'],
      );
      assert.match(svg, /WHO_ENDPOINT\.Socket/);
      assert.ok(files.includes(uriOf('udp/endpoint.c')));
    });
  });

  test('has for each place in it a range in the code', async () => {
    await withServer({ folder: uriOf('') }, async (client) => {
      const { svg, places } = await mapOf(client, { uri: uriOf('echo/listener.c') });
      const indexes = [...svg.matchAll(/data-place="(\d+)"/g)].map(([, index]) => Number(index));
      assert.ok(indexes.length > 20);
      for (const index of indexes) assert.ok(places[index] !== undefined);
      const row = /data-place="(\d+)"[^>]*aria-label="bind WskBind/.exec(svg)?.[1];
      const { uri, start, end } = places[Number(row)] ?? assert.fail('the row of WskBind has no place');
      assert.equal(uri, uriOf('echo/listener.c'));
      const line = textOf('echo/listener.c').split('\n')[start.line] ?? '';
      assert.equal(line.slice(start.character, end.character), 'WskBind');
    });
  });

  test('follows what is typed, without a save', async () => {
    await withServer({ folder: uriOf('') }, async (client) => {
      const name = 'echo/listener.c';
      await client.open(uriOf(name), textOf(name));
      assert.doesNotMatch((await mapOf(client, { uri: uriOf(name) })).svg, /EchoRenamed/);
      await client.change(uriOf(name), { text: textOf(name).replaceAll('EchoBindListener', 'EchoRenamed') });
      const { svg } = await mapOf(client, { uri: uriOf(name) });
      assert.match(svg, /EchoRenamed/);
      assert.doesNotMatch(svg, /EchoBindListener/);
    });
  });

  test('has the findings of files that are open and of those that are not', async () => {
    await withServer({ folder: uriOf('') }, async (client) => {
      await client.open(uriOf('echo/accept.c'), textOf('echo/accept.c'));
      const { svg, findings } = await mapOf(client, { uri: uriOf('echo/accept.c') });
      assert.equal(findings, 4);
      for (const code of ['WSK201', 'WSK501', 'WSK601', 'WSK602']) assert.ok(svg.includes(code), code);
    });
  });

  test('is that of the nearest driver where it is asked for from a header', async () => {
    await withServer({ folder: uriOf('') }, async (client) => {
      const { drivers } = await mapOf(client, { uri: uriOf('udp/whoami.h') });
      assert.equal(drivers[0]?.name, 'udp');
    });
  });

  test('is empty where nothing of WSK is in sight', async () => {
    await withServer({}, async (client) => {
      const { drivers, svg, places } = await mapOf(client);
      assert.deepEqual([drivers, places], [[], []]);
      assert.match(svg, /Nothing of WSK is seen here/);
    });
  });

  test('is drawn of a document that is not saved', async () => {
    await withServer({}, async (client) => {
      const uri = 'untitled:Untitled-1';
      await client.open(
        uri,
        '#include <wsk.h>\nNTSTATUS Start(WSK_REGISTRATION *R, WSK_CLIENT_NPI *N) { return WskRegister(N, R); }',
      );
      const { svg, places } = await mapOf(client, { uri });
      assert.match(svg, /WskRegister/);
      assert.equal(places[0]?.uri, uri);
    });
  });
});
