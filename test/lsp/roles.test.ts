import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  CodeLensRefreshRequest,
  CodeLensRequest,
  ConfigurationRequest,
  DidChangeConfigurationNotification,
  InlayHintRefreshRequest,
  InlayHintRequest,
  type ClientCapabilities,
  type CodeLens,
  type InlayHint,
  type Location,
  type Position,
} from 'vscode-languageserver/node';

import { withServer, type LspClient } from '../support/lsp-client';
import { send } from './driver-sources';
import { capable, correct, openDriver, ROUTINE, routineFile, SEND, sendFile } from './open-driver';

const whole = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };

const lenses = async (client: LspClient, textDocument = routineFile): Promise<CodeLens[]> =>
  (await client.connection.sendRequest(CodeLensRequest.type, { textDocument })) ?? [];

const titles = async (client: LspClient, textDocument = routineFile): Promise<string[]> =>
  (await lenses(client, textDocument)).map(({ command }) => command?.title ?? '');

const hints = async (client: LspClient): Promise<InlayHint[]> =>
  (await client.connection.sendRequest(InlayHintRequest.type, { textDocument: sendFile, range: whole })) ?? [];

describe('code lenses', { timeout: 60_000 }, () => {
  test('tell what another file shows of a completion routine', async () => {
    await withServer({ capabilities: capable }, async (client) => {
      await openDriver(client);
      const [lens, ...more] = await lenses(client);
      assert.equal(more.length, 0);
      assert.equal(lens?.command?.title, 'IoCompletion routine of WskSend · ≤ DISPATCH_LEVEL');
      assert.equal(lens.command.command, '');
      assert.equal(lens.range.start.line, 3);
      assert.deepEqual(await titles(client, sendFile), []);
    });
  });

  test('lead to where the function is handed over, where the client can show that', async () => {
    await withServer({ capabilities: capable, initializationOptions: { showInstallations: true } }, async (client) => {
      await openDriver(client);
      const [lens] = await lenses(client);
      assert.equal(lens?.command?.command, 'wsklint.showInstallations');
      const [uri, position] = (lens.command.arguments ?? []) as [string, Position];
      const places = await client.connection.sendRequest<Location[]>('wsklint/installations', {
        textDocument: { uri },
        position,
      });
      assert.deepEqual(
        places.map((place) => [place.uri, place.range.start.line]),
        [[SEND, 10]],
      );
    });
  });

  test('are given from the text at once, and asked for again when the engine knows more', async () => {
    await withServer({ capabilities: capable }, async (client) => {
      let refreshes = 0;
      client.connection.onRequest(CodeLensRefreshRequest.type, () => {
        refreshes++;
        client.noticed();
      });
      await client.open(
        ROUTINE,
        correct.replace('NTSTATUS SendDone(', 'IO_COMPLETION_ROUTINE SendDone;\nNTSTATUS SendDone('),
      );
      await client.open(SEND, send);
      assert.deepEqual(await titles(client), ['IoCompletion routine · ≤ DISPATCH_LEVEL']);
      await client.until(() => refreshes > 0);
      assert.deepEqual(await titles(client), ['IoCompletion routine of WskSend · ≤ DISPATCH_LEVEL']);
    });
  });

  test('follow an edit in another file', async () => {
    await withServer({ capabilities: capable }, async (client) => {
      let refreshes = 0;
      client.connection.onRequest(CodeLensRefreshRequest.type, () => {
        refreshes++;
        client.noticed();
      });
      await openDriver(client);
      await titles(client);
      await client.change(SEND, { text: send.replace('WskSend(Socket, Buffer, 0', 'WskReceive(Socket, Buffer, 0') });
      await client.until(() => refreshes > 0);
      assert.deepEqual(await titles(client), ['IoCompletion routine of WskReceive · ≤ DISPATCH_LEVEL']);
    });
  });

  test('are missing in a file that has nothing of WSK', async () => {
    await withServer({ capabilities: capable }, async (client) => {
      await client.open(
        ROUTINE,
        'IO_COMPLETION_ROUTINE Done;\nNTSTATUS Done(PDEVICE_OBJECT D, PIRP I, PVOID C) { return 0; }\n',
      );
      assert.deepEqual(await titles(client), []);
      await client.diagnostics(ROUTINE);
      assert.deepEqual(await titles(client), []);
    });
  });
});

describe('inlay hints', { timeout: 60_000 }, () => {
  test('name arguments, before them, and say what they are for', async () => {
    await withServer({ capabilities: capable }, async (client) => {
      await openDriver(client);
      const shown = await hints(client);
      assert.deepEqual(
        shown.map(({ label, position }) => [label, position.line]),
        [
          ['Context:', 10],
          ['Flags:', 11],
        ],
      );
      assert.equal(shown[0]?.kind, 2);
      assert.equal(shown[0].paddingRight, true);
      assert.equal(typeof shown[0].tooltip, 'string');
    });
  });

  test('and lenses can be switched off and on while the server runs', async () => {
    const capabilities: ClientCapabilities = {
      ...capable,
      workspace: { ...capable.workspace, configuration: true },
    };
    let settings: unknown = { codeLens: { enabled: false }, inlayHints: { argumentNames: false } };
    await withServer({ capabilities }, async (client) => {
      let refreshes = 0;
      client.connection.onRequest(InlayHintRefreshRequest.type, () => {
        refreshes++;
        client.noticed();
      });
      client.connection.onRequest(CodeLensRefreshRequest.type, () => undefined);
      client.connection.onRequest(ConfigurationRequest.type, ({ items }) =>
        items.map(({ section }) => (section === 'wsk' ? settings : null)),
      );
      await openDriver(client);
      assert.deepEqual(await titles(client), []);
      assert.deepEqual(await hints(client), []);
      settings = {};
      await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
      await client.until(() => refreshes > 0);
      assert.equal((await hints(client)).length, 2);
      assert.equal((await titles(client)).length, 1);
    });
  });

  test('are switched off by a client that sends its settings', async () => {
    await withServer({ capabilities: capable }, async (client) => {
      await openDriver(client);
      await client.connection.sendNotification(DidChangeConfigurationNotification.type, {
        settings: { wsk: { inlayHints: { argumentNames: false } } },
      });
      assert.deepEqual(await hints(client), []);
      assert.equal((await titles(client)).length, 1);
    });
  });
});
