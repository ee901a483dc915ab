import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import {
  DiagnosticRefreshRequest,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  WorkspaceFoldersRequest,
  type FileEvent,
} from 'vscode-languageserver/node';

import { answerAll, asked } from '../support/asked-settings';
import { pushed, withServer, type LspClient } from '../support/lsp-client';
import { LINE, RULE, wrong } from './sources';

/** Gives the server `wsk.rules` when it asks. */
function answer(client: LspClient, rules: () => unknown): void {
  answerAll(client, () => ({ rules: rules() }));
}

/** Tells the server that a file was written. */
function tellWritten(client: LspClient, uri: string): Promise<void> {
  const changes: FileEvent[] = [{ uri, type: FileChangeType.Changed }];
  return client.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
}

describe('settings', { timeout: 180_000 }, () => {
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
        watchers: ['**/*.json', '**/.gitignore', '**/*.{c,h,cpp,cc,cxx,hpp}'].map((globPattern) => ({
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

  test('that say what a function does change what is found, and stand corrected at their place', async () => {
    const text = `#include <wsk.h>
PIRP LibGetIrp(VOID);
VOID Use(PWSK_SOCKET Socket) { PIRP irp = LibGetIrp(); if (irp == NULL) return; }`;
    const acquires = (object: string) =>
      `{ "functions": { "LibGetIrp": { "effects": [{ "effect": "acquires", "object": "${object}", "resource": "IRP" }] } } }`;
    const [source, settings] = [uriOf('wrapper.c'), uriOf('.wsklint.json')];
    await withServer({ capabilities: asked }, async (client) => {
      answer(client, () => null);
      let refreshed = 0;
      client.connection.onRequest(DiagnosticRefreshRequest.type, () => {
        refreshed++;
        client.noticed();
      });
      const write = async (written: string): Promise<void> => {
        const before = refreshed;
        writeFileSync(join(folder, '.wsklint.json'), written);
        await tellWritten(client, settings);
        await client.until(() => refreshed > before);
      };
      const found = async () => (await client.diagnostics(source)).map(({ code }) => code);
      await client.open(source, text);
      assert.deepEqual(await found(), []);
      await write(acquires('result'));
      assert.deepEqual(await found(), ['WSK212']);
      await write(acquires('reslt'));
      assert.deepEqual(await found(), []);
      const [mistake] = await client.publishedFor(settings);
      assert.equal(mistake?.message, "the function has no parameter 'reslt'; 'parameters' has to name them first");
      await write(acquires('result'));
      assert.deepEqual(await found(), ['WSK212']);
      assert.deepEqual(await client.publishedFor(settings, ({ diagnostics }) => diagnostics.length === 0), []);
    });
    rmSync(join(folder, '.wsklint.json'));
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

  test('of the editor change the severity of a category, and leave files out', async () => {
    const folders = { ...asked, workspace: { ...asked.workspace, workspaceFolders: true } };
    await withServer({ capabilities: folders, folder: pathToFileURL(folder).href }, async (client) => {
      client.connection.onRequest(WorkspaceFoldersRequest.type, () => [
        { uri: pathToFileURL(folder).href, name: 'folder' },
      ]);
      answerAll(client, () => ({ categories: { irp: 'info' }, files: { include: ['src'], exclude: ['src/gen'] } }));
      const counts: number[] = [];
      for (const name of ['send.c', 'src/gen/send.c', 'src/send.c']) {
        await client.open(uriOf(name), wrong);
        counts.push((await client.diagnostics(uriOf(name))).length);
      }
      assert.deepEqual(counts, [0, 0, 1]);
      const [diagnostic] = await client.diagnostics(uriOf('src/send.c'));
      assert.equal(diagnostic?.severity, DiagnosticSeverity.Information);
    });
  });

  test('that are wrong in a file are shown at their place in it, until they are mended', async () => {
    await withServer({ capabilities: asked }, async (client) => {
      answer(client, () => null);
      const uri = uriOf('.wsklint.json');
      writeFileSync(
        join(folder, '.wsklint.json'),
        '{\n  "rules": { "no-such-rule": "off" },\n  "extends": "none.json"\n}',
      );
      await client.open(uriOf('send.c'), wrong);
      assert.equal((await client.diagnostics(uriOf('send.c'))).length, 1);
      const shown = await client.publishedFor(uri);
      assert.deepEqual(
        shown.map(({ range: { start, end }, message }) => [start.line, start.character, end.character, message]),
        [
          [1, 13, 27, "there is no rule named 'no-such-rule'"],
          [2, 13, 24, "there is no file 'none.json'"],
        ],
      );
      writeFileSync(join(folder, '.wsklint.json'), '{}');
      await tellWritten(client, uri);
      assert.deepEqual(await client.publishedFor(uri, ({ diagnostics }) => diagnostics.length === 0), []);
      writeFileSync(join(folder, '.wsklint.json'), '{ "rule": {} }');
      await tellWritten(client, uri);
      await client.publishedFor(uri, ({ diagnostics }) =>
        diagnostics.some(({ message }) => typeof message === 'string' && message.includes("named 'rule'")),
      );
      rmSync(join(folder, '.wsklint.json'));
      const before = client.published.length;
      await tellWritten(client, uri);
      await client.until(() => client.published.slice(before).some(({ diagnostics }) => diagnostics.length === 0));
    });
  });

  test('of an extended file act without a restart', async () => {
    writeFileSync(join(folder, '.wsklint.json'), '{ "extends": "base.wsklint.json" }');
    writeFileSync(join(folder, 'base.wsklint.json'), `{ "rules": { "${RULE}": "off" } }`);
    await withServer({ capabilities: asked }, async (client) => {
      answer(client, () => null);
      let refreshed = false;
      client.connection.onRequest(DiagnosticRefreshRequest.type, () => {
        refreshed = true;
        client.noticed();
      });
      await client.open(uriOf('send.c'), wrong);
      assert.deepEqual(await client.diagnostics(uriOf('send.c')), []);
      writeFileSync(join(folder, 'base.wsklint.json'), '{}');
      await tellWritten(client, uriOf('base.wsklint.json'));
      await client.until(() => refreshed);
      assert.equal((await client.diagnostics(uriOf('send.c'))).length, 1);
    });
    rmSync(join(folder, '.wsklint.json'));
    rmSync(join(folder, 'base.wsklint.json'));
  });
});
