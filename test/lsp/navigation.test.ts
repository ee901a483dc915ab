import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  CallHierarchyIncomingCallsRequest,
  CallHierarchyPrepareRequest,
  DefinitionRequest,
  DidChangeConfigurationNotification,
  DocumentSymbolRequest,
  ReferencesRequest,
  RegistrationRequest,
  UnregistrationRequest,
  WorkspaceSymbolRequest,
  type ClientCapabilities,
  type DocumentSymbol,
} from 'vscode-languageserver/node';

import { withServer } from '../support/lsp-client';
import { send } from './driver-sources';
import { capable, correct, openDriver, ROUTINE, routineFile, SEND, sendFile } from './open-driver';

/** The position in the only piece of a text that reads so. */
function positionOf(text: string, piece: string) {
  const [before = '', ...after] = text.split(piece);
  assert.equal(after.length, 1);
  const lines = before.split('\n');
  return { line: lines.length - 1, character: (lines.at(-1)?.length ?? 0) + 1 };
}

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
