import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidSaveTextDocumentNotification,
} from 'vscode-languageserver/node';

import { timingOf } from '../../server/src/lsp/timing';
import { answerAll, asked } from '../support/asked-settings';
import { pushed, withServer, type LspClient } from '../support/lsp-client';
import { right, wrong } from './sources';

describe('checking on save', { timeout: 60_000 }, () => {
  const URI = 'file:///driver/send.c';
  const save = (client: LspClient) =>
    client.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri: URI } });

  test('leaves an edit alone until the document is saved, for a client that asks', async () => {
    await withServer({ capabilities: asked }, async (client) => {
      answerAll(client, () => ({ run: 'onSave' }));
      let refreshed = false;
      client.connection.onRequest(DiagnosticRefreshRequest.type, () => {
        refreshed = true;
        client.noticed();
      });
      await client.open(URI, wrong);
      const first = await client.pull(URI);
      assert.ok(first.kind === 'full' && first.items.length === 1);
      await client.change(URI, { text: right });
      assert.deepEqual(await client.pull(URI, first.resultId), { kind: 'unchanged', resultId: first.resultId });
      await save(client);
      await client.until(() => refreshed);
      const second = await client.pull(URI, first.resultId);
      assert.ok(second.kind === 'full' && second.items.length === 0);
    });
  });

  test('sends nothing before that to a client that is sent diagnostics', async () => {
    await withServer({ capabilities: pushed }, async (client) => {
      const settings = { wsk: { run: 'onSave' } };
      await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
      await client.open(URI, wrong);
      assert.equal((await client.publishedFor(URI)).length, 1);
      await client.change(URI, { text: right });
      await save(client);
      await client.publishedFor(URI, ({ diagnostics }) => diagnostics.length === 0);
      assert.deepEqual(
        client.published.map(({ version }) => version),
        [1, 2],
      );
    });
  });
});

test('a wrong time is no time, and a long one is cut', () => {
  assert.deepEqual(timingOf(null), { run: 'onType', delay: 0 });
  assert.deepEqual(timingOf({ run: 'never', delay: 'long' }), { run: 'onType', delay: 0 });
  assert.deepEqual(timingOf({ run: 'onSave', delay: 1e9 }), { run: 'onSave', delay: 10_000 });
});
