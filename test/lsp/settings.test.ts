import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import {
  ConfigurationRequest,
  DiagnosticRefreshRequest,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type ClientCapabilities,
  type FileEvent,
} from 'vscode-languageserver/node';

import { pulling, pushed, withServer, type LspClient } from '../support/lsp-client';
import { LINE, RULE, wrong } from './sources';

const asked: ClientCapabilities = {
  ...pulling,
  workspace: {
    ...pulling.workspace,
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

/** Gives the server `wsk.rules` when it asks. */
function answer(client: LspClient, rules: () => unknown): void {
  client.connection.onRequest(ConfigurationRequest.type, ({ items }) => {
    assert.deepEqual(
      items.map(({ section }) => section),
      ['wsk.rules'],
    );
    return [rules()];
  });
}

describe('settings', { timeout: 60_000 }, () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'wsklint-settings-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;

  test('of the editor change the severity of a rule', async () => {
    await withServer({ capabilities: asked }, async (client) => {
      answer(client, () => ({ [RULE]: 'info' }));
      await client.open(uriOf('send.c'), wrong);
      const [diagnostic] = await client.diagnostics(uriOf('send.c'));
      assert.equal(diagnostic?.severity, DiagnosticSeverity.Information);
    });
  });

  test('of the editor are asked for again when the editor says so', async () => {
    await withServer({ capabilities: asked }, async (client) => {
      let rules: unknown = null;
      let refreshed = false;
      answer(client, () => rules);
      client.connection.onRequest(DiagnosticRefreshRequest.type, () => {
        refreshed = true;
        client.noticed();
      });
      await client.until(() =>
        client.registrations.some(({ method }) => method === 'workspace/didChangeConfiguration'),
      );
      await client.open(uriOf('send.c'), wrong);
      assert.equal((await client.diagnostics(uriOf('send.c'))).length, 1);
      rules = { [RULE]: 'off' };
      await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
      await client.until(() => refreshed);
      assert.deepEqual(await client.diagnostics(uriOf('send.c')), []);
    });
  });

  test('of the editor that are wrong are told, and the rest of them holds', async () => {
    await withServer({ capabilities: asked }, async (client) => {
      answer(client, () => ({ [RULE]: 'warning', 'no-such-rule': 'off' }));
      await client.open(uriOf('send.c'), wrong);
      const [diagnostic] = await client.diagnostics(uriOf('send.c'));
      assert.equal(diagnostic?.severity, DiagnosticSeverity.Warning);
      await client.until(() => client.log.some((line) => line.includes('no-such-rule')));
    });
  });

  test('of a client that is not asked come with its notification', async () => {
    await withServer({ capabilities: pushed }, async (client) => {
      await client.open(uriOf('send.c'), wrong);
      assert.equal((await client.publishedFor(uriOf('send.c'))).length, 1);
      const settings = { wsk: { rules: { [RULE]: 'off' } } };
      await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
      assert.deepEqual(await client.publishedFor(uriOf('send.c'), ({ diagnostics }) => diagnostics.length === 0), []);
    });
  });

  test('in the nearest file stand over those of the editor, and are watched', async () => {
    await withServer({ capabilities: asked }, async (client) => {
      answer(client, () => ({ [RULE]: 'info' }));
      let refreshed = false;
      client.connection.onRequest(DiagnosticRefreshRequest.type, () => {
        refreshed = true;
        client.noticed();
      });
      const watching = () => client.registrations.find(({ method }) => method === 'workspace/didChangeWatchedFiles');
      await client.until(() => watching() !== undefined);
      assert.deepEqual(watching()?.registerOptions, {
        watchers: ['**/.wsklint.json', '**/.gitignore', '**/*.{c,h,cpp,cc,cxx,hpp}'].map((globPattern) => ({
          globPattern,
        })),
      });

      await client.open(uriOf('send.c'), wrong);
      assert.equal((await client.diagnostics(uriOf('send.c'))).at(0)?.severity, DiagnosticSeverity.Information);
      writeFileSync(join(folder, '.wsklint.json'), `{ "rules": { "${RULE}": "error" } } // ours`);
      const changes: FileEvent[] = [{ uri: uriOf('.wsklint.json'), type: FileChangeType.Created }];
      await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
      await client.until(() => refreshed);
      assert.equal((await client.diagnostics(uriOf('send.c'))).at(0)?.severity, DiagnosticSeverity.Error);
      rmSync(join(folder, '.wsklint.json'));
    });
  });

  test('in a file that exclude it leave a document alone', async () => {
    writeFileSync(join(folder, '.wsklint.json'), '{ "exclude": ["generated/**"] }');
    await withServer({}, async (client) => {
      await client.open(uriOf('generated/send.c'), wrong);
      await client.open(uriOf('send.c'), wrong);
      assert.deepEqual(await client.diagnostics(uriOf('generated/send.c')), []);
      assert.equal((await client.diagnostics(uriOf('send.c'))).length, 1);
    });
    rmSync(join(folder, '.wsklint.json'));
  });

  test('do not silence a line: a wsk-ignore with a reason does', async () => {
    await withServer({}, async (client) => {
      const lines = wrong.split('\n');
      const silenced = lines.toSpliced(LINE, 0, `// wsk-ignore ${RULE}: the test says so`).join('\n');
      await client.open(uriOf('send.c'), silenced);
      assert.deepEqual(await client.diagnostics(uriOf('send.c')), []);
    });
  });
});
