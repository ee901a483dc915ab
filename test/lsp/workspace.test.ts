import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import {
  CancellationTokenSource,
  ExecuteCommandRequest,
  LSPErrorCodes,
  WorkDoneProgress,
  WorkDoneProgressCancelNotification,
  WorkDoneProgressCreateRequest,
  WorkspaceFoldersRequest,
  type ClientCapabilities,
  type ProgressToken,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageserver/node';

import type { Status, WorkspaceSummary } from '../../server/src/lsp/protocol';
import { pulling, withServer, type LspClient } from '../support/lsp-client';
import { right, wrong } from './sources';

const COMMAND = 'wsklint.checkWorkspace';
const withProgress: ClientCapabilities = {
  ...pulling,
  window: { workDoneProgress: true },
  workspace: { ...pulling.workspace, workspaceFolders: true },
};

const check = (client: LspClient, workDoneToken?: string): Promise<WorkspaceSummary> =>
  client.connection.sendRequest(ExecuteCommandRequest.type, {
    command: COMMAND,
    ...(workDoneToken === undefined ? {} : { workDoneToken }),
  }) as Promise<WorkspaceSummary>;

describe('checking the whole workspace', { timeout: 60_000 }, () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'wsklint-workspace-'));
    mkdirSync(join(folder, 'below'));
    writeFileSync(join(folder, 'wrong.c'), wrong);
    writeFileSync(join(folder, 'below', 'wrong.c'), wrong);
    writeFileSync(join(folder, 'right.c'), right);
    writeFileSync(join(folder, 'binary.c'), '\0\0');
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;

  test('shows the findings in files that are not open, and counts them', async () => {
    await withServer({ folder: uriOf('') }, async (client) => {
      assert.deepEqual(await check(client), { files: 3, findings: 2, failed: 0, cancelled: false });
      assert.deepEqual(
        client.published.map(({ uri, diagnostics }) => [uri, diagnostics.map(({ code }) => code)]).sort(),
        [
          [uriOf('below/wrong.c'), ['WSK201']],
          [uriOf('wrong.c'), ['WSK201']],
        ],
      );
    });
  });

  test('says how many files it is about', async () => {
    await withServer({ folder: uriOf(''), initializationOptions: { status: true } }, async (client) => {
      const told: Status[] = [];
      client.connection.onNotification('wsklint/status', (status: Status) => {
        told.push(status);
      });
      await check(client);
      const counts = told.flatMap(({ files }) => files ?? []);
      assert.ok(counts.includes(4), `${counts.join()}: the file that is no text counts as one of four`);
    });
  });

  test('finds all of many drivers, although what was read has others looked at again meanwhile', async () => {
    const many = mkdtempSync(join(tmpdir(), 'wsklint-many-'));
    const count = 60;
    for (let copy = 0; copy < count; copy++)
      writeFileSync(join(many, `wrong${copy}.c`), wrong.replaceAll(/\b(SendDone|Send)\b/g, `$1${copy}`));
    try {
      await withServer({ folder: pathToFileURL(many).href }, async (client) => {
        const open = pathToFileURL(join(many, 'wrong0.c')).href;
        await client.open(open, wrong.replaceAll(/\b(SendDone|Send)\b/g, '$1x'));
        await client.diagnostics(open);
        assert.equal((await check(client)).findings, count);
        assert.equal((await check(client)).findings, count);
      });
    } finally {
      rmSync(many, { recursive: true, force: true });
    }
  });

  test('is done below the one folder of an older client', async () => {
    await withServer({ folder: uriOf(''), isOld: true }, async (client) => {
      assert.equal((await check(client)).files, 3);
    });
  });

  test('leaves open documents to their editor, whose text counts, and shows a file again when it is closed', async () => {
    await withServer({ folder: uriOf('') }, async (client) => {
      await client.open(uriOf('wrong.c'), right);
      assert.deepEqual(await check(client), { files: 3, findings: 1, failed: 0, cancelled: false });
      assert.deepEqual(
        client.published.map(({ uri }) => uri),
        [uriOf('below/wrong.c')],
      );
      await client.close(uriOf('wrong.c'));
      assert.equal((await client.publishedFor(uriOf('wrong.c'))).length, 1);
      await client.open(uriOf('wrong.c'), wrong);
      await client.until(() => client.published.at(-1)?.diagnostics.length === 0);
      assert.equal(client.published.at(-1)?.uri, uriOf('wrong.c'));
    });
  });

  test('takes away what is no more', async () => {
    await withServer({ folder: uriOf('') }, async (client) => {
      writeFileSync(join(folder, 'gone.c'), wrong);
      await check(client);
      rmSync(join(folder, 'gone.c'));
      await check(client);
      const last = client.published.filter(({ uri }) => uri === uriOf('gone.c')).at(-1);
      assert.deepEqual(last?.diagnostics, []);
    });
  });

  test('tells how far it is, to the client that asked', async () => {
    await withServer({ folder: uriOf('') }, async (client) => {
      const seen: (WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd)[] = [];
      client.connection.onProgress(WorkDoneProgress.type, 'ours', (value) => {
        seen.push(value);
      });
      await check(client, 'ours');
      const kinds = seen.map(({ kind }) => kind);
      assert.deepEqual([kinds[0], kinds.at(-1)], ['begin', 'end']);
      const percentages = seen.flatMap((value) => (value.kind === 'report' ? [value.percentage ?? -1] : []));
      assert.deepEqual(percentages, [0, 12, 25, 37, 50, 62, 75, 87]);
    });
  });

  test('makes a progress of its own where the client only gives the command, which can be cancelled', async () => {
    await withServer({ capabilities: withProgress, folder: uriOf('') }, async (client) => {
      let made: ProgressToken = '';
      client.connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
        made = token;
      });
      client.connection.onRequest(WorkspaceFoldersRequest.type, async () => {
        await client.connection.sendNotification(WorkDoneProgressCancelNotification.type, { token: made });
        return [{ uri: uriOf(''), name: 'folder' }];
      });
      assert.deepEqual(await check(client), { files: 0, findings: 0, failed: 0, cancelled: true });
      assert.deepEqual(client.published, []);
    });
  });

  test('ends early when its request is cancelled, and can be done again', async () => {
    await withServer({ capabilities: withProgress, folder: uriOf('') }, async (client) => {
      const cancel = new CancellationTokenSource();
      client.connection.onRequest(WorkDoneProgressCreateRequest.type, () => undefined);
      client.connection.onRequest(WorkspaceFoldersRequest.type, () => {
        cancel.cancel();
        return [{ uri: uriOf(''), name: 'folder' }];
      });
      const cancelled = client.connection.sendRequest(ExecuteCommandRequest.type, { command: COMMAND }, cancel.token);
      await assert.rejects(cancelled, { code: LSPErrorCodes.RequestCancelled });
      assert.deepEqual(client.published, []);
      assert.equal((await check(client)).files, 3);
    });
  });

  test('does nothing where no folder is open', async () => {
    await withServer({}, async (client) => {
      assert.deepEqual(await check(client), { files: 0, findings: 0, failed: 0, cancelled: false });
    });
  });

  test('is the only command', async () => {
    await withServer({}, async (client) => {
      const unknown = client.connection.sendRequest(ExecuteCommandRequest.type, { command: 'wsklint.other' });
      await assert.rejects(unknown, /there is no command wsklint.other/);
    });
  });
});
