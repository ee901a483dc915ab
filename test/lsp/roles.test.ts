import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  CallHierarchyIncomingCallsRequest,
  CallHierarchyPrepareRequest,
  CodeLensRefreshRequest,
  CodeLensRequest,
  ConfigurationRequest,
  DefinitionRequest,
  DidChangeConfigurationNotification,
  DocumentSymbolRequest,
  InlayHintRefreshRequest,
  InlayHintRequest,
  ReferencesRequest,
  RegistrationRequest,
  UnregistrationRequest,
  WorkspaceSymbolRequest,
  type ClientCapabilities,
  type CodeLens,
  type DocumentSymbol,
  type InlayHint,
  type Location,
  type Position,
} from 'vscode-languageserver/node';

import { pulling, withServer, type LspClient } from '../support/lsp-client';
import { routine, send } from './driver-sources';

const [SEND, ROUTINE] = ['file:///driver/send.c', 'file:///driver/routine.c'];
const [sendFile, routineFile] = [{ uri: SEND }, { uri: ROUTINE }];
const whole = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };

const correct = routine.replace('return DONE', 'return STATUS_MORE_PROCESSING_REQUIRED');

const capable: ClientCapabilities = {
  textDocument: {
    ...pulling.textDocument,
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    callHierarchy: {},
  },
  workspace: { codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } },
};

const lenses = async (client: LspClient, textDocument = routineFile): Promise<CodeLens[]> =>
  (await client.connection.sendRequest(CodeLensRequest.type, { textDocument })) ?? [];

const titles = async (client: LspClient, textDocument = routineFile): Promise<string[]> =>
  (await lenses(client, textDocument)).map(({ command }) => command?.title ?? '');

const hints = async (client: LspClient): Promise<InlayHint[]> =>
  (await client.connection.sendRequest(InlayHintRequest.type, { textDocument: sendFile, range: whole })) ?? [];

/** The position in the only piece of a text that reads so. */
function positionOf(text: string, piece: string) {
  const [before = '', ...after] = text.split(piece);
  assert.equal(after.length, 1);
  const lines = before.split('\n');
  return { line: lines.length - 1, character: (lines.at(-1)?.length ?? 0) + 1 };
}

/** Both files open, and all known of them. */
async function openDriver(client: LspClient): Promise<void> {
  await client.open(SEND, send);
  await client.open(ROUTINE, correct);
  await client.diagnostics(ROUTINE);
}

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

describe('symbols', { timeout: 60_000 }, () => {
  test('of a document have roles', async () => {
    await withServer({ capabilities: capable }, async (client) => {
      await openDriver(client);
      const symbols = (await client.connection.sendRequest(DocumentSymbolRequest.type, {
        textDocument: routineFile,
      })) as DocumentSymbol[];
      assert.deepEqual(
        symbols.map(({ name, detail }) => [name, detail]),
        [['SendDone', 'IoCompletion routine of WskSend · ≤ DISPATCH_LEVEL']],
      );
    });
  });

  test('come without a tree for a client that knows none', async () => {
    await withServer({}, async (client) => {
      await client.open(SEND, 'WSK_CLIENT_LISTEN_DISPATCH Table = { .WskAbortEvent = Abort };\n');
      const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: sendFile });
      assert.deepEqual(
        symbols?.map((symbol) => ('location' in symbol ? [symbol.name, symbol.containerName] : 'a tree')),
        [
          ['Table', undefined],
          ['WskAbortEvent', 'Table'],
        ],
      );
    });
  });

  test('of the workspace are found by some of their letters', async () => {
    await withServer({ capabilities: capable }, async (client) => {
      await openDriver(client);
      const symbols = await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'sdone' });
      assert.deepEqual(
        symbols?.map(({ name, containerName }) => [name, containerName]),
        [['SendDone', 'IoCompletion routine']],
      );
    });
  });

  test('are those with a role where another extension tells of C', async () => {
    const initializationOptions = { otherLanguageSupport: true };
    await withServer({ capabilities: capable, initializationOptions }, async (client) => {
      await openDriver(client);
      const symbols = await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: '' });
      assert.deepEqual(
        symbols?.map(({ name }) => name),
        ['SendDone'],
      );
      assert.deepEqual(await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: sendFile }), []);
    });
  });
});

describe('places', { timeout: 60_000 }, () => {
  test('lead from the call that sets a routine to the routine, and back', async () => {
    await withServer({ capabilities: capable }, async (client) => {
      await openDriver(client);
      const definition = await client.connection.sendRequest(DefinitionRequest.type, {
        textDocument: sendFile,
        position: positionOf(send, 'IoSetCompletionRoutine'),
      });
      assert.deepEqual(definition, [
        { uri: ROUTINE, range: { start: { line: 3, character: 9 }, end: { line: 3, character: 17 } } },
      ]);
      const references = await client.connection.sendRequest(ReferencesRequest.type, {
        textDocument: routineFile,
        position: positionOf(correct, 'SendDone'),
        context: { includeDeclaration: false },
      });
      assert.deepEqual(
        references?.map(({ uri, range }) => [uri, range.start.line]),
        [[SEND, 10]],
      );
    });
  });

  test('are of the text as it is', async () => {
    await withServer({ capabilities: capable }, async (client) => {
      await openDriver(client);
      const top = { line: 0, character: 0 };
      await client.change(SEND, { range: { start: top, end: top }, text: '\n\n' });
      const references = await client.connection.sendRequest(ReferencesRequest.type, {
        textDocument: routineFile,
        position: positionOf(correct, 'SendDone'),
        context: { includeDeclaration: false },
      });
      assert.deepEqual(
        references?.map(({ range }) => range.start.line),
        [12],
      );
    });
  });
});

describe('the call hierarchy', { timeout: 60_000 }, () => {
  test('goes through WSK', async () => {
    await withServer({ capabilities: capable }, async (client) => {
      assert.equal(client.initialized.capabilities.callHierarchyProvider, true);
      await openDriver(client);
      const [item] =
        (await client.connection.sendRequest(CallHierarchyPrepareRequest.type, {
          textDocument: routineFile,
          position: positionOf(correct, 'SendDone'),
        })) ?? [];
      assert.ok(item);
      const [call, ...more] =
        (await client.connection.sendRequest(CallHierarchyIncomingCallsRequest.type, { item })) ?? [];
      assert.equal(more.length, 0);
      assert.deepEqual([call?.from.name, call?.from.detail], ['Send', 'when WskSend completes']);
      assert.deepEqual(
        call?.fromRanges.map(({ start }) => start.line),
        [11],
      );
    });
  });

  test('is left to another extension unless the settings say otherwise, and offered as soon as they do', async () => {
    const capabilities: ClientCapabilities = {
      ...capable,
      textDocument: { ...capable.textDocument, callHierarchy: { dynamicRegistration: true } },
    };
    await withServer({ capabilities, initializationOptions: { otherLanguageSupport: true } }, async (client) => {
      const offered: boolean[] = [];
      const note = (methods: readonly { method: string }[], isOffered: boolean): void => {
        if (methods.some(({ method }) => method === CallHierarchyPrepareRequest.method)) offered.push(isOffered);
        client.noticed();
      };
      client.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
        note(registrations, true);
      });
      client.connection.onRequest(UnregistrationRequest.type, ({ unregisterations }) => {
        note(unregisterations, false);
      });
      assert.equal(client.initialized.capabilities.callHierarchyProvider, undefined);
      const say = (callHierarchy: string) =>
        client.connection.sendNotification(DidChangeConfigurationNotification.type, {
          settings: { wsk: { callHierarchy } },
        });
      await say('on');
      await client.until(() => offered.length > 0);
      await say('auto');
      await client.until(() => offered.length > 1);
      assert.deepEqual(offered, [true, false]);
    });
  });
});
