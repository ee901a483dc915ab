import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import {
  DiagnosticRefreshRequest,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidSaveTextDocumentNotification,
  ExecuteCommandRequest,
  FileChangeType,
  HoverRequest,
  WorkspaceFoldersRequest,
  type ClientCapabilities,
} from 'vscode-languageserver/node';

import { pulling, pushed, withServer, type LspClient } from '../support/lsp-client';
import { driverHeader, routine, send, sendNothing } from './driver-sources';

const watching: ClientCapabilities = {
  ...pulling,
  workspace: { ...pulling.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
};
const withFolders: ClientCapabilities = {
  ...watching,
  workspace: { ...watching.workspace, workspaceFolders: true },
};

/** Counts how often the client is told to ask for all diagnostics again. */
function refreshes(client: LspClient): { readonly next: () => Promise<void> } {
  let count = 0;
  let seen = 0;
  client.connection.onRequest(DiagnosticRefreshRequest.type, () => {
    count++;
    client.noticed();
  });
  return {
    async next() {
      await client.until(() => count > seen);
      seen = count;
    },
  };
}

describe('a driver of several files', { timeout: 60_000 }, () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wsklint-project-'));
    put('driver.h', driverHeader);
    put('routine.c', routine);
    put('send.c', send);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const put = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
  };
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
  const tell = (client: LspClient, name: string, type: FileChangeType) =>
    client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: uriOf(name), type }],
    });
  const codes = async (client: LspClient, name: string) =>
    (await client.diagnostics(uriOf(name))).map(({ code }) => code);

  /** Opens the routine, and waits until what the other files say of it is known. */
  async function opened(client: LspClient): Promise<{ readonly next: () => Promise<void> }> {
    const refreshed = refreshes(client);
    await client.open(uriOf('routine.c'), routine);
    if ((await codes(client, 'routine.c')).length === 0) await refreshed.next();
    assert.deepEqual(await codes(client, 'routine.c'), ['WSK201']);
    return refreshed;
  }

  test('shows in one file what another makes a mistake, with the way through both', async () => {
    await withServer({ capabilities: watching, folder: uriOf('') }, async (client) => {
      await opened(client);
      const [diagnostic] = await client.diagnostics(uriOf('routine.c'));
      const places = diagnostic?.relatedInformation?.map(({ location: { uri, range } }) => [uri, range.start.line]);
      const lines = send.split('\n');
      assert.deepEqual(places, [
        [uriOf('send.c'), lines.findIndex((line) => line.includes('IoAllocateIrp'))],
        [uriOf('send.c'), lines.findIndex((line) => line.includes('IoSetCompletionRoutine'))],
        [uriOf('send.c'), lines.findIndex((line) => line.includes('WskSend'))],
      ]);
    });
  });

  test('is followed when a closed file is changed, deleted and made again on the disk', async () => {
    await withServer({ capabilities: watching, folder: uriOf('') }, async (client) => {
      const refreshed = await opened(client);
      put('send.c', sendNothing);
      await tell(client, 'send.c', FileChangeType.Changed);
      await refreshed.next();
      assert.deepEqual(await codes(client, 'routine.c'), []);
      put('send.c', send);
      await tell(client, 'send.c', FileChangeType.Changed);
      await refreshed.next();
      assert.deepEqual(await codes(client, 'routine.c'), ['WSK201']);
      rmSync(join(folder, 'send.c'));
      await tell(client, 'send.c', FileChangeType.Deleted);
      await refreshed.next();
      assert.deepEqual(await codes(client, 'routine.c'), []);
      put('other.c', send);
      await tell(client, 'other.c', FileChangeType.Created);
      await refreshed.next();
      assert.deepEqual(await codes(client, 'routine.c'), ['WSK201']);
    });
  });

  test('has the text of an open document in the place of its file, and the file again when it is closed', async () => {
    await withServer({ capabilities: watching, folder: uriOf('') }, async (client) => {
      const refreshed = await opened(client);
      await client.open(uriOf('send.c'), sendNothing);
      await refreshed.next();
      assert.deepEqual(await codes(client, 'routine.c'), []);
      await client.close(uriOf('send.c'));
      await refreshed.next();
      assert.deepEqual(await codes(client, 'routine.c'), ['WSK201']);
    });
  });

  test('is no longer what a closed document said that has no file', async () => {
    rmSync(join(folder, 'send.c'));
    await withServer({ capabilities: watching, folder: uriOf('') }, async (client) => {
      const refreshed = refreshes(client);
      await client.open(uriOf('routine.c'), routine);
      await client.open(uriOf('send.c'), send);
      if ((await codes(client, 'routine.c')).length === 0) await refreshed.next();
      assert.deepEqual(await codes(client, 'routine.c'), ['WSK201']);
      await client.close(uriOf('send.c'));
      await refreshed.next();
      assert.deepEqual(await codes(client, 'routine.c'), []);
    });
  });

  test('says something else after an edit of a header', async () => {
    await withServer({ capabilities: watching, folder: uriOf('') }, async (client) => {
      const refreshed = await opened(client);
      await client.open(uriOf('driver.h'), driverHeader);
      await client.change(uriOf('driver.h'), {
        text: driverHeader.replace('STATUS_SUCCESS', 'STATUS_MORE_PROCESSING_REQUIRED'),
      });
      await refreshed.next();
      assert.deepEqual(await codes(client, 'routine.c'), []);
    });
  });

  test('is read by the macros that a settings file names later', async () => {
    put('send.c', send.replace('= IoAllocateIrp', '= OUR_TRACE IoAllocateIrp'));
    await withServer({ capabilities: watching, folder: uriOf('') }, async (client) => {
      const refreshed = refreshes(client);
      await client.open(uriOf('routine.c'), routine);
      await client.connection.sendRequest(ExecuteCommandRequest.type, { command: 'wsklint.checkWorkspace' });
      assert.deepEqual(await codes(client, 'routine.c'), []);
      put('.wsklint.json', '{ "macros": ["OUR_TRACE"] }');
      await tell(client, '.wsklint.json', FileChangeType.Created);
      await refreshed.next();
      assert.deepEqual(await codes(client, 'routine.c'), ['WSK201']);
    });
  });

  test('is understood without a folder from the files beside a document', async () => {
    await withServer({ capabilities: watching }, async (client) => {
      await opened(client);
    });
  });

  test('may lie in two folders, of which each can go and come', async () => {
    mkdirSync(join(folder, 'one'));
    mkdirSync(join(folder, 'two'));
    put('one/driver.h', driverHeader);
    put('one/routine.c', routine);
    put('two/send.c', send);
    const [one, two] = ['one', 'two'].map((name) => ({ uri: uriOf(name), name }));
    assert.ok(one && two);
    await withServer({ capabilities: withFolders }, async (client) => {
      let folders = [one];
      client.connection.onRequest(WorkspaceFoldersRequest.type, () => folders);
      const refreshed = refreshes(client);
      await client.open(uriOf('one/routine.c'), routine);
      assert.deepEqual(await codes(client, 'one/routine.c'), []);
      folders = [one, two];
      await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
        event: { added: [two], removed: [] },
      });
      await refreshed.next();
      assert.deepEqual(await codes(client, 'one/routine.c'), ['WSK201']);
      folders = [one];
      await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
        event: { added: [], removed: [two] },
      });
      await refreshed.next();
      assert.deepEqual(await codes(client, 'one/routine.c'), []);
    });
  });

  test('that lies on no disk is made of the documents that are open', async () => {
    const at = (name: string) => `vscode-vfs://github/owner/driver/${name}`;
    await withServer({ capabilities: watching, folder: at('') }, async (client) => {
      await client.open(at('routine.c'), routine);
      await client.open(at('driver.h'), driverHeader);
      assert.deepEqual(await client.diagnostics(at('routine.c')), []);
      await client.open(at('send.c'), send);
      const [finding] = await client.diagnostics(at('routine.c'));
      assert.equal(finding?.code, 'WSK201');
      assert.equal(finding.relatedInformation?.[0]?.location.uri, at('send.c'));
      const summary: unknown = await client.connection.sendRequest(ExecuteCommandRequest.type, {
        command: 'wsklint.checkWorkspace',
      });
      assert.deepEqual(summary, { files: 0, findings: 0, failed: 0, cancelled: false });
    });
  });

  test('is read anew when a client that watches no files saves one', async () => {
    await withServer({ capabilities: pushed, folder: uriOf('') }, async (client) => {
      const last = () => client.published.findLast(({ uri }) => uri === uriOf('routine.c'))?.diagnostics.length;
      await client.open(uriOf('routine.c'), routine);
      await client.until(() => last() === 1);
      put('send.c', sendNothing);
      await client.connection.sendNotification(DidSaveTextDocumentNotification.type, {
        textDocument: { uri: uriOf('routine.c') },
      });
      await client.until(() => last() === 0);
    });
  });

  test('is sent to a client that does not ask when something of it is no longer true, and only then', async () => {
    await withServer({ capabilities: pushed, folder: uriOf('') }, async (client) => {
      const all = () =>
        client.published.filter(({ uri }) => uri === uriOf('routine.c')).map(({ diagnostics }) => diagnostics.length);
      await client.open(uriOf('routine.c'), routine);
      await client.open(uriOf('send.c'), send);
      await client.until(() => all().at(-1) === 1);
      const before = all().length;
      const version = await client.change(uriOf('send.c'), { text: `${send}// nothing new\n` });
      await client.publishedFor(uriOf('send.c'), (params) => params.version === version);
      await client.change(uriOf('send.c'), { text: sendNothing });
      await client.until(() => all().at(-1) === 0);
      assert.deepEqual(all().slice(before), [0]);
    });
  });

  test('stays true where the check of the workspace has shown it', async () => {
    await withServer({ capabilities: watching, folder: uriOf('') }, async (client) => {
      const shown = () => client.published.findLast(({ uri }) => uri === uriOf('routine.c'))?.diagnostics.length;
      await client.connection.sendRequest(ExecuteCommandRequest.type, { command: 'wsklint.checkWorkspace' });
      assert.equal(shown(), 1);
      await client.open(uriOf('send.c'), send);
      await client.change(uriOf('send.c'), { text: sendNothing });
      await client.until(() => shown() === 0);
      await client.change(uriOf('send.c'), { text: send });
      await client.until(() => shown() === 1);
    });
  });

  test('of many files lets a hover and an edit have their turn while it is read', async () => {
    for (let copy = 0; copy < 150; copy++)
      put(`copy${copy}.c`, `${routine}\n${send}`.replace(/\b(SendDone|Send)\b/g, `$1${copy}`));
    await withServer({ capabilities: watching, folder: uriOf('') }, async (client) => {
      const order: string[] = [];
      const refreshed = refreshes(client);
      await client.open(uriOf('routine.c'), routine);
      assert.deepEqual(await codes(client, 'routine.c'), []);
      const text = `// a line above\n${routine}`;
      await client.change(uriOf('routine.c'), { text });
      const line = text.split('\n').findIndex((each) => each.includes('IoFreeIrp'));
      const position = { line, character: (text.split('\n')[line] ?? '').indexOf('IoFreeIrp') };
      const read = refreshed.next().then(() => order.push('all is read'));
      assert.deepEqual(await codes(client, 'routine.c'), []);
      await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri: uriOf('routine.c') }, position });
      order.push('hover');
      await read;
      assert.deepEqual(order, ['hover', 'all is read']);
      const [diagnostic] = await client.diagnostics(uriOf('routine.c'));
      assert.equal(
        diagnostic?.range.start.line,
        text.split('\n').findIndex((each) => each.includes('return DONE')),
      );
    });
  });
});
