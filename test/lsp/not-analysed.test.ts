import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { ExecuteCommandRequest } from 'vscode-languageserver/node';

import type { NotAnalysedParams, NotAnalysedPlace } from '../../server/src/lsp/protocol';
import { LspClient } from '../support/lsp-client';
import { wrong } from './sources';

const URI = 'file:///driver/send.c';
/** A driver with a function of which one line is left to other builds, at line 20 (from 0). */
const branched = `${wrong}VOID Trace(VOID)\n{\n#if DBG\n    Loud();\n#else\n    Quiet();\n#endif\n}\n`;
const LINE = branched.split('\n').indexOf('    Quiet();');

const asking = { initializationOptions: { notAnalysed: true } };

/** Starts a server and runs some work with all that it tells of what is not analysed. */
async function listening(
  options: Parameters<typeof LspClient.start>[0],
  work: (client: LspClient, told: readonly NotAnalysedParams[]) => Promise<void>,
): Promise<void> {
  const client = await LspClient.start(options);
  const told: NotAnalysedParams[] = [];
  client.connection.onNotification('wsklint/notAnalysed', (params: NotAnalysedParams) => {
    told.push(params);
    client.noticed();
  });
  try {
    await work(client, told);
  } finally {
    await client.stop();
  }
}

const linesOf = (places: readonly NotAnalysedPlace[] | undefined) =>
  places?.map(({ kind, range }) => [kind, range.start.line]);

describe('what is not analysed, told to an editor', { timeout: 60_000 }, () => {
  test('stands at its place with its reason and what can be done about it', async () => {
    await listening(asking, async (client, told) => {
      await client.open(URI, branched);
      await client.diagnostics(URI);
      assert.deepEqual(told, [
        {
          uri: URI,
          places: [
            {
              kind: 'branch',
              range: { start: { line: LINE, character: 0 }, end: { line: LINE, character: 12 } },
              reason: "the #else branch of '#if DBG' is not read",
              remedy: '"defines" in .wsklint.json says which branch to read',
            },
          ],
        },
      ]);
    });
  });

  test('is told again only when it has changed, and taken back when the document is closed', async () => {
    await listening(asking, async (client, told) => {
      await client.open(URI, branched);
      await client.diagnostics(URI);
      await client.change(URI, { range: at(6, 0), text: ' ' });
      await client.diagnostics(URI);
      assert.equal(told.length, 1);
      await client.change(URI, { range: at(0, 0), text: '\n' });
      await client.diagnostics(URI);
      assert.deepEqual(linesOf(told[1]?.places), [['branch', LINE + 1]]);
      await client.close(URI);
      await client.until(() => told.length === 3);
      assert.deepEqual(told[2], { uri: URI, places: [] });
    });
  });

  test('says of a document without WSK that nothing is said of it', async () => {
    await listening(asking, async (client, told) => {
      await client.open(URI, 'int main(void) { return 0; }\n');
      await client.diagnostics(URI);
      assert.deepEqual(linesOf(told[0]?.places), [['file', 0]]);
      assert.match(told[0]?.places[0]?.reason ?? '', /has to do with WSK/);
    });
  });

  test('is found in files that are not open by a check of the workspace', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wsklint-not-analysed-'));
    try {
      writeFileSync(join(folder, 'branched.c'), branched);
      writeFileSync(join(folder, 'plain.c'), 'int plain;\n#if 0\nint dead;\n#endif\n');
      await listening({ ...asking, folder: pathToFileURL(folder).href }, async (client, told) => {
        await client.connection.sendRequest(ExecuteCommandRequest.type, { command: 'wsklint.checkWorkspace' });
        assert.deepEqual(
          told.map(({ uri, places }) => [uri, linesOf(places)]),
          [[pathToFileURL(join(folder, 'branched.c')).href, [['branch', LINE]]]],
        );
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('is kept from clients that do not ask for it', async () => {
    await listening({}, async (client, told) => {
      await client.open(URI, branched);
      await client.diagnostics(URI);
      assert.deepEqual(told, []);
    });
  });
});

const at = (line: number, character: number) => ({ start: { line, character }, end: { line, character } });
