import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import {
  CancellationTokenSource,
  DocumentDiagnosticRequest,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';

import type { Status } from '../../server/src/lsp/protocol';
import { LspClient, pulling, withServer } from '../support/lsp-client';
import { wrong } from './sources';

const URI = 'file:///driver/send.c';

describe('the life of the server', { timeout: 60_000 }, () => {
  test('ends with 0 after a shutdown', async () => {
    const client = await LspClient.start();
    assert.equal(await client.stop(), 0);
  });

  test('ends with 1 without one', async () => {
    const client = await LspClient.start();
    assert.equal(await client.exit(), 1);
  });

  test('starts with its name, its version and what it can do', async () => {
    const client = await LspClient.start({ capabilities: pulling });
    const { serverInfo, capabilities } = client.initialized;
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.deepEqual(serverInfo, { name: 'wsklint', version });
    assert.equal(capabilities.positionEncoding, 'utf-16');
    assert.deepEqual(capabilities.executeCommandProvider, { commands: ['wsklint.checkWorkspace'] });
    assert.ok(capabilities.diagnosticProvider);
    await client.stop();
  });

  test('asks to be told of nothing of which it has said that it wants it', async () => {
    const workspace = { workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true } };
    await withServer({ capabilities: { ...pulling, workspace } }, async (client) => {
      const asksFor = (method: string) => client.registrations.some((each) => each.method === method);
      await client.until(() => asksFor('workspace/didChangeConfiguration'));
      assert.equal(asksFor('workspace/didChangeWorkspaceFolders'), false);
    });
  });

  test('answers a request that is cancelled before its turn so, and the next one as ever', async () => {
    await withServer({}, async (client) => {
      await client.open(URI, wrong);
      const cancel = new CancellationTokenSource();
      const params = { textDocument: { uri: URI } };
      const cancelled = client.connection.sendRequest(DocumentDiagnosticRequest.type, params, cancel.token);
      cancel.cancel();
      await assert.rejects(cancelled, (error) => {
        assert.ok(error instanceof ResponseError);
        return error.code === LSPErrorCodes.RequestCancelled;
      });
      assert.equal((await client.diagnostics(URI)).length, 1);
    });
  });

  test('tells a client that wants to know what it is doing', async () => {
    const client = await LspClient.start({ initializationOptions: { status: true } });
    const told: Status[] = [];
    client.connection.onNotification('wsklint/status', (status: Status) => {
      told.push(status);
      client.noticed();
    });
    await client.open(URI, wrong);
    await client.diagnostics(URI);
    await client.until(() => told.some(({ state }) => state === 'idle'));
    assert.deepEqual(told, [{ state: 'analysing', files: 1 }, { state: 'idle' }]);
    await client.stop();
  });

  test('keeps its state to itself else', async () => {
    await withServer({}, async (client) => {
      const unknown: string[] = [];
      client.connection.onUnhandledNotification(({ method }) => unknown.push(method));
      await client.open(URI, wrong);
      await client.diagnostics(URI);
      assert.deepEqual(unknown, []);
    });
  });
});
